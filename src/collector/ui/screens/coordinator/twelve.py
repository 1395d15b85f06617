"""Twelve words to read aloud: large, numbered, in as many columns as there is room for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from collector.settings import Settings
from collector.ui import design
from collector.ui.parts.layout import row
from collector.ui.parts.text import label

_ACROSS: Final = {100: 4, 125: 3, 150: 2, 200: 1}


def twelve_words(words: str, settings: Settings, name: str) -> QWidget:
    """Return the words, read in rows; ``name`` is what a screen reader calls them."""
    across = _ACROSS[settings.text_size]
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(design.GAP)
    grid.setVerticalSpacing(10)
    for n, word in enumerate(words.split()):
        number = label(str(n + 1), "hint", wrap=False)
        number.setMinimumWidth(design.pixels(18, settings))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        cell = row(number, label(word, "heading", wrap=False), None, gap=8)
        grid.addLayout(cell, n // across, n % across)
    for n in range(across):
        grid.setColumnStretch(n, 1)
    made = QWidget()
    made.setLayout(grid)
    made.setAccessibleName(name)
    made.setAccessibleDescription(words)
    return made
