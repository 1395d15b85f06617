"""Private keys as they are kept inside the vault: sealed once more under a key of their own.

ChaCha20-Poly1305 (RFC 8439) under a 32-byte key that serves nothing else; the caller derives it.
Wrapped bytes are: nonce 12, ciphertext, tag 16.  The context (what the key is, and whose) is
authenticated and not stored, so that one wrapped key cannot be put in the place of another.
"""

from __future__ import annotations

import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from collector.errors import Unacceptable

_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16


class WrapDamaged(Unacceptable):
    """A wrapped key does not open: altered, cut short, or put in another's place."""

    code = "wrap.damaged"
    words = "a signing key kept in the vault is damaged"
    hint = "use another copy of the vault; records sealed so far stay readable and verifiable"


def wrap(key: bytes, plaintext: bytes, context: bytes) -> bytes:
    """Return the plaintext sealed under the 32-byte key and bound to the context."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, plaintext, context)


def unwrap(key: bytes, wrapped: bytes, context: bytes) -> bytes:
    """Return what was wrapped under this key and context.  Raises WrapDamaged."""
    if len(wrapped) < _NONCE_BYTES + _TAG_BYTES:
        raise WrapDamaged
    nonce, sealed = wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:]
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, sealed, context)
    except InvalidTag as error:
        raise WrapDamaged from error
