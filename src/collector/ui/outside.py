"""Text from outside, on its way to a screen: the one door (attacks Q1, Q4, Q6).

Labels and buttons of this program show plain text only; what stands here is about what such text
may contain.
"""

from __future__ import annotations

from typing import Final

from collector.model.untrusted import shown

MOST_SHOWN: Final = 50
"""How many things of a kind a page lists: whoever sends them says how many there are."""
LINE: Final = 200
WHOLE: Final = 200_000
_ADDRESS_LINE: Final = 36
"""Characters at 100 %: so much of an address fits into the smallest window."""


def line(text: str, limit: int = LINE) -> str:
    """Return outside text as one line in which nothing hides, steers or piles up."""
    return shown(text, limit)


def lines(text: str, limit: int = WHOLE) -> str:
    """Return outside text of several lines, each made harmless; what is over the limit is cut."""
    return "\n".join(shown(part, limit) for part in text[:limit].splitlines())


def address(text: str, text_size: int) -> str:
    """Return an address of a network in as many lines as it needs: it has no blanks to wrap at."""
    said, wide = line(text), _ADDRESS_LINE * 100 // text_size
    return "\n".join(said[at : at + wide] for at in range(0, len(said), wide))
