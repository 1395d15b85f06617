"""Bundles as people name them: a file, or one or all of the parts it lies in.

Parts are joined while they are read, so that nothing is copied for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from collector.crypto.age import PayloadBroken
from collector.errors import Unacceptable
from collector.given_files import file_size, open_file
from collector.paths import machine_errors
from collector.sync.bundle.envelope import Identity, open_envelope
from collector.sync.bundle.limits import CHUNK
from collector.sync.bundle.parts import (
    PartsDamaged,
    PartsMissing,
    PartsRefused,
    part_size,
    parts_of,
    whole_of,
)
from collector.sync.bundle.tar import Readable


@dataclass(frozen=True)
class GivenBundle:
    """What was named as one bundle: a file, or one part that stands for all of its set.

    ``whole`` is what the file is called, or would be if it were not in parts.
    """

    path: Path
    whole: Path


def given_bundles(paths: Iterable[Path]) -> list[GivenBundle]:
    """Return the bundles that were named, each once, whichever of its parts were.

    What is not there, or no bundle, is among them: reading it tells.  So is a file beside the parts
    that has the name of the whole: it may be another one, or joined badly.
    """
    found: dict[tuple[Path, bool], GivenBundle] = {}
    for path in paths:
        whole = whole_of(path)
        found.setdefault((whole, whole == path), GivenBundle(path, whole))
    return list(found.values())


def bundle_size(path: Path) -> int:
    """Return the length of a bundle in octets, that of all its parts together.

    Raises ``PartsMissing``, ``PartsDiffer``, ``NotAFile``, and as ``file_size``.
    """
    with machine_errors():
        return sum(map(file_size, parts_of(path) or (path,)))


@contextmanager
def open_bundle(path: Path) -> Iterator[Readable]:
    """Open a bundle for reading, all its parts as one stream.

    Raises ``PartsMissing``, ``PartsDiffer``, ``NotAFile``, and the machine's errors, also while it
    is read; and ``PartsMissing`` or ``PartsDamaged`` in place of ``PayloadBroken``.
    """
    with machine_errors():
        parts = parts_of(path)
        with closing(_Joined(parts or (path,))) as stream:
            try:
                yield stream
            except PayloadBroken:
                if parts and stream.ended and part_size(parts[-1]) == part_size(parts[0]):
                    raise PartsMissing(numbers=str(len(parts) + 1)) from None
                if len(parts) > 1:
                    raise PartsDamaged(part=stream.number) from None
                raise


def check_parts(path: Path, identities: Sequence[Identity]) -> None:
    """Read parts to their end and raise what is wrong if they are no whole.

    To be asked where a reader refused them earlier.  A file in one piece is not judged, but that it
    may be the first part of others.
    """
    with machine_errors():
        parts = parts_of(path)
    if not parts:
        return
    try:
        with open_bundle(path) as stream:
            plain = open_envelope(stream, identities).plain
            while plain.read(CHUNK):
                pass
    except PartsRefused:
        raise
    except Unacceptable:
        if len(parts) > 1:
            raise


class _Joined:
    """Files one after the other.

    ``number`` counts those that were begun; ``ended`` tells that all were read to their end.
    """

    def __init__(self, files: tuple[Path, ...]) -> None:
        self._files = files
        self._open: BinaryIO | None = None
        self.number = 0
        self.ended = False
        self._next()

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes, and ``b""`` only at the end of the last file."""
        while stream := self._open or self._next():
            if block := stream.read(size):
                return block
            self.close()
        self.ended = True
        return b""

    def close(self) -> None:
        """Close the file that is open."""
        if self._open is not None:
            self._open.close()
        self._open = None

    def _next(self) -> BinaryIO | None:
        if self.number < len(self._files):
            self._open = open_file(self._files[self.number])
            self.number += 1
        return self._open
