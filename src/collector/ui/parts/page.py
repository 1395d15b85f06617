"""The frame of a screen with the rail: title, hint, actions at the right, then content."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector.ui import design
from collector.ui.parts.layout import Part, column, fill, row, scrolled
from collector.ui.parts.text import label


class Page(QWidget):
    """A page.  ``content`` is the column below the head; it scrolls unless it is told not to."""

    def __init__(
        self,
        title: str,
        hint: str = "",
        *,
        overline: str = "",
        actions: Sequence[QWidget] = (),
        scrolls: bool = True,
    ) -> None:
        super().__init__()
        self.overline = label(overline, "overline")
        self.title = label(title, "title", name="title")
        self.hint = label(hint, "hint")
        self.overline.setVisible(bool(overline))
        self.hint.setVisible(bool(hint))
        self._content = QVBoxLayout()
        self._content.setContentsMargins(design.MARGIN, 0, design.MARGIN, design.MARGIN)
        self._content.setSpacing(design.BLOCK)
        words = column(self.overline, self.title, self.hint, gap=2)
        head = row(gap=design.GAP)
        head.addLayout(words, 1)
        for action in actions:
            head.addWidget(action, 0, Qt.AlignmentFlag.AlignTop)
        head.setContentsMargins(design.MARGIN, design.BLOCK, design.MARGIN, 24)
        inner = QWidget()
        inner.setLayout(self._content)
        outer = column(head, gap=0)
        outer.addWidget(scrolled(inner) if scrolls else inner, 1)
        self.setLayout(outer)

    def put(self, *parts: Part) -> None:
        """Add parts below what is there; None pushes everything up."""
        fill(self._content, parts)
