"""The write-ahead log beside ``vault.db``: is it this database's own?

SQLite plays back whatever log lies there, and at closing writes it into the database, even when the
opening failed.  A log of another vault would destroy this one.  So its first frame is authenticated
before SQLite sees it, the way SQLCipher authenticates a page.  (SQLite file format, section 4;
SQLCipher's design: HMAC over ciphertext, IV and page number.)
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from pathlib import Path
from typing import Final

from collector.paths import machine_errors

_HEADER: Final = struct.Struct(">8I")
_FRAME: Final = struct.Struct(">6I")
_MAGIC: Final = {0x377F0682: "<", 0x377F0683: ">"}
"""And the byte order of the checksums."""
_SALT: Final = 16
_HMAC: Final = 32
_HMAC_SALT_MASK: Final = 0x3A
_HMAC_KEY_ROUNDS: Final = 2


def is_foreign(database: Path, key: bytes, page_size: int) -> bool:
    """Tell whether the log begins with a whole frame that this key did not write.

    A log that is missing, empty or torn in its first frame is not: SQLite passes over it.
    """
    with machine_errors():
        log = database.with_name(f"{database.name}-wal")
        if not log.is_file():
            return False
        with log.open("rb") as file:
            head = file.read(_HEADER.size)
            frame = file.read(_FRAME.size + page_size)
        with database.open("rb") as file:
            salt = file.read(_SALT)
    if len(head) + len(frame) < _HEADER.size + _FRAME.size + page_size:
        return False
    number = _number_of(head, frame, page_size)
    return number is not None and not _authentic(frame[_FRAME.size :], number, key, salt)


def _number_of(head: bytes, frame: bytes, page_size: int) -> int | None:
    """Return the number of the page in the first frame, if SQLite would take the frame."""
    magic, _, size, _, *head_rest = _HEADER.unpack(head)
    number, _, *frame_rest = _FRAME.unpack(frame[: _FRAME.size])
    order = _MAGIC.get(magic)
    if order is None or size != page_size or head_rest[:2] != frame_rest[:2]:
        return None
    sums = _checksum(order, head[:24], (0, 0))
    if sums != tuple(head_rest[2:]):
        return None
    sums = _checksum(order, frame[:8] + frame[_FRAME.size :], sums)
    return int(number) if sums == tuple(frame_rest[2:]) else None


def _checksum(order: str, data: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    one, two = sums
    for left, right in struct.iter_unpack(f"{order}II", data):
        one = (one + left + two) & 0xFFFFFFFF
        two = (two + right + one) & 0xFFFFFFFF
    return one, two


def _authentic(page: bytes, number: int, key: bytes, salt: bytes) -> bool:
    mask = bytes(byte ^ _HMAC_SALT_MASK for byte in salt)
    hmac_key = hashlib.pbkdf2_hmac("sha512", key, mask, _HMAC_KEY_ROUNDS, len(key))
    start = _SALT if number == 1 else 0  # the first page begins with the salt, in the clear
    signed = page[start:-_HMAC] + number.to_bytes(4, "little")
    return hmac.compare_digest(hmac.digest(hmac_key, signed, "sha256"), page[-_HMAC:])
