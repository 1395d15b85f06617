"""Answers as large cards: a name, and a sentence about what it means."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from collector.ui.parts.layout import column
from collector.ui.parts.text import label


class Card(QPushButton):
    """A button that is as tall as its wrapped words need; Enter presses it."""

    def __init__(self, title: str, hint: str, pressed: Callable[[], None], name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self.setAccessibleDescription(hint)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        said = [label(title, "heading")]
        if hint:
            said.append(label(hint, "soft"))
        for text in said:
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        box = column(*said, gap=4)
        box.setContentsMargins(22, 16, 22, 18)
        self.setLayout(box)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda _checked=False: pressed())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the words; a push button would measure its own text, which is none."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the smallest size of the words."""
        layout = self.layout()
        return super().minimumSizeHint() if layout is None else layout.minimumSize()
