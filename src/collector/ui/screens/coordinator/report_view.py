"""What was checked of a bundle, as lines: the one place for the screen and the written report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from collector import __version__
from collector.desk import PublicKey
from collector.ui.parts.text import Tone
from collector.ui.screens.coordinator.arrivals_work import Details
from collector.ui.screens.coordinator.digits import grouped
from collector.ui.screens.coordinator.entered import entered_lines
from collector.ui.screens.coordinator.reasons import meaning
from collector.ui.screens.coordinator.report_line import Line
from collector.ui.screens.coordinator.time_lines import each_item, time_lines
from collector.ui.words import Words

_SIGNS: Final[dict[Tone, str]] = {"green": "✓", "amber": "!", "red": "×", "accent": "·"}
_HISTORY: Final[dict[str, Tone]] = {
    "continues": "green",
    "first-contact": "accent",
    "rewritten": "amber",
}
_SHORT: Final = 3


def short_name(words: Words, key: PublicKey) -> str:
    """Return the first three of a key's words; only of a key that somebody vouched for."""
    twelve = key.english if words.language == "en" else key.russian
    return "-".join(twelve.split()[:_SHORT])


def lines(words: Words, found: Details) -> tuple[Line, ...]:
    """Return what was checked, in the order of importance."""
    if found.entry.kind == "refused":
        return tuple(_refused(words, found))
    return tuple(_read(words, found))


def facts(words: Words, found: Details) -> tuple[str, ...]:
    """Return the technical facts of a bundle, one a line."""
    entry = found.entry
    digest = words("arrivals-fact-file", digest=grouped(entry.sha256))
    if entry.kind == "refused":
        return (digest,)
    number = words.number(found.sequence)
    return (
        words("arrivals-fact-series", number=number, day=words.day(found.day)),
        words("arrivals-fact-bundle", id=grouped(bytes.fromhex(found.bundle))),
        digest,
        *_two_heads(words, found),
    )


def as_text(words: Words, found: Details, now: str) -> str:
    """Return the report as plain text; ``now`` is a UTC moment, written as it is."""
    said = [
        words("arrivals-report-title"),
        words("arrivals-report-by", version=__version__, utc=now),
        words("arrivals-report-came", utc=found.entry.at),
        "",
    ]
    for line in lines(words, found):
        said.append(f"[{_SIGNS[line.tone]}] {line.text}")
        if line.hint:
            said.append(f"    {line.hint}")
    said += ["", *facts(words, found), *_each_account(words, found)]
    if found.entry.kind != "refused":
        said += ["", *each_item(words, found.dating), "", words("arrivals-not-said")]
    return "\n".join(said) + "\n"


def _two_heads(words: Words, found: Details) -> Iterator[str]:
    """Yield the two states of a log that contradict each other: somebody else may know them."""
    if found.history == "rewritten":
        for name, head in (("known", found.known), ("came", found.head)):
            if head is not None:
                digest, size = grouped(head.root), words.number(head.size)
                yield words(f"arrivals-fact-{name}", digest=digest, size=size)


def _each_account(words: Words, found: Details) -> Iterator[str]:
    for came in found.came:
        yield came.listed.human_code
        for line in entered_lines(words, came.times):
            yield f"    {line.text}"
            yield f"    {line.hint}"
        if came.apart:
            yield f"    [!] {words('sealed-disputed', count=came.apart)}"


def _read(words: Words, found: Details) -> Iterator[Line]:
    yield _signed(words, found)
    if found.revoked_at:
        when = words.date_and_time(found.revoked_at)
        yield Line("amber", words("arrivals-revoked", when=when), words("arrivals-revoked-hint"))
    numbers = {"exhibits": words.number(found.exhibits), "accounts": words.number(found.accounts)}
    yield Line("green", words("arrivals-digests", **numbers), words("arrivals-digests-hint"))
    if found.history:
        name = f"arrivals-history-{found.history}"
        yield Line(_HISTORY[found.history], words(name), words(f"{name}-hint"))
    if found.gap:
        yield Line("amber", words("arrivals-gap"), words("arrivals-gap-hint"))
    yield from time_lines(words, found.dating)
    if found.withheld:
        text = words("arrivals-withheld", count=found.withheld)
        yield Line("amber", text, words("arrivals-withheld-hint"))
    else:
        yield Line("green", words("arrivals-consent"), words("arrivals-consent-hint"))
    if found.receipt:
        yield Line("green", words("arrivals-receipt"), words("arrivals-receipt-hint"))


def _signed(words: Words, found: Details) -> Line:
    if found.entry.signer is None:
        return Line("amber", words("arrivals-unknown"), words("arrivals-unknown-hint"))
    name = short_name(words, found.entry.signer)
    text = words("arrivals-signed", signer=name, when=words.date_and_time(found.enrolled_at))
    return Line("green", text, words("arrivals-signed-hint"))


def _refused(words: Words, found: Details) -> Iterator[Line]:
    code = found.entry.code
    text = words(f"arrivals-reason-{meaning(code)}")
    yield Line("red", text, words("arrivals-code", code=code))
    yield Line("accent", words("arrivals-kept"), words("arrivals-kept-hint"))
    yield Line("accent", words("arrivals-ask"), words("arrivals-ask-hint"))
