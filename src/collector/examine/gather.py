"""Which bytes of a file the child gets: a bounded head, the tail, and for films the ``moov`` box.

Memory stays bounded whatever the size of the file: below 25 MiB.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from collector.examine import kinds
from collector.examine.boxes import boxes
from collector.examine.view import MalformedError, Part

TAIL = 64 << 10
_STILL_HEAD = 16 << 20
_MOVIE_HEAD = 1 << 20
_MOST_MOOV = 8 << 20
_MOST_BOXES = 64
"""Boxes passed on the way to ``moov``: each costs a seek, which in a vault is a decryption."""


@dataclass(frozen=True)
class Gathered:
    """The type found, the size of the whole file, and parts of it in order, for the child.

    ``parts`` is empty for types that the child does not look into.
    """

    type: kinds.FileType
    size: int
    head: bytes
    tail: bytes
    parts: tuple[Part, ...]


class _Source:
    """A seekable stream, read in stretches."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.size = stream.seek(0, io.SEEK_END)

    def slice(self, offset: int, length: int) -> bytes:
        """Return ``length`` bytes from ``offset``, fewer only at the end."""
        self._stream.seek(offset)
        pieces = []
        while length > 0 and (piece := self._stream.read(length)):
            pieces.append(piece)
            length -= len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def gather(stream: BinaryIO) -> Gathered:
    """Read what is needed from a seekable stream.  Raises what the stream raises."""
    source = _Source(stream)
    head = source.slice(0, kinds.HEAD)
    found = kinds.detect(head)
    tail = source.slice(max(0, source.size - TAIL), TAIL)
    parts: tuple[Part, ...] = ()
    if found in kinds.STILLS or found in kinds.MOVIES:
        parts = _parts(source, found, tail)
    return Gathered(found, source.size, head, tail, parts)


def _parts(source: _Source, found: kinds.FileType, tail: bytes) -> tuple[Part, ...]:
    length = _STILL_HEAD if found in kinds.STILLS else _MOVIE_HEAD
    first = source.slice(0, length)
    if source.size <= len(first):
        return ((0, first),)
    last = (source.size - len(tail), tail)
    if found in kinds.MOVIES and (place := _moov(source)):
        return (0, first), (place[0], source.slice(*place)), last
    return (0, first), last


def _moov(source: _Source) -> tuple[int, int] | None:
    """Return where the ``moov`` box lies and how much of it is taken; headers only are read."""
    try:
        for box in islice(boxes(source, 0, source.size), _MOST_BOXES):
            if box.kind == b"moov":
                return box.header, min(box.end - box.header, _MOST_MOOV)
    except MalformedError:
        return None
    return None
