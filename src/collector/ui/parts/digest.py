"""A SHA-256 as people handle it: its ends to compare, the whole of it to mark or copy."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from collector.settings import Settings
from collector.ui.parts.actions import actions
from collector.ui.parts.buttons import button, rename
from collector.ui.parts.layout import column
from collector.ui.parts.text import label, selectable
from collector.ui.words import Words

CLEARED_AFTER: Final = 10_000
"""Milliseconds after which what was copied is taken off the clipboard again."""
_ENDS, _LINE = 8, 16


class Digest(QWidget):
    """A digest in hexadecimal, elided in the middle until somebody wants the whole of it."""

    def __init__(self, words: Words, settings: Settings, sha256: str) -> None:
        super().__init__()
        self._words, self._sha256 = words, sha256
        self._shown = selectable(label("", "code", name="digest"))
        self._shown.setAccessibleName(words("digest-name"))
        self._toggle = button("", "link", self._turn)
        self._toggle.setObjectName("digest-whole")
        copy = button(words("digest-copy"), "link", self._copy)
        copy.setObjectName("digest-copy")
        self._is_whole = True
        self._turn()
        name = label(words("digest-name"), "strong")
        self.setLayout(column(name, self._shown, actions(settings, self._toggle, copy), gap=4))

    def _turn(self) -> None:
        self._is_whole = not self._is_whole
        whole = self._sha256
        lines = [whole[at : at + _LINE] for at in range(0, len(whole), _LINE)]
        ends = f"{whole[:_ENDS]}…{whole[-_ENDS:]}"
        self._shown.setText("\n".join(lines) if self._is_whole else ends)
        rename(self._toggle, self._words("digest-part" if self._is_whole else "digest-whole"))

    def _copy(self) -> None:
        digest = self._sha256
        QGuiApplication.clipboard().setText(digest)
        QTimer.singleShot(CLEARED_AFTER, lambda: _clear(digest))


def _clear(text: str) -> None:
    """Take a text off the clipboard, unless something else is there by now."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.text() == text:
        clipboard.clear()
