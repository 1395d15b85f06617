"""Files and folders: private modes, durable writing, and the translation of system errors.

What is written here is on disk when the call returns, file and name, where nothing else is said.
Renaming is not atomic on FAT32, so nothing that must survive relies on a rename alone.
"""

from __future__ import annotations

import errno
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from collector.errors import MachineFault, NoPermission, NoRoom, Vanished, WrongUsage
from collector.system import sync_file

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_PERMISSION = {errno.EACCES, errno.EPERM, errno.EROFS}
_CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP}
_VANISHED = {errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ENOTDIR}


class FileThere(WrongUsage):
    """Writing would go over something."""

    code = "file.exists"
    words = "there is a file or folder of that name already"
    hint = "nothing was written; name a file that does not exist yet"


@contextmanager
def machine_errors() -> Iterator[None]:
    """Translate ``OSError`` into words for a person; file names are dropped on the way."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise NoRoom from None
        if error.errno in _NO_PERMISSION:
            raise NoPermission from None
        if error.errno in _VANISHED:
            raise Vanished from None
        raise MachineFault from None


def make_private_folder(path: Path) -> None:
    """Make one folder that only its owner may enter, and make its name durable."""
    path.mkdir(mode=0o700)
    sync_folder(path.parent)


def make_folders(path: Path, mode: int = 0o777) -> None:
    """Make a folder and those above it, as far as they are missing, and make their names durable.

    ``mode`` is the last one's.  Raises ``OSError``.
    """
    missing = [it for it in (path, *path.parents) if not it.exists()]
    path.mkdir(mode, parents=True, exist_ok=True)
    for it in missing:
        sync_folder(it.parent)


def tighten(path: Path) -> None:
    """Take group's and others' rights away where the file system keeps modes."""
    with suppress(OSError):
        path.chmod(0o700 if path.is_dir() else 0o600)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable; systems that cannot open a folder need no such call.

    Some file systems, such as shared drives, have no such call at all: nothing failed there.
    """
    if sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        sync_file(handle)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise
    finally:
        os.close(handle)


def new_file(path: Path) -> BinaryIO:
    """Create a file that must not exist, follow no link, readable by its owner only."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    return os.fdopen(os.open(path, flags, 0o600), "w+b")


def write_synced(path: Path, data: bytes) -> None:
    """Write a file in place, whole, and sync it.

    For files that exist twice (the key slots): a power cut may leave this copy torn, the other one
    is whole.
    """
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as out:
        out.write(data)
        out.truncate()
        out.flush()
        sync_file(out.fileno())
    sync_folder(path.parent)


def sync_and_close(out: BinaryIO) -> None:
    """Put a finished file on disk and close it."""
    out.flush()
    sync_file(out.fileno())
    out.close()


@contextmanager
def new_whole_file(path: Path) -> Iterator[BinaryIO]:
    """Write a file that appears under its name whole and synced, or not at all.

    Nothing is ever written over.  Where the computer stops meanwhile, a file that ends in ``.part``
    is left, in plain sight: it may hold in the clear what was being written.  Raises ``FileThere``
    and the machine's errors.
    """
    with machine_errors():
        if os.path.lexists(path):
            raise FileThere
        temporary = path.with_name(f"{random_name()}.part")
        out = new_file(temporary)
        try:
            with out:
                yield out
                sync_and_close(out)
            give_name(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
        sync_folder(path.parent)


def replace_whole_file(path: Path, data: bytes) -> None:
    """Write a file in place of one that may be there: either is whole at every moment.

    The folder is not synced.  Raises ``OSError``.
    """
    temporary = path.with_name(f".{random_name()}.part")
    out = new_file(temporary)
    try:
        with out:
            out.write(data)
            sync_and_close(out)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def give_name(temporary: Path, path: Path) -> None:
    """Rename without replacing: a link refuses a name that is taken, a rename does not."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise FileThere from None
    except OSError:  # no links on this file system (FAT32)
        if os.path.lexists(path):
            raise FileThere from None
        temporary.rename(path)


def random_name() -> str:
    """Return a file name that says nothing."""
    return secrets.token_hex(16)
