"""The C2PA box of ISO base media files (C2PA 2.1, A.5)."""

from __future__ import annotations

from collector.examine.boxes import Box
from collector.examine.view import MalformedError, View

_UUID = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_PURPOSE = b"manifest\x00"


def is_c2pa(view: View, box: Box) -> bool:
    """Tell whether this is a C2PA box that holds a manifest store."""
    if box.kind != b"uuid" or box.length < 20:
        return False
    start = view.slice(box.start, 20 + len(_PURPOSE))
    return start[:16] == _UUID and start[20:] == _PURPOSE


def store_in(view: View, box: Box) -> bytes:
    """Return the manifest store of such a box: after the purpose comes an eight-byte offset."""
    start = box.start + 20 + len(_PURPOSE) + 8
    if start > box.end:
        raise MalformedError
    return view.exactly(start, box.end - start)
