"""The rail at the left: the few rooms of a role, and the lock in its corner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from collector.ui import design
from collector.ui.desktop import Counts, Desktop, Place
from collector.ui.parts.buttons import button, light
from collector.ui.parts.layout import column
from collector.ui.parts.text import label, say

ENTRIES: Final[Mapping[str, Sequence[str]]] = {
    "": (),
    "self": ("alone-home", "hand-over", "delivery", "platforms", "settings"),
    "interviewer": ("accounts", "hand-over", "delivery", "platforms", "settings"),
    "coordinator": (
        "arrivals",
        "accounts",
        "card",
        "platforms",
        "hand-over",
        "delivery",
        "settings",
    ),
}
LOCK_KEYS: Final = "Ctrl+L"
_SIDE, _PADDING = 14, 12


class Rail(QWidget):
    """Entries of one role.  Numbers say how much is there, and nothing when that is none."""

    def __init__(self, desktop: Desktop) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words = desktop.words
        self._here = words("rail-here")
        self.setFixedWidth(_width(desktop))
        self._numbers: dict[str, QLabel] = {}
        self._entries: dict[str, QPushButton] = {}
        box = column(gap=2)
        box.setContentsMargins(_SIDE, 22, _SIDE, 22)
        name = label(words("program"), "strong")
        name.setContentsMargins(10, 0, 0, 14)
        box.addWidget(name)
        for entry in ENTRIES[desktop.role]:
            box.addWidget(self._entry(desktop, entry))
        box.addStretch(1)
        self.lock = lock_button(desktop)
        box.addWidget(self.lock)
        self.setLayout(box)

    def light(self, entry: str | None) -> None:
        """Light the entry of the screen that is shown."""
        for name, made in self._entries.items():
            light(made, self._here if name == entry else "")

    def count(self, counts: Counts, desktop: Desktop) -> None:
        """Show the numbers."""
        shown = {
            "accounts": counts.accounts,
            "alone-home": counts.accounts,
            "hand-over": counts.waiting,
            "arrivals": counts.arrivals,
        }
        for entry, number in shown.items():
            if entry in self._numbers:
                text = desktop.words.number(number) if number else ""
                say(self._numbers[entry], text)
                said = desktop.words(f"rail-{entry}")
                self._entries[entry].setAccessibleName(f"{said} {text}".strip())
                self._make_room(entry)

    def _make_room(self, entry: str) -> None:
        """Leave the number out where it would stand on the name."""
        made, number = self._entries[entry], self._numbers[entry]
        bold = QFont(made.font())
        bold.setBold(True)
        name = QFontMetrics(bold).horizontalAdvance(made.text())
        room = self.width() - 2 * (_SIDE + _PADDING) - design.TIGHT
        number.setVisible(bool(number.text()) and name + number.sizeHint().width() <= room)

    def _entry(self, desktop: Desktop, entry: str) -> QPushButton:
        made = button(desktop.words(f"rail-{entry}"), "rail", lambda: desktop.go(Place(entry)))
        made.setObjectName(f"rail-{entry}")
        number = label("", "hint", wrap=False)
        number.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner = QHBoxLayout(made)
        inner.setContentsMargins(0, 0, 12, 0)
        inner.addStretch(1)
        inner.addWidget(number)
        self._numbers[entry], self._entries[entry] = number, made
        return made


def lock_button(desktop: Desktop) -> QPushButton:
    """Return the button that locks; it stands in the same corner everywhere."""
    said = desktop.words("lock")
    made = button(said, "lock", desktop.lock)
    made.setObjectName("lock")
    made.setToolTip(LOCK_KEYS)
    made.setFixedWidth(_width(desktop) - 2 * _SIDE)
    keys = label(LOCK_KEYS, "hint", wrap=False)
    if made.fontMetrics().horizontalAdvance(said) + keys.sizeHint().width() > made.width() - 44:
        return made
    keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    inner = QHBoxLayout(made)
    inner.setContentsMargins(0, 0, 12, 0)
    inner.addStretch(1)
    inner.addWidget(keys)
    return made


def _width(desktop: Desktop) -> int:
    return design.RAIL + desktop.settings.text_size - 100
