"""The post-quantum recipient type ``mlkem768x25519`` of age v1 (age.md).

Keys ``age1pq1...`` and ``AGE-SECRET-KEY-PQ-1...``.  The file key is sealed with HPKE base mode
(RFC 9180) over the KEM MLKEM768-X25519 (X-Wing): safe as long as one of the two is.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from typing import ClassVar, Final

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from collector.crypto.age import base64, bech32, curve25519, file_key
from collector.crypto.age.errors import (
    BadIdentity,
    HeaderMalformed,
    NoPostQuantum,
    WeakRecipient,
)
from collector.crypto.age.stanza import Stanza

RECIPIENT_PREFIX: Final = "age1pq"
IDENTITY_PREFIX: Final = "AGE-SECRET-KEY-PQ-"
SEED_BYTES: Final = 32
_TYPE: Final = "mlkem768x25519"
_INFO: Final = b"age-encryption.org/mlkem768x25519"
_MLKEM_SEED: Final = 64
_MLKEM_PUBLIC: Final = 1184
_MLKEM_CIPHERTEXT: Final = 1088
_ENCAPSULATED_BYTES: Final = _MLKEM_CIPHERTEXT + curve25519.KEY_BYTES
_SUITE: Final = hpke.Suite(
    hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305
)


@dataclass(frozen=True)
class HybridRecipient:
    """A public key: 1,184 bytes of ML-KEM-768, then 32 of X25519.

    Raises BadRecipient, WeakRecipient (also where ML-KEM rejects the key: FIPS 203, section 7.2),
    NoPostQuantum.
    """

    key: bytes = field(repr=False)
    post_quantum: ClassVar[bool] = True

    def __post_init__(self) -> None:
        # What follows the ML-KEM key must be 32 bytes, which settles the length of the whole.
        curve25519.check_recipient(self.key[_MLKEM_PUBLIC:])
        self._public()

    def __str__(self) -> str:
        """Return the text form, ``age1pq1...``, 1,959 characters."""
        return bech32.encode(RECIPIENT_PREFIX, self.key)

    def wrap(self, key: bytes) -> Stanza:
        """Return a stanza that gives the owner of this recipient the file key."""
        sealed = _SUITE.encrypt(key, self._public(), info=_INFO)
        encapsulated, body = sealed[:_ENCAPSULATED_BYTES], sealed[_ENCAPSULATED_BYTES:]
        return Stanza(_TYPE, (base64.encode(encapsulated),), body)

    def _public(self) -> hpke.MLKEM768X25519PublicKey:
        try:
            mlkem = MLKEM768PublicKey.from_public_bytes(self.key[:_MLKEM_PUBLIC])
        except ValueError:
            raise WeakRecipient from None
        except UnsupportedAlgorithm as error:
            raise NoPostQuantum from error
        x25519 = X25519PublicKey.from_public_bytes(self.key[_MLKEM_PUBLIC:])
        return hpke.MLKEM768X25519PublicKey(mlkem, x25519)


@dataclass(frozen=True)
class HybridIdentity:
    """A private key: the 32-byte seed, never shown by repr or str.  Raises BadIdentity."""

    secret: bytes = field(repr=False)
    stanza_type: ClassVar[str] = _TYPE

    def __post_init__(self) -> None:
        if len(self.secret) != SEED_BYTES:
            raise BadIdentity

    @classmethod
    def generate(cls) -> HybridIdentity:
        """Return a new random identity."""
        return cls(secrets.token_bytes(SEED_BYTES))

    def recipient(self) -> HybridRecipient:
        """Return the public key.  Raises NoPostQuantum."""
        mlkem, x25519 = self._parts()
        return HybridRecipient(
            mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()
        )

    def secret_text(self) -> str:
        """Return the text form, ``AGE-SECRET-KEY-PQ-1...``: a secret, so not ``str()``."""
        return bech32.encode(IDENTITY_PREFIX.lower(), self.secret).upper()

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """Return the file key of an mlkem768x25519 stanza, or None if it is for somebody else.

        Raises HeaderMalformed for a stanza that breaks the rules of its type, LowOrderShare,
        NoPostQuantum.
        """
        encapsulated = _encapsulated(stanza)
        file_key.check_body(stanza.body)
        mlkem, x25519 = self._parts()
        # HPKE answers a wrong key and a share of low order alike; here they are told apart.
        curve25519.exchange(x25519.private_bytes_raw(), encapsulated[_MLKEM_CIPHERTEXT:])
        try:
            return _SUITE.decrypt(
                encapsulated + stanza.body, hpke.MLKEM768X25519PrivateKey(mlkem, x25519), info=_INFO
            )
        except InvalidTag:
            return None

    def _parts(self) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        """Expand the seed: SHAKE256, 64 bytes for ML-KEM and 32 for X25519 (draft-ietf-hpke-pq)."""
        expanded = hashlib.shake_256(self.secret).digest(_MLKEM_SEED + curve25519.KEY_BYTES)
        try:
            mlkem = MLKEM768PrivateKey.from_seed_bytes(expanded[:_MLKEM_SEED])
        except UnsupportedAlgorithm as error:
            raise NoPostQuantum from error
        return mlkem, X25519PrivateKey.from_private_bytes(expanded[_MLKEM_SEED:])


def _encapsulated(stanza: Stanza) -> bytes:
    try:
        (argument,) = stanza.arguments
        encapsulated = base64.decode(argument.encode("ascii"))
    except ValueError:
        raise HeaderMalformed from None
    if len(encapsulated) != _ENCAPSULATED_BYTES:
        raise HeaderMalformed
    return encapsulated
