"""Whether a folder's disk can take a file of a given size, asked before anything is written.

FAT keeps the length of a file in 32 bits, so 4 GiB less one byte is the largest file there, however
much room is left.  Which file system a folder lies on is told by ``/proc/self/mountinfo`` on Linux
(proc(5)), by ``mount`` on macOS, and by ``GetVolumeInformationW`` on Windows.  Where it cannot be
told nothing is refused: writing fails then, with words of its own.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from collector.errors import MachineTrouble, NoPermission, NoRoom
from collector.paths import machine_errors

LARGEST_ON_FAT: Final = 2**32 - 1
_FAT: Final = {"vfat", "msdos", "fat", "fat12", "fat16", "fat32"}
_OCTAL: Final = re.compile(rb"\\([0-3][0-7]{2})")
_EFFECTIVE: Final = os.access in os.supports_effective_ids


class TooLargeForDisk(MachineTrouble):
    """One file too large for FAT32."""

    code = "machine.fat32"
    words = "this disk (FAT32) cannot hold one file of more than 4 GiB"
    hint = "nothing was written; choose another disk, or hand over fewer accounts at a time"


def check_room(folder: Path, size: int, *, in_parts: bool = False) -> None:
    """Make sure that a new file of ``size`` bytes can be written into a folder, or several that
    have this size together.

    Raises ``TooLargeForDisk``, ``NoRoom``, and the machine's errors for a folder that is gone or
    may not be written to.
    """
    with machine_errors():
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "")
        if not os.access(folder, os.W_OK | os.X_OK, effective_ids=_EFFECTIVE):
            raise NoPermission
        free = shutil.disk_usage(folder).free
    if not in_parts and needs_parts(folder, size):
        raise TooLargeForDisk
    if size > free:
        raise NoRoom


def needs_parts(folder: Path, size: int) -> bool:
    """Tell whether so many octets are more than the folder's disk can hold in one file."""
    return size > LARGEST_ON_FAT and is_fat(file_system(folder))


def is_fat(name: str) -> bool:
    """Tell whether a file system of that name is one of the FAT family; exFAT is not."""
    return name.lower() in _FAT


def in_mountinfo(table: bytes, folder: bytes) -> str:
    """Return the type of the file system a folder lies on, after ``/proc/self/mountinfo``.

    Both are as the system gives them; the folder is absolute, without links.
    """
    return _deepest(_mountinfo(table), folder)


def in_mount_output(listing: bytes, folder: bytes) -> str:
    """Return the type of the file system a folder lies on, after what macOS' ``mount`` prints."""
    return _deepest(_mount_output(listing), folder)


def _mountinfo(table: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield mount point and type.  Blanks in names are escaped, so that columns stay columns."""
    for line in table.splitlines():
        left, _, right = line.partition(b" - ")
        columns, kind = left.split(b" "), right.split(b" ")[0]
        if len(columns) > 4 and kind:
            yield _OCTAL.sub(lambda found: bytes([int(found[1], 8)]), columns[4]), kind


def _mount_output(listing: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield mount point and type; names are not escaped: the last bracket holds the type."""
    for line in listing.splitlines():
        _, on, rest = line.partition(b" on /")
        point, bracket, facts = rest.rpartition(b" (")
        if on and bracket:
            yield b"/" + point, facts.rstrip(b")").split(b",")[0].strip()


def _deepest(mounts: Iterable[tuple[bytes, bytes]], folder: bytes) -> str:
    """Return the type of the longest mount point above a folder; the later one hides the other."""
    longest, kind = -1, b""
    for point, found in mounts:
        above = point.rstrip(b"/") + b"/"
        if (folder + b"/").startswith(above) and len(above) >= longest:
            longest, kind = len(above), found
    return kind.decode("ascii", "replace")


if sys.platform == "win32":
    import ctypes

    _LONGEST_PATH: Final = 32768

    def file_system(folder: Path) -> str:
        """Return the name Windows has for the file system, or nothing."""
        kernel = ctypes.windll.kernel32
        root = ctypes.create_unicode_buffer(_LONGEST_PATH)
        name = ctypes.create_unicode_buffer(64)
        if not kernel.GetVolumePathNameW(str(folder.absolute()), root, len(root)):
            return ""
        if not kernel.GetVolumeInformationW(root, None, 0, None, None, None, name, len(name)):
            return ""
        return name.value

elif sys.platform == "darwin":

    def file_system(folder: Path) -> str:
        """Return the type ``mount`` tells, or nothing."""
        with suppress(OSError, subprocess.SubprocessError):
            told = subprocess.run(["/sbin/mount"], capture_output=True, check=True, timeout=10)
            return in_mount_output(told.stdout, os.fsencode(folder.resolve()))
        return ""

else:

    def file_system(folder: Path) -> str:
        """Return the type the kernel tells, or nothing."""
        with suppress(OSError):
            table = Path("/proc/self/mountinfo").read_bytes()
            return in_mountinfo(table, os.fsencode(folder.resolve()))
        return ""
