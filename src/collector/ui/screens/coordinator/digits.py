"""A digest as people read it: in groups of four digits, so that it wraps and can be read aloud."""

from __future__ import annotations


def grouped(digest: bytes) -> str:
    """Return a digest in hexadecimal digits, in groups of four."""
    text = digest.hex()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
