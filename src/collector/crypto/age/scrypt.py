"""The scrypt recipient type of age v1 (age.md): opening with a passphrase.  Reading only.

That such a stanza stands alone is a rule about the whole header, and is checked there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import ClassVar, Final

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from collector.crypto.age import base64, file_key
from collector.crypto.age.errors import HeaderMalformed, ScryptWorkTooHigh
from collector.crypto.age.stanza import Stanza

TYPE: Final = "scrypt"
MAX_WORK_FACTOR: Final = 22
"""Base-two logarithm; 22 already takes 4 GiB of memory."""

_SALT_BYTES: Final = 16
_SALT_LABEL: Final = b"age-encryption.org/v1/scrypt"
_WORK_FACTOR: Final = re.compile("[1-9][0-9]*")


@dataclass(frozen=True)
class ScryptIdentity:
    """A passphrase, as UTF-8 bytes and never shown."""

    passphrase: bytes = field(repr=False)
    stanza_type: ClassVar[str] = TYPE

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """Return the file key of an scrypt stanza, or None if the passphrase is another one.

        Raises HeaderMalformed for a stanza that breaks the rules of its type, ScryptWorkTooHigh.
        """
        salt, work_factor = _cost(stanza)
        kdf = Scrypt(salt=_SALT_LABEL + salt, length=32, n=1 << work_factor, r=8, p=1)
        try:
            wrap_key = kdf.derive(self.passphrase)
        except MemoryError as error:
            raise ScryptWorkTooHigh from error
        return file_key.unseal(wrap_key, stanza.body)


def _cost(stanza: Stanza) -> tuple[bytes, int]:
    """Return salt and base-two logarithm of the work factor."""
    try:
        salt_text, work_text = stanza.arguments
        salt = base64.decode(salt_text.encode("ascii"))
    except ValueError:
        raise HeaderMalformed from None
    if len(salt) != _SALT_BYTES or not _WORK_FACTOR.fullmatch(work_text):
        raise HeaderMalformed
    # Length first: thousands of digits are not worth turning into a number.
    if len(work_text) > 2 or int(work_text) > MAX_WORK_FACTOR:
        raise ScryptWorkTooHigh
    return salt, int(work_text)
