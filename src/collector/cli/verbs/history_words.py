"""How a sender's log stands to what was seen of it, in words."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

HISTORY: Final = MappingProxyType(
    {
        "first-contact": "first contact: there is no earlier state of the sender's log to compare",
        "continues": "the sender's log continues what was seen of it before",
        "rewritten": "the sender's log contradicts what was seen of it before: it was rewritten,"
        " or put back to an older copy; both states are kept as evidence",
    }
)
