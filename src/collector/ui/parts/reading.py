"""A person's words to read: on their own sheet, whole, as plain text, never to be changed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from collector.ui.parts.wrapping import wrap_for

_AROUND: Final = 60
"""Pixels above and below the text together."""
_ROWS: Final = 24
_SHORT: Final = 6_000
"""Characters up to which a sheet is as high as its text; a longer one scrolls."""


class Reading(QPlainTextEdit):
    """Words as they are.  ``name`` is what a screen reader calls them."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "words")
        self.setObjectName("reading")
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.ensurePolished()
        self._is_short = len(text) <= _SHORT
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show other words."""
        self._is_short = len(text) <= _SHORT
        wrap_for(self, text)
        self.setPlainText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Be as high as the words need at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._is_short:
            height = 0.0
            block = self.document().begin()
            while block.isValid():
                height += self.blockBoundingRect(block).height()
                block = block.next()
        else:
            height = self.fontMetrics().lineSpacing() * _ROWS
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if self._is_short else policy.ScrollBarAsNeeded
        )
        if round(height) + _AROUND != self.height():
            self.setFixedHeight(round(height) + _AROUND)
