"""HEIC and AVIF: EXIF is an item of the ``meta`` box (ISO 14496-12, 8.11; ISO 23008-12, A.2.1)."""

from __future__ import annotations

from collector.examine.boxes import Box, boxes, only
from collector.examine.c2pa_box import is_c2pa, store_in
from collector.examine.located import Located
from collector.examine.view import MalformedError, View

_FULL = 4
"""Bytes of version and flags at the start of a full box."""
_MOST_EXIF = 1 << 24


def locate(view: View, found: Located) -> None:
    """Find the EXIF item, the largest picture size and the C2PA store."""
    for box in boxes(view, 0, view.size):
        if box.kind == b"meta":
            _meta(view, box, found)
        elif is_c2pa(view, box):
            found.store = store_in(view, box)


def _meta(view: View, meta: Box, found: Located) -> None:
    inside = {box.kind: box for box in boxes(view, meta.start + _FULL, meta.end)}
    properties = inside.get(b"iprp")
    if properties is not None:
        _sizes(view, properties, found)
    items, places = inside.get(b"iinf"), inside.get(b"iloc")
    number = _exif_item(view, items) if items else None
    if number is None:
        return
    found.exif = b""
    if places is None:
        raise MalformedError
    item = _Places(view, places, inside.get(b"idat")).content(number)
    start = 4 + int.from_bytes(item[:4], "big")
    found.exif = item[start:]


def _sizes(view: View, properties: Box, found: Located) -> None:
    container = only(view, properties.start, properties.end, b"ipco")
    if container is None:
        return
    for box in boxes(view, container.start, container.end):
        if box.kind == b"ispe":
            at = box.start + _FULL
            found.size(view.number(at, 4), view.number(at + 4, 4))


def _exif_item(view: View, items: Box) -> int | None:
    """Return the number of the item of type ``Exif``."""
    counter = 2 if view.number(items.start, 1) == 0 else 4
    for box in boxes(view, items.start + _FULL + counter, items.end):
        version = view.number(box.start, 1)
        width = 4 if version == 3 else 2
        at = box.start + _FULL
        if version >= 2 and view.slice(at + width + 2, 4) == b"Exif":
            return view.number(at, width)
    return None


class _Places:
    """Reads ``iloc``: where the bytes of an item lie."""

    def __init__(self, view: View, places: Box, data: Box | None) -> None:
        self._view = view
        self._data = data
        self._at = places.start + _FULL
        self._version = view.number(places.start, 1)

    def _next(self, width: int) -> int:
        value = self._view.number(self._at, width) if width else 0
        self._at += width
        return value

    def content(self, wanted: int) -> bytes:
        """Return the bytes of one item."""
        sizes = self._next(2)
        offset, length, base, index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
        wide = 4 if self._version == 2 else 2
        for _ in range(self._next(wide)):
            number = self._next(wide)
            method = self._next(2) & 15 if self._version else 0
            self._next(2)
            start = self._next(base)
            extents = []
            for _ in range(self._next(2)):
                self._next(index if self._version else 0)
                extents.append((start + self._next(offset), self._next(length)))
            if number == wanted:
                return self._joined(method, extents)
        raise MalformedError

    def _joined(self, method: int, extents: list[tuple[int, int]]) -> bytes:
        """Join the extents, which count from the file (method 0) or from ``idat`` (1)."""
        if method > 1 or (method == 1 and self._data is None):
            raise MalformedError
        if sum(length for _, length in extents) > _MOST_EXIF:
            raise MalformedError
        origin = self._data.start if method == 1 and self._data else 0
        return b"".join(self._view.exactly(origin + at, length) for at, length in extents)
