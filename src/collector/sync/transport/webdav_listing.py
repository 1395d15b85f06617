"""What a WebDAV server says of the sizes of files (RFC 4918, 207 Multi-Status)."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

from collector.sync.transport.errors import NotThisProtocol

ASKED: Final = (
    b'<?xml version="1.0" encoding="utf-8"?>'
    b'<d:propfind xmlns:d="DAV:"><d:prop><d:getcontentlength/></d:prop></d:propfind>'
)
_LONGEST: Final = 4096
_DIGITS: Final = 19
_PIECE: Final = 64 * 1024
_DEEPEST: Final = 32


def sizes(answer: bytes) -> dict[str, int | None]:
    """Return the size in octets, None if none is told, of what an answer lists, by name.

    A name is the last part of a path, a folder's as well.  Raises ``NotThisProtocol`` for what is
    no such answer, and for any that declares a document type: that is where entities come from.
    It is parsed piece by piece, because expat goes on to the end of what it was given whatever a
    handler raises, and for a tag or a nesting without end it takes many times the memory.
    """
    listing = _Listing()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = listing.begin
    parser.EndElementHandler = listing.end
    parser.CharacterDataHandler = listing.text
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        for start in range(0, len(answer), _PIECE):
            parser.Parse(answer[start : start + _PIECE])
            if start - parser.CurrentByteIndex > _PIECE:
                raise NotThisProtocol
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError):
        raise NotThisProtocol from None
    if listing.found is None:
        raise NotThisProtocol
    return listing.found


def _no_doctype(*_about: object) -> None:
    raise NotThisProtocol


class _Listing:
    """Takes an answer as it is parsed.  ``found`` stays None while no answer began."""

    def __init__(self) -> None:
        self.found: dict[str, int | None] | None = None
        self._depth = 0
        self._text = ""
        self._name = ""
        self._size: int | None = None

    def begin(self, tag: str, _attributes: dict[str, str]) -> None:
        self._text = ""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NotThisProtocol
        if self.found is None:
            if tag != "DAV: multistatus":
                raise NotThisProtocol
            self.found = {}
        elif tag == "DAV: response":
            self._name, self._size = "", None

    def text(self, text: str) -> None:
        self._text += text
        if len(self._text) > _LONGEST:
            raise NotThisProtocol

    def end(self, tag: str) -> None:
        text = self._text.strip()
        self._text = ""
        self._depth -= 1
        if tag == "DAV: href":
            self._name = unquote(urlsplit(text).path.rstrip("/").rpartition("/")[2])
        elif tag == "DAV: getcontentlength" and text.isascii() and text.isdecimal():
            self._size = int(text) if len(text) < _DIGITS else None
        elif tag == "DAV: response" and self.found is not None:
            self.found[self._name] = self._size
