"""Ed25519 (RFC 8032): signing, strict verification, and which public keys are worth accepting.

The curve has points that are no honest keys.  Under the identity point any signature verifies; a
key with a small-order part lets one signature verify for one reader and fail for another.  Such
keys are refused here at both doors: when a key is enrolled, and when a signature is checked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from collector.crypto import edwards
from collector.errors import Unacceptable

PUBLIC_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
_HALF: Final = 32


class WeakKey(Unacceptable):
    """A public key that is not canonical, not on the curve, or not of prime order."""

    code = "key.weak"
    words = "this public key is not a sound one: anybody could sign in its name"
    hint = "do not accept it; ask its owner for the key again, and tell them what happened"


class BadSignature(Unacceptable):
    """The signature is not one of this key over this message."""

    code = "signature.bad"
    words = "the signature does not fit what was signed"
    hint = "the material was altered or is not from who it claims: ask for it again"


class SignedByWeakKey(BadSignature):
    """Signed in the name of a key under which signatures prove nothing."""

    code = "signature.weak-key"
    words = "the key of this signature is not a sound one: anybody could sign in its name"
    hint = "do not accept the material; it was made to deceive"


@dataclass(frozen=True, eq=False)
class SigningKey:
    """A private key: its 32-byte seed (never shown) and its 32-byte public key."""

    seed: bytes = field(repr=False)
    public: bytes

    @classmethod
    def generate(cls) -> SigningKey:
        """Return a new random key."""
        return cls.from_seed(Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def from_seed(cls, seed: bytes) -> SigningKey:
        """Return the key of a 32-byte seed.  Raises ValueError for other lengths."""
        public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
        return cls(seed=seed, public=public)

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)


def check_public_key(raw: bytes) -> None:
    """Raise WeakKey unless the bytes are the canonical encoding of a point of prime order.

    That leaves out keys of small order (the identity among them) and of mixed order.  It does not
    say whose key it is, nor that anybody holds the private part.
    """
    if not _is_sound(raw):
        raise WeakKey


# A bundle names the key of its signer in each of its signatures, and this takes milliseconds.
@lru_cache(maxsize=64)
def _is_sound(raw: bytes) -> bool:
    point = edwards.decode(raw)
    if point is None or point.is_identity():
        return False
    return edwards.multiply(point, edwards.ORDER).is_identity()


def verify(public: bytes, signature: bytes, message: bytes) -> None:
    """Raise BadSignature unless this is the key's signature over the message.

    Strict: 64 bytes, R canonical and on the curve, S below the group order, and a sound key (else
    SignedByWeakKey, which is a BadSignature).  It does not say that the key is to be trusted.
    """
    try:
        check_public_key(public)
    except WeakKey as error:
        raise SignedByWeakKey from error
    if len(signature) != SIGNATURE_BYTES:
        raise BadSignature
    commitment, scalar = signature[:_HALF], int.from_bytes(signature[_HALF:], "little")
    if edwards.decode(commitment) is None or scalar >= edwards.ORDER:
        raise BadSignature
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature as error:
        raise BadSignature from error
