"""Giving a draft up: a quiet link that asks once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from collector.settings import Settings
from collector.ui.parts.actions import actions
from collector.ui.parts.buttons import button
from collector.ui.parts.layout import column, group, row
from collector.ui.parts.text import label
from collector.ui.words import Words


class Removing(QWidget):
    """``remove`` is called when the person means it."""

    def __init__(
        self, words: Words, settings: Settings, question: str, remove: Callable[[], None]
    ) -> None:
        super().__init__()
        self._ask = button(words("remove-draft"), "link", lambda: self._show(asked=True))
        self._ask.setObjectName("remove-draft")
        self._really = button(words("remove-draft-really"), "outlined", remove)
        self._really.setObjectName("remove-draft-really")
        self._no = button(words("remove-draft-no"), "link", lambda: self._show(asked=False))
        self._no.setObjectName("remove-draft-no")
        both = actions(settings, self._really, self._no)
        self._asked = group(column(label(question), both))
        self._asked.hide()
        self.setLayout(column(row(self._ask, None), self._asked))

    def _show(self, *, asked: bool) -> None:
        self._ask.setVisible(not asked)
        self._asked.setVisible(asked)
        (self._no if asked else self._ask).setFocus()
