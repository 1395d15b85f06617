"""A strip that says what was done: green when it went well, amber where something is to be seen."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from collector.ui.parts.into_view import into_view
from collector.ui.parts.layout import column
from collector.ui.parts.text import Tone, label, restyle, say


class Strip(QFrame):
    """Hidden until there is something to say.  Texts are our own, or were made harmless."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self.what = label("")
        self.hint = label("", "hint")
        self.more = label("", "hint")
        self.more.hide()
        box = column(self.what, self.hint, self.more, gap=4)
        box.setContentsMargins(20, 14, 20, 14)
        self.setLayout(box)
        self.hide()

    def say(self, what: str, hint: str, tone: Tone) -> None:
        """Show two texts in a tone."""
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


class Notice(Strip):
    """Says what was done, where it can be seen."""

    def tell(self, what: str, hint: str = "", tone: Tone = "green") -> None:
        """Show what was done."""
        self.say(what, hint, tone)
        into_view(self)
