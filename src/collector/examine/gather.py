"""Which bytes of a file the child gets: a bounded head, the tail, and for films the ``moov`` box.

Only where they lie is decided here; they are read piece by piece while the child takes them, so
that this process holds one piece at a time whatever the size of the file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from collector.examine import kinds
from collector.examine.boxes import boxes
from collector.examine.view import MalformedError

TAIL = 64 << 10
_PIECE = 1 << 18
_STILL_HEAD = 16 << 20
_MOVIE_HEAD = 1 << 20
_MOST_MOOV = 8 << 20
_MOST_BOXES = 64
"""Boxes passed on the way to ``moov``: each costs a seek, which in a vault is a decryption."""


Range = tuple[int, int]
"""Offset and length in bytes."""


class Source:
    """A seekable stream, read in stretches; ``size`` is its length in bytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.size = stream.seek(0, io.SEEK_END)

    def pieces(self, offset: int, length: int) -> Iterator[bytes]:
        """Yield up to ``length`` bytes from ``offset``, fewer only where the stream ends."""
        while length > 0:
            self._stream.seek(offset)  # each time: others may read the stream between two pieces
            piece = self._stream.read(min(length, _PIECE))
            if not piece:
                return
            yield piece
            offset += len(piece)
            length -= len(piece)

    def slice(self, offset: int, length: int) -> bytes:
        """Return the same in one."""
        return b"".join(self.pieces(offset, length))


@dataclass(frozen=True)
class Gathered:
    """The type found, both ends of the file, and the ranges that the child gets, in order.

    ``ranges`` is empty for types that the child does not look into.
    """

    type: kinds.FileType
    head: bytes
    tail: bytes
    ranges: tuple[Range, ...]


def gather(source: Source) -> Gathered:
    """Look at both ends of a source.  Raises what its stream raises."""
    head = source.slice(0, kinds.HEAD)
    found = kinds.detect(head)
    tail = source.slice(max(0, source.size - TAIL), TAIL)
    return Gathered(found, head, tail, _ranges(source, found))


def _ranges(source: Source, found: kinds.FileType) -> tuple[Range, ...]:
    if found not in kinds.STILLS and found not in kinds.MOVIES:
        return ()
    length = _STILL_HEAD if found in kinds.STILLS else _MOVIE_HEAD
    if source.size <= length:
        return ((0, source.size),)
    last = (max(0, source.size - TAIL), TAIL)
    place = _moov(source) if found in kinds.MOVIES else None
    return ((0, length), place, last) if place else ((0, length), last)


def _moov(source: Source) -> Range | None:
    """Return where the ``moov`` box lies and how much of it is taken; headers only are read."""
    try:
        for box in islice(boxes(source, 0, source.size), _MOST_BOXES):
            if box.kind == b"moov":
                return box.header, min(box.end - box.header, _MOST_MOOV)
    except MalformedError:
        return None
    return None
