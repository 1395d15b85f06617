"""The frame of a screen without the rail: one question in the middle of a calm page."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector.ui import design
from collector.ui.parts.layout import Part, centred, column, fill, scrolled
from collector.ui.parts.text import label


class Face(QWidget):
    """A question, what it means, and what is put below it; ``width`` in pixels."""

    def __init__(self, question: str, hint: str = "", *, width: int = 620, top: int = 110) -> None:
        super().__init__()
        self.question = label(question, "question", name="title")
        self.hint = label(hint, "lead")
        self.hint.setVisible(bool(hint))
        self._content = QVBoxLayout()
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(design.GAP)
        fill(self._content, (self.question, self.hint, design.TIGHT))
        inner = QWidget()
        inner.setLayout(self._content)
        ground = QWidget()
        ground.setLayout(column(top, centred(inner, width), design.MARGIN, None))
        outer = column(scrolled(ground), gap=0)
        outer.setContentsMargins(design.MARGIN, 0, design.MARGIN, 0)
        self.setLayout(outer)

    def put(self, *parts: Part) -> None:
        """Add parts below what is there."""
        fill(self._content, parts)
