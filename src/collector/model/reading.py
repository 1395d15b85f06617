"""From bytes to a document and back, for every kind.

Reading obeys the bytes rule, then looks at the version, then at the kind, then at the shape.
Fields the view does not know are left alone: they stay in the bytes, which are what is kept and
signed.  Writing reads back what it wrote, so that nothing is sealed that could not be read again.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any, Final, TypeVar

import msgspec

from collector.errors import Unacceptable
from collector.model.canonical import canonical, parse
from collector.model.envelope import SCHEMA_MAJOR, Document
from collector.model.untrusted import shown

_PLACE: Final = re.compile(r"- at `\$\.?([^`]{0,200})`\Z")
_MISSING: Final = re.compile(r"Object missing required field `([a-z_0-9]{1,60})`")
_MAJOR: Final = re.compile(r"([0-9]{1,4})\.[0-9]{1,4}")

D = TypeVar("D", bound=Document)


class UnknownVersion(Unacceptable):
    """The document is of a version that came after this program."""

    code = "record.schema.major"
    words = "a record is of format version {version}, which this program does not know"
    hint = "install the newer program; the record is kept as it is"


class BadVersion(Unacceptable):
    """The document does not say its version."""

    code = "record.schema.malformed"
    words = "a record does not say its format version"
    hint = "nothing was taken from it; ask the sender to make the file again"


class WrongKind(Unacceptable):
    """The document is of another kind than the one that belongs here."""

    code = "record.kind"
    words = "a record of the kind {kind} does not belong here"
    hint = "nothing was taken from it; ask the sender to make the file again"


class BadShape(Unacceptable):
    """A field is missing or holds what cannot be there."""

    code = "record.shape"
    words = "a record cannot be read: look at the field {field}"
    hint = "nothing was taken from it; ask the sender to make the file again"


def read_as(data: bytes, wanted: type[D]) -> D:
    """Return the document in ``data``, which must be of the kind ``wanted``.

    Raises ``RecordJson``, ``BadVersion``, ``UnknownVersion``, ``WrongKind`` or ``BadShape``.
    """
    return view(parse(data), wanted)


def view(value: dict[str, Any], wanted: type[D]) -> D:
    """Return the typed view of a parsed document."""
    check_version(value)
    if value.get("kind") != wanted.__struct_config__.tag:
        raise WrongKind(kind=kind_shown(value))
    try:
        return msgspec.convert(value, wanted)
    except msgspec.ValidationError as problem:
        raise BadShape(field=place_of(problem)) from None


def write(document: Document) -> bytes:
    """Return the canonical bytes of a document.  Raises ``BadShape`` if it breaks its type."""
    data = canonical(msgspec.to_builtins(document))
    read_as(data, type(document))
    return data


def digest(data: bytes) -> str:
    """Return the SHA-256 of ``data`` as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def check_version(value: dict[str, Any]) -> None:
    """Refuse a document whose major version is not ours."""
    version = value.get("schema")
    found = _MAJOR.fullmatch(version) if isinstance(version, str) else None
    if found is None:
        raise BadVersion
    if int(found[1]) != SCHEMA_MAJOR:
        raise UnknownVersion(version=found[0])


def kind_shown(value: dict[str, Any]) -> str:
    """Return the kind a parsed document claims, fit to be shown."""
    kind = value.get("kind")
    return shown(kind, 40) if isinstance(kind, str) else "-"


def place_of(problem: msgspec.ValidationError) -> str:
    """Return where a value broke its type: names of our own fields only, never what stood there."""
    found = _PLACE.search(str(problem))
    missing = _MISSING.match(str(problem))
    parts = [part[1] for part in (found, missing) if part is not None and part[1]]
    return ".".join(parts) or "-"
