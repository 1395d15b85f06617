"""What every screen is: a widget that knows its place and keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from PySide6.QtWidgets import QWidget

from collector.errors import CollectorError
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.layout import column
from collector.ui.tasks import Running, Work

T = TypeVar("T")


class Screen(QWidget):
    """One screen.  ``rail`` is the entry of the rail that is lit; None shows no rail.

    A screen is made anew whenever it is shown, also after language, theme or size of text changed:
    ``place`` must bring back what it shows, ``leave`` must hand what was typed to a job.
    """

    rail: ClassVar[str | None] = None

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__()
        self.setObjectName("page")
        self.desktop = desktop
        self.words = desktop.words
        self._place = place

    def place(self) -> Place:
        """Return where this is, so that it can be made again."""
        return self._place

    def leave(self) -> None:
        """Hand what was typed and is not kept yet to an urgent job; called before all goes."""

    def fill(self, content: QWidget) -> None:
        """Make ``content`` the whole of this screen."""
        box = column(gap=0)
        box.addWidget(content)
        self.setLayout(box)

    def run(
        self,
        work: Work[T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[CollectorError], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Running[T]:
        """Give a job whose result comes back to this screen, as long as it is there."""
        return self.desktop.tasks.start(self, work, done, failed, progress=progress)

    def keep(
        self,
        work: Work[T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[CollectorError], None] | None = None,
        *,
        between: bool = False,
    ) -> Running[T]:
        """Give a job that keeps what was typed: it goes before all others.

        ``between`` is for verbs that may not run while an exhibit is being taken in.
        """
        return self.desktop.tasks.start(self, work, done, failed, urgent=True, between=between)
