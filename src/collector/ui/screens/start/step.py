"""One question of the first start, and what was answered so far."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal, get_args

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from collector.session import ROLES
from collector.ui import design
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.actions import type_is_large
from collector.ui.parts.buttons import button
from collector.ui.parts.face import Face
from collector.ui.parts.layout import column, group, row
from collector.ui.screen import Screen

Page = Literal["language", "purpose", "where", "passphrase", "suggestion"]
ORDER: tuple[Page, ...] = get_args(Page)
WIDTH = 620
TOP = 84


@dataclass(frozen=True)
class Beginning:
    """What was answered: the role, the folder of the new vault (None: the usual one).

    ``again`` tells that somebody came from the unlock screen and may go back there.
    """

    role: str = ROLES[0]
    folder: Path | None = None
    again: bool = False


class Step(Screen):
    """A page of the first start."""

    page: ClassVar[Page]

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        self.begun = place.data if isinstance(place.data, Beginning) else Beginning()
        self.face = face(
            desktop,
            self.words(f"welcome-{self.page}-title"),
            self.words(f"welcome-{self.page}-hint"),
        )
        self.fill(self.face)

    def place(self) -> Place:
        """Return this page with what was answered."""
        return Place("welcome", page=self.page, data=self.begun)

    def on(self, page: Page, begun: Beginning | None = None) -> None:
        """Go to a page, perhaps with more answers than before."""
        self.desktop.go(Place("welcome", page=page, data=begun or self.begun))

    def back(self) -> None:
        """Go to the page before, from the first one to where somebody came from."""
        number = ORDER.index(self.page)
        if number > 0:
            self.on(ORDER[number - 1])
        elif self.begun.again:
            self.desktop.go(Place("unlock"))

    def back_button(self) -> QPushButton:
        """Return the way back."""
        made = button(self.words("start-back"), "link", self.back)
        made.setObjectName("back")
        return made


def face(desktop: Desktop, title: str, hint: str, *, width: int = WIDTH, top: int = TOP) -> Face:
    """Return the frame of a question; type that is large takes the space above."""
    settings = desktop.settings
    wide = min(design.pixels(width, settings), 960)
    return Face(title, hint, width=wide, top=design.BLOCK if type_is_large(settings) else top)


def ending(desktop: Desktop, *left: QWidget, go: QWidget | None) -> QWidget:
    """Return quiet ways out at the left and the one thing to do at the right.

    Where the type is large they stand one below the other, the one thing to do first.
    """
    if not type_is_large(desktop.settings):
        box = row(*left, None, gap=design.GAP)
        if go is not None:
            box.addWidget(go)
        made = group(box)
    else:
        made = group(column(*(row(it, None) for it in (go, *left) if it is not None)))
    made.setContentsMargins(0, design.TIGHT, 0, 0)
    return made


def focus_later(widget: QWidget) -> None:
    """Give a part the keyboard once the window has shown its screen."""
    QTimer.singleShot(0, widget, widget.setFocus)
