"""A folder: a stick, a shared drive.

A file gets its name only after it was read back from there and found to be what it should be.  FAT
cannot hold 4 GiB in one file; there a parcel becomes ``name.001``, ``name.002`` and so on, which in
that order are the whole (``cat name.*``).  Of a set that is not whole yet, the parts that are there
and right are not written again.

A temporary file has a random name, and the token holds it, so that one a crash left behind goes
with the next attempt.  A link to the right octets elsewhere is no copy.
"""

from __future__ import annotations

import errno
import json
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from collector.file_systems import check_room, needs_parts
from collector.paths import FileThere, give_name, machine_errors, random_name, sync_folder
from collector.sync.transport.aside import aside
from collector.sync.transport.copying import Copy, CopyDiffers, ReadBack
from collector.sync.transport.errors import (
    BadAddress,
    NotThisProtocol,
    ParcelChanged,
    Stalled,
)
from collector.sync.transport.interface import RECEIPTS, Endpoint, Parcel, Seen, Watch
from collector.sync.transport.limits import LIMITS, Limits
from collector.sync.transport.wire import Late, Patience

KIND: Final = "folder"
_PART: Final = 1024 * 1024 * 1024
_TEMPORARY: Final = re.compile(r"[0-9a-f]{32}\.part", re.ASCII)

_Result = TypeVar("_Result")


@dataclass(frozen=True)
class _Stretch:
    """Part of a parcel, or all of it, and the file it becomes."""

    path: Path
    start: int
    size: int


class FolderWay:
    """A folder that is there already; see ``interface.Way``.

    ``part`` is the size of parts and the largest size of a file that is none.  Without it only
    what FAT cannot hold is divided.
    """

    def __init__(
        self, endpoint: Endpoint, limits: Limits = LIMITS, part: int | None = None
    ) -> None:
        self._folder = Path(endpoint.address)
        if not self._folder.is_absolute():
            raise BadAddress
        self._limits = limits
        self._part = part

    def probe(self, watch: Watch) -> Seen:
        """See whether the folder is there and can be written to."""
        self._disk(watch).call(lambda: check_room(self._folder, 0))
        return Seen()

    def post(self, parcel: Parcel, token: str | None, watch: Watch) -> None:
        """Copy a parcel, and read it back.

        Raises ``ParcelChanged``, ``CopyDiffers``, ``FileThere`` where another file has its name,
        ``NoRoom`` before anything is written, ``Stalled``, and the machine's errors.
        """
        posting = _Posting(self._folder, parcel, watch, self._disk(watch))
        posting.clear(token)
        posting.run(self._part_size(parcel))

    def fetch(self, name: str, limit: int, watch: Watch) -> bytes | None:
        """Read a receipt."""
        found = self._disk(watch).call(lambda: _content(self._folder, name, limit + 1))
        if found is not None and len(found) > limit:
            raise NotThisProtocol
        return found

    def _disk(self, watch: Watch) -> _Disk:
        return _Disk(Patience(watch, self._limits.beat), self._limits.stall)

    def _part_size(self, parcel: Parcel) -> int | None:
        if self._part is not None:
            return self._part if parcel.size > self._part else None
        return _PART if needs_parts(self._folder, parcel.size) else None


def part_name(name: str, number: int) -> str:
    """Return what one part of a file is called; in the order of their names they are the whole."""
    return f"{name}.{number:03d}"


class _Disk:
    """Calls to the system about a disk that may be slow, or gone."""

    def __init__(self, patience: Patience, stall: float) -> None:
        self._patience = patience
        self._stall = stall

    def call(self, act: Callable[[], _Result]) -> _Result:
        """Return what a call returns.  Raises ``Stalled``, and what the call raises."""
        try:
            return aside(act, self._patience, time.monotonic() + self._stall)
        except Late:
            raise Stalled from None

    def each(self, steps: Iterator[int]) -> Iterator[int]:
        """Yield what each step yields."""
        while (done := self.call(lambda: next(steps, None))) is not None:
            yield done

    def digest(self, back: ReadBack) -> bytes:
        """Read to the end."""
        for _ in self.each(back.steps()):
            pass
        return back.sha256


