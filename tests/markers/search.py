"""Looking for patterns in what a run wrote, and in what it left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crash import straced
from crash.straced import Call
from markers.marks import Pattern, labels

WRITING = ("write", "pwrite64", "writev", "pwritev", "pwritev2")
SENDING = ("sendto", "sendmsg", "sendmmsg", "vmsplice")
NAMING = ("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat")
MAKING = ("mkdir", "mkdirat", "mknod", "mknodat", "creat", "memfd_create", "setxattr")
OPENING = ("open", "openat", "openat2")
STARTING = ("execve", "execveat", "prctl")
MAPPING = ("mmap", "shmget", "socket", "connect")
WATCHED = (*WRITING, *SENDING, *NAMING, *MAKING, *OPENING, *STARTING, *MAPPING)

_CREATES = re.compile(r"O_CREAT|O_TMPFILE")


@dataclass(frozen=True)
class Leak:
    """A pattern that was found: where, what, how it was written, and the field if that shows."""

    where: str
    what: str
    encoding: str
    label: str = ""


def in_bytes(where: str, data: bytes, patterns: Iterable[Pattern]) -> Iterator[Leak]:
    """Yield every pattern that stands in these bytes."""
    for it in patterns:
        if it.octets in data:
            yield Leak(where, it.what, it.encoding, next(iter(labels(data)), ""))


def in_calls(
    calls: Iterable[Call], patterns: list[Pattern], asked: Path, named: Path
) -> Iterator[Leak]:
    """Yield what stands in buffers that were written or sent, in names, arguments, environments.

    Left out are files under ``asked``, which the person named and wanted, and pipes for what can
    only be the content of an exhibit: the child that examines it has to see it.  The path of the
    folder ``named``, chosen for a vault, may stand where the system is given a path.
    """
    for call in calls:
        if call.name in OPENING and not _CREATES.search(call.rest):
            continue
        if call.path.startswith(f"{asked}/"):
            continue
        data = b"\n".join(call.strings)
        if call.name in OPENING and data.startswith(f"{asked}/".encode()):
            continue
        if call.name in (*OPENING, *NAMING, *MAKING):
            data = data.replace(bytes(named), b"")
        if call.on_pipe and _only_content(data):
            continue
        yield from in_bytes(f"{call.name} {call.path}", data, patterns)


def in_files(folder: Path, patterns: list[Pattern], spared: Iterable[Path]) -> Iterator[Leak]:
    """Yield what stands in the files under a folder and in their names, but for spared folders."""
    kept = tuple(spared)
    for path in folder.rglob("*"):
        if any(it in kept for it in (path, *path.parents)):
            continue
        name = path.name.encode()
        yield from in_bytes(f"the name of {path}", name, patterns)
        if path.is_file():
            yield from in_bytes(str(path), path.read_bytes(), patterns)


def created(calls: Iterable[Call]) -> set[str]:
    """Return the path of every file that was created or truncated by opening it."""
    found = (call for call in calls if call.name in OPENING and not call.failed)
    return {_opened(call.rest) for call in found if _CREATES.search(call.rest)}


def _opened(rest: str) -> str:
    return straced.plain(rest.rpartition("= ")[2].partition("<")[2].rstrip(">"))


def _only_content(data: bytes) -> bool:
    return all("content.".startswith(it[:8]) for it in labels(data))  # the end may be cut off
