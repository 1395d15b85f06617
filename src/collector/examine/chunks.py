"""PNG, WebP and GIF: chunked pictures."""

from __future__ import annotations

from collector.examine.boxes import MOST
from collector.examine.located import Located
from collector.examine.view import MalformedError, View

_EXIF_PREFIX = b"Exif\x00\x00"


def png(view: View, found: Located) -> None:
    """Walk the chunks of a PNG (W3C PNG 3, 5.3): eXIf, caBX (C2PA), size in IHDR."""
    at = 8
    for _ in range(MOST):
        length, kind = view.number(at, 4), view.exactly(at + 4, 4)
        start = at + 8
        if kind == b"IHDR":
            found.size(view.number(start, 4), view.number(start + 4, 4))
        elif kind == b"eXIf":
            found.exif = view.exactly(start, length)
        elif kind == b"caBX":
            found.store = view.exactly(start, length)
        elif kind == b"iTXt" and view.slice(start, 17) == b"XML:com.adobe.xmp":
            found.notes.add("xmp-not-read")
        elif kind == b"IEND":
            return
        at = start + length + 4
    raise MalformedError


def webp(view: View, found: Located) -> None:
    """Walk the chunks of a WebP (RFC 9649, 2.7): EXIF, C2PA, size in VP8X, VP8L or VP8."""
    at, end = 12, min(8 + int.from_bytes(view.exactly(4, 4), "little"), view.size)
    for _ in range(MOST):
        if at >= end:
            return
        kind = view.exactly(at, 4)
        length = int.from_bytes(view.exactly(at + 4, 4), "little")
        start = at + 8
        if kind in {b"VP8X", b"VP8L", b"VP8 "}:
            found.size(*_webp_size(kind, view.exactly(start, 10)))
        elif kind == b"EXIF":
            found.exif = view.exactly(start, length).removeprefix(_EXIF_PREFIX)
        elif kind == b"C2PA":
            found.store = view.exactly(start, length)
        elif kind == b"XMP ":
            found.notes.add("xmp-not-read")
        at = start + length + length % 2
    raise MalformedError


def gif(view: View, found: Located) -> None:
    """Read the screen size of a GIF (GIF89a, 18); it has no place for EXIF."""
    screen = view.exactly(6, 4)
    found.size(int.from_bytes(screen[:2], "little"), int.from_bytes(screen[2:], "little"))


def _webp_size(kind: bytes, head: bytes) -> tuple[int, int]:
    if kind == b"VP8X":
        return (
            int.from_bytes(head[4:7], "little") + 1,
            int.from_bytes(head[7:10], "little") + 1,
        )
    if kind == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return (
        int.from_bytes(head[6:8], "little") & 0x3FFF,
        int.from_bytes(head[8:10], "little") & 0x3FFF,
    )
