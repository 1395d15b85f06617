"""The four kinds of sealed record, read by what they say they are."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

import msgspec

from collector.model.canonical import parse
from collector.model.consent import ConsentRecord
from collector.model.envelope import SchemaVersion
from collector.model.identity import IdentityRecord
from collector.model.media import MediaRecord
from collector.model.reading import BadShape, WrongKind, check_version, kind_shown, place_of, view
from collector.model.testimony import TestimonyRecord
from collector.model.values import Count, Id, PublicKey, Value

Record: TypeAlias = TestimonyRecord | ConsentRecord | MediaRecord | IdentityRecord

KINDS: Final[Mapping[str, type[Record]]] = MappingProxyType(
    {
        "testimony": TestimonyRecord,
        "consent": ConsentRecord,
        "media": MediaRecord,
        "identity": IdentityRecord,
    }
)


class EnvelopeView(Value, frozen=True, kw_only=True):
    """The name of a record of whatever kind, known or not."""

    kind: str
    schema: SchemaVersion
    id: Id
    revision: Count
    author: PublicKey


def read_record(data: bytes) -> Record:
    """Return the typed view of a sealed record.

    Raises ``RecordJson``, ``BadVersion``, ``UnknownVersion``, ``WrongKind`` or ``BadShape``.
    """
    value = parse(data)
    check_version(value)
    kind = value.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise WrongKind(kind=kind_shown(value))
    return view(value, KINDS[kind])


def read_envelope(data: bytes) -> EnvelopeView:
    """Return who wrote which revision of what.  Raises as ``read_record``, but for any kind."""
    value = parse(data)
    check_version(value)
    try:
        return msgspec.convert(value, EnvelopeView)
    except msgspec.ValidationError as problem:
        raise BadShape(field=place_of(problem)) from None
