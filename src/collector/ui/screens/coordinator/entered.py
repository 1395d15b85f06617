"""When an account and its exhibits entered their sender's log, in plain words.

What stands between the same bounds, by the same kind of clock, is said in one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from collector import vocabularies
from collector.model.entry_time import STAMP, Bound, EntryTime
from collector.ui.parts.text import Tone
from collector.ui.screens.coordinator.report_line import Line
from collector.ui.words import Words

_SHORT: Final = 4


@dataclass(frozen=True)
class ItemTime:
    """An exhibit, by its SHA-256 in hexadecimal, or the account itself, and its time."""

    exhibit: str | None
    time: EntryTime


def entered_lines(words: Words, items: Sequence[ItemTime]) -> Iterator[Line]:
    """Yield the interval of each, what the clock of its sender showed, and how right that is."""
    alike: dict[tuple[object, ...], list[ItemTime]] = {}
    for it in items:
        time = it.time
        key = (time.not_before, time.not_after, time.shown.clock, time.contradictions)
        alike.setdefault(key, []).append(it)
    for those in alike.values():
        time = those[0].time
        text = words("entered-line", what=_what(words, those), when=_when(words, time))
        yield Line(_tone(time), text, _clock(words, those))


def _what(words: Words, items: Sequence[ItemTime]) -> str:
    exhibits = [it.exhibit for it in items if it.exhibit is not None]
    if not exhibits:
        return words("entered-account")
    if len(exhibits) < len(items):
        return words("entered-account-with", count=len(exhibits))
    if len(exhibits) == 1:
        digest = exhibits[0]
        return words("entered-exhibit", digest=f"{digest[:_SHORT]} {digest[_SHORT : 2 * _SHORT]}")
    return words("entered-exhibits", count=len(exhibits))


def _when(words: Words, time: EntryTime) -> str:
    first, last = _said(words, time.not_before), _said(words, time.not_after)
    if first and last:
        return words("entered-between", first=first, last=last)
    if last:
        return words("entered-until", last=last)
    return words("entered-since", first=first) if first else words("entered-unknown")


def _said(words: Words, bound: Bound | None) -> str:
    return "" if bound is None else words.date_and_time(bound.at)


def _clock(words: Words, items: Sequence[ItemTime]) -> str:
    shown = sorted(it.time.shown.utc for it in items)
    first, last = (words.date_and_time(it) for it in (shown[0], shown[-1]))
    said = first if first == last else words("entered-from-to", first=first, last=last)
    trust = vocabularies.load("V-CLK").label(items[0].time.shown.clock, words.language)
    name = "entered-contradicted" if items[0].time.contradictions else "entered-clock"
    return words(name, shown=said, trust=trust)


def _tone(time: EntryTime) -> Tone:
    if time.contradictions:
        return "amber"
    return "green" if time.not_after is not None and time.not_after.source == STAMP else "accent"
