"""An error on a screen: what happened, and what to do."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from collector.errors import CollectorError
from collector.ui.parts.layout import column
from collector.ui.parts.text import label, say
from collector.ui.words import Words


class Trouble(QFrame):
    """A strip that is hidden until there is something to say."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setProperty("kind", "banner")
        self.setProperty("tone", "amber")
        self.what = label("")
        self.hint = label("", "hint")
        box = column(self.what, self.hint, gap=4)
        box.setContentsMargins(20, 14, 20, 14)
        self.setLayout(box)
        self.hide()

    def tell(self, error: CollectorError) -> None:
        """Show an error."""
        what, hint = self._words.error(error)
        say(self.what, what[:1].upper() + what[1:] + ".")
        say(self.hint, hint[:1].upper() + hint[1:] + "." if hint else "")
        self.setAccessibleName(self.what.text())
        self.show()

    def clear(self) -> None:
        """Say nothing any more."""
        self.hide()
