"""The payload of an age file: chunks of 64 KiB under ChaCha20-Poly1305, after STREAM (age.md).

Each chunk's nonce holds its number and whether it is the final one, so that chunks cannot be
moved, dropped, repeated or cut off unseen.
"""

from __future__ import annotations

from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from collector.crypto.kdf import hkdf

CHUNK: Final = 64 * 1024
TAG: Final = 16
SEALED: Final = CHUNK + TAG
"""Bytes of a full chunk once sealed."""

NONCE: Final = 16
"""Bytes of the random nonce between header and first chunk."""


def cipher(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    """Return the cipher of the payload."""
    return ChaCha20Poly1305(hkdf(file_key, nonce, "payload"))


def chunk_nonce(number: int, *, final: bool) -> bytes:
    """Return the nonce of a chunk: 11 bytes number, big endian from zero, 1 byte final or not."""
    return (number << 8 | final).to_bytes(12, "big")


def sealed_length(length: int) -> int:
    """Return the bytes of a payload of ``length`` bytes once sealed, without the nonce before it.

    There is always a final chunk, and it is empty only where the whole payload is.
    """
    return length + TAG * max(1, -(-length // CHUNK))
