"""The testimony: what one person tells, in the person's words."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from collector.model.emptiness import Unanswered
from collector.model.envelope import Envelope
from collector.model.partial_date import PartialDate
from collector.model.place import Place
from collector.model.terms import Basis, Body, Confidentiality, InterviewKind, Mode, Scope, YesNo
from collector.model.values import Id, Language, Line, Note, Sha256, Value, Words

HumanCode = Annotated[str, Meta(max_length=8, description="short code, such as K7-QMD-3")]
IdentityState = Literal["sealed", "withheld", "none"]


class Paragraph(Value, frozen=True, kw_only=True):
    """Some words, and how the person knows what they say.

    ``told_by`` is a role (a cellmate, a doctor), never a name: names belong to the identity.
    """

    text: Words
    basis: tuple[Basis, ...]
    told_by: Line | None = None


class PriorAccount(Value, frozen=True, kw_only=True):
    """An account the person gave to somebody before, which is reason not to ask again."""

    to_whom: Body
    when: PartialDate
    form: Line | None = None
    signed: YesNo
    copy_held: YesNo
    may_link: YesNo


class ExhibitRef(Value, frozen=True, kw_only=True):
    """An exhibit: the id of its media record, and the digest of its bytes."""

    media: Id
    sha256: Sha256


class IdentityStatus(Value, frozen=True, kw_only=True):
    """``sealed``: given.  ``withheld``: the person would rather not.  ``none``: nobody asked."""

    state: IdentityState


class TestimonyRecord(Envelope, frozen=True, kw_only=True, tag="testimony"):
    """A sealed testimony.  ``correction_note`` says what a later revision corrects."""

    human_code: HumanCode
    interview_kind: InterviewKind
    mode: Mode
    language: Language
    about: Line
    words: Annotated[tuple[Paragraph, ...], Meta(min_length=1, max_length=5_000)]
    when: PartialDate
    where: Place
    prior_accounts: tuple[PriorAccount, ...] | Unanswered
    exhibits: tuple[ExhibitRef, ...]
    identity: IdentityStatus
    confidentiality: Confidentiality
    scope: Scope | None = None
    correction_note: Note | None = None
