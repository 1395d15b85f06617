"""One question before something that cannot be undone, in its place on the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from collector.settings import Settings
from collector.ui.parts.actions import actions
from collector.ui.parts.buttons import button
from collector.ui.parts.into_view import into_view
from collector.ui.parts.layout import banner, column, group
from collector.ui.parts.text import label
from collector.ui.words import Words


class Asking(QWidget):
    """A sentence and two answers, hidden until ``ask``; the answer that changes nothing is first.

    ``name`` is the object name of the answer that does it; ``-keep`` is added for the other.
    ``between`` makes what stands between the sentence and the answers.
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
        between: Callable[[], QWidget] | None = None,
    ) -> None:
        super().__init__()
        self._words, self._settings = words, settings
        self._question, self._does, self._name = question, does, name
        self._done, self._kept, self._between = done, kept, between
        self._keep: QPushButton | None = None
        self.setAccessibleName(question)
        self.hide()

    def ask(self) -> None:
        """Show the question, which is made when it is first asked, where it can be seen."""
        keep = self._keep or self._made()
        self.show()
        keep.setFocus()
        into_view(self)

    def _made(self) -> QPushButton:
        self._keep = button(self._words("asking-leave"), "outlined", self._close)
        self._keep.setObjectName(f"{self._name}-keep")
        go = button(self._does, "outlined", lambda: self._go(self._done))
        go.setObjectName(self._name)
        inner = column(label(self._question), gap=12)
        if self._between is not None:
            inner.addWidget(self._between())
        inner.addWidget(actions(self._settings, self._keep, go))
        self.setLayout(column(banner(group(inner))))
        return self._keep

    def _go(self, done: Callable[[], None]) -> None:
        self.hide()
        done()

    def _close(self) -> None:
        self.hide()
        if self._kept is not None:
            self._kept()
