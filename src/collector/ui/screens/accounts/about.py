"""Draws what an account is about: its title, what was found, in a narrow window the rest."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from collector.settings import Settings
from collector.ui import design
from collector.ui.parts.chips import Chips, ground
from collector.ui.screens.accounts.model import Line

_SIDE: Final = 8
_GAP: Final = 6
_PAD: Final = 12
_ROUNDING: Final = 2


class AboutColumn(QStyledItemDelegate):
    """A delegate for the title.

    ``found``: a second line shows the text around what was searched.  ``stacked``: code and state
    stand below the title, since there is no room for columns.
    """

    def __init__(self, settings: Settings, chips: Chips, mono: QFont, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings, self._chips, self._mono = settings, chips, mono
        self._text = QFont(design.TEXT)
        self._text.setPixelSize(design.pixels(design.BODY, settings))
        self.found = False
        self.stacked = False

    def height(self) -> int:
        """Return how high every row is, in pixels."""
        title = QFontMetrics(self._text).height()
        height = max(title, self._chips.size("").height()) + 2 * _PAD
        if self.found:
            height += QFontMetrics(self._chips.font).height() + _GAP
        if self.stacked:
            height += self._chips.size("").height() + _GAP
        return height

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell."""
        ground(self, painter, option, index)
        shown: Line = index.data(Qt.ItemDataRole.UserRole)
        area = option.rect.adjusted(_SIDE, _PAD, -_SIDE, -_PAD)
        palette = design.palette(self._settings)
        painter.save()
        lines = 1 + self.found + self.stacked
        height = QFontMetrics(self._text).height() if lines > 1 else area.height()
        ink = palette.ink if shown.named else palette.soft
        top = QRect(area.x(), area.y(), area.width(), height)
        self._draw(painter, top, shown.about, self._text, ink)
        at = area.y() + height + _GAP
        if self.found:
            small = QFontMetrics(self._chips.font).height()
            box = QRect(area.x(), at, area.width(), small)
            self._draw(painter, box, shown.snippet, self._chips.font, palette.soft)
            at += small + _GAP
        if self.stacked:
            high = self._chips.size("").height()
            wide = QFontMetrics(self._mono).horizontalAdvance(shown.code) + _ROUNDING
            box = QRect(area.x(), at, min(wide, area.width()), high)
            self._draw(painter, box, shown.code, self._mono, palette.ink)
            rest = area.width() - wide - 2 * _GAP
            chip = QRect(area.x() + wide + 2 * _GAP, at, max(0, rest), high)
            self._chips.draw(painter, chip, shown.state, shown.tone)
        painter.restore()

    def _draw(self, painter: QPainter, box: QRect, text: str, font: QFont, ink: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
