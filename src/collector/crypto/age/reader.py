"""Reading an age v1 file as a stream, in constant memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from collector.crypto.age import armor, header, stream
from collector.crypto.age.errors import (
    HeaderMalformed,
    NoIdentityMatches,
    PayloadAltered,
    PayloadEmptyFinal,
    PayloadTrailing,
    PayloadTruncated,
)
from collector.crypto.age.hybrid import HybridIdentity
from collector.crypto.age.scrypt import ScryptIdentity
from collector.crypto.age.source import ByteSource, Readable
from collector.crypto.age.stanza import Stanza
from collector.crypto.age.x25519 import X25519Identity

Identity = X25519Identity | HybridIdentity | ScryptIdentity

_CHUNKS: Final = 4
"""Chunks that are decrypted at a time.  Measured: more is slower where reads are of 1 MiB, because
ever more of the memory is given back to the system and fetched again."""


def open_age(stream_: Readable, identities: Sequence[Identity]) -> AgeReader:
    """Take the header from a stream and return a reader of the content.

    Raises NotAge, UnsupportedVersion, HeaderMalformed and its kin, ArmorBroken, NoIdentityMatches,
    HeaderMacWrong.  Whom a file may be for, and whether armor, passphrase or mixed stanzas are
    welcome, is for the caller to judge by ``stanza_types`` and ``armored``.
    """
    source = ByteSource(stream_)
    armored = armor.looks_armored(source)
    if armored:
        source = ByteSource(armor.Dearmored(source))
    head = header.read(source)
    file_key, opened_by = _unwrap(head.stanzas, identities)
    head.check_mac(file_key)
    nonce = source.read(stream.NONCE)
    if len(nonce) != stream.NONCE:
        raise HeaderMalformed
    types = tuple(stanza.type for stanza in head.stanzas)
    return AgeReader(source, stream.cipher(file_key, nonce), types, opened_by, armored=armored)


def _unwrap(stanzas: Sequence[Stanza], identities: Sequence[Identity]) -> tuple[bytes, Identity]:
    """Try all identities on all stanzas of their type; a broken one of these is an error."""
    for identity in identities:
        for stanza in stanzas:
            if stanza.type == identity.stanza_type:
                file_key = identity.unwrap(stanza)
                if file_key is not None:
                    return file_key, identity
    raise NoIdentityMatches


class AgeReader:
    """The content of an age file.  Made by ``open_age``.

    What ``read`` returned is authentic, but only the return of ``b""`` says that it was the whole.
    """

    def __init__(
        self,
        source: ByteSource,
        cipher: ChaCha20Poly1305,
        stanza_types: tuple[str, ...],
        opened_by: Identity,
        *,
        armored: bool,
    ) -> None:
        self.stanza_types = stanza_types
        """Types of all stanzas in order: outside text, at most 128 KiB of visible ASCII."""
        self.opened_by = opened_by
        """The identity that opened the file: the first that fits, in the order given."""
        self.armored = armored
        self._source = source
        self._cipher = cipher
        self._number = 0
        self._plain = memoryview(bytearray(_CHUNKS * stream.CHUNK))
        self._start = self._end = 0
        self._ended = False
        self._failure: Exception | None = None

    def read(self, size: int) -> bytes:
        """Return the next bytes; fewer than asked only before the end or an error.

        ``b""`` (for a size above zero) says that the file is whole and was read to its end.

        Raises PayloadBroken and its kin, ArmorBroken, and what the stream raises, each as soon as
        all that was authentic before has been returned, and again at every later call.
        """
        if size < 0:
            raise ValueError("reading needs a size")
        parts: list[bytes] = []
        while size:
            if self._start == self._end and not self._refill():
                break
            taken = bytes(self._plain[self._start : min(self._start + size, self._end)])
            self._start += len(taken)
            size -= len(taken)
            parts.append(taken)
        if size and not parts and self._failure is not None:
            raise self._failure
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _refill(self) -> bool:
        """Decrypt some more; False where nothing more is to be had, by the end or an error."""
        if self._ended or self._failure is not None:
            return False
        self._start = self._end = 0
        try:
            self._open_block(memoryview(self._source.read(_CHUNKS * stream.SEALED)))
        except Exception as error:  # whatever it is, what was authentic is handed out first
            self._failure = error
        return self._end > 0

    def _open_block(self, block: memoryview) -> None:
        """Decrypt a few chunks into the buffer; its end moves behind each good one."""
        if not block:
            raise PayloadTruncated
        for offset in range(0, len(block), stream.SEALED):
            rest = block[offset:]
            if self._open_chunk(rest[: stream.SEALED]):
                if len(rest) > stream.SEALED or self._source.read(1):
                    raise PayloadTrailing
                self._ended = True
                return

    def _open_chunk(self, sealed: memoryview) -> bool:
        """Decrypt one chunk; return whether it is the final one."""
        if len(sealed) == stream.SEALED and self._decrypt(sealed, final=False):
            return False
        if len(sealed) < stream.TAG:
            raise PayloadTruncated
        if len(sealed) == stream.TAG and self._number:
            raise PayloadEmptyFinal
        if not self._decrypt(sealed, final=True):
            raise PayloadAltered
        return True

    def _decrypt(self, sealed: memoryview, *, final: bool) -> bool:
        """Decrypt behind the good bytes, and count the result among them only if authentic."""
        end = self._end + len(sealed) - stream.TAG
        nonce = stream.chunk_nonce(self._number, final=final)
        try:
            self._cipher.decrypt_into(nonce, sealed, None, self._plain[self._end : end])
        except InvalidTag:
            return False
        self._end = end
        self._number += 1
        return True
