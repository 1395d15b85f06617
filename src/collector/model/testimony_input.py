"""What a person enters: the form behind the window and behind ``testimony add --from FILE``.

Everything may be missing while it is being written; ``problems`` says what still is, field by
field.  A file is read strictly: what this form does not know is refused, since a field that is
silently left out would be an answer lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Final, TypeVar

import msgspec
from msgspec import Meta

from collector.errors import Unacceptable
from collector.model.aspects import Aspects
from collector.model.canonical import parse_loose
from collector.model.consent import TeachBack
from collector.model.emptiness import Unanswered
from collector.model.envelope import Stamp
from collector.model.identity import IdentityForm
from collector.model.partial_date import PartialDate
from collector.model.place import Place
from collector.model.problems import FieldProblem, at
from collector.model.reading import place_of
from collector.model.terms import (
    Acquired,
    Compartment,
    Confidentiality,
    ConsentDecision,
    ConsentMethod,
    ConsentRecipient,
    IdentityLevel,
    InterviewKind,
    MediaKind,
    Mode,
    Originality,
    OthersShown,
    Purpose,
    Scope,
)
from collector.model.testimony import Paragraph, PriorAccount
from collector.model.untrusted import shown
from collector.model.values import Day, Id, Language, Line, Note, Value

REQUIRED: Final = (
    "interview_kind",
    "mode",
    "language",
    "about",
    "words",
    "when",
    "where",
    "prior_accounts",
    "confidentiality",
)
V = TypeVar("V", bound=Value)
_NOTHING: Final = Aspects(voice=False, face=False, document=False, body=False)


class ConsentInput(Value, frozen=True, kw_only=True):
    """One row.  What is not said is the narrower answer; ``given_at`` is else the sealing time."""

    recipient: ConsentRecipient
    decision: ConsentDecision
    identity_level: IdentityLevel = "pseudonym"
    media: Aspects = _NOTHING
    purposes: tuple[Purpose, ...] = ()
    onward: ConsentDecision = "no"
    given_at: Stamp | None = None
    method: ConsentMethod
    language: Language
    teach_back: tuple[TeachBack, ...] = ()
    valid_until: Day | None = None


class ClaimsInput(Value, frozen=True, kw_only=True):
    """What the person says of an exhibit; what is left out was not asked."""

    when: PartialDate = PartialDate(empty="not_asked")
    where: Place = Place(empty="not_asked")
    made_by: Line | Unanswered = Unanswered(empty="not_asked")
    content_note: Note | Unanswered = Unanswered(empty="not_asked")


class ExhibitInput(Value, frozen=True, kw_only=True):
    """An exhibit; ``file`` is the name as it was given beside this form."""

    file: Annotated[str, Meta(max_length=4096)]
    kind: MediaKind
    originality: Originality
    acquired: Acquired
    claims: ClaimsInput = ClaimsInput()
    depicts: Aspects
    others_shown: OthersShown
    compartment: Compartment = "exhibit"


class TestimonyInput(Value, frozen=True, kw_only=True):
    """The whole form.  ``corrects`` is the id of the testimony that this is a revision of."""

    interview_kind: InterviewKind | None = None
    mode: Mode | None = None
    language: Language | None = None
    about: Line | None = None
    words: tuple[Paragraph, ...] = ()
    when: PartialDate | None = None
    where: Place | None = None
    prior_accounts: tuple[PriorAccount, ...] | Unanswered | None = None
    confidentiality: Confidentiality | None = None
    scope: Scope | None = None
    corrects: Id | None = None
    correction_note: Note | None = None
    consent: tuple[ConsentInput, ...] = ()
    identity: IdentityForm | None = None
    exhibits: tuple[ExhibitInput, ...] = ()


class InputRefused(Unacceptable):
    """A file that is not the form.  ``problems`` lists what is wrong with it."""

    code = "input.refused"
    words = "the file is not filled in as it must be: {field}: {problem}"
    hint = "see 'collector schema testimony' for the form, mend the file, and try again"

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        self.problems = problems
        super().__init__(field=problems[0].path or "-", problem=problems[0].words)


def read_input(data: bytes) -> TestimonyInput:
    """Return the form in a JSON file, laid out freely.  It may still be incomplete.

    Raises ``RecordJson`` for bytes that are not sound JSON and ``InputRefused`` for values of the
    wrong kind or fields that do not exist.
    """
    return _read(data, TestimonyInput)


def read_exhibit(data: bytes) -> ExhibitInput:
    """Return one entry of the form's ``exhibits`` in a JSON file.  Raises as ``read_input``."""
    return _read(data, ExhibitInput)


def check_writable(given: Value) -> None:
    """Refuse a form, or a part of one, that could be written but not read again.

    The program's own values are not checked when they are made.  Raises ``InputRefused``.
    """
    try:
        msgspec.convert(msgspec.to_builtins(given), type(given))
    except msgspec.ValidationError as problem:
        raise InputRefused((FieldProblem(place_of(problem), _kind_of(problem)),)) from None


def _read(data: bytes, wanted: type[V]) -> V:
    value = parse_loose(data)
    try:
        given = msgspec.convert(value, wanted)
    except msgspec.ValidationError as problem:
        raise InputRefused((FieldProblem(place_of(problem), _kind_of(problem)),)) from None
    unknown = tuple(_unknown_fields(value, given, ""))
    if unknown:
        raise InputRefused(unknown)
    return given


_MESSAGES: Final = (
    (re.compile("Object missing required field"), "field.required"),
    (re.compile("Invalid enum value"), "field.not-in-list"),
    (re.compile("Expected `.*` matching regex"), "field.malformed"),
    (re.compile("Expected `.*` of length"), "field.too-long"),
)


def _kind_of(problem: msgspec.ValidationError) -> str:
    for shape, code in _MESSAGES:
        if shape.match(str(problem)):
            return code
    return "field.type"


def _unknown_fields(value: object, understood: object, path: str) -> Iterator[FieldProblem]:
    """Yield every field of the JSON value that the typed value has no place for."""
    if isinstance(value, dict) and isinstance(understood, msgspec.Struct):
        for name, inner in value.items():
            if name in understood.__struct_fields__:
                yield from _unknown_fields(inner, getattr(understood, name), at(path, name))
            else:
                yield FieldProblem(at(path, shown(name, 60)), "field.unknown")
    elif isinstance(value, list) and isinstance(understood, tuple):
        for index, (inner, known) in enumerate(zip(value, understood, strict=True)):
            yield from _unknown_fields(inner, known, f"{path}[{index}]")
