"""Radio buttons and check boxes whose words go on in the next line when the window is narrow.

Qt's own do not wrap.  A press on the words is a press on the box.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from collector.ui.parts.layout import row
from collector.ui.parts.text import label


class Worded(QWidget):
    """A box and its words beside it; ``box`` is what is pressed and has the focus."""

    def __init__(self, box: QAbstractButton, text: str) -> None:
        super().__init__()
        self.box = box
        self.words = label(text)
        box.setAccessibleName(text)
        box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        inner = row(gap=8)
        inner.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        inner.addWidget(self.words, 1)
        self.setLayout(inner)

    def set_checked(self, on: bool) -> None:
        """Tick the box, or not, without telling anybody."""
        with QSignalBlocker(self.box):
            self.box.setChecked(on)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Press the box when the words are pressed."""
        if self.box.isEnabled() and self.rect().contains(event.position().toPoint()):
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.click()


def radio(text: str) -> Worded:
    """Return one answer of several; its box belongs into a ``QButtonGroup``."""
    return Worded(QRadioButton(), text)


def tick(
    text: str,
    *,
    checked: bool = False,
    changed: Callable[[bool], None] | None = None,
    name: str = "",
) -> Worded:
    """Return a box to tick; ``changed`` hears of what a person does, also by a screen reader,
    which turns a box without a click.
    """
    made = Worded(QCheckBox(), text)
    made.box.setChecked(checked)
    made.box.setObjectName(name)
    if changed is not None:
        made.box.toggled.connect(changed)
    return made
