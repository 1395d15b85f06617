"""Draws a state as a soft chip in a table's cell."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from collector.settings import Settings
from collector.ui import design
from collector.ui.parts.text import Tone

_SIDE: Final = 10
_UP: Final = 3


class Chips:
    """Draws chips in the colours and the size of type of the settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.font = QFont(design.TEXT)
        self.font.setPixelSize(design.pixels(design.HINT, settings))
        self._metrics = QFontMetrics(self.font)

    def size(self, text: str) -> QSize:
        """Return how large the chip of a text is."""
        width = self._metrics.horizontalAdvance(text) + 2 * _SIDE
        return QSize(width, self._metrics.height() + 2 * _UP)

    def draw(self, painter: QPainter, area: QRect, text: str, tone: Tone) -> None:
        """Draw a chip at the left of an area, in the middle of its height; elided if need be."""
        size = self.size(text)
        width = min(size.width(), area.width())
        up = area.y() + (area.height() - size.height()) / 2
        box = QRectF(area.x(), up, width, size.height())
        said = text
        if width < size.width():
            room = width - 2 * _SIDE
            said = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        palette = vars(design.palette(self._settings))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette[f"{tone}_wash"]))
        painter.drawRoundedRect(box, 10, 10)
        painter.setPen(QColor(palette[tone]))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)
        painter.restore()


class ChipColumn(QStyledItemDelegate):
    """A delegate for cells that hold a word and, under ``UserRole``, its tone."""

    def __init__(self, chips: Chips, parent: QWidget) -> None:
        super().__init__(parent)
        self._chips = chips

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell's ground as the style does, then the chip on it."""
        ground(self, painter, option, index)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        area = option.rect.adjusted(8, 0, -8, 0)
        self._chips.draw(painter, area, text, index.data(Qt.ItemDataRole.UserRole))


def ground(
    delegate: QStyledItemDelegate,
    painter: QPainter,
    option: QStyleOptionViewItem,
    index: QModelIndex | QPersistentModelIndex,
) -> None:
    """Draw what is beneath a cell's text: colours of the row, its line, the mark of the focus."""
    delegate.initStyleOption(option, index)
    option.text = ""
    style = option.widget.style()
    style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
