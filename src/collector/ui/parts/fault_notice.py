"""Above every screen: what nobody expected, until it was read."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from collector.errors import CollectorError
from collector.ui import design
from collector.ui.parts.buttons import button, rename
from collector.ui.parts.layout import column, row, scrolled
from collector.ui.parts.notice import Strip
from collector.ui.parts.trouble import sentence
from collector.ui.words import Words

_SHARE = 0.4
"""Of the window's height at most; what is longer scrolls."""


class FaultNotice(QWidget):
    """Hidden until there is something to tell; it stays while screens come and go."""

    def __init__(self) -> None:
        super().__init__()
        self._told: tuple[str, str] | None = None
        self._strip = Strip()
        self._area = scrolled(self._strip)
        self._read = button("", "link", self.hide)
        self._read.setObjectName("fault-read")
        box = column(self._area, row(None, self._read), gap=4)
        box.setContentsMargins(design.GAP, design.GAP, design.GAP, 0)
        self.setLayout(box)
        self.hide()

    def tell(self, words: Words, error: CollectorError) -> None:
        """Show an error; what is shown already is not shown anew."""
        told = words.error(error)
        if told == self._told and self.isVisible():
            return
        self._told = told
        what, hint = (sentence(text) for text in told)
        self._strip.say(what, hint, "amber")
        rename(self._read, words("fault-read"))
        self.show()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take the height that the words need at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = self._strip.heightForWidth(self._area.viewport().width())
        self._area.setFixedHeight(min(needed, int(self.window().height() * _SHARE)))
