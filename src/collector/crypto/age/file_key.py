"""The file key of an age file, and how it is sealed under a wrap key (age.md).

The nonce is all zeros: a wrap key comes from fresh randomness and seals one file key only.
"""

from __future__ import annotations

import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from collector.crypto.age.errors import HeaderMalformed

FILE_KEY_BYTES: Final = 16
BODY_BYTES: Final = FILE_KEY_BYTES + 16
_NONCE: Final = bytes(12)


def generate() -> bytes:
    """Return a new random file key."""
    return secrets.token_bytes(FILE_KEY_BYTES)


def seal(wrap_key: bytes, file_key: bytes) -> bytes:
    """Return the stanza body, 32 bytes."""
    return ChaCha20Poly1305(wrap_key).encrypt(_NONCE, file_key, None)


def unseal(wrap_key: bytes, body: bytes) -> bytes | None:
    """Return the file key, or None if the wrap key is another one.  Calls check_body."""
    check_body(body)
    try:
        return ChaCha20Poly1305(wrap_key).decrypt(_NONCE, body, None)
    except InvalidTag:
        return None


def check_body(body: bytes) -> None:
    """Raise HeaderMalformed unless the body is 32 bytes.

    To be called before any decryption: longer bodies could be made to open under many keys, and so
    tell an attacker which one is in use (age.md, partitioning oracles).
    """
    if len(body) != BODY_BYTES:
        raise HeaderMalformed
