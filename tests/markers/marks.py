"""Marker words: one stem, and after it the field that the word was given in.

The stem holds letters of both scripts; its Latin half alone is found even where Cyrillic letters
were escaped.  It is lower case, so that nothing that folds case hides it.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass

LATIN = "zq7vxk9wj3"
STEM = "знак" + LATIN
_LABEL = re.compile(re.escape(LATIN.encode()) + rb"-([a-z_.\[\]-]*)")


def mark(label: str) -> str:
    """Return the word for a field."""
    return f"{STEM}-{label}"


def labels(data: bytes) -> list[str]:
    """Return the fields whose words stand in these bytes as UTF-8, or with letters escaped."""
    return [it.decode() for it in _LABEL.findall(data)]


@dataclass(frozen=True)
class Pattern:
    """Bytes to look for: what they would betray, and in which encoding."""

    what: str
    encoding: str
    octets: bytes


def words() -> list[Pattern]:
    """Return every form in which a marker word could have been written."""
    found = [
        Pattern("a marker word", encoding, text.encode(encoding))
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        for text in (LATIN, LATIN.upper())
    ]
    found.append(Pattern("a marker word", "hexadecimal", LATIN.encode().hex().encode()))
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        for octets in _base64(STEM.encode(encoding)):
            found.append(Pattern("a marker word", f"base64 of {encoding}", octets))
    return found


def secret(what: str, key: bytes) -> list[Pattern]:
    """Return every form in which a key could have been written."""
    forms = [("bytes", key), ("hexadecimal", key.hex().encode())]
    forms += [("hexadecimal", key.hex().upper().encode())]
    forms += [("base64", octets) for octets in _base64(key)]
    return [Pattern(what, encoding, octets) for encoding, octets in forms]


def _base64(data: bytes) -> Iterator[bytes]:
    """Yield what stays the same of these bytes' base64, whatever stands before and after them.

    Six bits make a letter: the first and last ones may depend on the neighbours.
    """
    for before in range(3):
        text = base64.b64encode(bytes(before) + data + bytes(3))
        first, last = -(-before * 8 // 6), (before + len(data)) * 8 // 6
        yield text[first:last]
        yield base64.urlsafe_b64encode(bytes(before) + data + bytes(3))[first:last]
