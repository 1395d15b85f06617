"""Boxes of the ISO base media file format (ISO 14496-12, 4.2), as HEIC, MP4 and JUMBF use them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from collector.examine.view import MalformedError

MOST = 4096
"""Boxes looked at in one container; more is damage or hostility."""


class Bytes(Protocol):
    """Anything bytes can be cut from: fewer than asked for only at its end."""

    def slice(self, offset: int, length: int) -> bytes:
        """Return ``length`` bytes from ``offset``."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box: ``start`` and ``end`` enclose its content, ``header`` is where it begins."""

    kind: bytes
    header: int
    start: int
    end: int

    @property
    def length(self) -> int:
        """Return the length of the content in bytes."""
        return self.end - self.start


def boxes(source: Bytes, start: int, end: int) -> Iterator[Box]:
    """Yield the boxes between two offsets.

    Raises MalformedError, after the good ones, where a size contradicts the container.
    """
    at = start
    for _ in range(MOST):
        if at >= end:
            return
        header = source.slice(at, 16)
        if len(header) < 8:
            raise MalformedError
        size, content = int.from_bytes(header[:4], "big"), at + 8
        if size == 1:
            size, content = int.from_bytes(header[8:16], "big"), at + 16
        elif size == 0:
            size = end - at
        if at + size < content or at + size > end:
            raise MalformedError
        yield Box(header[4:8], at, content, at + size)
        at += size
    raise MalformedError


def only(source: Bytes, start: int, end: int, kind: bytes) -> Box | None:
    """Return the first box of a kind, None where there is none."""
    return next((box for box in boxes(source, start, end) if box.kind == kind), None)
