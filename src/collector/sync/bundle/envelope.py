"""The age file around a bundle: whom it opens for, and which kinds are refused.

FORMAT.md section 1.  Which key opened a file is found by trying the keys one by one; the header
is read again for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from collector.crypto.age import (
    AgeReader,
    HybridIdentity,
    NoIdentityMatches,
    X25519Identity,
    armor,
    header,
    open_age,
)
from collector.crypto.age.source import ByteSource
from collector.model.card import recipient_digest
from collector.sync.bundle.flaws import BundleRefused, Flaw
from collector.sync.bundle.tar import Readable

Identity = X25519Identity | HybridIdentity

_HYBRID: Final = "mlkem768x25519"
_CLASSIC: Final = "X25519"
_SCRYPT: Final = "scrypt"


@dataclass(frozen=True)
class Opened:
    """An age file that opened: its plaintext, the recipient whose key did it, and how many."""

    plain: AgeReader
    recipient: str
    stanzas: int


def open_envelope(stream: Readable, identities: Sequence[Identity]) -> Opened:
    """Return the opened file.

    Raises NoIdentityMatches, BundleRefused, and what ``open_age`` raises for a damaged file.
    """
    again = _Rewound(stream)
    check_header(ByteSource(again))
    for identity in identities:
        again.rewind()
        try:
            plain = open_age(again, [identity])
        except NoIdentityMatches:
            continue
        again.forget()
        recipient = recipient_digest(str(identity.recipient()))
        return Opened(plain=plain, recipient=recipient, stanzas=len(plain.stanza_types))
    raise NoIdentityMatches


def check_header(source: ByteSource) -> None:
    """Raise BundleRefused unless the file is binary and all its stanzas are of one allowed kind.

    Nothing of the header is authentic yet; that it is refused says nothing about who made it.
    """
    if armor.looks_armored(source):
        raise BundleRefused(Flaw.AGE_ARMORED)
    kinds = {stanza.type for stanza in header.read(source).stanzas}
    if kinds == {_SCRYPT}:
        raise BundleRefused(Flaw.AGE_PASSPHRASE)
    if kinds == {_HYBRID, _CLASSIC}:
        raise BundleRefused(Flaw.AGE_MIXED)
    if kinds not in ({_HYBRID}, {_CLASSIC}):
        raise BundleRefused(Flaw.AGE_STANZA_TYPE)


class _Rewound:
    """Remembers what was read until it is told to forget, so that it can be read again."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._kept = bytearray()
        self._at = 0
        self._keeps = True

    def read(self, size: int, /) -> bytes:
        """Return octets read before, then those of the stream."""
        if self._at < len(self._kept):
            taken = bytes(self._kept[self._at : self._at + size])
            self._at += len(taken)
            return taken
        taken = self._stream.read(size)
        if self._keeps:
            self._kept += taken
            self._at += len(taken)
        return taken

    def rewind(self) -> None:
        """Begin again."""
        self._at = 0

    def forget(self) -> None:
        """Keep nothing that is read from now on."""
        self._keeps = False
