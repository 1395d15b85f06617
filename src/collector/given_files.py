"""Files that a person named: is it one, and what is in it, if it is small."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from collector.errors import Unacceptable, Vanished, WrongUsage
from collector.paths import machine_errors

SMALL_FILE = 1024 * 1024


class FileMissing(Vanished):
    """No file has that name, or none any more."""

    code = "machine.no-file"
    words = "there is no file of this name"
    hint = "nothing was changed; check the name, or connect the disk it lies on"


class FolderNamed(WrongUsage):
    """A folder where a file belongs."""

    code = "file.folder"
    words = "a folder was named where a file belongs"
    hint = "nothing was changed; name the file itself"


class NotAFile(WrongUsage):
    """What was named is no regular file."""

    code = "media.not-a-file"
    words = "what was named is not a file that can be taken in"
    hint = "name a file; folders, pipes and devices cannot be taken in"


class FileTooLarge(Unacceptable):
    """Far larger than what it should be."""

    code = "file.too-large"
    words = "this file is too large to be what it should be"
    hint = "nothing was taken from it; check that it is the right file"


def must_be_file(path: Path) -> Path:
    """Return ``path`` if something that can be read as a file is there."""
    with machine_errors():
        if path.is_dir():
            raise FolderNamed
        if not path.exists():
            raise FileMissing
    return path


def files_of(path: Path) -> list[Path]:
    """Return the files in a folder, by name; whatever else was named as it is.

    Hidden ones are passed over, and folders inside it: sticks are full of both.  A folder that has
    none, or cannot be read, is given back itself: reading it as a file tells.
    """
    with suppress(OSError):
        if path.is_dir():
            found = (it for it in path.iterdir() if not it.name.startswith(".") and it.is_file())
            return sorted(found) or [path]
    return [path]


def file_size(path: Path) -> int:
    """Return the size of a file in bytes.  Raises as ``must_be_file``."""
    with machine_errors():
        return must_be_file(path).stat().st_size


def read_file(path: Path, limit: int = SMALL_FILE, *, pipes: bool = False) -> bytes:
    """Return the bytes of a small file.

    ``pipes``: also of a pipe or a terminal, which is waited for; without it that is ``NotAFile``.
    Raises also ``FileMissing``, ``FolderNamed``, ``FileTooLarge`` beyond ``limit`` bytes, and the
    machine's errors.
    """
    with machine_errors():
        must_be_file(path)
        with path.open("rb") if pipes else open_file(path) as stream:
            data = stream.read(limit + 1)
    if len(data) > limit:
        raise FileTooLarge
    return data


def check_regular(path: Path) -> None:
    """Raise ``NotAFile`` for folders, pipes and devices, and ``OSError`` where nothing is."""
    _check(path.stat())


def open_handle(path: Path) -> int:
    """Open a file for reading and return its descriptor, which is the caller's to close.

    Raises ``NotAFile`` for folders, pipes, sockets and devices, and ``OSError``.  Nothing is waited
    for, even if the file becomes a pipe between the look at it and its opening.
    """
    check_regular(path)
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
    try:
        _check(os.fstat(handle))
    except BaseException:
        os.close(handle)
        raise
    return handle


def open_file(path: Path) -> BinaryIO:
    """Open a file for reading, which is the caller's to close.  Raises as ``open_handle``."""
    return os.fdopen(open_handle(path), "rb")


@contextmanager
def open_regular(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading.

    Raises ``NotAFile``, and the machine's errors, also while it is read.
    """
    with machine_errors(), open_file(path) as stream:
        yield stream


def _check(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise NotAFile
