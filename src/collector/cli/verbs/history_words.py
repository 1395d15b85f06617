"""How a sender's log stands to what was seen of it, in words."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final, Protocol


class Head(Protocol):
    """A state of a custody log, from whatever room it comes."""

    @property
    def size(self) -> int:
        """Return the number of its events."""

    @property
    def root(self) -> bytes:
        """Return its root."""


HISTORY: Final = MappingProxyType(
    {
        "first-contact": "first contact: there is no earlier state of the sender's log to compare",
        "continues": "the sender's log continues what was seen of it before",
        "rewritten": "the sender's log contradicts what was seen of it before: it was rewritten,"
        " or put back to an older copy; both states are kept as evidence",
    }
)


def history_words(history: str, known: Head | None, head: Head | None) -> str:
    """Return the words, and of a log that was rewritten the two heads that do not fit together."""
    if history != "rewritten" or known is None or head is None:
        return HISTORY[history]
    return f"{HISTORY[history]}: {_head(known)} was known, {_head(head)} came"


def head_fields(head: Head | None) -> dict[str, Any] | None:
    """Return a head for ``--json``."""
    return None if head is None else {"size": head.size, "root": head.root.hex()}


def _head(head: Head) -> str:
    return f"{head.root.hex()} at {head.size} events"
