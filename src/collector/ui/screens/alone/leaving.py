"""Leave nothing behind: this account, or everything; each with what it means, asked once."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from collector.ui import design
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.asking import Asking
from collector.ui.parts.buttons import button
from collector.ui.parts.cards import Card
from collector.ui.parts.face import Face
from collector.ui.parts.layout import row
from collector.ui.parts.progress import Progress
from collector.ui.parts.text import label
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.alone.frame import width_of
from collector.ui.screens.settings_leave import leave_nothing


class LeavingScreen(Screen):
    """What can be given up, and honestly what that does not reach."""

    rail: ClassVar[str | None] = None

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        words, step = self.words, place.page.rpartition("/")[0]
        back_to = Place("alone", place.id, step) if place.id else Place("alone-home")
        back = button(words("alone-leave-back"), "primary", lambda: desktop.go(back_to))
        back.setObjectName("back")
        self._trouble = Trouble(words)
        self._progress = Progress(words)
        self._face = Face(
            words("alone-leave-question"),
            words("alone-leave-hint"),
            width=width_of(desktop.settings),
            top=design.MARGIN,
        )
        if place.id:
            self._offer("account", self._give_up)
        self._offer("all", self._destroy)
        self._face.put(self._progress, self._trouble, row(back, None))
        self._face.put(label(words("alone-leave-limits"), "hint"))
        self.fill(self._face)

    def _offer(self, what: str, done: Callable[[], None]) -> None:
        words = self.words
        asking = Asking(
            words,
            self.desktop.settings,
            question=words(f"alone-leave-{what}-question"),
            does=words(f"alone-leave-{what}-does"),
            name=f"leave-{what}-really",
            done=done,
        )
        title, hint = words(f"alone-leave-{what}"), words(f"alone-leave-{what}-hint")
        self._face.put(Card(title, hint, asking.ask, f"leave-{what}"), asking)

    def _give_up(self) -> None:
        account = self.place().id
        self.run(
            lambda job: job.session.testimonies.remove_draft(account),
            lambda _none: self.desktop.go(Place("alone-home")),
            self._trouble.tell,
        )

    def _destroy(self) -> None:
        self._progress.begin(self.words("alone-leave-destroying"))
        self.run(leave_nothing, lambda _none: self.desktop.closed(), self._trouble.tell)
