"""The parts of a file that the child was given, seen as one file.

The child never holds a path or an open file: it gets copies of some stretches of the bytes, and
what lies between them is out of its reach.
"""

from __future__ import annotations

from collections.abc import Sequence

Part = tuple[int, bytes]
"""Offset in the file, and the bytes that begin there."""

MOST_READ = 4096
"""Bytes that one :meth:`View.read` returns at most."""


class BeyondReachError(Exception):
    """Bytes of the file are needed that were not given."""


class MalformedError(Exception):
    """The structure of the file contradicts itself or its end."""


class View:
    """Random access to the given parts of a file of ``size`` bytes.

    ``seek``, ``tell`` and ``read`` are as of a binary file, and as much as ExifRead needs.
    """

    def __init__(self, size: int, parts: Sequence[Part]) -> None:
        self.size = size
        self._parts = parts
        self._at = 0

    @property
    def whole(self) -> bytes | None:
        """Return the whole file, None where parts of it were not given."""
        first = self.start(self.size)
        return first if len(first) == self.size else None

    def start(self, length: int) -> bytes:
        """Return up to ``length`` bytes from the start, as far as they were given."""
        return self._parts[0][1][:length] if self._parts else b""

    def slice(self, offset: int, length: int) -> bytes:
        """Return ``length`` bytes from ``offset``, fewer only at the end of the file.

        Raises BeyondReachError where they were not given.
        """
        end = min(offset + length, self.size)
        if offset >= end:
            return b""
        for start, given in self._parts:
            if start <= offset and end <= start + len(given):
                return given[offset - start : end - start]
        raise BeyondReachError

    def exactly(self, offset: int, length: int) -> bytes:
        """As :meth:`slice`, but raises MalformedError where the file ends before."""
        found = self.slice(offset, length)
        if len(found) != length:
            raise MalformedError
        return found

    def number(self, offset: int, length: int) -> int:
        """Return the unsigned big-endian number at ``offset``."""
        return int.from_bytes(self.exactly(offset, length), "big")

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move to ``offset`` from the start (``whence`` 0) or from here (1)."""
        self._at = max(0, offset + (self._at if whence == 1 else 0))
        return self._at

    def tell(self) -> int:
        """Return the place of the next read."""
        return self._at

    def read(self, length: int) -> bytes:
        """Return at most ``length`` bytes from here, and never more than :data:`MOST_READ`.

        A damaged count makes a reader ask for gigabytes, again and again.
        """
        found = self.slice(self._at, min(length, MOST_READ))
        self._at += len(found)
        return found
