"""JPEG: EXIF in APP1 (CIPA DC-008, 4.7.2), C2PA in APP11 (ISO 19566-5, D), size in the frame."""

from __future__ import annotations

from collections.abc import Iterator

from collector.examine.boxes import MOST
from collector.examine.located import Located
from collector.examine.view import MalformedError, View

_APP1, _APP11, _START_OF_SCAN, _END_OF_IMAGE = 0xE1, 0xEB, 0xDA, 0xD9
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_EXIF = b"Exif\x00"
_XMP = b"http://ns.adobe.com/xap/1.0/\x00"


def locate(view: View, found: Located) -> None:
    """Walk the segments before the picture itself."""
    stores: dict[int, list[tuple[int, bytes]]] = {}
    try:
        for marker, content in _segments(view):
            if marker == _APP1 and content.startswith(_EXIF) and found.exif is None:
                found.exif = content[6:]
            elif marker == _APP1 and content.startswith(_XMP):
                found.notes.add("xmp-not-read")
            elif marker == _APP11 and content[:2] == b"JP" and content[12:16] == b"jumb":
                part = int.from_bytes(content[4:8], "big")
                stores.setdefault(int.from_bytes(content[2:4], "big"), []).append((part, content))
            elif marker in _FRAMES and len(content) >= 5:
                found.size(int.from_bytes(content[3:5], "big"), int.from_bytes(content[1:3], "big"))
    finally:
        found.store = _store([_joined(parts) for parts in stores.values()])


def _segments(view: View) -> Iterator[tuple[int, bytes]]:
    """Yield marker and content of each segment up to the start of scan."""
    at = 2
    for _ in range(MOST):
        mark = view.exactly(at, 2)
        if mark[0] != 0xFF:
            raise MalformedError
        if mark[1] == 0xFF:  # fill byte (ISO 10918-1, B.1.1.2)
            at += 1
            continue
        if mark[1] in {_START_OF_SCAN, _END_OF_IMAGE}:
            return
        length = view.number(at + 2, 2)
        if length < 2:
            raise MalformedError
        yield mark[1], view.exactly(at + 4, length - 2)
        at += 2 + length
    raise MalformedError


def _joined(parts: list[tuple[int, bytes]]) -> bytes:
    """Join the segments of one box: each repeats the header of the box after its own numbers."""
    ordered = [content for _, content in sorted(parts)]
    header = 16 if ordered[0][8:12] == b"\x00\x00\x00\x01" else 8
    return ordered[0][8:] + b"".join(content[8 + header :] for content in ordered[1:])


def _store(joined: list[bytes]) -> bytes | None:
    """Choose the C2PA store: other standards put boxes into the same segments."""
    return next((box for box in joined if b"c2pa" in box[:48]), None)
