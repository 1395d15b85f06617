"""The parent's strict reading of the child's reply.

The child has handled hostile bytes; what it says is outside text like any other, so that every
field is held to its form again.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from collector.examine.facts import Claims, Credentials, Metadata, Note
from collector.examine.text import CAP, clean

_Degrees = Annotated[str, Meta(pattern=r"^-?[0-9]{1,3}\.[0-9]{6}\Z")]
_Metres = Annotated[str, Meta(pattern=r"^-?[0-9]{1,6}\.[0-9]\Z")]
_Local = Annotated[str, Meta(pattern=r"^[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}\Z")]
_Offset = Annotated[str, Meta(pattern=r"^[+-][0-9]{2}:[0-9]{2}\Z")]
_Words = Annotated[str, Meta(max_length=CAP)]
_Pixels = Annotated[int, Meta(ge=1, le=(1 << 32) - 1)]


class _Reply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    metadata: Metadata
    captured_at: _Local | None
    offset: _Offset | None
    latitude: _Degrees | None
    longitude: _Degrees | None
    altitude: _Metres | None
    make: _Words | None
    model: _Words | None
    software: _Words | None
    orientation: Annotated[int, Meta(ge=1, le=8)] | None
    width: _Pixels | None
    height: _Pixels | None
    content_credentials: Credentials
    notes: Annotated[tuple[Note, ...], Meta(max_length=32)]


class ReplyError(ValueError):
    """Not what an honest child says."""


def read(line: bytes) -> Claims:
    """Return the claims in a reply.  Raises ReplyError."""
    try:
        said = msgspec.json.decode(line, type=_Reply)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise ReplyError from None
    if (said.latitude is None) != (said.longitude is None):
        raise ReplyError
    fields = msgspec.structs.asdict(said)
    for name in ("make", "model", "software"):
        fields[name] = clean(fields[name])
    fields["notes"] = tuple(sorted(set(said.notes)))
    return Claims(**fields)
