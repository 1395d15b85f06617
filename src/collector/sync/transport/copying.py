"""Copies a stretch of a file onto a disk, and reads back from that disk what became of it.

Both go in steps that put on disk what they wrote, so that whoever waits hears of them, can stop
between any two, and never waits for more than a step.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from collector.errors import MachineTrouble
from collector.given_files import open_handle
from collector.paths import machine_errors, new_file, sync_folder
from collector.system import sync_file

if sys.platform == "darwin":
    import fcntl

_STEP: Final = 8 * 1024 * 1024
_BLOCK: Final = 1024 * 1024


class _Hash(Protocol):
    def update(self, data: memoryview, /) -> None: ...


class CopyDiffers(MachineTrouble):
    """A disk that gives back other bytes than it was given."""

    code = "machine.copy-differs"
    words = "the disk does not give back what was written to it"
    hint = "the copy was removed and the bundle is safe where it was; use another disk"


class Copy:
    """A stretch of one file into a new one.  ``sha256`` is of what was read, once it is done."""

    def __init__(self, source: Path, start: int, size: int, target: Path) -> None:
        self._source = source
        self._start = start
        self._size = size
        self._target = target
        self.sha256 = b""

    def steps(self) -> Iterator[int]:
        """Copy, and yield how many octets are done: fewer in all if the source ends early.

        Raises ``NotAFile`` and the machine's errors; what was written by then stays.
        """
        hasher, done = hashlib.sha256(), 0
        with machine_errors(), _opened(self._source) as source:
            source.seek(self._start)
            with new_file(self._target) as out:
                while came := _read(source, hasher, min(_STEP, self._size - done), out):
                    out.flush()
                    sync_file(out.fileno())
                    done += came
                    yield done
            sync_folder(self._target.parent)
        self.sha256 = hasher.digest()


class ReadBack:
    """What a disk gives back of some files in a row, or of a stretch of them: not what the system
    remembers, where it can be asked to forget.  ``sha256`` is there once it is done.
    """

    def __init__(self, *paths: Path, start: int = 0, size: int | None = None) -> None:
        self._paths = paths
        self._start = start
        self._size = size
        self.sha256 = b""

    def steps(self) -> Iterator[int]:
        """Read, and yield how many octets are done.  Raises the machine's errors."""
        hasher, done = hashlib.sha256(), 0
        for path in self._paths:
            with machine_errors(), _opened(path) as source:
                _forget(source.fileno())
                source.seek(self._start)
                while came := _read(source, hasher, self._next(done)):
                    done += came
                    yield done
        self.sha256 = hasher.digest()

    def _next(self, done: int) -> int:
        return _STEP if self._size is None else min(_STEP, self._size - done)


def _opened(path: Path) -> FileIO:
    return os.fdopen(open_handle(path), "rb", buffering=0)


def _read(source: FileIO, hasher: _Hash, most: int, out: BinaryIO | None = None) -> int:
    """Read up to so many octets, hash them and write them on; return how many there were."""
    buffer = memoryview(bytearray(min(_BLOCK, most)))
    done = 0
    while done < most and (came := source.readinto(buffer[: most - done])):
        hasher.update(buffer[:came])
        if out is not None:
            out.write(buffer[:came])
        done += came
    return done


def _forget(handle: int) -> None:
    with suppress(OSError):
        if sys.platform == "linux":
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        elif sys.platform == "darwin":
            fcntl.fcntl(handle, fcntl.F_NOCACHE, 1)
