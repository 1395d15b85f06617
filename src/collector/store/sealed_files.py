"""Files in ``outbox/`` and ``quarantine/``: sealed bytes, random names (SCHEMA.md section 3)."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from collector.paths import machine_errors, new_file, settle, sync_folder

_BLOCK = 1024 * 1024


@contextmanager
def new_sealed_file(folder: Path, name: str) -> Iterator[BinaryIO]:
    """Write a file under a temporary name; give it its own, synced, when the block ends well."""
    temporary = folder / f"{name}.part"
    with machine_errors():
        out = new_file(temporary)
        try:
            yield out
            settle(out, temporary, folder / name)
        except BaseException:
            out.close()
            temporary.unlink(missing_ok=True)
            raise


@contextmanager
def open_sealed(path: Path) -> Iterator[BinaryIO]:
    """Open a sealed file for reading.  Raises the machine's errors, also while it is read."""
    with machine_errors(), path.open("rb") as stream:
        yield stream


def copy_sealed(source: Path, folder: Path, name: str) -> tuple[bytes, int]:
    """Copy a sealed file into a folder; return the SHA-256 and size of what was written."""
    hasher, size = hashlib.sha256(), 0
    with open_sealed(source) as stream, new_sealed_file(folder, name) as out:
        while block := stream.read(_BLOCK):
            hasher.update(block)
            size += len(block)
            out.write(block)
    return hasher.digest(), size


def hand_out(source: Path, folder: Path) -> Path:
    """Put a finished bundle into a folder the person chose, under its random name.

    A second name for the same bytes where the file system has that, else a copy; whoever moves
    the file on finds it complete either way.
    """
    target = folder / source.name
    with machine_errors():
        folder.mkdir(parents=True, exist_ok=True)
        if target.exists():
            return target
        with suppress(OSError):
            os.link(source, target)
            sync_folder(folder)
            return target
    copy_sealed(source, folder, source.name)
    return target


def remove(path: Path) -> None:
    """Remove a sealed file that no row names any more."""
    with machine_errors():
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
