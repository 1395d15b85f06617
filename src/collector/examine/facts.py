"""What an examined file says about itself.

Everything here is a *claim of the file*: metadata can be wrong, removed or forged, and nothing in
this room decides whether it is true.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["photo", "video", "audio", "document", "unknown"]
Metadata = Literal["read", "none", "unreadable", "not_looked"]
Credentials = Literal["none", "present", "broken", "not_looked"]
Note = Literal[
    "altitude-invalid",
    "beyond-reach",
    "credentials-hash",
    "credentials-structure",
    "credentials-unchecked",
    "date-invalid",
    "empty",
    "gps-invalid",
    "memory",
    "offset-invalid",
    "orientation-invalid",
    "parser-failed",
    "parser-unavailable",
    "pixels-huge",
    "reply-invalid",
    "second-type",
    "source-unreadable",
    "structure",
    "timeout",
    "type-mismatch",
    "xmp-not-read",
]


@dataclass(frozen=True, kw_only=True)
class Claims:
    """What the inside of the file says.

    ``metadata``: ``read`` (at least one field was understood), ``none`` (this kind of file can
    carry some, it carries none), ``unreadable`` (some is there, or the structure around it is
    damaged), ``not_looked`` (not a kind that is read here, or out of reach).

    ``captured_at`` is ISO 8601 without zone, ``YYYY-MM-DDTHH:MM:SS``; ``offset`` is ``+HH:MM`` or
    None where the file does not say.  ``latitude`` and ``longitude`` are decimal degrees (WGS 84
    assumed, as the file claims no better) with six places, both or neither.  ``altitude`` is in
    metres with one place.  ``orientation`` is the EXIF number 1 to 8.  ``width`` and ``height``
    are pixels as stored, before any rotation.

    ``content_credentials`` is about C2PA manifests.  ``present`` means one was found, and no more:
    neither its signature, nor the trust in its signer, nor its assertions and ingredients are
    checked here, so a present manifest is *not* a sign that the file is authentic.  ``broken``
    means that it is proven not to fit: its box structure is damaged, or its own data hash
    contradicts the bytes of this file.

    ``notes`` are stable codes in alphabetical order.
    """

    metadata: Metadata = "not_looked"
    captured_at: str | None = None
    offset: str | None = None
    latitude: str | None = None
    longitude: str | None = None
    altitude: str | None = None
    make: str | None = None
    model: str | None = None
    software: str | None = None
    orientation: int | None = None
    width: int | None = None
    height: int | None = None
    content_credentials: Credentials = "not_looked"
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FileFacts(Claims):
    """Claims, and the type of the file as its first bytes show it.

    ``extension`` is the usual one of the type, without a dot (``bin`` for the unknown).
    """

    kind: Kind
    mime: str
    extension: str
