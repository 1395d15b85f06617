"""MP4 and QuickTime: what ``moov`` says of time, place, device and size.

Places and devices are in two forms: user data of the older kind (``udta``, text after a language
code) and keyed metadata (``meta`` with ``keys`` and ``ilst``), as phones write them.
"""

from __future__ import annotations

from collector.examine.boxes import Box, boxes, only
from collector.examine.c2pa_box import is_c2pa, store_in
from collector.examine.located import Located
from collector.examine.view import MalformedError, View

_KEYED = {
    b"com.apple.quicktime.creationdate": "created",
    b"com.apple.quicktime.location.ISO6709": "place",
    b"com.apple.quicktime.make": "make",
    b"com.apple.quicktime.model": "model",
    b"com.apple.quicktime.software": "software",
    b"com.android.manufacturer": "make",
    b"com.android.model": "model",
}
_USER_DATA = {
    b"\xa9xyz": "place",
    b"\xa9mak": "make",
    b"\xa9mod": "model",
    b"\xa9swr": "software",
}
_MOST_TEXT = 1024


def locate(view: View, found: Located) -> None:
    """Walk the top of the file.

    A film without ``moov`` is damaged: its recording was cut off.
    """
    complete = False
    for box in boxes(view, 0, view.size):
        if box.kind == b"moov":
            _moov(view, box, found)
            complete = True
        elif is_c2pa(view, box):
            found.store = store_in(view, box)
    if not complete:
        raise MalformedError


def _moov(view: View, moov: Box, found: Located) -> None:
    for box in boxes(view, moov.start, moov.end):
        if box.kind == b"mvhd":
            wide = 8 if view.number(box.start, 1) == 1 else 4
            found.created = view.number(box.start + 4, wide)
        elif box.kind == b"trak":
            track = only(view, box.start, box.end, b"tkhd")
            if track is not None and track.length >= 8:
                found.size(view.number(track.end - 8, 2), view.number(track.end - 4, 2))
        elif box.kind == b"udta":
            _user_data(view, box, found)
        elif box.kind == b"meta":
            _keyed(view, box, found)


def _user_data(view: View, box: Box, found: Located) -> None:
    # a closing 32-bit zero is allowed after the last item (QuickTime file format, user data atoms)
    closed = box.length >= 4 and view.slice(box.end - 4, 4) == bytes(4)
    for item in boxes(view, box.start, box.end - 4 if closed else box.end):
        name = _USER_DATA.get(item.kind)
        if name is not None and item.length >= 4:
            length = min(view.number(item.start, 2), item.length - 4, _MOST_TEXT)
            found.texts.setdefault(name, view.exactly(item.start + 4, length))


def _keyed(view: View, meta: Box, found: Located) -> None:
    # QuickTime's own meta box is no full box: it begins with its handler at once
    full = 0 if view.slice(meta.start + 4, 4) == b"hdlr" else 4
    inside = {box.kind: box for box in boxes(view, meta.start + full, meta.end)}
    keys, values = inside.get(b"keys"), inside.get(b"ilst")
    if keys is None or values is None:
        return
    names = [
        view.exactly(key.start, min(key.length, _MOST_TEXT))
        for key in boxes(view, keys.start + 8, keys.end)
    ]
    for value in boxes(view, values.start, values.end):
        index = int.from_bytes(value.kind, "big")
        name = _KEYED.get(names[index - 1]) if 0 < index <= len(names) else None
        data = only(view, value.start, value.end, b"data")
        if name is not None and data is not None and data.length > 8:
            length = min(data.length - 8, _MOST_TEXT)
            found.texts[name] = view.exactly(data.start + 8, length)
