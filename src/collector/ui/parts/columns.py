"""Two columns side by side, one below the other where the window is too narrow for both."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from collector.settings import Settings
from collector.ui import design

SIDE_BY_SIDE: Final = 860
"""Pixels at 100 % from which on there is room for both."""


class Columns(QWidget):
    """``left`` is read first and gets more of the room."""

    def __init__(self, settings: Settings, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._least = design.pixels(SIDE_BY_SIDE, settings)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(design.BLOCK)
        self._box.addWidget(left, 3)
        self._box.addWidget(right, 2)
        self.setLayout(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the columns where there is room for them."""
        wide = event.size().width() >= self._least
        self._box.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
        super().resizeEvent(event)
