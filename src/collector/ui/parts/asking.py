"""One question before something that cannot be undone, in its place on the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from collector.settings import Settings
from collector.ui.parts.actions import actions
from collector.ui.parts.buttons import button
from collector.ui.parts.layout import Part, banner, column, group
from collector.ui.parts.text import label
from collector.ui.words import Words


class Asking(QWidget):
    """A sentence and two answers, hidden until ``ask``; the answer that changes nothing is first.

    ``name`` is the object name of the answer that does it; ``-keep`` is added for the other.
    """

    def __init__(
        self,
        words: Words,
        settings: Settings,
        *,
        question: str,
        does: str,
        name: str,
        done: Callable[[], None],
        kept: Callable[[], None] | None = None,
        between: Part = None,
    ) -> None:
        super().__init__()
        self._kept = kept
        self._keep = button(words("asking-leave"), "outlined", self._close)
        self._keep.setObjectName(f"{name}-keep")
        go = button(does, "outlined", lambda: self._go(done))
        go.setObjectName(name)
        inner = column(label(question), gap=12)
        if isinstance(between, QWidget):
            inner.addWidget(between)
        inner.addWidget(actions(settings, self._keep, go))
        box = column(banner(group(inner)))
        self.setLayout(box)
        self.setAccessibleName(question)
        self.hide()

    def ask(self) -> None:
        """Show the question."""
        self.show()
        self._keep.setFocus()

    def _go(self, done: Callable[[], None]) -> None:
        self.hide()
        done()

    def _close(self) -> None:
        self.hide()
        if self._kept is not None:
            self._kept()
