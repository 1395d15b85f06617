"""Between which times what came entered its sender's log, as lines of the report."""

from __future__ import annotations

from collections.abc import Iterator

from collector import vocabularies
from collector.desk import Dating
from collector.model.entry_time import STAMP, Bound
from collector.ui.screens.coordinator.digits import grouped
from collector.ui.screens.coordinator.report_line import Line
from collector.ui.words import Words


def time_lines(words: Words, dating: Dating) -> Iterator[Line]:
    """Yield what holds for all items together, and what stands against it."""
    times = [it.time for it in dating.items]
    after = [it.not_after for it in times if it.not_after is not None]
    if after and len(after) == len(times):
        last = words.date_and_time(max(it.at for it in after))
        before = [it.not_before for it in times if it.not_before is not None]
        if len(before) == len(times):
            first = words.date_and_time(min(it.at for it in before))
            text = words("arrivals-time-between", first=first, last=last)
        else:
            text = words("arrivals-time-until", last=last)
        stamped = all(it.source == STAMP for it in after)
        hint = "arrivals-time-by-stamp" if stamped else "arrivals-time-by-clock"
        yield Line("green" if stamped else "accent", text, words(hint))
    if any(it.contradictions for it in times):
        hint = words("arrivals-time-contradicted-hint")
        yield Line("amber", words("arrivals-time-contradicted"), hint)
    if not all(it.believed for it in dating.stamps):
        hint = words("arrivals-time-unconfirmed-hint")
        yield Line("amber", words("arrivals-time-unconfirmed"), hint)


def each_item(words: Words, dating: Dating) -> Iterator[str]:
    """Yield a line for each item: times in UTC as they are, whose word each is, and its doubt."""
    for item in dating.items:
        shown = item.time.shown
        trust = vocabularies.load("V-CLK").label(shown.clock, words.language)
        line = words(
            f"arrivals-time-of-{item.label}",
            digest=grouped(bytes.fromhex(item.digest)),
            first=_at(words, item.time.not_before),
            last=_at(words, item.time.not_after),
            shown=words("time-shown", shown=shown.utc, trust=trust),
        )
        yield words("time-contradicted", line=line) if item.time.contradictions else line


def _at(words: Words, bound: Bound | None) -> str:
    if bound is None:
        return words("arrivals-time-unknown")
    return words("time-bound", at=bound.at, whose=words(f"time-by-{bound.source}"))
