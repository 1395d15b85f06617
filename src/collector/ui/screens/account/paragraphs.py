"""From one text to paragraphs and back, without losing a character.

Paragraphs end at blank lines.  Blank lines beyond the first stay with the paragraph before them,
so that joining what was split gives back exactly what was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from collector.model.terms import Basis
from collector.model.testimony import Paragraph

_BLANK: Final = "\n\n"
_MOST: Final = 5_000
_LONGEST: Final = 500_000
LONGEST_ACCOUNT: Final = 700_000
"""UTF-16 units: in UTF-8 less than the bytes one account may have, whatever they are."""


def split(text: str) -> list[str]:
    """Return the paragraphs of a text; none for one that is empty or all blank."""
    found: list[str] = []
    lead = ""
    for piece in text.split(_BLANK):
        if piece.strip():
            found.append(lead + piece)
            lead = ""
        elif found:
            found[-1] += _BLANK + piece
        else:
            lead += piece + _BLANK
    return [part for whole in _few(found) for part in _short(whole)]


def join(paragraphs: Iterable[Paragraph]) -> str:
    """Return the text of paragraphs."""
    return _BLANK.join(paragraph.text for paragraph in paragraphs)


def with_basis(
    pieces: Sequence[str],
    basis: tuple[Basis, ...],
    told_by: str | None,
    before: Mapping[str, Paragraph],
) -> tuple[Paragraph, ...]:
    """Return paragraphs that are known in one way; those in ``before`` stay as they were."""
    return tuple(
        before.get(piece) or Paragraph(text=piece, basis=basis, told_by=told_by) for piece in pieces
    )


def _few(pieces: list[str]) -> list[str]:
    """Put pieces together until there are no more than a record may have."""
    if len(pieces) <= _MOST:
        return pieces
    size = -(-len(pieces) // _MOST)
    return [_BLANK.join(pieces[i : i + size]) for i in range(0, len(pieces), size)]


def _short(piece: str) -> list[str]:
    """Divide a piece that is longer than one paragraph may be."""
    return [piece[i : i + _LONGEST] for i in range(0, len(piece), _LONGEST)]
