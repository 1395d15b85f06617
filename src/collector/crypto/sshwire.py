"""The string of the SSH wire format (RFC 4251, section 5): length as four bytes, then the bytes."""

from __future__ import annotations

import struct
from typing import Final

_LENGTH: Final = struct.Struct(">I")


def pack(*strings: bytes) -> bytes:
    """Return the strings, one after the other."""
    return b"".join(_LENGTH.pack(len(string)) + string for string in strings)


def unpack(data: bytes) -> list[bytes]:
    """Return the strings that the data is made of.

    Raises ValueError if it is not made of whole strings up to its last byte.
    """
    strings = []
    position = 0
    while position < len(data):
        start = position + _LENGTH.size
        end = start + int.from_bytes(data[position:start], "big")
        if end > len(data):
            raise ValueError("a string is cut short")
        strings.append(data[start:end])
        position = end
    return strings
