"""Buttons: one filled button per screen, everything else outlined or quiet text.

The only file that makes push buttons, so that an ``&`` in a text is never a shortcut by chance.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from collector.ui.parts.text import restyle

Kind = Literal["primary", "outlined", "link", "rail", "step", "lock"]


def button(text: str, kind: Kind, pressed: Callable[[], None] | None = None) -> QPushButton:
    """Return a button.  Enter presses it while it has the focus."""
    made = QPushButton(text.replace("&", "&&"))
    made.setAccessibleName(text)
    made.setProperty("kind", kind)
    made.setAutoDefault(True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if kind in ("rail", "step"):
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    if pressed is not None:
        made.clicked.connect(lambda _checked=False: pressed())
    return made


def rename(made: QPushButton, text: str) -> None:
    """Change what a button says."""
    made.setText(text.replace("&", "&&"))
    made.setAccessibleName(text)


def weigh(made: QPushButton, kind: Kind) -> None:
    """Let a button be the filled one of its screen, or no longer."""
    if made.property("kind") != kind:
        made.setProperty("kind", kind)
        restyle(made)


def light(made: QPushButton, where: str) -> None:
    """Show by light and, for a screen reader, in words that this entry is where somebody is.

    ``where`` is nothing for every other entry.
    """
    made.setProperty("lit", bool(where))
    made.setAccessibleDescription(where)
    restyle(made)
