"""What of these accounts may go to this recipient, and why the rest may not.

A pure function, and the only door through which material leaves.  Its rules, each on the side of
holding back:

- Only rows signed by an author of the testimony count, and only those that name exactly this
  revision and digest.  No row means no.
- Of each row the highest revision holds, never the order of arrival.  Where several rows, or
  different versions of one revision, speak of the same thing, every one of them must allow it.
- A withdrawal holds for ever, whatever revision it names.
- *Ask* and *later* mean no until answered for this very export; an answer *no* always holds.
- A row ends with its last day.  The day comes from the caller: a clock put back would revive a
  row, so the caller gives the latest day it has reason to believe in.
- *Aggregate* lets an account be counted, not passed on.
- Handing on what others signed also needs a yes from the row ``onward``, and from the row under
  which the exporter holds it; the identity goes only where both say *full*.
- An exhibit goes only if all that it shows is permitted and nobody else in it can be harmed.  The
  same bytes held back for one account are held back for all accounts given here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from collector.model.aspects import ASPECTS
from collector.model.consent import ConsentRecord
from collector.model.consent_facts import (
    Answer,
    Decision,
    ExhibitFacts,
    ExhibitVerdict,
    Exporter,
    Recipient,
    TestimonyFacts,
    TestimonyVerdict,
)
from collector.model.consent_rows import RowIndex, Standing
from collector.model.terms import ONWARD, RECIPIENT_NEVER, ConsentDecision

_HARMLESS: Final = ("none", "consented", "not_recognisable")
_NAMED: Final = ("full", "recipient_only")

_SideName = Literal["recipient", "onward", "holder"]


@dataclass(frozen=True)
class _Side:
    """One of the rows that must agree, and what the person answered about it now."""

    name: _SideName
    standing: Standing
    answer: bool | None


def decide(
    testimonies: Collection[TestimonyFacts],
    rows: Collection[ConsentRecord],
    *,
    recipient: Recipient,
    exporter: Exporter,
    today: str,
    answers: Collection[Answer] = (),
) -> Decision:
    """Return what may go to ``recipient`` on ``today`` (``YYYY-MM-DD``).

    ``rows`` are all consent records known, in any order, whoever signed them.
    """
    index = RowIndex(rows)
    verdicts = [
        _verdict(facts, index, recipient, _sides(facts, index, recipient, exporter, answers), today)
        for facts in testimonies
    ]
    held = {
        exhibit.sha256
        for verdict in verdicts
        for exhibit in verdict.exhibits
        if not exhibit.allowed
    }
    return Decision(
        recipient=recipient,
        testimonies=tuple(_held_back(verdict, held) for verdict in verdicts),
    )


def _sides(
    facts: TestimonyFacts,
    index: RowIndex,
    recipient: Recipient,
    exporter: Exporter,
    answers: Collection[Answer],
) -> tuple[_Side, ...]:
    """Return the sides that must agree: one for an author, three for whoever hands on."""
    asked = [a for a in answers if (a.testimony, a.recipient) == (facts.id, recipient)]
    about_recipient = _answered(a.yes for a in asked if not a.onward)
    about_onward = _answered(a.yes for a in asked if a.onward)
    sides = [_Side("recipient", index.standing(facts, recipient.code), about_recipient)]
    if exporter.key not in facts.authors:
        held_under = index.standing(facts, exporter.code or "")
        sides.append(_Side("onward", index.standing(facts, ONWARD), about_onward))
        sides.append(_Side("holder", held_under, about_onward))
    return tuple(sides)


def _answered(answers: Iterable[bool]) -> bool | None:
    """Return the one answer that holds: a no outweighs a yes, and None means not asked."""
    given = list(answers)
    return all(given) if given else None


def _verdict(
    facts: TestimonyFacts,
    index: RowIndex,
    recipient: Recipient,
    sides: tuple[_Side, ...],
    today: str,
) -> TestimonyVerdict:
    reasons = [f"{side.name}.{reason}" for side in sides for reason in _row_reasons(side, today)]
    if recipient.code == RECIPIENT_NEVER:
        reasons.insert(0, "recipient-never")
    account = ("account",) if reasons else ()
    identity = account or (() if all(map(_may_name, sides)) else ("identity-level",))
    return TestimonyVerdict(
        id=facts.id,
        revision=facts.revision,
        reasons=tuple(dict.fromkeys(reasons)),
        identity_reasons=identity,
        exhibits=tuple(
            ExhibitVerdict(
                media=exhibit.media,
                sha256=exhibit.sha256,
                reasons=account or tuple(_exhibit_reasons(exhibit, sides, identity)),
            )
            for exhibit in facts.exhibits
        ),
        rows=() if reasons else _travelling(facts, index, recipient),
    )


def _row_reasons(side: _Side, today: str) -> Iterator[str]:
    """Yield why this side does not agree to the account."""
    standing = side.standing
    if standing.withdrawn:
        yield "withdrawn"
    if not standing.holding:
        yield "other-revision" if standing.elsewhere else "missing"
    if standing.overtaken:
        yield "overtaken"
    if side.answer is False:
        yield "answered-no"
    for row in standing.holding:
        if not _agreed(row.decision, side.answer):
            yield row.decision
        if row.valid_until is not None and row.valid_until < today:
            yield "expired"
        if row.identity_level == "aggregate":
            yield "aggregate"
        if side.name == "holder" and not _agreed(row.onward, side.answer):
            yield "no-handing-on" if row.onward == "no" else "ask-handing-on"


def _agreed(decision: ConsentDecision, answer: bool | None) -> bool:
    return decision == "yes" or (decision != "no" and answer is True)


def _may_name(side: _Side) -> bool:
    """Say whether this side lets the identity go.  *Recipient only* goes no further than once."""
    levels = _NAMED if side.name == "recipient" else ("full",)
    return all(row.identity_level in levels for row in side.standing.holding)


def _exhibit_reasons(
    exhibit: ExhibitFacts, sides: tuple[_Side, ...], identity: tuple[str, ...]
) -> Iterator[str]:
    """Yield why an exhibit of an account that may go may not go itself."""
    refused = {
        aspect
        for side in sides
        for row in side.standing.holding
        for aspect in exhibit.depicts.beyond(row.media)
    }
    yield from (f"media.{aspect}" for aspect in ASPECTS if aspect in refused)
    if exhibit.others_shown not in _HARMLESS:
        yield "others-shown"
    if exhibit.compartment == "identity":
        yield from identity


def _travelling(
    facts: TestimonyFacts, index: RowIndex, recipient: Recipient
) -> tuple[ConsentRecord, ...]:
    """Return the rows for this recipient and about handing on, withdrawals of it included.

    The recipient could otherwise be shown a later revision of a row that was once withdrawn.
    """
    onward = index.standing(facts, ONWARD)
    rows = index.standing(facts, recipient.code).holding + onward.holding + onward.withdrawn
    return tuple(dict.fromkeys(rows))


def _held_back(verdict: TestimonyVerdict, held: Collection[str]) -> TestimonyVerdict:
    """Hold back what is allowed here but whose bytes are held back elsewhere."""
    exhibits = tuple(
        replace(exhibit, reasons=("same-bytes",))
        if exhibit.allowed and exhibit.sha256 in held
        else exhibit
        for exhibit in verdict.exhibits
    )
    return replace(verdict, exhibits=exhibits)
