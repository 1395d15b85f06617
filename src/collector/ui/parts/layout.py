"""Sheets, rows and columns with the spaces of ``design``."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from collector.ui import design
from collector.ui.parts.text import Tone

Part = QWidget | QLayout | int | None
"""What goes into a row or column: a part, a space in pixels, or None for room that stretches."""


def fill(box: QBoxLayout, parts: tuple[Part, ...]) -> None:
    """Put parts into a box, one after the other."""
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, int):
            box.addSpacing(part)
        elif isinstance(part, QLayout):
            box.addLayout(part)
        else:
            box.addWidget(part)


def row(*parts: Part, gap: int = design.TIGHT) -> QHBoxLayout:
    """Return parts side by side."""
    box = QHBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(gap)
    fill(box, parts)
    return box


def column(*parts: Part, gap: int = design.TIGHT) -> QVBoxLayout:
    """Return parts one below the other."""
    box = QVBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(gap)
    fill(box, parts)
    return box


def group(box: QLayout, name: str = "") -> QWidget:
    """Return a widget around a layout, so that it can be hidden and named."""
    made = QWidget()
    made.setLayout(box)
    made.setObjectName(name)
    return made


def sheet(*parts: Part, gap: int = design.TIGHT, margin: int = 20) -> QFrame:
    """Return parts on a sheet of their own."""
    return _frame("sheet", column(*parts, gap=gap), margin)


def banner(*parts: Part, tone: Tone = "amber") -> QFrame:
    """Return a soft coloured strip: look here."""
    made = _frame("banner", row(*parts, gap=design.GAP), 20)
    made.setProperty("tone", tone)
    return made


def line() -> QFrame:
    """Return a hairline."""
    made = QFrame()
    made.setProperty("kind", "line")
    return made


def scrolled(inner: QWidget) -> QScrollArea:
    """Return a part that scrolls when the window is too small for it; never sideways."""
    # Qt would take the height of the narrowest layout as the least: empty ground below the last
    # part.  With a least height of one's own, the height for the width at hand is what counts.
    inner.setMinimumHeight(1)
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    return area


def centred(inner: QWidget, width: int) -> QHBoxLayout:
    """Return a part in the middle, at most ``width`` pixels wide."""
    inner.setMaximumWidth(width)
    inner.setSizePolicy(QSizePolicy.Policy.Expanding, inner.sizePolicy().verticalPolicy())
    box = row(gap=0)
    box.addStretch(1)
    box.addWidget(inner, 1000)
    box.addStretch(1)
    return box


def clear(box: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := box.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            clear(inner)
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()


def _frame(kind: str, box: QBoxLayout, margin: int) -> QFrame:
    made = QFrame()
    made.setProperty("kind", kind)
    box.setContentsMargins(margin, margin - 4, margin, margin - 4)
    made.setLayout(box)
    return made
