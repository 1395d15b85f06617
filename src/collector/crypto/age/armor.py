"""ASCII armor around an age file: strict PEM (RFC 7468, figure 3).  Reading only.

LF and CRLF are taken, and whitespace before and behind, as age.md allows; everything else that
would give one file two spellings is refused.
"""

from __future__ import annotations

import re
from typing import Final

from collector.crypto.age import base64
from collector.crypto.age.errors import ArmorBroken
from collector.crypto.age.header import MAGIC
from collector.crypto.age.source import ByteSource

_BEGIN: Final = b"-----BEGIN AGE ENCRYPTED FILE-----"
_END: Final = b"-----END AGE ENCRYPTED FILE-----"
_ANY_BEGIN: Final = re.compile(rb"-----\s*begin", re.IGNORECASE)
_COLUMNS: Final = 64
_LINE_BYTES: Final = 48
_MAX_WHITESPACE: Final = 1024


def looks_armored(source: ByteSource) -> bool:
    """Tell whether the bytes are meant as armor, well made or not."""
    if source.peek(len(MAGIC)) == MAGIC:
        return False
    return _ANY_BEGIN.search(source.peek(2 * _MAX_WHITESPACE)) is not None


class Dearmored:
    """The bytes inside the armor, as a Readable."""

    def __init__(self, source: ByteSource) -> None:
        """Take everything up to the first line of content.  Raises ArmorBroken."""
        self._source = source
        self._ready = bytearray()
        self._ended = False
        self._short = False
        self._skip_begin()
        self._decode(self._line())

    def read(self, size: int, /) -> bytes:
        """Return the next bytes; fewer only at the end.  Raises ArmorBroken."""
        while len(self._ready) < size and not self._ended:
            line = self._line()
            if line == _END:
                self._check_behind()
                self._ended = True
            else:
                self._decode(line)
        taken = bytes(self._ready[:size])
        del self._ready[:size]
        return taken

    def _skip_begin(self) -> None:
        skipped = 0
        while skipped <= _MAX_WHITESPACE:
            line = self._source.line(_MAX_WHITESPACE)
            if line.strip():
                if _without_eol(line) != _BEGIN:
                    raise ArmorBroken
                return
            skipped += len(line)
        raise ArmorBroken

    def _line(self) -> bytes:
        """Take a line; of one that is too long, 65 or 66 columns, which are no base64."""
        return _without_eol(self._source.line(_COLUMNS + 2))

    def _decode(self, line: bytes) -> None:
        """Add a line of content.  Only the last one may be shorter than 64 columns."""
        if self._short or not line:
            raise ArmorBroken
        try:
            data = base64.decode_padded(line)
        except base64.Base64Error:
            raise ArmorBroken from None
        self._short = len(data) < _LINE_BYTES
        self._ready += data

    def _check_behind(self) -> None:
        behind = self._source.read(_MAX_WHITESPACE + 1)
        if len(behind) > _MAX_WHITESPACE or behind.strip():
            raise ArmorBroken


def _without_eol(line: bytes) -> bytes:
    return line.removesuffix(b"\n").removesuffix(b"\r")
