"""The media item: what the file is, what it claims, and what the person claims of it.

The three are kept apart: digests are facts, metadata can be forged or wrong, and people remember
as people do.  The file's own name is not here, since it may tell who made it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from collector.model.aspects import Aspects
from collector.model.emptiness import Unanswered
from collector.model.envelope import Envelope
from collector.model.partial_date import PartialDate
from collector.model.place import Place
from collector.model.terms import Acquired, Compartment, MediaKind, Originality, OthersShown
from collector.model.values import (
    Decimal,
    Extension,
    Id,
    Line,
    Mime,
    Note,
    Sha256,
    Sha512,
    Size,
    Value,
    whole,
)

Metadata = Literal["read", "none", "unreadable", "not_looked"]
Credentials = Literal["none", "present", "broken", "not_looked"]
NoteCode = Annotated[str, Meta(pattern=whole("[a-z0-9-]{1,40}"))]


class MediaFile(Value, frozen=True, kw_only=True):
    """The bytes: digests, size in bytes, and the type their beginning shows."""

    sha256: Sha256
    sha512: Sha512
    size: Size
    mime: Mime
    extension: Extension


class FileClaims(Value, frozen=True, kw_only=True):
    """What the inside of the file says of itself.  Claims, never findings.

    ``captured_at`` is ISO 8601 without zone; degrees and metres are decimal numbers as text;
    ``width`` and ``height`` are pixels as stored; ``notes`` are codes of what was odd.
    """

    metadata: Metadata
    captured_at: Line | None = None
    offset: Line | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    altitude: Decimal | None = None
    make: Line | None = None
    model: Line | None = None
    software: Line | None = None
    orientation: Annotated[int, Meta(ge=1, le=8)] | None = None
    width: Size | None = None
    height: Size | None = None
    content_credentials: Credentials
    notes: tuple[NoteCode, ...]


class PersonClaims(Value, frozen=True, kw_only=True):
    """What the person says of the exhibit, or why nothing is said."""

    when: PartialDate
    where: Place
    made_by: Line | Unanswered
    content_note: Note | Unanswered


class MediaRecord(Envelope, frozen=True, kw_only=True, tag="media"):
    """A sealed media item.

    ``media_kind`` is what it is, ``depicts`` what of the person it shows, ``others_shown`` how it
    stands with everybody else in it, ``compartment`` whether it goes with the account or only
    with the sealed identity.
    """

    testimony: Id
    file: MediaFile
    media_kind: MediaKind
    originality: Originality
    acquired: Acquired
    file_claims: FileClaims
    person_claims: PersonClaims
    depicts: Aspects
    others_shown: OthersShown
    compartment: Compartment
