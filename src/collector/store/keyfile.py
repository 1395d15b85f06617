"""The two copies of the key slot file.

Copy 1 is written and synced before copy 2 is touched, so a power cut tears at most one of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from collector.crypto.kdf import argon2id, passphrase_bytes
from collector.crypto.slots import (
    FILE_BYTES,
    SlotEntry,
    SlotFileDamaged,
    SlotHeader,
    open_slots,
    read_header,
    write_slots,
)
from collector.errors import Vanished
from collector.given_files import NotAFile, open_regular
from collector.paths import machine_errors, write_synced
from collector.store.errors import KeyFilesTorn, NotAVault, VaultDamaged, VaultDestroyed
from collector.store.policy import KdfPolicy

NAMES = ("keys-1", "keys-2")
_READ_LIMIT = 64 * 1024
_GONE = b"destroyed\n" + bytes(FILE_BYTES - 10)
"""What stands in place of a copy when the vault is destroyed."""


@dataclass(frozen=True)
class KeyFile:
    """The newest valid copy, and whether the other one has to be written again."""

    data: bytes = field(repr=False)
    header: SlotHeader
    twin_differs: bool


def read(folder: Path) -> KeyFile:
    """Return the valid copy with the higher generation.

    Raises ``NotAVault`` when there is no copy at all, ``KeyFilesTorn`` when none is valid,
    ``VaultDestroyed`` when one was overwritten, whatever the other holds, ``VaultDamaged`` when one
    is no file, and ``SlotFileTooNew``.
    """
    found = [_bytes_of(folder / name) for name in NAMES]
    if _GONE in found:
        raise VaultDestroyed
    if found == [None, None]:
        raise NotAVault
    valid = [(header, data) for data in found if data is not None and (header := _header(data))]
    if not valid:
        raise KeyFilesTorn(part="keys-1 and keys-2")
    header, data = max(valid, key=lambda pair: pair[0].generation)
    return KeyFile(data, header, twin_differs=found[0] != found[1])


def unlock(key_file: KeyFile, passphrase: str, policy: KdfPolicy) -> bytes:
    """Return the vault key.

    Raises ``VaultKeysWeak`` before any work is done for a header that asks for too much or too
    little, and ``WrongPassphrase``.
    """
    header = key_file.header
    policy.check(header.cost)
    root = argon2id(passphrase_bytes(passphrase), header.salt, header.cost)
    return open_slots(key_file.data, root)[1]


def write(folder: Path, header: SlotHeader, entries: list[SlotEntry], vault_key: bytes) -> None:
    """Write both copies, every slot's bytes new, one generation on."""
    data = write_slots(replace(header, generation=header.generation + 1), entries, vault_key)
    with machine_errors():
        for name in NAMES:
            write_synced(folder / name, data)


def mend(folder: Path, key_file: KeyFile) -> None:
    """Make both copies equal to the one that opened the vault."""
    with machine_errors():
        for name in NAMES:
            if _bytes_of(folder / name) != key_file.data:
                write_synced(folder / name, key_file.data)


def overwrite(folder: Path) -> None:
    """Overwrite and sync every copy that is there: what was in its slots opens nothing any more."""
    with machine_errors():
        for name in NAMES:
            path = folder / name
            if path.is_file() and not path.is_symlink():
                longer = path.stat().st_size - len(_GONE)
                write_synced(path, _GONE + bytes(max(0, longer)))


def is_overwritten(folder: Path) -> bool:
    """Tell whether ``overwrite`` reached at least one copy."""
    return _GONE in [_bytes_of(folder / name) for name in NAMES]


def _bytes_of(path: Path) -> bytes | None:
    try:
        with open_regular(path) as file:
            return file.read(_READ_LIMIT)
    except Vanished:
        return None
    except NotAFile:
        raise VaultDamaged(part=path.name) from None


def _header(data: bytes) -> SlotHeader | None:
    try:
        return read_header(data)
    except SlotFileDamaged:
        return None
