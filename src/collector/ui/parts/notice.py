"""A strip that says what was done: green when it went well, amber where something is to be seen."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from collector.ui.parts.layout import column
from collector.ui.parts.text import Tone, label, restyle, say


class Notice(QFrame):
    """Hidden until there is something to say.  Texts are our own, or were made harmless."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner")
        self.what = label("")
        self.hint = label("", "hint")
        box = column(self.what, self.hint, gap=4)
        box.setContentsMargins(20, 14, 20, 14)
        self.setLayout(box)
        self.hide()

    def tell(self, what: str, hint: str = "", tone: Tone = "green") -> None:
        """Show what was done."""
        say(self.what, what)
        say(self.hint, hint)
        self.setProperty("tone", tone)
        restyle(self)
        self.setAccessibleName(what)
        self.setAccessibleDescription(hint)
        self.show()

    def clear(self) -> None:
        """Say nothing any more."""
        self.hide()
