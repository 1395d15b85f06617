"""The accounts of this vault: code, what each is about, when it was kept, how it stands."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedLayout, QTableView, QWidget

from collector.model.testimony_input import TestimonyInput
from collector.session import Listed
from collector.ui import design, outside
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.buttons import button
from collector.ui.parts.fields import search_field
from collector.ui.parts.layout import banner, column, group, row
from collector.ui.parts.page import Page
from collector.ui.parts.text import Tone, label, say
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.accounts.chips import ChipColumn
from collector.ui.words import Words

COLUMNS = ("code", "about", "kept", "exhibits", "state")
STATE_COLUMN = len(COLUMNS) - 1
TONES: dict[str, Tone] = {
    "draft": "amber",
    "sealed": "accent",
    "exported": "accent",
    "delivered": "green",
}


class Accounts(QAbstractTableModel):
    """The lines of the list."""

    def __init__(self, words: Words, mono: QFont) -> None:
        super().__init__()
        self._words = words
        self._mono = mono
        self.lines: list[Listed] = []

    def show(self, lines: list[Listed]) -> None:
        """Show other lines, the newest first."""
        self.beginResetModel()
        self.lines = sorted(lines, key=lambda it: it.kept_at, reverse=True)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        """Return how many accounts there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return what a cell says; the state's tone is under ``UserRole``."""
        listed, name = self.lines[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(listed, name)
        if role == Qt.ItemDataRole.UserRole and name == "state":
            return TONES[listed.state]
        if role == Qt.ItemDataRole.FontRole and name == "code":
            return self._mono
        return None

    def headerData(  # noqa: N802
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the name of a column."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._words(f"accounts-column-{COLUMNS[section]}")
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, listed: Listed, name: str) -> str:
        if name == "code":
            return listed.human_code
        if name == "about":
            return outside.line(listed.about) or self._words("accounts-no-title")
        if name == "kept":
            return self._words.moment(listed.kept_at)
        if name == "exhibits":
            return self._words.number(listed.exhibits)
        return self._words(f"state-{listed.state}")


class AccountsTable(QTableView):
    """The list; Enter or a double click opens a line."""

    def __init__(self, model: Accounts, desktop: Desktop) -> None:
        super().__init__()
        self._accounts = model
        self._desktop = desktop
        self.setModel(model)
        self.setAccessibleName(desktop.words("accounts-title"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(design.pixels(28, desktop.settings) + 2 * 12)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.setItemDelegateForColumn(STATE_COLUMN, ChipColumn(desktop.settings, self))
        self.clicked.connect(lambda index: self.open(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open the marked line on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.open(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def open(self, line: int) -> None:
        """Show the account of a line."""
        listed = self._accounts.lines[line]
        screen = "account" if listed.state == "draft" else "sealed"
        self._desktop.go(Place(screen, listed.id))


class AccountsScreen(Screen):
    """The first screen of an interviewer."""

    rail: ClassVar[str | None] = "accounts"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        words = self.words
        new = button(words("accounts-new"), "primary", self._begin)
        new.setObjectName("new-account")
        self._page = Page(
            words("accounts-title"), words("accounts-hint"), actions=(new,), scrolls=False
        )
        self._trouble = Trouble(words)
        mono = QFont(design.MONO)
        mono.setPixelSize(design.pixels(14, desktop.settings))
        self._model = Accounts(words, mono)
        self._search = search_field(words("accounts-search"), self._look)
        self._search.setText(place.page)
        self._nothing_found = label(words("accounts-none-found"), "soft")
        self._stack = QStackedLayout()
        self._stack.addWidget(QWidget())
        self._stack.addWidget(self._empty())
        self._stack.addWidget(AccountsTable(self._model, desktop))
        self._waiting = label("")
        go = button(words("rail-hand-over"), "link", lambda: desktop.go(Place("hand-over")))
        self._strip = banner(self._waiting, None, go)
        self._strip.hide()
        body = column(self._search, self._nothing_found, gap=12)
        body.addLayout(self._stack, 1)
        self._nothing_found.hide()
        self._page.put(self._trouble, group(body), self._strip)
        self.fill(self._page)
        self._look()

    def place(self) -> Place:
        """Return here with the same search."""
        return Place("accounts", page=self._search.text())

    def _look(self) -> None:
        text = self._search.text().strip()
        if text:
            self.run(lambda job: job.session.testimonies.search(text), self._show_found)
        else:
            self.run(lambda job: job.session.testimonies.every(), self._show, self._trouble.tell)

    def _show(self, lines: list[Listed]) -> None:
        self._model.show(lines)
        self._nothing_found.hide()
        self._search.setVisible(bool(lines))
        self._stack.setCurrentIndex(2 if lines else 1)
        sealed = sum(1 for it in lines if it.state == "sealed")
        say(self._waiting, self.words("accounts-waiting", count=sealed))
        self._strip.setVisible(sealed > 0)

    def _show_found(self, found: list[object]) -> None:
        self._model.show([it.listed for it in found])  # type: ignore[attr-defined]
        self._nothing_found.setVisible(not found)
        self._stack.setCurrentIndex(2)

    def _empty(self) -> QWidget:
        words = self.words
        return group(
            column(
                None,
                row(None, label(words("accounts-empty"), "heading", wrap=False), None),
                row(None, label(words("accounts-empty-hint"), "soft", wrap=False), None),
                None,
                None,
                gap=6,
            )
        )

    def _begin(self) -> None:
        self.run(
            lambda job: job.session.testimonies.add(TestimonyInput()),
            lambda made: self.desktop.go(Place("account", made)),
            self._trouble.tell,
        )


def screen(desktop: Desktop, place: Place) -> Screen:
    """Return the list of accounts."""
    return AccountsScreen(desktop, place)
