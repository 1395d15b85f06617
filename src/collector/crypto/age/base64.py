"""Base64 (RFC 4648, section 4) with one spelling per value.

age.md demands it: no padding in the header, padding in the armor, and canonical in both.
"""

from __future__ import annotations

import binascii


class Base64Error(ValueError):
    """Not the canonical encoding of any bytes.  Stays inside this package."""


def encode(data: bytes) -> str:
    """Return the encoding without padding."""
    return binascii.b2a_base64(data, newline=False).rstrip(b"=").decode("ascii")


def decode(text: bytes) -> bytes:
    """Return the bytes of an encoding without padding.  Raises Base64Error."""
    if b"=" in text:
        raise Base64Error
    return decode_padded(text + b"=" * (-len(text) % 4))


def decode_padded(text: bytes) -> bytes:
    """Return the bytes of an encoding with padding.  Raises Base64Error."""
    try:
        data = binascii.a2b_base64(text)
    except binascii.Error:
        raise Base64Error from None
    # Python's decoder passes over foreign characters and unused bits: the way back shows them.
    if binascii.b2a_base64(data, newline=False) != text:
        raise Base64Error
    return data
