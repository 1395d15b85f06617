"""Draws a state as a soft chip in a table's cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from collector.settings import Settings
from collector.ui import design

_SIDE, _UP = 10, 3


class ChipColumn(QStyledItemDelegate):
    """A delegate for cells that hold a word and, under ``UserRole``, its tone."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._palette = vars(design.PALETTES[settings.theme])

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell's ground as the style does, then the chip on it."""
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        tone = str(index.data(Qt.ItemDataRole.UserRole))
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        metrics = option.fontMetrics
        width = metrics.horizontalAdvance(text) + 2 * _SIDE
        height = metrics.height() + 2 * _UP
        area = option.rect
        box = QRectF(area.x() + 8, area.y() + (area.height() - height) / 2, width, height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._palette[f"{tone}_wash"]))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(QColor(self._palette[tone]))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()
