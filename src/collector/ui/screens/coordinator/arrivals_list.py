"""The bundles that came in, as a list: a short code, how each stands, when it came, from whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from collector.model.folding import folded
from collector.settings import Settings
from collector.ui import design
from collector.ui.parts.chips import ground
from collector.ui.parts.text import Tone
from collector.ui.screens.coordinator.arrivals_work import Entry, Kind
from collector.ui.screens.coordinator.reasons import meaning
from collector.ui.screens.coordinator.report_view import short_name
from collector.ui.screens.coordinator.steady import Steady
from collector.ui.words import Words

TONES: Final[dict[Kind, Tone]] = {"imported": "green", "waiting": "amber", "refused": "red"}
_SIDE, _UP, _GAP = 16, 14, 6
_CHIP_SIDE, _CHIP_UP = 10, 3
_LINES_MEASURED: Final = 20
_AT_ONCE: Final = 20  # lines laid out between two looks at the keyboard
_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap)


def short_code(sha256: bytes) -> str:
    """Return the first eight digits of a digest, as people compare them."""
    return f"{sha256[:2].hex()} {sha256[2:4].hex()}"


class Bundles(QAbstractListModel):
    """The lines of the list."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.entries: tuple[Entry, ...] = ()
        self._hints: dict[Entry, str] = {}

    def show(self, entries: tuple[Entry, ...]) -> None:
        """Show other bundles."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def forget(self) -> None:
        """Say anew when each came: today is another day tomorrow."""
        self._hints.clear()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        """Return how many bundles there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the whole line as a screen reader says it."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.line(self.entries[index.row()])

    def line(self, entry: Entry) -> str:
        """Return the whole line of a bundle."""
        return f"{short_code(entry.sha256)}, {self.state(entry)}. {self.hint(entry)}"

    def searched(self, entry: Entry) -> str:
        """Return what a bundle is found by: its line, its digest, and all words of a known key."""
        signer = entry.signer
        words = () if signer is None else (signer.english, signer.russian)
        return folded(" ".join((self.line(entry), entry.sha256.hex(), entry.key, *words)))

    def state(self, entry: Entry) -> str:
        """Return how a bundle stands, in a word or two."""
        return self._words(f"arrivals-state-{entry.kind}")

    def hint(self, entry: Entry) -> str:
        """Return what is said below the code; asked for often while lines are laid out."""
        if entry not in self._hints:
            self._hints[entry] = self._hint(entry)
        return self._hints[entry]

    def _hint(self, entry: Entry) -> str:
        when = self._words.moment(entry.at)
        if entry.kind == "refused":
            return f"{when} · {self._words(f'arrivals-reason-{meaning(entry.code)}')}"
        if entry.signer is None:
            return f"{when} · {self._words.size(entry.size)}" if entry.size else when
        said = [when, short_name(self._words, entry.signer)]
        said += [self._words("arrivals-key-revoked")] if entry.revoked else []
        said += [self._words("arrivals-log-rewritten")] if entry.rewritten else []
        return " · ".join(said)


class BundleLine(QStyledItemDelegate):
    """Draws a line: code and chip side by side while there is room, the hint below."""

    def __init__(self, model: Bundles, view: QListView, settings: Settings) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self._settings = settings
        self._mono = QFont(design.MONO)
        self._mono.setPixelSize(design.pixels(14, settings))
        self._mono.setBold(True)
        self._small = QFont(design.TEXT)
        self._small.setPixelSize(design.pixels(design.HINT, settings))

    def sizeHint(  # noqa: N802 - Qt's name
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return as much height as the texts need at the width of the list."""
        width = self._view.viewport().width()
        parts = self._parts(QRect(0, 0, width, 0), index.row())
        return QSize(0, parts[2].bottom() + 1 + _UP)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the ground as the style does, then the texts on it."""
        ground(self, painter, option, index)
        entry = self._model.entries[index.row()]
        code, chip, hint = self._parts(option.rect, index.row())
        tone = TONES[entry.kind]
        palette = vars(design.palette(self._settings))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(palette["ink"]))
        painter.setFont(self._mono)
        painter.drawText(code, Qt.AlignmentFlag.AlignVCenter, short_code(entry.sha256))
        painter.setPen(QColor(palette["soft"]))
        painter.setFont(self._small)
        painter.drawText(hint, _WRAPPED, self._model.hint(entry))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette[f"{tone}_wash"]))
        painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
        painter.setPen(QColor(palette[tone]))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, self._model.state(entry))
        painter.restore()

    def _parts(self, area: QRect, line: int) -> tuple[QRect, QRect, QRect]:
        """Return where code, chip and hint stand."""
        entry = self._model.entries[line]
        mono, small = QFontMetrics(self._mono), QFontMetrics(self._small)
        inner = area.adjusted(_SIDE, _UP, -_SIDE, 0)
        code = QRect(inner.topLeft(), QSize(mono.horizontalAdvance(short_code(entry.sha256)), 0))
        wide = small.horizontalAdvance(self._model.state(entry)) + 2 * _CHIP_SIDE
        high = small.height() + 2 * _CHIP_UP
        code.setHeight(max(mono.height(), high))
        chip = QRect(inner.right() + 1 - wide, code.top(), wide, high)
        if chip.left() < code.right() + _SIDE:
            chip.moveTo(inner.left(), code.bottom() + _GAP)
        room = QRect(inner.left(), 0, inner.width(), 10_000)
        text = small.boundingRect(room, _WRAPPED, self._model.hint(entry))
        hint = QRect(inner.left(), chip.bottom() + 1 + _GAP, inner.width(), text.height())
        return code, chip, hint


class BundleList(QListView):
    """The list; ``chosen`` is called with the bundle that somebody marks."""

    def __init__(self, words: Words, settings: Settings, chosen: Callable[[Entry], None]) -> None:
        super().__init__()
        self._bundles = Bundles(words)
        self._whole: tuple[Entry, ...] = ()
        self._marked = ""
        self._steady = Steady(self)
        self._chosen = chosen
        self.setObjectName("bundles")
        self.setModel(self._bundles)
        self.setAccessibleName(words("arrivals-title"))
        self.setItemDelegate(BundleLine(self._bundles, self, settings))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_AT_ONCE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(lambda index, _before: self._told(index))

    def show_entries(self, entries: tuple[Entry, ...], key: str, wanted: str = "") -> bool:
        """Show the bundles whose line holds every word of ``wanted``; tell whether there are any.

        One of them is marked: where none has that key the one that was, else the first.
        """
        if entries is not self._whole:
            self._whole = entries
            self._bundles.forget()
        every = folded(wanted).split()
        if every:
            lines = ((it, self._bundles.searched(it)) for it in entries)
            entries = tuple(it for it, line in lines if all(word in line for word in every))
        self._steady.remember()
        before, self._marked = self._marked, ""
        self._bundles.show(entries)
        keys = [it.key for it in entries]
        line = next((keys.index(it) for it in (key, before) if it in keys), 0)
        if entries:
            self._steady.mark(self._bundles.index(line), same=entries[line].key == before)
        self.updateGeometry()
        return bool(entries)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of the first lines: a short list is a short sheet."""
        shown = range(min(len(self._bundles.entries), _LINES_MEASURED))
        high = sum(self.sizeHintForIndex(self._bundles.index(n)).height() for n in shown)
        return QSize(super().sizeHint().width(), high + 2 * self.frameWidth())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Measure anew: lines wrap at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _told(self, index: QModelIndex) -> None:
        if index.isValid():
            entry = self._bundles.entries[index.row()]
            self._marked = entry.key
            self._chosen(entry)
