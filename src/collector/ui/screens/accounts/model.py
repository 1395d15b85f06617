"""The lines of the list of accounts, as a table that Qt asks cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from collector.session import Found, Listed
from collector.ui import outside
from collector.ui.parts.text import Tone
from collector.ui.parts.tips import plain_tip
from collector.ui.words import Words

COLUMNS: Final = ("code", "about", "kept", "exhibits", "state")
ABOUT: Final = COLUMNS.index("about")
STATES: Final[dict[str, Tone]] = {
    "draft": "amber",
    "sealed": "accent",
    "queued": "accent",
    "exported": "accent",
    "delivered": "green",
    "damaged": "red",
}
_NOWHERE: Final = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


@dataclass(frozen=True)
class Line:
    """What a row shows.  ``named``: the account has a title of its own."""

    code: str
    about: str
    named: bool
    state: str
    tone: Tone
    snippet: str


def state_of(listed: Listed) -> str:
    """Return how an account stands, as its words are named: ``state-…``."""
    return "damaged" if listed.damaged else listed.state


class Accounts(QAbstractTableModel):
    """The accounts in the order they were given."""

    def __init__(self, words: Words, mono: QFont) -> None:
        super().__init__()
        self._words, self._mono = words, mono
        self._shown: Sequence[Found] = ()

    def show(self, shown: Sequence[Found]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def at(self, row: int) -> Listed:
        """Return the account of a row."""
        return self._shown[row].listed

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many accounts there are."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        """Return what a cell says.

        Under ``UserRole``: the tone of a state, and of the title's column the whole ``Line``.
        """
        found, name = self._shown[index.row()], COLUMNS[index.column()]
        if role == _Role.DisplayRole:
            return self._text(found.listed, name)
        if role == _Role.UserRole:
            return self._line(found) if name == "about" else STATES[state_of(found.listed)]
        if role == _Role.FontRole and name == "code":
            return self._mono
        if name == "about" and role in (_Role.ToolTipRole, _Role.AccessibleTextRole):
            return self._whole(found, role)
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        """Return the name of a column."""
        if orientation == Qt.Orientation.Horizontal:
            if role == _Role.DisplayRole:
                return self._words(f"accounts-column-{COLUMNS[section]}")
            if role == _Role.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, listed: Listed, name: str) -> str:
        if name == "code":
            return listed.human_code
        if name == "about":
            without = "accounts-damaged" if listed.damaged else "accounts-no-title"
            return outside.line(listed.about) or self._words(without)
        if name == "kept":
            return self._words.moment(listed.kept_at)
        if name == "exhibits":
            return self._words.number(listed.exhibits)
        return self._words(f"state-{state_of(listed)}")

    def _line(self, found: Found) -> Line:
        listed = found.listed
        return Line(
            code=listed.human_code,
            about=self._text(listed, "about"),
            named=bool(listed.about),
            state=self._text(listed, "state"),
            tone=STATES[state_of(listed)],
            snippet=outside.line(found.snippet),
        )

    def _whole(self, found: Found, role: int) -> str:
        line = self._line(found)
        if role == _Role.AccessibleTextRole:
            return ", ".join(it for it in (line.about, line.code, line.state, line.snippet) if it)
        return plain_tip(line.about)
