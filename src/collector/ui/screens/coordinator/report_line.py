"""A line of the report on a bundle."""

from __future__ import annotations

from dataclasses import dataclass

from collector.ui.parts.text import Tone


@dataclass(frozen=True)
class Line:
    """One thing that was checked: a plain sentence, the technical fact, and how it stands."""

    tone: Tone
    text: str
    hint: str = ""
