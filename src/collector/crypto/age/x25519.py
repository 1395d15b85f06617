"""The X25519 recipient type of age v1 (age.md): keys ``age1...`` and ``AGE-SECRET-KEY-1...``.

Not safe against quantum computers.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import ClassVar, Final

from collector.crypto.age import base64, bech32, curve25519, file_key
from collector.crypto.age.errors import BadIdentity, HeaderMalformed
from collector.crypto.age.stanza import Stanza
from collector.crypto.kdf import hkdf

RECIPIENT_PREFIX: Final = "age"
IDENTITY_PREFIX: Final = "AGE-SECRET-KEY-"
_TYPE: Final = "X25519"
_LABEL: Final = "age-encryption.org/v1/X25519"


@dataclass(frozen=True)
class X25519Recipient:
    """A public key, 32 bytes.  Raises BadRecipient, WeakRecipient; see check_recipient."""

    key: bytes = field(repr=False)
    post_quantum: ClassVar[bool] = False

    def __post_init__(self) -> None:
        curve25519.check_recipient(self.key)

    def __str__(self) -> str:
        """Return the text form, ``age1...``, 62 characters."""
        return bech32.encode(RECIPIENT_PREFIX, self.key)

    def wrap(self, key: bytes) -> Stanza:
        """Return a stanza that gives the owner of this recipient the file key."""
        ephemeral = secrets.token_bytes(curve25519.KEY_BYTES)
        share = curve25519.public_key(ephemeral)
        wrap_key = hkdf(curve25519.exchange(ephemeral, self.key), share + self.key, _LABEL)
        return Stanza(_TYPE, (base64.encode(share),), file_key.seal(wrap_key, key))


@dataclass(frozen=True)
class X25519Identity:
    """A private key: 32 secret bytes, never shown by repr or str.  Raises BadIdentity."""

    secret: bytes = field(repr=False)
    stanza_type: ClassVar[str] = _TYPE

    def __post_init__(self) -> None:
        if len(self.secret) != curve25519.KEY_BYTES:
            raise BadIdentity

    @classmethod
    def generate(cls) -> X25519Identity:
        """Return a new random identity."""
        return cls(secrets.token_bytes(curve25519.KEY_BYTES))

    def recipient(self) -> X25519Recipient:
        """Return the public key."""
        return X25519Recipient(curve25519.public_key(self.secret))

    def secret_text(self) -> str:
        """Return the text form, ``AGE-SECRET-KEY-1...``: a secret, and therefore not ``str()``."""
        return bech32.encode(IDENTITY_PREFIX.lower(), self.secret).upper()

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """Return the file key of an X25519 stanza, or None if it is for somebody else.

        Raises HeaderMalformed for a stanza that breaks the rules of its type, LowOrderShare.
        """
        share = _share(stanza)
        shared = curve25519.exchange(self.secret, share)
        salt = share + curve25519.public_key(self.secret)
        return file_key.unseal(hkdf(shared, salt, _LABEL), stanza.body)


def _share(stanza: Stanza) -> bytes:
    try:
        (argument,) = stanza.arguments
        share = base64.decode(argument.encode("ascii"))
    except ValueError:
        raise HeaderMalformed from None
    if len(share) != curve25519.KEY_BYTES:
        raise HeaderMalformed
    return share
