"""The table of accounts: columns while there is room for them, else one line below the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from collector.session import Listed
from collector.ui import design
from collector.ui.desktop import Desktop
from collector.ui.parts.chips import ChipColumn, Chips
from collector.ui.screens.accounts.about import AboutColumn
from collector.ui.screens.accounts.model import ABOUT, COLUMNS, STATES, Accounts

_SIDES: Final = 28
_LEAST_ABOUT: Final = 200
"""Pixels at 100 % that a title needs beside the other columns."""
_FEWER: Final = ("exhibits", "kept")
"""Columns that go first when the window is narrow."""
_FEWEST_ROWS: Final = 3
_A_CODE: Final = "MM-MMM-M"
_NEVER: Final = "2020-12-28T00:00:00Z"


class AccountsTable(QTableView):
    """Enter or a click opens a line; Delete, and the menu of a draft, ask to remove it."""

    def __init__(
        self,
        model: Accounts,
        desktop: Desktop,
        mono: QFont,
        opened: Callable[[Listed], None],
        removed: Callable[[Listed], None],
    ) -> None:
        super().__init__()
        self._accounts, self._desktop = model, desktop
        self._opened, self._removed = opened, removed
        self._mono = mono
        chips = Chips(desktop.settings)
        self._about = AboutColumn(desktop.settings, chips, mono, self)
        self._widths = self._measured(chips)
        self.setObjectName("accounts")
        self.setModel(model)
        self.setAccessibleName(desktop.words("accounts-title"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setItemDelegateForColumn(ABOUT, self._about)
        self.setItemDelegateForColumn(COLUMNS.index("state"), ChipColumn(chips, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(ABOUT, QHeaderView.ResizeMode.Stretch)
        for name, width in self._widths.items():
            self.setColumnWidth(COLUMNS.index(name), width)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.clicked.connect(lambda index: self.open(index.row()))
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_found(False)

    def heightForWidth(self, _width: int) -> int:  # noqa: N802 - Qt's name
        """Return the least height: the page around it scrolls by what its parts say here."""
        return self.minimumHeight()

    def set_found(self, found: bool) -> None:
        """Show the text around what was searched, or not."""
        self._about.found = found
        self._set_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open the marked line on Enter, ask to remove it on Delete; go to both ends."""
        row, last = self.currentIndex().row(), self._accounts.rowCount() - 1
        if row >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open(row)
        elif row >= 0 and event.key() == Qt.Key.Key_Delete:
            self._remove(self._accounts.at(row))
        elif last >= 0 and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.selectRow(0 if event.key() == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show as many columns as there is room for."""
        super().resizeEvent(event)
        least = design.pixels(_LEAST_ABOUT, self._desktop.settings)
        hidden: set[str] = set()
        for name in ("", *_FEWER):
            hidden |= {name}
            shown = [width for it, width in self._widths.items() if it not in hidden]
            if sum(shown) + least <= event.size().width():
                break
        else:
            hidden |= set(self._widths)
        for name in self._widths:
            self.setColumnHidden(COLUMNS.index(name), name in hidden)
        self._about.stacked = "code" in hidden
        self.horizontalHeader().setVisible(not self._about.stacked)
        self._set_height()

    def open(self, row: int) -> None:
        """Show the account of a row."""
        self._opened(self._accounts.at(row))

    def menu_of(self, row: int) -> QMenu:
        """Return what can be done with a row."""
        listed, words = self._accounts.at(row), self._desktop.words
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(words("accounts-open"), lambda: self._opened(listed))
        if listed.state == "draft":
            menu.addAction(words("accounts-remove"), lambda: self._remove(listed))
        return menu

    def _show_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if index.isValid():
            self.menu_of(index.row()).popup(self.viewport().mapToGlobal(at))

    def _set_height(self) -> None:
        """Give every row its height; where the window is too low for a few, the page scrolls."""
        self.verticalHeader().setDefaultSectionSize(self._about.height())
        self.setMinimumHeight(_FEWEST_ROWS * self._about.height())

    def _measured(self, chips: Chips) -> dict[str, int]:
        """Return the widths of all columns but the title's, without looking at any account."""
        words, settings = self._desktop.words, self._desktop.settings
        text, hint = QFont(design.TEXT), QFont(design.TEXT)
        text.setPixelSize(design.pixels(design.BODY, settings))
        hint.setPixelSize(design.pixels(design.HINT, settings))
        cells = {
            "code": QFontMetrics(self._mono).horizontalAdvance(_A_CODE),
            "kept": QFontMetrics(text).horizontalAdvance(words.moment(_NEVER)),
            "exhibits": QFontMetrics(text).horizontalAdvance(words.number(9999)),
            "state": max(chips.size(words(f"state-{it}")).width() for it in STATES),
        }
        heads = QFontMetrics(hint)
        return {
            name: max(width, heads.horizontalAdvance(words(f"accounts-column-{name}"))) + _SIDES
            for name, width in cells.items()
        }

    def _remove(self, listed: Listed) -> None:
        if listed.state == "draft":
            self._removed(listed)
