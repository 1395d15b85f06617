"""Where the interesting parts of a file lie, whatever its container.

One function per container fills a :class:`Located`; it may raise MalformedError or
BeyondReachError half way, and what it found before then counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from collector.examine.facts import Note


@dataclass
class Located:
    """Raw findings: the EXIF block (a TIFF structure) and the C2PA manifest store (JUMBF)."""

    exif: bytes | None = None
    store: bytes | None = None
    width: int | None = None
    height: int | None = None
    texts: dict[str, bytes] = field(default_factory=dict)
    created: int | None = None
    notes: set[Note] = field(default_factory=set)

    def size(self, width: int, height: int) -> None:
        """Keep the largest size seen: a file may hold tiles and thumbnails too."""
        if width * height > (self.width or 0) * (self.height or 0):
            self.width, self.height = width, height
