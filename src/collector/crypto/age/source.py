"""A stream that can be looked into ahead and read by lines of limited length.

Works over anything with ``read(n)``, also where that returns fewer bytes than asked (raw files,
pipes).  Errors of the stream itself pass unchanged: they belong to whoever opened it.
"""

from __future__ import annotations

from typing import Final, Protocol

_AHEAD: Final = 4096


class Readable(Protocol):
    """What an age file is read from: any binary file object will do."""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes, and ``b""`` only at the end."""


class ByteSource:
    """A Readable with a small buffer in front.  ``read`` returns fewer bytes only at the end."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._ahead = b""
        self._at = 0
        self._ended = False

    def peek(self, size: int) -> bytes:
        """Return the next bytes without taking them; fewer only at the end."""
        while len(self._ahead) - self._at < size and self._fetch():
            pass
        return self._ahead[self._at : self._at + size]

    def line(self, limit: int) -> bytes:
        """Take bytes up to and including the next LF, at most ``limit``.

        Without LF at its end the line was longer, or the stream ended.
        """
        while True:
            end = self._ahead.find(b"\n", self._at, self._at + limit)
            if end >= 0:
                return self._take(end + 1 - self._at)
            if len(self._ahead) - self._at >= limit or not self._fetch():
                return self._take(limit)

    def read(self, size: int) -> bytes:
        """Take the next bytes; fewer than asked only at the end."""
        parts = [self._take(size)]
        missing = size - len(parts[0])
        while missing and not self._ended:
            part = self._stream.read(missing)
            self._ended = not part
            parts.append(part)
            missing -= len(part)
        # One part is the rule, and join hands a single non-empty bytes object on without a copy.
        return b"".join([part for part in parts if part])

    def _fetch(self) -> bool:
        """Read some more into the buffer; False at the end."""
        if self._ended:
            return False
        part = self._stream.read(_AHEAD)
        self._ended = not part
        self._ahead = self._ahead[self._at :] + part
        self._at = 0
        return not self._ended

    def _take(self, size: int) -> bytes:
        taken = self._ahead[self._at : self._at + size]
        self._at += len(taken)
        return taken
