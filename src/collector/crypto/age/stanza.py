"""Recipient stanzas: how the header wraps the file key for one recipient (age.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from collector.crypto.age import base64

COLUMNS: Final = 64
"""Body lines have this length, but for the last one, which is shorter."""


@dataclass(frozen=True)
class Stanza:
    """Type, further arguments (visible ASCII, unchecked outside text) and body of one stanza."""

    type: str
    arguments: tuple[str, ...]
    body: bytes

    def encode(self) -> bytes:
        """Return the stanza as it stands in the header.  The last body line may be empty."""
        text = base64.encode(self.body)
        lines = [text[i : i + COLUMNS] for i in range(0, len(text) + 1, COLUMNS)]
        return "\n".join([" ".join(("->", self.type, *self.arguments)), *lines, ""]).encode("ascii")
