"""A place on a page whose parts are made anew; while there are none it takes no room."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from collector.ui import design
from collector.ui.parts.layout import clear, column


class Slot(QWidget):
    """Hidden until something is shown in it."""

    def __init__(self) -> None:
        super().__init__()
        self._box = column(gap=design.BLOCK)
        self.setLayout(self._box)
        self.hide()

    def show_parts(self, *parts: QWidget) -> None:
        """Show these parts, and nothing of what was shown before."""
        clear(self._box)
        for part in parts:
            self._box.addWidget(part)
        self.setVisible(bool(parts))
