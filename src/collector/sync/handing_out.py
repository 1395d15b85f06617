"""A finished bundle into a folder the person chose: whole and read back, or not there at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from collector.errors import NoRoom, NoRoomThere
from collector.file_systems import check_room, needs_parts
from collector.paths import (
    FileThere,
    give_name,
    machine_errors,
    make_folders,
    random_name,
    sync_folder,
)
from collector.store.errors import VaultDamaged, VaultFileMissing
from collector.sync.transport.copying import Copy, CopyDiffers, ReadBack
from collector.sync.transport.errors import ParcelChanged
from collector.sync.transport.folder import KIND, FolderWay, part_name
from collector.sync.transport.interface import Endpoint, Parcel

Progress = Callable[[int], None]


class BundleDamaged(VaultDamaged):
    """A bundle that lies in the outbox, and not as it was made."""

    code = "outbox.bundle-damaged"
    words = "the sealed file in the vault is not what it was when it was made"
    hint = "nothing was handed over; take the bundle back, hand over again, and check the disk"


def hand_out(source: Path, sha256: bytes, folder: Path, progress: Progress | None = None) -> Path:
    """Put the file ``source`` into a folder, made if need be, under its own name.

    A second name for the same bytes where the file system has that, else a copy.  Either way the
    bytes are read from where they went to and compared before the file has its name; a file of
    this name that is there already must be the same.  ``progress`` is called with octets up to the
    size of the file, of which reading back is the second half of a copy.

    What FAT cannot hold in one file lies there in parts (``transport.folder``): the first one is
    returned, and parts that are whole stay whatever happens, so that the rest can follow.

    Raises ``FileThere``, ``VaultFileMissing`` where the bundle itself is gone, ``BundleDamaged``
    where it is not what it was, ``CopyDiffers``, ``NoRoomThere`` and the machine's errors; then
    nothing else was left, unless the disk itself went away.  So with whatever ``progress`` raises.
    """
    with room_there():
        return _hand_out(source, sha256, folder, progress or _nobody)


@contextmanager
def room_there() -> Iterator[None]:
    """Say of a full disk that it is the one the person chose.  Raises ``NoRoomThere``."""
    try:
        yield
    except NoRoom:
        raise NoRoomThere from None


def _hand_out(source: Path, sha256: bytes, folder: Path, tell: Progress) -> Path:
    target = folder / source.name
    with machine_errors():
        make_folders(folder)
        if os.path.lexists(target):
            # A link leads to octets elsewhere: they are not on this disk.
            linked = target.is_symlink()
            if linked or not target.is_file() or _digest(target, tell) != sha256:
                raise FileThere
            return target
        if not source.is_file() and source.parent.is_dir():
            raise VaultFileMissing(part="a bundle in the outbox")
        if needs_parts(folder, source.stat().st_size):
            return _in_parts(source, sha256, folder, tell)
        temporary = folder / f"{random_name()}.part"
        try:
            if _linked(source, temporary):
                if _digest(temporary, tell) != sha256:
                    raise BundleDamaged
            else:
                _copy(source, sha256, temporary, tell)
            give_name(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)
        sync_folder(folder)
    return target


def _in_parts(source: Path, sha256: bytes, folder: Path, tell: Progress) -> Path:
    parcel = Parcel(source, source.name, source.stat().st_size, sha256)
    way = FolderWay(Endpoint(KIND, str(folder.absolute())))
    try:
        way.post(parcel, None, _Telling(tell))
    except ParcelChanged:
        raise BundleDamaged from None
    return folder / part_name(source.name, 1)


class _Telling:
    """Tells how far it is, also while nothing moves, so that whoever waits can stop it."""

    def __init__(self, tell: Progress) -> None:
        self._tell = tell
        self._done = 0

    def sent(self, octets: int) -> None:
        self._done = octets
        self._tell(octets)

    def gone(self, octets: int) -> None:
        """Tell nothing: a folder confirms step by step."""

    def keep(self, token: str) -> None:
        """Keep nothing: what a crash leaves of a part is left, as of a whole file."""

    def beat(self) -> None:
        self._tell(self._done)


def _linked(source: Path, name: Path) -> bool:
    with suppress(OSError):
        os.link(source, name)
        return True
    return False


def _copy(source: Path, sha256: bytes, temporary: Path, tell: Progress) -> None:
    """Copy under a temporary name, and read the copy back."""
    size = source.stat().st_size
    check_room(temporary.parent, size)
    copy = Copy(source, 0, size, temporary)
    for done in copy.steps():
        tell(done // 2)
    if copy.sha256 != sha256:
        raise BundleDamaged
    if _digest(temporary, lambda octets: tell((size + octets) // 2)) != sha256:
        raise CopyDiffers


def _digest(path: Path, tell: Progress) -> bytes:
    """Return the SHA-256 of a file, read from the disk where the system can be asked to."""
    back = ReadBack(path)
    for done in back.steps():
        tell(done)
    return back.sha256


def _nobody(_octets: int) -> None:
    """Tell nobody."""
