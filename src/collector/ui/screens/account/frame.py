"""The frame around the steps of an account: head, steps at the left, the page at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from collector.ui import design
from collector.ui.desktop import Desktop
from collector.ui.parts.buttons import button
from collector.ui.parts.layout import clear, column, group, row, scrolled
from collector.ui.parts.text import label, say
from collector.ui.parts.trouble import Trouble
from collector.ui.screens.account.steps import Steps

_WIDE = 760
"""Pixels at 100 %: below this the steps fold, and the head scrolls with the page."""


class Frame(QWidget):
    """What stays while the steps change."""

    def __init__(
        self,
        desktop: Desktop,
        go: Callable[[str], None],
        go_on: Callable[[], None],
        stop: Callable[[], None],
    ) -> None:
        super().__init__()
        words = desktop.words
        self._settings = desktop.settings
        self.overline = label("", "overline")
        self.title = label("", "title", name="title")
        self.kept = label("", "hint", wrap=False, name="kept")
        self.go_on = button(words("account-continue"), "primary", go_on)
        self.go_on.setObjectName("continue")
        self.stop = button(words("account-stop"), "outlined", stop)
        self.stop.setObjectName("stop")
        self.stop.setToolTip(words("account-stop-hint"))
        self.trouble = Trouble(words)
        self.steps = Steps(words, desktop.settings, go)
        self._head = self._made_head()
        self._page_box = column(gap=0)
        self._page_box.addWidget(QWidget())
        page = group(self._page_box)
        page.setMaximumWidth(design.readable(desktop.settings))
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.addWidget(self.steps)
        self._body.addWidget(page, 1)
        self._body.addStretch(0)
        self._inner = column(self.trouble, gap=design.GAP)
        self._inner.addLayout(self._body, 1)
        self._inner.setContentsMargins(design.MARGIN, 0, design.MARGIN, design.MARGIN)
        self._outer = QVBoxLayout()
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._area = scrolled(group(self._inner))
        self._outer.addWidget(self._area, 1)
        self.setLayout(self._outer)
        self._folded: bool | None = None
        self._fold(folded=False)

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the one that is shown."""
        clear(self._page_box)
        self._page_box.addWidget(page, 1)
        page.show()
        self._area.verticalScrollBar().setValue(0)

    def say_head(self, overline: str, title: str) -> None:
        """Show whose account this is and which step."""
        say(self.overline, overline)
        say(self.title, title)

    def say_kept(self, text: str) -> None:
        """Say when everything was on disk."""
        say(self.kept, text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold where the window is too narrow for the size of type."""
        super().resizeEvent(event)
        self._fold(folded=self.width() < design.pixels(_WIDE, self._settings))

    def _made_head(self) -> QWidget:
        self._head_box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head_box.setContentsMargins(0, design.BLOCK, 0, 24)
        self._head_box.setSpacing(design.GAP)
        self._head_box.addLayout(column(self.overline, self.title, gap=2), 1)
        self._actions = row(None, self.stop, self.go_on, None, gap=design.TIGHT)
        self._kept_row = row(None, self.kept, None)
        self._head_box.addLayout(column(self._actions, self._kept_row, gap=4))
        return group(self._head_box)

    def _fold(self, *, folded: bool) -> None:
        if folded == self._folded:
            return
        self._folded = folded
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head_box.setDirection(down if folded else across)
        self._body.setDirection(down if folded else across)
        self._body.setSpacing(design.GAP if folded else 34)
        self.steps.fold(folded=folded)
        side = 0 if folded else design.MARGIN
        self._head_box.setContentsMargins(side, design.BLOCK, side, design.GAP)
        for line in (self._actions, self._kept_row):
            line.setStretch(0, 0 if folded else 1)
            line.setStretch(line.count() - 1, 1 if folded else 0)
        if folded:
            self._inner.insertWidget(0, self._head)
        else:
            self._outer.insertWidget(0, self._head)
        self._head.show()
