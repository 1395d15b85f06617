"""Reading SQLCipher's pages with the key, the freed ones and those in logs and journals too.

Written from SQLCipher's documented page format (version 4, raw key): AES-256-CBC, and at the end of
each page 16 bytes of nonce and 32 of HMAC-SHA256 over ciphertext, nonce and page number.  The first
16 bytes of page 1 are the salt.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_NONCE, _MAC, _SALT = 16, 32, 16
_WAL_HEADER, _FRAME_HEADER = 32, 24
_JOURNAL_SECTOR = 512


@dataclass(frozen=True)
class Cabinet:
    """What opens the pages of one database."""

    key: bytes = field(repr=False)
    salt: bytes
    page_size: int

    @classmethod
    def of(cls, file: Path, key: bytes, page_size: int) -> Cabinet:
        """Return the cabinet of a database file."""
        with file.open("rb") as stream:
            return cls(key, stream.read(_SALT), page_size)

    def open(self, number: int, page: bytes) -> bytes:
        """Return what a page holds.  Raises AssertionError for a page that is not authentic."""
        assert len(page) == self.page_size
        start = _SALT if number == 1 else 0
        end = self.page_size - _NONCE - _MAC
        sealed, mac = page[start : end + _NONCE], page[end + _NONCE :]
        masked = bytes(it ^ 0x3A for it in self.salt)
        mac_key = hashlib.pbkdf2_hmac("sha512", self.key, masked, 2, 32)
        wanted = hmac.digest(mac_key, sealed + number.to_bytes(4, "little"), "sha256")
        assert mac == wanted, f"page {number} is not authentic"
        cipher = Cipher(algorithms.AES256(self.key), modes.CBC(page[end : end + _NONCE]))
        opened = cipher.decryptor()
        return opened.update(page[start:end]) + opened.finalize()

    def in_file(self, file: Path) -> Iterator[bytes]:
        """Yield every page of a database file."""
        data = file.read_bytes()
        for at in range(0, len(data), self.page_size):
            yield self.open(at // self.page_size + 1, data[at : at + self.page_size])

    def in_log(self, file: Path) -> Iterator[bytes]:
        """Yield every page of a write-ahead log, those of earlier rounds too."""
        data = file.read_bytes()
        step = _FRAME_HEADER + self.page_size
        for at in range(_WAL_HEADER, len(data) - step + 1, step):
            number = int.from_bytes(data[at : at + 4], "big")
            yield self.open(number, data[at + _FRAME_HEADER : at + step])

    def in_journal(self, file: Path) -> Iterator[bytes]:
        """Yield every page of a rollback journal of one part."""
        data = file.read_bytes()
        step = 4 + self.page_size + 4
        for at in range(_JOURNAL_SECTOR, len(data) - step + 1, step):
            number = int.from_bytes(data[at : at + 4], "big")
            yield self.open(number, data[at + 4 : at + 4 + self.page_size])
