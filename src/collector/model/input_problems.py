"""What is still wrong with a form: the rules behind ``TestimonyInput``, field by field.

Shapes of single values are checked when they are read; here are the rules between fields.  Codes
of the open lists are looked up by ``vocabularies.check_codes``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from collector.model.identity import IdentityForm
from collector.model.partial_date import PartialDate, date_problems, in_calendar
from collector.model.place import place_problems
from collector.model.problems import FieldProblem, at, missing
from collector.model.terms import RECIPIENT_NEVER
from collector.model.testimony_input import (
    REQUIRED,
    ClaimsInput,
    ConsentInput,
    ExhibitInput,
    TestimonyInput,
)
from collector.model.untrusted import is_plain

# A record has at most 4 MiB, and escaping can make text longer.
_LONGEST_ACCOUNT: Final = 3 * 1024 * 1024
_NO_RECIPIENT: Final = ("V-RECIP-98", "V-RECIP-99")


def problems(given: TestimonyInput) -> tuple[FieldProblem, ...]:
    """Return everything that keeps this form from being sealed; empty when nothing does."""
    return tuple(_all(given))


def _all(given: TestimonyInput) -> Iterator[FieldProblem]:
    # An empty list of earlier accounts is an answer: there were none.
    fields = {name: getattr(given, name) for name in REQUIRED if name != "prior_accounts"}
    yield from missing("", **fields)
    if given.prior_accounts is None:
        yield FieldProblem("prior_accounts", "field.required")
    if given.about and not is_plain(given.about):
        yield FieldProblem("about", "text.one-line")
    yield from _word_problems(given)
    if given.when is not None:
        yield from date_problems(given.when, "when")
    if given.where is not None:
        yield from place_problems(given.where, "where")
    if isinstance(given.prior_accounts, tuple):
        for index, prior in enumerate(given.prior_accounts):
            yield from date_problems(prior.when, f"prior_accounts[{index}].when")
    if (given.corrects is None) != (not given.correction_note):
        yield FieldProblem("correction_note", "correction.note")
    yield from _consent_problems(given.consent)
    if given.identity is not None:
        yield from _identity_problems(given.identity)
    seen: set[str] = set()
    for index, exhibit in enumerate(given.exhibits):
        path = f"exhibits[{index}]"
        yield from exhibit_problems(exhibit, path)
        if exhibit.file in seen:
            yield FieldProblem(at(path, "file"), "exhibits.file-twice")
        seen.add(exhibit.file)


def _word_problems(given: TestimonyInput) -> Iterator[FieldProblem]:
    for index, paragraph in enumerate(given.words):
        path = f"words[{index}]"
        yield from missing(path, text=paragraph.text.strip(), basis=paragraph.basis)
        if paragraph.told_by is not None and "told_by" not in paragraph.basis:
            yield FieldProblem(at(path, "told_by"), "words.told-by")
    if sum(len(paragraph.text.encode()) for paragraph in given.words) > _LONGEST_ACCOUNT:
        yield FieldProblem("words", "words.too-long")


def _consent_problems(rows: tuple[ConsentInput, ...]) -> Iterator[FieldProblem]:
    seen: set[str] = set()
    for index, row in enumerate(rows):
        path = f"consent[{index}]"
        if row.recipient in seen:
            yield FieldProblem(at(path, "recipient"), "consent.recipient-twice")
        seen.add(row.recipient)
        if row.recipient in _NO_RECIPIENT:
            yield FieldProblem(at(path, "recipient"), "consent.recipient-unclear")
        if row.recipient == RECIPIENT_NEVER and row.decision != "no":
            yield FieldProblem(at(path, "decision"), "consent.recipient-never")
        if row.valid_until is not None and not in_calendar(row.valid_until):
            yield FieldProblem(at(path, "valid_until"), "field.malformed")


def _identity_problems(form: IdentityForm) -> Iterator[FieldProblem]:
    dates: list[tuple[str, PartialDate | None]] = [("identity.dob", form.dob)]
    dates += [
        (f"identity.documents[{index}].expires", document.expires)
        for index, document in enumerate(form.documents)
    ]
    for path, when in dates:
        if when is not None:
            yield from date_problems(when, path)
    if form.empty is not None and form != IdentityForm(empty=form.empty):
        yield FieldProblem("identity", "field.value-and-reason")


def exhibit_problems(exhibit: ExhibitInput, path: str) -> Iterator[FieldProblem]:
    """Yield what is wrong with one exhibit; ``path`` is its place in the form."""
    yield from missing(path, file=exhibit.file)
    yield from claims_problems(exhibit.claims, at(path, "claims"))


def claims_problems(claims: ClaimsInput, path: str) -> Iterator[FieldProblem]:
    """Yield what is wrong with what the person says of an exhibit."""
    yield from date_problems(claims.when, at(path, "when"))
    yield from place_problems(claims.where, at(path, "where"))
