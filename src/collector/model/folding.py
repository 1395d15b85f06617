"""Text as it is searched: people type quickly, without stress marks, on whatever keyboard is there.

Folded text is NFC, case-folded (Unicode 3.13, full folding), without marks of stress, with ё as е,
and with one apostrophe for all.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_SAME: Final = (
    ("\N{COMBINING ACUTE ACCENT}", ""),
    ("\N{COMBINING GRAVE ACCENT}", ""),
    ("ё", "е"),
    ("\N{RIGHT SINGLE QUOTATION MARK}", "'"),
    ("\N{LEFT SINGLE QUOTATION MARK}", "'"),
    ("\N{MODIFIER LETTER APOSTROPHE}", "'"),
)


def folded(text: str) -> str:
    """Return the text as it is searched."""
    return _folded(unicodedata.normalize("NFC", text))


def snippet(text: str, position: int, width: int) -> str:
    """Return some ``width`` characters of ``text``, in one line, around a hit.

    ``position`` is where the hit begins in the folded text.
    """
    whole = unicodedata.normalize("NFC", text)
    start = max(0, _origin(whole, position) - width // 3)
    end = min(len(whole), start + width)
    start = max(0, end - width)
    line = " ".join(whole[start:end].split())
    return f"{'…' if start else ''}{line}{'…' if end < len(whole) else ''}"


def _folded(composed: str) -> str:
    result = composed.casefold()
    for one, other in _SAME:
        result = result.replace(one, other)
    return result


def _origin(composed: str, position: int) -> int:
    """Return which character of ``composed`` the folded one at ``position`` came from.

    Folding works on each character alone, so that lengths add up.
    """
    reached = 0
    for index, character in enumerate(composed):
        reached += len(_folded(character))
        if reached > position:
            return index
    return len(composed)
