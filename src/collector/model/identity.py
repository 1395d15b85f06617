"""Who a source is: a form that is only ever written sealed, and the record that points to it.

The sealed file is an age file to the platform's identity keys; ``identity_plain``
says what is inside.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from collector.model.emptiness import Unanswered
from collector.model.envelope import Envelope
from collector.model.partial_date import PartialDate
from collector.model.terms import EmptyReason, Zone
from collector.model.values import Count, Id, Line, Note, PublicKey, Sha256, Size, Value

Script = Literal["Cyrl-be", "Cyrl-ru", "Cyrl-uk", "Latn", "other"]


class NameForm(Value, frozen=True, kw_only=True):
    """A name in one spelling.  Belarusian, Russian and Latin spellings are forms of their own."""

    text: Line
    script: Script
    alias: bool


class IdentityDocument(Value, frozen=True, kw_only=True):
    """A document that says who someone is."""

    what: Line
    number: Line | None = None
    issuer: Line | None = None
    expires: PartialDate | None = None
    seen: bool


class Contact(Value, frozen=True, kw_only=True):
    """A way to reach the person, and what makes it safe or not."""

    channel: Line
    handle: Line
    safe_times: Line | None = None
    safe_word: Line | None = None
    who_else_reads: Line | None = None


class Relative(Value, frozen=True, kw_only=True):
    """Somebody close who could be made to pay."""

    name: Line | None = None
    relation: Line
    zone: Zone | None = None


class IdentityForm(Value, frozen=True, kw_only=True):
    """The form.  Every field may be left out; ``empty`` says why all of it is."""

    names: tuple[NameForm, ...] = ()
    dob: PartialDate | None = None
    pob: Line | None = None
    documents: tuple[IdentityDocument, ...] = ()
    contacts: tuple[Contact, ...] = ()
    relatives: tuple[Relative, ...] = ()
    zone: Zone | Unanswered | None = None
    notes: Note | None = None
    empty: EmptyReason | None = None


def is_given(form: IdentityForm | None) -> bool:
    """Tell whether a form says anything of the person (a reason for saying nothing does not)."""
    return form is not None and form not in (IdentityForm(), IdentityForm(empty=form.empty))


class CardRef(Value, frozen=True, kw_only=True):
    """The platform card to whose identity keys a file is sealed."""

    root_key: PublicKey
    serial: Count


class IdentityFile(Value, frozen=True, kw_only=True):
    """The sealed file as it lies there: digest and size of the age file."""

    sha256: Sha256
    size: Size


class IdentityRecord(Envelope, frozen=True, kw_only=True, tag="identity"):
    """A sealed pointer: which file of which testimony, to whom.  It says nothing of the person."""

    testimony: Id
    n: Count
    file: IdentityFile
    card: CardRef
    recipients: Annotated[tuple[Sha256, ...], Meta(min_length=1)]
