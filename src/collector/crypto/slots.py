"""Key slots: the vault key, sealed under whatever may open the vault.

The file has 848 bytes, always; numbers are unsigned and big-endian:

    offset  bytes
         0      8  magic, the ASCII letters ``keyslots``
         8      4  format version, 1
        12     16  vault id, random
        28     32  Argon2id salt, random, one for all slots
        60      4  Argon2id memory in KiB
        64      4  Argon2id passes
        68      4  Argon2id lanes
        72      8  generation, one higher at each write
        80  8 x 92 slots 0 to 7, each: nonce 12, ciphertext 64, tag 16
       816     32  SHA-256 of all before

A slot is ChaCha20-Poly1305 (RFC 8439) under the slot's own 32-byte key; the associated data is the
80 header bytes and the slot number as one byte.  Its plaintext: kind 1, key 32, zeros 31.

    kind 0  empty: the key is random and opens nothing; so is the slot key, which nobody derives
    kind 1  passphrase: the key is the vault key

The key of a passphrase slot is HKDF-SHA256 (salt: the Argon2id salt) of the one Argon2id output of
32 bytes, with the info ``collector/1/slot/`` and the slot number in decimal.  From outside all
slots look alike, and each write renews the bytes of every one of them.

What this does not do: a whole file put back to an older state opens with that state's passphrases.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from collector.crypto.kdf import KEY_BYTES, hkdf
from collector.crypto.slot_file import (
    FILE_BYTES,
    SLOTS,
    SlotFileDamaged,
    SlotFileTooNew,
    SlotHeader,
    assemble,
    encode_header,
    read_header,
    split_slots,
)
from collector.errors import NoKeyOpens

__all__ = [
    "FILE_BYTES",
    "SLOTS",
    "SlotEntry",
    "SlotFileDamaged",
    "SlotFileTooNew",
    "SlotHeader",
    "SlotKind",
    "WrongPassphrase",
    "open_slots",
    "random_entry",
    "read_header",
    "slot_key",
    "write_slots",
]

_NONCE_BYTES: Final = 12
_RESERVED: Final = bytes(31)


class SlotKind(IntEnum):
    """What a slot holds; the number is inside the ciphertext."""

    EMPTY = 0
    PASSPHRASE = 1


class WrongPassphrase(NoKeyOpens):
    """No slot opens."""

    code = "passphrase.wrong"
    words = "the passphrase does not open this vault"
    hint = "check the keyboard layout and Caps Lock, and try again; nothing was changed"


@dataclass(frozen=True, eq=False)
class SlotEntry:
    """What the vault remembers of a slot, so that it can write it anew: its 32-byte key, its kind.

    Raises ValueError for a key of another length.
    """

    key: bytes = field(repr=False)
    kind: SlotKind

    def __post_init__(self) -> None:
        if len(self.key) != KEY_BYTES:
            raise ValueError("a slot key has 32 bytes")


def random_entry() -> SlotEntry:
    """Return an empty slot under a random key."""
    return SlotEntry(key=secrets.token_bytes(KEY_BYTES), kind=SlotKind.EMPTY)


def slot_key(root: bytes, header: SlotHeader, number: int) -> bytes:
    """Return the 32-byte key of a passphrase slot; ``root`` is the Argon2id output."""
    return hkdf(root, header.salt, f"collector/1/slot/{number}")


def write_slots(header: SlotHeader, entries: Sequence[SlotEntry], vault_key: bytes) -> bytes:
    """Return the whole file.  Takes exactly eight entries and a vault key of 32 bytes.

    The caller raises the generation.  Raises ValueError for other shapes.
    """
    if len(entries) != SLOTS or len(vault_key) != KEY_BYTES:
        raise ValueError("there are eight slots, and a vault key has 32 bytes")
    slots = []
    for number, entry in enumerate(entries):
        held = vault_key if entry.kind is SlotKind.PASSPHRASE else secrets.token_bytes(KEY_BYTES)
        plaintext = bytes([entry.kind]) + held + _RESERVED
        nonce = secrets.token_bytes(_NONCE_BYTES)
        cipher = ChaCha20Poly1305(entry.key)
        slots.append(nonce + cipher.encrypt(nonce, plaintext, _bound_to(header, number)))
    return assemble(header, slots)


def open_slots(data: bytes, root: bytes) -> tuple[int, bytes]:
    """Return the number of the first slot that opens, and the vault key in it.

    ``root`` is the Argon2id output for the header's salt and cost.  All slots are tried, in order,
    whichever opens.  Raises SlotFileDamaged, SlotFileTooNew (also for a slot that opens and is of
    a kind not known here), WrongPassphrase.
    """
    header = read_header(data)
    opened = [
        (number, plaintext)
        for number, slot in enumerate(split_slots(data))
        if (plaintext := _open_slot(header, number, slot, root)) is not None
    ]
    if not opened:
        raise WrongPassphrase
    number, plaintext = opened[0]
    kind, held, reserved = plaintext[0], plaintext[1 : 1 + KEY_BYTES], plaintext[1 + KEY_BYTES :]
    if kind != SlotKind.PASSPHRASE or reserved != _RESERVED:
        raise SlotFileTooNew
    return number, held


def _open_slot(header: SlotHeader, number: int, slot: bytes, root: bytes) -> bytes | None:
    cipher = ChaCha20Poly1305(slot_key(root, header, number))
    nonce, sealed = slot[:_NONCE_BYTES], slot[_NONCE_BYTES:]
    try:
        return cipher.decrypt(nonce, sealed, _bound_to(header, number))
    except InvalidTag:
        return None


def _bound_to(header: SlotHeader, number: int) -> bytes:
    return encode_header(header) + bytes([number])
