"""The marked line of a long list stays where it stood when the list is shown anew.

Lines are laid out a few at a time, so that the keyboard is heard in between; until its turn comes a
line has no place, and scrolling to it would show empty ground.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QListView


class Steady:
    """Marks lines of a view that lays out in batches, and scrolls once they have their place."""

    def __init__(self, view: QListView) -> None:
        self._view = view
        self._stood: int | None = None
        self._waits = False
        view.verticalScrollBar().rangeChanged.connect(lambda *_range: self._settle())

    def remember(self) -> None:
        """Keep in mind where the marked line stands; for a moment before the list changes."""
        rect = self._view.visualRect(self._view.currentIndex())
        self._stood = None if rect.isEmpty() else rect.top()

    def mark(self, index: QModelIndex, *, same: bool) -> None:
        """Mark a line; ``same`` tells that it is the one that was marked before."""
        view = self._view
        if not same:
            self._stood = None
        view.setAutoScroll(False)
        view.setCurrentIndex(index)
        view.setAutoScroll(True)
        self._waits = True
        self._settle()

    def _settle(self) -> None:
        view, index = self._view, self._view.currentIndex()
        rect = view.visualRect(index)
        if not self._waits or rect.isEmpty():
            return
        if self._stood is None:
            view.scrollTo(index)
        else:
            bar = view.verticalScrollBar()
            bar.setValue(bar.value() + rect.top() - self._stood)
        last = view.model().index(view.model().rowCount() - 1, 0)
        self._waits = view.visualRect(last).isEmpty()
