"""What the program and the child that decodes pictures say to each other.

To the child: side (2 bytes), form (1 byte, its place in ``FORMS``), length (4 bytes), then the
file itself; and so on with the next file, until the pipe is closed.  From the child, for each file:
shape (1 byte), width and height (2 bytes each), then four bytes for each pixel, row by row: red,
green, blue, and how opaque it is.  All numbers are big-endian.
"""

from __future__ import annotations

import struct
from typing import BinaryIO, Final, NamedTuple

FORMS: Final = {
    "image/jpeg": b"jpeg",
    "image/png": b"png",
    "image/gif": b"gif",
    "image/webp": b"webp",
    "image/bmp": b"bmp",
}
"""Types of file that are decoded, and Qt's names of them."""
LARGEST_FILE: Final = 64 * 1024 * 1024
"""Bytes of a file that is decoded."""
LARGEST_SIDE: Final = 4096
"""Pixels of a picture that may be asked for."""

NONE: Final = 0
"""The shape of a reply without a picture: width and height are 0."""
OPAQUE: Final = 1
CLEAR: Final = 2
"""The shape of a picture one can partly see through."""

_REQUEST: Final = struct.Struct("!HBI")
_REPLY: Final = struct.Struct("!BHH")
_NAMES: Final = tuple(FORMS.values())


class Asked(NamedTuple):
    """A file to be decoded, as Qt's name of its form, and the most pixels a side may have."""

    side: int
    form: bytes
    data: bytes


class Frame(NamedTuple):
    """A picture as it came back: ``pixels`` are rows of four bytes a pixel."""

    width: int
    height: int
    is_opaque: bool
    pixels: bytes


class ReplyError(Exception):
    """What came back is no answer to what was asked."""


def request(data: bytes, mime: str, side: int) -> tuple[bytes, bytes]:
    """Return what the child reads: a head, and the file.

    ``mime`` is one of ``FORMS``, ``side`` at most ``LARGEST_SIDE``.
    """
    return _REQUEST.pack(side, _NAMES.index(FORMS[mime]), len(data)), data


def read_request(stream: BinaryIO) -> Asked | None:
    """Read a request, None at the end; the program is trusted, what fails here is a bug."""
    head = stream.read(_REQUEST.size)
    if not head:
        return None
    side, form, length = _REQUEST.unpack(head)
    return Asked(side, _NAMES[form], stream.read(length))


def reply(frame: Frame | None) -> tuple[bytes, bytes]:
    """Return what the child says: a head, and the pixels."""
    if frame is None:
        return _REPLY.pack(NONE, 0, 0), b""
    shape = OPAQUE if frame.is_opaque else CLEAR
    return _REPLY.pack(shape, frame.width, frame.height), frame.pixels


def most_reply(side: int) -> int:
    """Return the bytes of the longest honest reply."""
    return _REPLY.size + 4 * side * side


def is_whole(said: bytes | bytearray, side: int) -> bool:
    """Tell whether as much was said as its head promises, or more than there may be."""
    if len(said) < _REPLY.size:
        return False
    _, width, height = _REPLY.unpack_from(said)
    promised: int = _REPLY.size + 4 * width * height
    return max(width, height) > side or len(said) >= promised


def read_reply(said: bytes, side: int) -> Frame | None:
    """Read a reply strictly: the child has handled hostile bytes.  Raises ``ReplyError``."""
    if len(said) < _REPLY.size:
        raise ReplyError
    shape, width, height = _REPLY.unpack_from(said)
    if len(said) != _REPLY.size + 4 * width * height:
        raise ReplyError
    if (shape, width, height) == (NONE, 0, 0):
        return None
    if shape not in {OPAQUE, CLEAR} or not (1 <= width <= side and 1 <= height <= side):
        raise ReplyError
    return Frame(width, height, shape == OPAQUE, said[_REPLY.size :])
