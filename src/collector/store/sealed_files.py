"""Files in ``outbox/`` and ``quarantine/``: sealed bytes, random names (SCHEMA.md section 3).

A file is written and synced under a temporary name, then the row that lists it is committed, then
it gets its own name.  So a name without ``.part`` is never deleted by a sweep: after a crash the
row decides whether a temporary file is finished or thrown away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from collector.crypto.age.source import Readable
from collector.errors import CollectorError, NoRoom
from collector.given_files import open_regular
from collector.paths import (
    machine_errors,
    new_file,
    sync_and_close,
    sync_folder,
)
from collector.store.media.writeback import Writeback

_BLOCK = 1024 * 1024
_TEMPORARY = ".part"


class SealedWriter:
    """Writes to one sealed file, and lets the disk work meanwhile."""

    def __init__(self, out: BinaryIO, writeback: Writeback) -> None:
        self._out = out
        self._writeback = writeback

    def write(self, data: bytes, /) -> int:
        """Write all of the data."""
        written = self._out.write(data)
        self._writeback.wrote(written)
        return written


@contextmanager
def new_sealed_file(folder: Path, name: str) -> Iterator[SealedWriter]:
    """Write a file under a temporary name; it is synced when the block ends well."""
    temporary = folder / f"{name}{_TEMPORARY}"
    with machine_errors():
        temporary.unlink(missing_ok=True)  # of an attempt whose commit failed
        out = new_file(temporary)
        writeback = Writeback(temporary)
        try:
            with out:
                yield SealedWriter(out, writeback)
                sync_and_close(out)
            sync_folder(folder)
        except BaseException:  # closing writes what is left, and fails again on a full disk
            temporary.unlink(missing_ok=True)
            raise
        finally:
            writeback.close()


@contextmanager
def listing(folder: Path, name: str) -> Iterator[None]:
    """Give a file its own name once the block has committed the row that lists it.

    Where the disk is too full for the row, the room that the file takes is given back at once.
    """
    try:
        yield
    except NoRoom:
        with suppress(CollectorError):
            discard(folder, name)
        raise
    promote(folder, name)


def promote(folder: Path, name: str) -> None:
    """Give a file its own name, after the commit of the row that lists it."""
    with machine_errors():
        (folder / f"{name}{_TEMPORARY}").replace(folder / name)
        sync_folder(folder)


def discard(folder: Path, name: str) -> None:
    """Remove a file that got no row."""
    remove(folder / f"{name}{_TEMPORARY}")


def tidy(folder: Path, listed: Mapping[str, bytes]) -> None:
    """Finish or throw away what an interrupted run left under temporary names.

    ``listed`` are the SHA-256 of the files that rows list.  A file that was to take the place of
    another one does so if it is the one the row means by now.
    """
    with machine_errors():
        for temporary in sorted(folder.glob(f"*{_TEMPORARY}")):
            name = temporary.name.removesuffix(_TEMPORARY)
            if name in listed and (
                not (folder / name).exists() or _sha256(temporary) == listed[name]
            ):
                temporary.replace(folder / name)
            else:
                temporary.unlink()
        sync_folder(folder)


def unlisted(folder: Path, listed: Collection[str]) -> list[str]:
    """Return the names of files that no row lists; they are kept, whatever they are."""
    with machine_errors():
        return sorted(path.name for path in folder.iterdir() if path.name not in listed)


def open_sealed(path: Path) -> AbstractContextManager[BinaryIO]:
    """Open a sealed file for reading.  Raises as ``open_regular``."""
    return open_regular(path)


def lies(path: Path, size: int) -> bool:
    """Tell whether a file is where it is listed, as far as its size tells."""
    with machine_errors():
        return path.is_file() and path.stat().st_size == size


def sealed_digest(stream: BinaryIO, beat: Callable[[], None] | None = None) -> bytes:
    """Return the SHA-256 of the rest of a stream; ``beat`` is called after each block."""
    hasher = hashlib.sha256()
    while block := stream.read(_BLOCK):
        hasher.update(block)
        if beat is not None:
            beat()
    return hasher.digest()


def copy_sealed(stream: Readable, folder: Path, name: str) -> tuple[bytes, int]:
    """Copy what is read under a temporary name; return SHA-256 and size of what was written."""
    hasher, size = hashlib.sha256(), 0
    with new_sealed_file(folder, name) as out:
        while block := stream.read(_BLOCK):
            hasher.update(block)
            size += len(block)
            out.write(block)
    return hasher.digest(), size


def _sha256(path: Path) -> bytes:
    with path.open("rb") as stream:
        return sealed_digest(stream)


def remove(path: Path) -> None:
    """Remove a sealed file that no row names any more."""
    with machine_errors():
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
