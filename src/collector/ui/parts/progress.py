"""Long work: what is happening, how far it is, and a way out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QProgressBar, QWidget

from collector.ui import design
from collector.ui.parts.buttons import button
from collector.ui.parts.layout import column, row
from collector.ui.parts.text import label, say
from collector.ui.words import Words

_STEPS = 1000


class Progress(QWidget):
    """A bar with a sentence, and a link that stops the work; hidden while there is none."""

    def __init__(self, words: Words, stop: Callable[[], None] | None = None) -> None:
        super().__init__()
        self._words = words
        self.what = label("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.amount = label("", "hint")
        self.stop = button(words("stop"), "link", stop)
        self.stop.setVisible(stop is not None)
        below = row(gap=design.GAP)
        below.addWidget(self.amount, 1)
        below.addStretch()
        below.addWidget(self.stop)
        self.setLayout(column(self.what, self.bar, below, gap=design.TIGHT))
        self.hide()

    def begin(self, what: str) -> None:
        """Show that work has begun; how long it takes is not known yet."""
        say(self.what, what)
        self.bar.setAccessibleName(what)
        self.bar.setRange(0, 0)
        say(self.amount, "")
        self.stop.setEnabled(True)
        self.show()

    def at(self, done: int, total: int, more: str = "") -> None:
        """Show how many bytes are done; ``total`` 0 means nobody knows.

        ``more`` is what else is known of it, as how long the rest takes.
        """
        if total <= 0:
            say(self.amount, self._words.size(done))
            return
        self.bar.setRange(0, _STEPS)
        self.bar.setValue(min(_STEPS, done * _STEPS // total))
        part, whole = self._words.size(min(done, total)), self._words.size(total)
        said = self._words("progress-of", done=part, total=whole)
        say(self.amount, f"{said} · {more}" if more else said)

    def end(self) -> None:
        """Hide: the work is over."""
        self.hide()
