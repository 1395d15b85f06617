"""A disk that loses power: what of a run's calls would still be there.

POSIX promises no more than this: the bytes of a file as of its last sync, the names in a folder as
of its last sync.  Everything later may be there or not, in pieces.  Ownership, modes and times are
not kept.
"""

from __future__ import annotations

import os
import posixpath
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from crash import straced
from crash.straced import Call

_SECTOR = 4096
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_WRITE = re.compile(r'\d+<[^>]*>, "((?:\\x[0-9a-f]{2})*)", \d+(?:, (\d+))?\) += (\d+)$')
_DESCRIPTOR = re.compile(r"(\d+)<")
_AT = re.compile(r"(?:AT_FDCWD|\d+)<([^>]*)>, ")
_NUMBERS = re.compile(r"[ ,](\d+)\) += ")
_RESULT = re.compile(r"= (\d+)(?:<|$)")

Change = tuple[int, bytes | None]  # where and what; None: the length is cut or grown to ``where``


@dataclass(eq=False)
class File:
    """A file: its bytes as of the last sync, and what was done to it since."""

    safe: bytes = b""
    since: list[Change] = field(default_factory=list)

    def sync(self) -> None:
        self.safe = self.with_changes(self.since)
        self.since = []

    def with_changes(self, changes: list[Change]) -> bytes:
        data = bytearray(self.safe)
        for at, piece in changes:
            if piece is None:
                del data[at:]
                data.extend(bytes(at - len(data)))
            else:
                data.extend(bytes(max(0, at - len(data))))
                data[at : at + len(piece)] = piece
        return bytes(data)

    def torn(self, dice: random.Random) -> bytes:
        """Return the bytes with some of the sectors written since, and without others."""
        kept: list[Change] = []
        for at, piece in self.since:
            pieces = [(at, piece)] if piece is None else _sectors(at, piece)
            kept += [it for it in pieces if dice.random() < 0.5]
        return self.with_changes(kept)


@dataclass(eq=False)
class Folder:
    """A folder: its names now, and as of its last sync."""

    names: dict[str, File | Folder] = field(default_factory=dict)
    safe: dict[str, File | Folder] = field(default_factory=dict)

    def sync(self) -> None:
        self.safe = dict(self.names)


class Disk:
    """What lies under one folder of the real disk, and what becomes of it call by call."""

    def __init__(self, real: Path, copy_of: Path) -> None:
        """``real`` is where the run happened; ``copy_of`` holds what was there before."""
        self._root = str(real)
        self._top = _load(copy_of)
        self._places: dict[int, int] = {}

    def apply(self, call: Call) -> None:
        """Carry a call out.  Calls that failed or concern other places change nothing."""
        act = getattr(self, f"_{call.name}", None)
        if act is None:
            raise NotImplementedError(call.name)
        if not call.failed:
            act(call)

    def lay_synced(self, into: Path) -> None:
        """Write down what is safe, and nothing else."""
        _lay(self._top, into, None)

    def lay_torn(self, into: Path, dice: random.Random) -> None:
        """Write down what is safe, and by chance some of the rest."""
        _lay(self._top, into, dice)

    # --- calls -----------------------------------------------------------------------------------

    def _openat(self, call: Call) -> None:
        path = self._named(call)[0]
        handle = int(_RESULT.findall(call.rest)[-1])
        self._places[handle] = 0
        folder, name = self._parent(path)
        if folder is None or "O_CREAT" not in call.rest:
            return
        found = folder.names.setdefault(name, File())
        if "O_TRUNC" in call.rest and isinstance(found, File):
            found.since.append((0, None))

    def _lseek(self, call: Call) -> None:
        self._places[_handle(call)] = int(_RESULT.findall(call.rest)[-1])

    def _pwrite64(self, call: Call) -> None:
        found = _WRITE.match(call.rest)
        assert found is not None
        data = straced.octets(found[1])[: int(found[3])]
        handle = _handle(call)
        at = self._places.get(handle, 0) if found[2] is None else int(found[2])
        if found[2] is None:
            self._places[handle] = at + len(data)
        file = self._find(call.path)
        if isinstance(file, File):
            file.since.append((at, data))

    _write = _pwrite64

    def _ftruncate(self, call: Call) -> None:
        file = self._find(call.path)
        if isinstance(file, File):
            file.since.append((int(_NUMBERS.findall(call.rest)[-1]), None))

    def _fsync(self, call: Call) -> None:
        node = self._find(call.path)
        if node is not None:
            node.sync()

    _fdatasync = _fsync

    def _rename(self, call: Call) -> None:
        (old, old_name), (new, new_name) = (self._parent(it) for it in self._named(call)[:2])
        assert old is not None and new is not None
        new.names[new_name] = old.names.pop(old_name)

    def _link(self, call: Call) -> None:
        (old, old_name), (new, new_name) = (self._parent(it) for it in self._named(call)[:2])
        assert old is not None and new is not None
        new.names[new_name] = old.names[old_name]

    def _unlink(self, call: Call) -> None:
        folder, name = self._parent(self._named(call)[0])
        if folder is not None:
            del folder.names[name]

    _unlinkat = _rmdir = _unlink

    def _mkdir(self, call: Call) -> None:
        folder, name = self._parent(self._named(call)[0])
        if folder is not None:
            folder.names[name] = Folder()

    # --- names -----------------------------------------------------------------------------------

    def _named(self, call: Call) -> list[str]:
        """Return the absolute paths among a call's arguments."""
        at = _AT.match(call.rest)
        base = straced.plain(at[1]) if at else "/"
        found = [straced.octets(it).decode() for it in _STRING.findall(call.rest)]
        return [posixpath.join(base, it) for it in found]

    def _parent(self, path: str) -> tuple[Folder | None, str]:
        """Return the folder that holds a name; none for a path that is not ours."""
        head, name = posixpath.split(path)
        folder = self._find(head)
        return (folder if isinstance(folder, Folder) else None), name

    def _find(self, path: str) -> File | Folder | None:
        if path != self._root and not path.startswith(self._root + "/"):
            return None
        node: File | Folder | None = self._top
        for name in path[len(self._root) :].strip("/").split("/"):
            if name:
                node = node.names.get(name) if isinstance(node, Folder) else None
        return node


def _handle(call: Call) -> int:
    found = _DESCRIPTOR.match(call.rest)
    assert found is not None
    return int(found[1])


def _sectors(at: int, piece: bytes) -> Iterator[Change]:
    start = 0
    while start < len(piece):
        end = min(len(piece), (at + start) // _SECTOR * _SECTOR + _SECTOR - at)
        yield at + start, piece[start:end]
        start = end


def _load(path: Path) -> Folder:
    folder = Folder()
    for it in path.iterdir():
        folder.names[it.name] = _load(it) if it.is_dir() else File(it.read_bytes())
    folder.sync()
    return folder


def _lay(folder: Folder, into: Path, dice: random.Random | None) -> None:
    into.mkdir()
    latest = dice is not None and dice.random() < 0.5
    for name, node in (folder.names if latest else folder.safe).items():
        if isinstance(node, Folder):
            _lay(node, into / name, dice)
        else:
            with os.fdopen(os.open(into / name, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as out:
                out.write(node.safe if dice is None else node.torn(dice))
