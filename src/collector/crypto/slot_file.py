"""The frame of the key slot file: header, checksum, and where each slot lies.

Whatever a later version changes, the first twelve bytes (magic, version) and the last thirty-two
(SHA-256 of all before) keep their meaning, so that a newer file is told from a damaged one.
The layout of version 1 is given in ``slots.py``.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from collector.crypto.kdf import Argon2Cost, BadCost
from collector.errors import Unacceptable

MAGIC: Final = b"keyslots"
VERSION: Final = 1
SLOTS: Final = 8
VAULT_ID_BYTES: Final = 16
SALT_BYTES: Final = 32
SLOT_BYTES: Final = 92

_PREFIX: Final = struct.Struct(">8sI")
_HEADER: Final = struct.Struct(">8sI16s32sIIIQ")
_CHECKSUM_BYTES: Final = 32
FILE_BYTES: Final = _HEADER.size + SLOTS * SLOT_BYTES + _CHECKSUM_BYTES
_GENERATION_MAX: Final = 2**64 - 1


class SlotFileDamaged(Unacceptable):
    """The file was cut short, altered, or is no key slot file."""

    code = "slots.damaged"
    words = "this copy of the vault's key file is damaged"
    hint = "the vault keeps two copies and a backup may hold a third: use another one"


class SlotFileTooNew(Unacceptable):
    """The file was written by a later version of the program."""

    code = "slots.too-new"
    words = "this vault was written by a newer version of the program"
    hint = "open it with that version; nothing was changed"


@dataclass(frozen=True)
class SlotHeader:
    """What is known before any passphrase; nothing in it is secret.

    Vault id 16 bytes, Argon2 salt 32 bytes, cost, and generation: how many times the file was
    written, so that the newer of two copies is known.  Raises ValueError for other shapes.
    """

    vault_id: bytes
    salt: bytes
    cost: Argon2Cost
    generation: int

    def __post_init__(self) -> None:
        if len(self.vault_id) != VAULT_ID_BYTES or len(self.salt) != SALT_BYTES:
            raise ValueError("a vault id has 16 bytes, a salt 32")
        if not 0 <= self.generation <= _GENERATION_MAX:
            raise ValueError("a generation is an unsigned 64-bit number")


def encode_header(header: SlotHeader) -> bytes:
    """Return the bytes before the first slot."""
    cost = header.cost
    return _HEADER.pack(
        MAGIC,
        VERSION,
        header.vault_id,
        header.salt,
        cost.memory_kib,
        cost.passes,
        cost.lanes,
        header.generation,
    )


def assemble(header: SlotHeader, slots: Sequence[bytes]) -> bytes:
    """Return the whole file: header, slots, checksum."""
    body = encode_header(header) + b"".join(slots)
    return body + hashlib.sha256(body).digest()


def read_header(data: bytes) -> SlotHeader:
    """Return the header of an undamaged file.

    The checksum is against accidents; against a forger, open_slots authenticates the header.
    Raises SlotFileDamaged (length, magic, checksum, impossible values), SlotFileTooNew.
    """
    body, checksum = data[:-_CHECKSUM_BYTES], data[-_CHECKSUM_BYTES:]
    if not hmac.compare_digest(hashlib.sha256(body).digest(), checksum):
        raise SlotFileDamaged
    if len(body) < _PREFIX.size:
        raise SlotFileDamaged
    magic, version = _PREFIX.unpack_from(body)
    if magic != MAGIC or version < VERSION:
        raise SlotFileDamaged
    if version > VERSION:
        raise SlotFileTooNew
    if len(data) != FILE_BYTES:
        raise SlotFileDamaged
    _, _, vault_id, salt, memory_kib, passes, lanes, generation = _HEADER.unpack_from(body)
    try:
        cost = Argon2Cost(memory_kib=memory_kib, passes=passes, lanes=lanes)
    except BadCost as error:
        raise SlotFileDamaged from error
    return SlotHeader(vault_id=vault_id, salt=salt, cost=cost, generation=generation)


def split_slots(data: bytes) -> list[bytes]:
    """Return the eight slots of a file that read_header has accepted."""
    return [
        data[start : start + SLOT_BYTES]
        for start in range(_HEADER.size, FILE_BYTES - _CHECKSUM_BYTES, SLOT_BYTES)
    ]
