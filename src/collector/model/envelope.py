"""What every document carries, and what every sealed record carries besides."""

from __future__ import annotations

from typing import Annotated, Final

from msgspec import Meta

from collector.model.terms import Clock
from collector.model.values import Count, Id, PublicKey, Random32, UtcTime, Value, whole

SCHEMA_MAJOR: Final = 1
SCHEMA: Final = f"{SCHEMA_MAJOR}.0"

SchemaVersion = Annotated[
    str, Meta(pattern=whole(r"[0-9]{1,4}\.[0-9]{1,4}"), description="major.minor")
]


class Stamp(Value, frozen=True, kw_only=True):
    """A time by the device's clock, and how far that clock can be trusted."""

    utc: UtcTime
    clock: Clock


class Document(Value, frozen=True, kw_only=True, tag_field="kind"):
    """The base of all that is written down; the field ``kind`` tells one from another.

    The kind stands inside the bytes that are signed, so that none can be taken for another.
    """

    schema: SchemaVersion

    @property
    def kind(self) -> str:
        """Return the kind as it stands in the document."""
        return str(self.__struct_config__.tag)


class Seal(Value, frozen=True, kw_only=True):
    """The part of a record that is made when it is sealed.

    ``author`` is the signing key of the vault; ``salt`` keeps digests from being guessed.
    """

    id: Id
    revision: Count
    author: PublicKey
    salt: Random32
    sealed_at: Stamp


class Envelope(Document, frozen=True, kw_only=True):
    """The base of all sealed records."""

    id: Id
    revision: Count
    author: PublicKey
    salt: Random32
    sealed_at: Stamp

    @property
    def key(self) -> tuple[str, str, int]:
        """Return what names a record: author, id, revision."""
        return self.author, self.id, self.revision