class _Posting:
    """One parcel on its way into a folder."""

    def __init__(self, folder: Path, parcel: Parcel, watch: Watch, disk: _Disk) -> None:
        self._folder = folder
        self._parcel = parcel
        self._watch = watch
        self._disk = disk
        self._temporary = folder / f"{random_name()}.part"

    def clear(self, token: str | None) -> None:
        """Remove what an attempt left behind that could not do so itself."""
        with suppress(ValueError, TypeError, KeyError, RecursionError):
            name = json.loads(token or "null")["temporary"]
            if _TEMPORARY.fullmatch(name):
                self._disk.call(partial(_remove, self._folder / name))

    def run(self, part: int | None) -> None:
        """Write what is missing; ``part`` is the size of parts, if it is to be divided."""
        whole = self._folder / self._parcel.name
        if self._disk.call(lambda: os.path.lexists(whole)):
            if whole.is_symlink() or self._disk.digest(ReadBack(whole)) != self._parcel.sha256:
                raise FileThere
            self._watch.sent(self._parcel.size)
            return
        if (
            part is not None
            and self._disk.digest(ReadBack(self._parcel.path)) != self._parcel.sha256
        ):
            raise ParcelChanged
        stretches = list(self._stretches(part))
        missing = [it for it in stretches if not self._there(it)]
        absent = sum(it.size for it in missing)
        self._disk.call(lambda: check_room(self._folder, absent, in_parts=part is not None))
        if missing:
            self._watch.keep(json.dumps({"temporary": self._temporary.name}))
        done = self._parcel.size - absent
        for it in missing:
            self._write(it, done)
            done += it.size
        if part is not None:
            self._whole([it.path for it in stretches])
        self._watch.sent(self._parcel.size)

    def _stretches(self, part: int | None) -> Iterator[_Stretch]:
        size, name = self._parcel.size, self._parcel.name
        if part is None:
            yield _Stretch(self._folder / name, 0, size)
            return
        for number, start in enumerate(range(0, size, part), 1):
            path = self._folder / part_name(name, number)
            yield _Stretch(path, start, min(part, size - start))

    def _there(self, it: _Stretch) -> bool:
        """Tell whether a part is there already.  Raises ``FileThere`` for another of its name."""
        if not self._disk.call(lambda: os.path.lexists(it.path)):
            return False
        source = ReadBack(self._parcel.path, start=it.start, size=it.size)
        if it.path.is_symlink() or (
            self._disk.digest(ReadBack(it.path)) != self._disk.digest(source)
        ):
            raise FileThere
        return True

    def _whole(self, parts: list[Path]) -> None:
        """Read a set back once more: a disk smaller than it claims writes over what came first."""
        if self._disk.digest(ReadBack(*parts)) == self._parcel.sha256:
            return
        for path in parts:
            self._disk.call(partial(_remove, path))
        raise CopyDiffers

    def _write(self, it: _Stretch, before: int) -> None:
        copy = Copy(self._parcel.path, it.start, it.size, self._temporary)
        back = ReadBack(self._temporary)
        try:
            for _ in self._disk.each(copy.steps()):
                pass
            for done in self._disk.each(back.steps()):
                self._watch.sent(before + done)
            whole = it.size == self._parcel.size
            if whole and copy.sha256 != self._parcel.sha256:
                raise ParcelChanged
            if back.sha256 != copy.sha256:
                raise CopyDiffers
            self._disk.call(partial(_name, self._temporary, it.path))
        except FileThere:
            if not self._there(it):
                raise
        finally:
            with suppress(OSError):
                self._temporary.unlink(missing_ok=True)


def _remove(path: Path) -> None:
    with machine_errors():
        path.unlink(missing_ok=True)


def _name(temporary: Path, path: Path) -> None:
    with machine_errors():
        give_name(temporary, path)
        sync_folder(path.parent)


def _content(folder: Path, name: str, most: int) -> bytes | None:
    with machine_errors():
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "")
        path = folder / RECEIPTS / name
        if path.is_symlink() or not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(most)
