"""Fields that hold no more than the model can keep, and give back exactly what was typed.

Qt counts in UTF-16 units, the model in characters: what fits here fits there.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from collector.ui.parts.wrapping import wrap_for

LINE: Final = 200
NOTE: Final = 10_000
LONGEST_LINE: Final = 5_000
_BREAKS: Final = str.maketrans({"\u2028": "\n", "\u2029": "\n"})


def whole(text: str) -> str:
    """Return text without halves of UTF-16 pairs, which cannot be written."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def bounded_line(text: str = "", *, limit: int = LINE, placeholder: str = "") -> QLineEdit:
    """Return a field for one line of at most ``limit`` UTF-16 units.

    A text that was kept and is longer stays whole.
    """
    made = QLineEdit()
    made.setMaxLength(max(limit, _units(text)))
    made.setText(text)
    made.setPlaceholderText(placeholder)
    return made


class BoundedText(QPlainTextEdit):
    """Several lines of plain text.  What is over the limit is not taken in; Tab goes on."""

    def __init__(self, text: str = "", *, limit: int = NOTE, rows: int = 3, kind: str = "") -> None:
        super().__init__()
        self._limit = limit
        self.setProperty("kind", kind)
        self.ensurePolished()
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * rows + 40)
        self.setTabChangesFocus(True)
        wrap_for(self, text)
        self.setPlainText(text)

    def go_on_at_the_end(self) -> None:
        """Put the cursor behind the last word, once the text has been shown.

        In a turn of its own: a long text is laid out for it.
        """
        QTimer.singleShot(0, self, lambda: self.moveCursor(QTextCursor.MoveOperation.End))

    def typed(self) -> str:
        """Return the text as it stands, no-break spaces included."""
        return whole(self.document().toRawText().translate(_BREAKS))

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Take in pasted or dropped text, as much of it as there is room for."""
        text = _cut(_broken(source.text()), self._room())
        wrap_for(self, text)
        self.textCursor().insertText(text)
        self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take in a key, unless it writes and there is no room."""
        writes = event.text() >= " " or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if writes and event.text() != "\x7f" and self._room() <= 0:
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Take in what an input method writes, as far as there is room."""
        if _units(event.commitString()) > self._room():
            event.setCommitString("")
        super().inputMethodEvent(event)

    def _room(self) -> int:
        cursor = self.textCursor()
        marked = abs(cursor.selectionEnd() - cursor.selectionStart())
        return self._limit - (self.document().characterCount() - 1) + marked


def _broken(text: str) -> str:
    """Return text whose longest lines are broken: Qt lays out a whole line for every key in it."""
    if len(text) <= LONGEST_LINE:
        return text
    size = LONGEST_LINE
    return "\n".join(
        part
        for line in text.split("\n")
        for part in ([line[i : i + size] for i in range(0, len(line), size)] or [""])
    )


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le", "surrogatepass")[: 2 * max(0, units)].decode(
        "utf-16-le", "ignore"
    )
