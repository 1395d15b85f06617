"""Exhibits side by side: a small picture or a sign, and below it what it is.

Nothing is made for a tile but its drawing, and a picture only once the tile is seen: four hundred
exhibits are as quick as four.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from collector.session import ShownExhibit
from collector.settings import Settings
from collector.ui import design
from collector.ui.screen import Screen
from collector.ui.screens.account import signs
from collector.ui.screens.account.exhibit_words import title_of, type_and_size
from collector.ui.screens.account.thumbnails import Thumbnails
from collector.ui.words import Words

WIDTH, PICTURE, INNER = 138, 92, 8
"""Pixels at 100 %: a tile, its picture's height, and the space within."""
_THUMBNAIL: Final = 320
_MOST_ROWS: Final = 3
_Index = QModelIndex | QPersistentModelIndex


class ExhibitTiles(QAbstractListModel):
    """The exhibits of an account, in its order."""

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.exhibits: tuple[ShownExhibit, ...] = ()

    def show(self, exhibits: Sequence[ShownExhibit]) -> None:
        """Show other exhibits."""
        self.beginResetModel()
        self.exhibits = tuple(exhibits)
        self.endResetModel()

    def put(self, row: int, exhibit: ShownExhibit) -> None:
        """Show one of them as it is now."""
        before, after = self.exhibits[:row], self.exhibits[row + 1 :]
        self.exhibits = (*before, exhibit, *after)
        self.dataChanged.emit(self.index(row), self.index(row))

    def draw_again(self, sha256: str) -> None:
        """Draw the tiles of these bytes again."""
        for row, exhibit in enumerate(self.exhibits):
            if exhibit.sha256 == sha256:
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name
        """Return how many exhibits there are."""
        return 0 if parent.isValid() else len(self.exhibits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a tile says; the exhibit itself is under ``UserRole``."""
        exhibit = self.exhibits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(self._words, exhibit)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = title_of(self._words, exhibit), type_and_size(self._words, exhibit)
            return ", ".join(text for text in said if text)
        if role == Qt.ItemDataRole.UserRole:
            return exhibit
        return None


class _Drawing(QStyledItemDelegate):
    """Draws a tile."""

    def __init__(
        self, words: Words, settings: Settings, thumbnails: Thumbnails, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._words, self._settings, self._thumbnails = words, settings, thumbnails
        self._name, self._hint = QFont(design.TEXT), QFont(design.TEXT)
        self._name.setPixelSize(design.pixels(design.HINT, settings))
        self._hint.setPixelSize(design.pixels(design.HINT - 1, settings))
        lines = QFontMetrics(self._name).height() + QFontMetrics(self._hint).height()
        width, self._picture = (design.pixels(it, settings) for it in (WIDTH, PICTURE))
        self.size = QSize(width + 2 * INNER, self._picture + lines + 3 * INNER)

    @property
    def _palette(self) -> design.Palette:
        return design.palette(self._settings)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        """Return the size of a tile: all are alike."""
        return self.size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the ground, the picture or the sign, the name, and what it is."""
        exhibit: ShownExhibit = index.data(Qt.ItemDataRole.UserRole)
        whole = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._ground(painter, whole, state)
        inside = whole.adjusted(INNER, INNER, -INNER, -INNER)
        frame = QRectF(inside.left(), inside.top(), inside.width(), self._picture)
        self._draw_picture(painter, frame, exhibit)
        rest = inside.adjusted(0, self._picture + INNER, 0, 0)
        self._line(painter, rest, self._name, self._palette.ink, title_of(self._words, exhibit))
        rest = rest.adjusted(0, QFontMetrics(self._name).height(), 0, 0)
        said = type_and_size(self._words, exhibit)
        self._line(painter, rest, self._hint, self._palette.soft, said)
        painter.restore()

    def _ground(self, painter: QPainter, whole: QRectF, state: QStyle.StateFlag) -> None:
        palette = self._palette
        if state & QStyle.StateFlag.State_Selected:
            focused = state & QStyle.StateFlag.State_HasFocus
            painter.setPen(QPen(QColor(palette.accent), 2 if focused else 1))
            painter.setBrush(QColor(palette.accent_wash))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(QColor(palette.hairline), 1))
            painter.setBrush(QColor(palette.rail))
        else:
            return
        painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), 10, 10)

    def _draw_picture(self, painter: QPainter, frame: QRectF, exhibit: ShownExhibit) -> None:
        path = QPainterPath()
        path.addRoundedRect(frame, 8, 8)
        painter.fillPath(path, QColor(self._palette.hairline))
        image = self._thumbnails.get(exhibit)
        if image is None:
            side = min(frame.height() * 0.36, 56)
            colour = QColor(self._palette.soft)
            signs.draw(painter, signs.sign_of(exhibit), frame.center(), side, colour)
            return
        painter.save()
        painter.setClipPath(path)
        factor = max(frame.width() / image.width(), frame.height() / image.height())
        covered = QRectF(0, 0, image.width() * factor, image.height() * factor)
        covered.moveCenter(QPointF(frame.center()))
        painter.drawImage(covered, image)
        painter.restore()

    def _line(self, painter: QPainter, place: QRectF, font: QFont, colour: str, text: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, int(place.width()))
        box = QRectF(place.left(), place.top(), place.width(), metrics.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, shown)


class Tiles(QListView):
    """The tiles; ``chosen`` is called with the row of the one that somebody looks at.

    As high as they need, up to three rows; more of them scroll.
    """

    def __init__(self, screen: Screen, chosen: Callable[[int], None]) -> None:
        super().__init__()
        words, settings = screen.words, screen.desktop.settings
        self._chosen = chosen
        self.tiles = ExhibitTiles(words, self)
        self.thumbnails = Thumbnails(self, screen.desktop.tasks, _THUMBNAIL, self.tiles.draw_again)
        self._drawing = _Drawing(words, settings, self.thumbnails, self)
        self.setObjectName("exhibits")
        self.setProperty("kind", "tiles")
        self.setAccessibleName(words("exhibits-title"))
        self.setModel(self.tiles)
        self.setItemDelegate(self._drawing)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setMovement(QListView.Movement.Static)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._look)
        self.hide()

    def show_all(self, exhibits: Sequence[ShownExhibit], row: int = -1) -> None:
        """Show other exhibits, the one at ``row`` chosen; -1 chooses none."""
        self.tiles.show(exhibits)
        self.setVisible(bool(exhibits))
        self._fit()
        if 0 <= row < len(exhibits):
            self.setCurrentIndex(self.tiles.index(row))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Be as high as the tiles need at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        size = self._drawing.size
        frame = 2 * self.frameWidth()
        across = max(1, (self.width() - frame) // size.width())
        rows = -(-len(self.tiles.exhibits) // across)
        if rows > _MOST_ROWS:
            across = max(
                1, (self.width() - frame - self.verticalScrollBar().width()) // size.width()
            )
            rows = _MOST_ROWS
        height = rows * size.height() + frame + 4
        if height != self.height():
            self.setFixedHeight(height)

    def _look(self, index: QModelIndex) -> None:
        if index.isValid():
            self._chosen(index.row())
