"""X25519 (RFC 7748) with the checks that age needs around it."""

from __future__ import annotations

from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from collector.crypto.age.errors import BadRecipient, LowOrderShare, WeakRecipient

KEY_BYTES: Final = 32
_PRIME: Final = 2**255 - 19


def public_key(secret: bytes) -> bytes:
    """Return the public key of 32 secret bytes."""
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def exchange(secret: bytes, share: bytes) -> bytes:
    """Return the shared secret, 32 bytes.  Raises LowOrderShare where it is all zeros."""
    key = X25519PrivateKey.from_private_bytes(secret)
    try:
        return key.exchange(X25519PublicKey.from_public_bytes(share))
    except ValueError:
        raise LowOrderShare from None


def check_recipient(key: bytes) -> None:
    """Raise BadRecipient unless 32 bytes, WeakRecipient if of low order or not canonical.

    A key that is not canonical has an owner who cannot open what is encrypted to it: the key enters
    the derivation as bytes, and the owner computes other bytes from the private part.
    """
    if len(key) != KEY_BYTES:
        raise BadRecipient
    if int.from_bytes(key, "little") >= _PRIME:
        raise WeakRecipient
    try:
        # The cofactor is cleared by every scalar, so any one finds the points of low order.
        exchange(bytes(KEY_BYTES), key)
    except LowOrderShare:
        raise WeakRecipient from None
