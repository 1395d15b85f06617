"""The frame around each question: where one is, a way to pause, a way to leave nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from collector.settings import Settings
from collector.ui import design
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.actions import type_is_large
from collector.ui.parts.buttons import button
from collector.ui.parts.face import Face
from collector.ui.parts.flow import Flow
from collector.ui.parts.layout import Part, column, group, row
from collector.ui.parts.text import label, say
from collector.ui.parts.trouble import Trouble

WIDTH = 620
"""Pixels at 100 %: a readable line of 17 px type."""


class QuestionFrame(QWidget):
    """One question on a calm page, with what stays the same on all of them.

    ``pause`` is called when somebody wants a break.
    """

    def __init__(
        self, desktop: Desktop, account: str, step: str, where: str, pause: Callable[[], None]
    ) -> None:
        super().__init__()
        words = desktop.words
        self._desktop = desktop
        self.kept = label("", "hint", name="kept")
        self.kept.hide()
        rest = button(words("alone-break"), "link", pause)
        rest.setObjectName("break")
        nothing = button(words("alone-leave"), "outlined", self._to(account, f"{step}/leave"))
        nothing.setObjectName("leave-nothing")
        at_left = group(column(label(where, "hint", name="step"), self.kept, gap=2))
        self._top = QVBoxLayout()
        self._top.setSpacing(12)
        if type_is_large(desktop.settings):
            self._top.addWidget(at_left)
            self._top.addWidget(group(Flow(rest, nothing, gap=12)))
        else:
            line = row(gap=design.GAP)
            line.addWidget(at_left, 1, Qt.AlignmentFlag.AlignVCenter)
            line.addLayout(row(rest, nothing, gap=12))
            self._top.addLayout(line)
        self._top.setContentsMargins(design.MARGIN, 20, design.MARGIN, 0)
        self.trouble = Trouble(words)
        self._top.addWidget(self.trouble)  # in view however far down somebody writes
        self._box = column(gap=0)
        self._box.addLayout(self._top)
        self.setLayout(self._box)

    def show_question(self, question: str, hint: str, page: QWidget, below: list[Part]) -> None:
        """Show a question with its page, and the buttons below it."""
        settings = self._desktop.settings
        top = design.GAP if type_is_large(settings) else 46
        face = Face(question, hint, width=width_of(settings), top=top)
        face.put(page, *below)
        self._box.addWidget(face, 1)
        face.show()  # at once: the first field is to have the keyboard

    def say_kept(self, text: str) -> None:
        """Say when everything was on disk."""
        say(self.kept, text)

    def _to(self, account: str, page: str) -> Callable[[], None]:
        return lambda: self._desktop.go(Place("alone", account, page))


def width_of(settings: Settings) -> int:
    """Return how wide a question may be; it grows with the type, up to a limit."""
    return min(design.pixels(WIDTH, settings), 960)


def onward(desktop: Desktop, left: list[QPushButton], right: list[QPushButton]) -> QWidget:
    """Return the buttons below a question: quiet ones at the left, on at the right."""
    if not type_is_large(desktop.settings):
        return group(row(*left, None, *right, gap=12))
    return group(column(*(row(it, None) for it in (*reversed(right), *left))))
