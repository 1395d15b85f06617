"""Looking at a screen as a person would: what is cut off, what has no name, where Tab leads."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from collector.ui.screens.account.tiles import Tiles

TWO_WORDS = re.compile(r"[A-Za-z]{2,}[ ,;]+[A-Za-z]{2,}")
DIGITS = re.compile(r"\b[0-9a-f]{4}\b")
MOST_STOPS = 400


def seen(window: QWidget) -> list[QWidget]:
    """Return the visible parts of a window, itself left out."""
    return [it for it in window.findChildren(QWidget) if it.isVisible()]


def in_view(face, text: str) -> bool:
    """Tell whether words that begin so are where somebody sees them, not below the fold."""
    found = [it for it in seen(face.window) if isinstance(it, QLabel)]
    return any(it.text().startswith(text) and not it.visibleRegion().isEmpty() for it in found)


def said(widget: QWidget) -> str:
    """Name a part in a failure."""
    text = getattr(widget, "text", str)
    return f"{type(widget).__name__} {widget.objectName()} {text()!r:.80}"


def cut_off(window: QWidget) -> list[str]:
    """Return the words that do not fit into the room they were given."""
    found = []
    for widget in seen(window):
        if isinstance(widget, QLabel) and widget.text():
            need = widget.minimumSizeHint().width() if widget.wordWrap() else 0
            need = need or widget.sizeHint().width()
            if need > widget.width() + 1:
                found.append(f"too narrow: {said(widget)} {need} > {widget.width()}")
            elif widget.wordWrap() and widget.heightForWidth(widget.width()) > widget.height() + 1:
                tall = widget.heightForWidth(widget.width())
                found.append(f"too low: {said(widget)} {tall} > {widget.height()}")
        elif isinstance(widget, QPushButton) and widget.text():
            need = widget.fontMetrics().horizontalAdvance(widget.text().replace("&&", "&"))
            if need > widget.width():
                found.append(f"too narrow: {said(widget)} {need} > {widget.width()}")
    return found


def outside_the_window(window: QWidget) -> list[str]:
    """Return the parts that stick out at a side: nothing scrolls sideways."""
    found = []
    for widget in seen(window):
        if widget.window() is not window or _in_a_view(widget):
            continue
        left = widget.mapTo(window, QPoint(0, 0)).x()
        if left < -1 or left + widget.width() > window.width() + 1:
            found.append(f"{said(widget)}: {left} to {left + widget.width()}")
    return found


def stops(window: QWidget) -> list[QWidget]:
    """Return what Tab should lead to."""
    return [
        it
        for it in seen(window)
        if it.isEnabled()
        and it.window() is window
        and it.focusPolicy() & Qt.FocusPolicy.TabFocus
        and it.focusProxy() is None
    ]


def without_a_name(window: QWidget) -> list[str]:
    """Return the controls a screen reader has nothing to say about."""
    found = []
    for widget in stops(window):
        read = QAccessible.queryAccessibleInterface(widget)
        if read is None or not read.text(QAccessible.Text.Name).strip():
            found.append(said(widget))
        elif read.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client):
            found.append(f"no role: {said(widget)}")
    return found


def never_reached(window: QWidget) -> list[str]:
    """Return what the Tab key never leads to; of a group of answers one is enough."""
    window.activateWindow()
    QApplication.processEvents()
    wanted = stops(window)
    reached: list[QWidget] = []
    for _ in range(MOST_STOPS):
        focused = QApplication.focusWidget()
        if focused is not None and focused in reached:
            break
        if focused is not None:
            reached.append(focused)
        QTest.keyClick(focused or window, Qt.Key.Key_Tab)
    groups = {it.group() for it in reached if isinstance(it, QRadioButton)}
    return [
        said(it)
        for it in wanted
        if it not in reached
        and not (
            isinstance(it, QAbstractButton) and it.group() is not None and it.group() in groups
        )
        and not isinstance(it, QScrollArea)
    ]


def latin(texts: list[str], allowed: tuple[str, ...] = ()) -> list[str]:
    """Return the texts that hold two Latin words in a row; groups of a digest are none."""
    return [
        text for text in texts if TWO_WORDS.search(DIGITS.sub("", text)) and text not in allowed
    ]


def _in_a_view(widget: QWidget) -> bool:
    return widget.objectName().startswith("qt_")


def mark_exhibit(at, row: int = 0) -> None:
    """Mark an exhibit of the account that is shown, as soon as it is there, and let it be shown."""

    def there() -> list[Tiles]:
        found = at.window.screen_shown.findChildren(Tiles)
        return [it for it in found if it.isVisible() and it.tiles.rowCount() > row]

    at.pause(there)
    (tiles,) = there()
    tiles.setCurrentIndex(tiles.tiles.index(row))
    at.settle()
    at.settle()
