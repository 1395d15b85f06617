"""A list of what was checked: a mark, a plain sentence, the technical fact smaller below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from collector.ui.parts.layout import column, group, row
from collector.ui.parts.text import Tone, label, mark

_SIGNS: dict[Tone, str] = {"green": "✓", "amber": "!", "red": "×", "accent": "·"}


def check_line(text: str, hint: str = "", tone: Tone = "green") -> QWidget:
    """Return one line.  Both texts are the program's own, or were made harmless."""
    sign = mark(_SIGNS[tone], tone)
    words = column(label(text), gap=0)
    if hint:
        words.addWidget(label(hint, "hint"))
    box = row(gap=12)
    box.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    box.addLayout(words, 1)
    made = group(box)
    made.setAccessibleName(text)
    made.setAccessibleDescription(hint)
    return made
