"""Two columns side by side, one below the other where the window is too narrow for both."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from collector.settings import Settings
from collector.ui import design
from collector.ui.parts.layout import column, group, row

SIDE_BY_SIDE: Final = 860
"""Pixels at 100 % from which on there is room for both."""

Side = Literal["left", "right"]


class Columns(QWidget):
    """Parts in the order in which they are read; the left column gets more of the room."""

    def __init__(self, settings: Settings, *parts: tuple[Side, QWidget]) -> None:
        super().__init__()
        self._least = design.pixels(SIDE_BY_SIDE, settings)
        self._parts = parts
        self._columns: dict[Side, QBoxLayout] = {
            "left": column(None, gap=design.BLOCK),
            "right": column(None, gap=design.BLOCK),
        }
        self._right = group(self._columns["right"])
        box = row(gap=design.BLOCK)
        box.addWidget(group(self._columns["left"]), 3)
        box.addWidget(self._right, 2)
        self.setLayout(box)
        self._wide: bool | None = None
        self._arrange(wide=False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the columns where there is room for them."""
        self._arrange(wide=event.size().width() >= self._least)
        super().resizeEvent(event)

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        for side, part in self._parts:
            for box in self._columns.values():
                box.removeWidget(part)  # with ``takeAt`` Qt would ask for its height no more
            box = self._columns[side if wide else "left"]
            box.insertWidget(box.count() - 1, part)
        self._right.setVisible(wide)
