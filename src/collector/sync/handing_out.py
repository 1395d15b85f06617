"""A finished bundle into a folder the person chose: whole and read back, or not there at all."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from collector.errors import MachineTrouble
from collector.file_systems import check_room
from collector.paths import FileThere, give_name, machine_errors, random_name, sync_folder
from collector.store.errors import VaultDamaged
from collector.store.sealed_files import new_sealed_file, open_sealed

Progress = Callable[[int], None]
_BLOCK: Final = 1024 * 1024


class CopyDiffers(MachineTrouble):
    """A disk that gives back other bytes than it was given."""

    code = "machine.copy-differs"
    words = "the disk does not give back what was written to it"
    hint = "the copy was removed and the bundle is safe in the vault; use another disk"


def hand_out(source: Path, sha256: bytes, folder: Path, progress: Progress | None = None) -> Path:
    """Put the file ``source`` into a folder, made if need be, under its own name.

    A second name for the same bytes where the file system has that, else a copy.  Either way the
    bytes are read from where they went to and compared before the file has its name; a file of
    this name that is there already must be the same.  ``progress`` is called with octets up to the
    size of the file, of which reading back is the second half of a copy.

    Raises ``FileThere``, ``VaultDamaged`` where the bundle itself is not what it was,
    ``CopyDiffers``, ``TooLargeForDisk`` and the machine's errors; then nothing was left.  So with
    whatever ``progress`` raises.
    """
    tell = progress or _nobody
    target = folder / source.name
    with machine_errors():
        folder.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(target):
            if not target.is_file() or _digest(target, tell) != sha256:
                raise FileThere
            return target
        name = random_name()
        temporary = folder / f"{name}.part"
        try:
            if _linked(source, temporary):
                if _digest(temporary, tell) != sha256:
                    raise VaultDamaged(part="a bundle in the outbox")
            else:
                _copy(source, sha256, folder, name, tell)
            give_name(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)
        sync_folder(folder)
    return target


def _linked(source: Path, name: Path) -> bool:
    with suppress(OSError):
        os.link(source, name)
        return True
    return False


def _copy(source: Path, sha256: bytes, folder: Path, name: str, tell: Progress) -> None:
    """Copy under a temporary name, and read the copy back."""
    size = source.stat().st_size
    check_room(folder, size)
    hasher, done = hashlib.sha256(), 0
    with open_sealed(source) as stream, new_sealed_file(folder, name) as out:
        while block := stream.read(_BLOCK):
            hasher.update(block)
            out.write(block)
            done += len(block)
            tell(done // 2)
    if hasher.digest() != sha256:
        raise VaultDamaged(part="a bundle in the outbox")
    if _digest(folder / f"{name}.part", lambda octets: tell((size + octets) // 2)) != sha256:
        raise CopyDiffers


def _digest(path: Path, tell: Progress) -> bytes:
    """Return the SHA-256 of a file, read from the disk where the system can be asked to."""
    hasher, done = hashlib.sha256(), 0
    with open_sealed(path) as stream:
        if sys.platform == "linux":
            with suppress(OSError):
                os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while block := stream.read(_BLOCK):
            hasher.update(block)
            done += len(block)
            tell(done)
    return hasher.digest()


def _nobody(_octets: int) -> None:
    """Tell nobody."""
