"""The twelve words of a key, numbered: small to be compared, large to be read aloud."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from collector.desk import PublicKey
from collector.settings import Settings
from collector.ui import design
from collector.ui.desktop import Desktop
from collector.ui.parts.buttons import button, rename
from collector.ui.parts.layout import clear, column, group, row
from collector.ui.parts.text import label

_COMPARED: Final = {100: 3, 125: 2, 150: 2, 200: 1}
_READ_OUT: Final = {100: 4, 125: 3, 150: 2, 200: 1}
"""How many stand side by side, by the size of text."""


class KeyWords(QWidget):
    """The words in the list that suits the language of the window; a link shows the other list.

    ``link`` is the object name of that link.
    """

    def __init__(self, desktop: Desktop, key: PublicKey, link: str = "other-list") -> None:
        super().__init__()
        self._words = desktop.words
        self._key = key
        self._columns = _COMPARED[desktop.settings.text_size]
        self._english = desktop.words.language == "en"
        self._grid = _grid(design.BLOCK, 4)
        self._other = button("", "link", self._turn)
        self._other.setObjectName(link)
        self.setLayout(column(group(row(self._grid, None)), self._other, gap=6))
        self._show()

    def _turn(self) -> None:
        self._english = not self._english
        self._show()

    def _show(self) -> None:
        clear(self._grid)
        said = self._key.english if self._english else self._key.russian
        every = said.split()
        rows = -(-len(every) // self._columns)
        for number, word in enumerate(every):
            made = label(f"{number + 1}. {word}", "code", wrap=False)
            self._grid.addWidget(made, number % rows, number // rows)
        self.setAccessibleName(said)
        other = "key-words-russian" if self._english else "key-words-english"
        rename(self._other, self._words(other))


def twelve_words(words: str, settings: Settings, name: str) -> QWidget:
    """Return the words large, to be read aloud in rows; ``name`` is for a screen reader."""
    across = _READ_OUT[settings.text_size]
    grid = _grid(design.GAP, 10)
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


def _grid(across: int, down: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(across)
    grid.setVerticalSpacing(down)
    return grid
