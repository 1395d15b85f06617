"""Outside text, made harmless to look at: names, addresses, messages of other programs.

Nothing can reorder it, hide in it, break the line or pile up over its neighbours (attack Q4,
Q6, S14).  For labels, lists, logs and errors; the words of an account are shown whole elsewhere,
since shortening or marking them would change them.  This does not tell look-alike letters of
different alphabets apart.
"""

from __future__ import annotations

import unicodedata
from typing import Final

ELLIPSIS: Final = "…"
_MARKS_IN_A_ROW: Final = 4
# Work is bounded before anything is computed: ordering the marks of a long tower takes time that
# grows with its square.
_READ_PER_SHOWN: Final = 8
# Cc control, Cf format (bidi, zero-width), Cs half pairs, Co private, Cn unassigned, Zl and Zp
# line and paragraph separators.
_NOT_SHOWN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Letters and marks that are drawn as nothing (Unicode property Default_Ignorable_Code_Point,
# beyond what the categories above hold), and the blank braille cell.
_DRAWN_AS_NOTHING: Final = frozenset(
    {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0}
    | set(range(0x180B, 0x1810))
    | set(range(0xFE00, 0xFE10))
    | set(range(0xE0100, 0xE01F0))
)


def shown(text: str, limit: int = 200) -> str:
    """Return ``text`` as one plain line of at most ``limit`` characters, in NFC.

    Characters that are invisible or steer the display are written out as ``<U+202E>``.  Of a
    tower of combining marks the first four stay, the rest is counted as ``<+12>``.  What is cut
    off ends in an ellipsis, never inside one of these signs.
    """
    window = text[: limit * _READ_PER_SHOWN]
    pieces = _pieces(unicodedata.normalize("NFC", window))
    if len(window) == len(text) and sum(map(len, pieces)) <= limit:
        return "".join(pieces)
    kept: list[str] = []
    room = limit - len(ELLIPSIS)
    for piece in pieces:
        room -= len(piece)
        if room < 0:
            break
        kept.append(piece)
    return "".join(kept) + ELLIPSIS


def is_plain(text: str) -> bool:
    """Say whether ``text`` is one visible line: ``shown`` would only compose or shorten it."""
    room = _READ_PER_SHOWN * (len(text) + 1)
    return bool(text.strip()) and shown(text, room) == unicodedata.normalize("NFC", text)


def _pieces(text: str) -> list[str]:
    """Cut into what must not be torn apart: single characters and our own signs."""
    pieces: list[str] = []
    marks = 0
    dropped = 0
    for character in text:
        if not _is_mark(character):
            if dropped:
                pieces.append(f"<+{dropped}>")
            marks = dropped = 0
            pieces.append(_visible(character))
        elif not pieces:
            # A mark with nothing to stand on would be drawn over what stands before the text.
            pieces.append(_escaped(character))
        elif marks < _MARKS_IN_A_ROW:
            marks += 1
            pieces.append(character)
        else:
            dropped += 1
    if dropped:
        pieces.append(f"<+{dropped}>")
    return pieces


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Me"} and not _hidden(character)


def _hidden(character: str) -> bool:
    return unicodedata.category(character) in _NOT_SHOWN or ord(character) in _DRAWN_AS_NOTHING


def _visible(character: str) -> str:
    return _escaped(character) if _hidden(character) else character


def _escaped(character: str) -> str:
    return f"<U+{ord(character):04X}>"
