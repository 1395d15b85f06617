"""The twelve words of a key, numbered, as they are read aloud and compared."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from collector.desk import PublicKey
from collector.ui import design
from collector.ui.desktop import Desktop
from collector.ui.parts.buttons import button, rename
from collector.ui.parts.layout import clear, column, group, row
from collector.ui.parts.text import label

_COLUMNS = {100: 3, 125: 2, 150: 2, 200: 1}


class KeyWords(QWidget):
    """The words in the list that suits the language of the window; a link shows the other list."""

    def __init__(self, desktop: Desktop, key: PublicKey) -> None:
        super().__init__()
        self._words = desktop.words
        self._key = key
        self._columns = _COLUMNS[desktop.settings.text_size]
        self._english = desktop.words.language == "en"
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(design.BLOCK)
        self._grid.setVerticalSpacing(4)
        self._other = button("", "link", self._turn)
        self._other.setObjectName("other-list")
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
