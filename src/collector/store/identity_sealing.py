"""Sealing identity to a platform's identity keys, and opening it with them.

What is sealed here cannot be read again in this vault.  The opening line of each file says what
it belongs to (``model.identity_plain``); whoever opens it compares before believing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from collector.crypto.age import AgeReader, AgeWriter, Identity, open_age, parse_recipient
from collector.crypto.age.source import Readable
from collector.model.canonical import canonical
from collector.model.card import recipient_digest
from collector.model.envelope import SCHEMA
from collector.model.identity import CardRef, IdentityForm
from collector.model.identity_plain import (
    LIMIT_LINE,
    IdentityPlain,
    IdentityTorn,
    anchor,
    opening,
    pad_to,
    read_opening,
    split,
)
from collector.store.errors import VaultDamaged
from collector.store.identity import SealedIdentity
from collector.store.media.library import MediaBatch

FORM_MIME = "application/json"
HELD_AT_MOST = 64 * 1024 * 1024
"""Bytes of content that are held in memory, as much as a picture may have that is shown."""
_BLOCK = 1024 * 1024


@dataclass(frozen=True)
class Target:
    """Whose identity keys: the card's root key and serial, and the age recipients on it."""

    root: bytes
    serial: int
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class Belongs:
    """What a sealed file belongs to: testimony, its salt, and the author's public key."""

    testimony: str
    salt: bytes
    author: bytes


@dataclass(frozen=True)
class Content:
    """The bytes of an exhibit: type, length in bytes, and chunks that are as long together."""

    mime: str
    length: int
    chunks: Iterable[bytes | memoryview] = field(repr=False)


def seal_form(
    batch: MediaBatch, belongs: Belongs, n: int, target: Target, form: IdentityForm
) -> SealedIdentity:
    """Seal a form; its bytes go into the batch."""
    data = form_bytes(form)
    content = Content(FORM_MIME, len(data), [data])
    return _seal(batch, _plain(belongs, n, target, "form", content), target, content.chunks)


def seal_exhibit(
    batch: MediaBatch, belongs: Belongs, n: int, target: Target, content: Content
) -> SealedIdentity:
    """Seal the bytes of an exhibit, streamed."""
    return _seal(batch, _plain(belongs, n, target, "exhibit", content), target, content.chunks)


def form_bytes(form: IdentityForm) -> bytes:
    """Return a form as canonical JSON."""
    return canonical(msgspec.to_builtins(form))


def read_form(data: bytes) -> IdentityForm:
    """Return the form that ``form_bytes`` wrote.  Raises ``VaultDamaged``."""
    try:
        return msgspec.json.decode(data, type=IdentityForm)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise VaultDamaged(part="an identity form") from None


def open_sealed(
    stream: Readable, identities: Sequence[Identity]
) -> tuple[IdentityPlain, bytes | None]:
    """Return opening and content of a sealed file; None for more than ``HELD_AT_MOST`` bytes.

    It is read to its end all the same.  Raises what ``crypto.age`` raises, and ``IdentityTorn``.
    Comparing the opening with the record (``check_belongs``) is the caller's.
    """
    reader = open_age(stream, identities)
    start = reader.read(LIMIT_LINE)
    line = start[: start.find(b"\n") + 1]
    plain = read_opening(line)
    filled = len(line) + plain.length
    if plain.length > HELD_AT_MOST:
        _read_past(reader, start, filled)
        return plain, None
    whole = start + reader.read(max(0, pad_to(filled) - len(start)))
    if reader.read(1):
        raise IdentityTorn
    return split(whole)


def _read_past(reader: AgeReader, start: bytes, filled: int) -> None:
    """Read content that is not held, to its end.  Raises ``IdentityTorn`` as ``split``."""
    seen, piece = 0, start
    while piece:
        if any(piece[max(0, filled - seen) :]):
            raise IdentityTorn
        seen += len(piece)
        piece = reader.read(_BLOCK)
    if seen != pad_to(filled):
        raise IdentityTorn


class _BatchFile:
    """Lets age write into the media batch."""

    def __init__(self, batch: MediaBatch) -> None:
        self._batch = batch

    def write(self, data: bytes, /) -> int:
        self._batch.write(data)
        return len(data)


def _plain(
    belongs: Belongs, n: int, target: Target, kind: Literal["form", "exhibit"], content: Content
) -> IdentityPlain:
    return IdentityPlain(
        schema=SCHEMA,
        testimony=belongs.testimony,
        n=n,
        content=kind,
        anchor=anchor(belongs.salt.hex(), belongs.testimony, belongs.author.hex()),
        author=belongs.author.hex(),
        card=CardRef(root_key=target.root.hex(), serial=target.serial),
        recipients=tuple(sorted(recipient_digest(text) for text in target.recipients)),
        mime=content.mime,
        length=content.length,
    )


def _seal(
    batch: MediaBatch, plain: IdentityPlain, target: Target, chunks: Iterable[bytes | memoryview]
) -> SealedIdentity:
    header = opening(plain)
    batch.open()
    writer = AgeWriter(_BatchFile(batch), [parse_recipient(text) for text in target.recipients])
    writer.write(header)
    for chunk in chunks:
        writer.write(chunk)
    filled = len(header) + plain.length
    writer.write(bytes(pad_to(filled) - filled))
    writer.finish()
    return SealedIdentity(
        testimony=plain.testimony,
        n=plain.n,
        author=bytes.fromhex(plain.author),
        card_root=target.root,
        header=header,
        sha256=batch.close().sha256,
    )
