"""Two calm screens: a pause, and the end when an account is sealed."""

from __future__ import annotations

from typing import ClassVar

from collector.ui.desktop import Desktop, Place
from collector.ui.parts.actions import actions
from collector.ui.parts.buttons import button
from collector.ui.parts.face import Face
from collector.ui.parts.text import label
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.alone.frame import width_of
from collector.ui.tasks import Job


class BreakScreen(Screen):
    """Everything is kept; go on, or close and lock."""

    rail: ClassVar[str | None] = None

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        words, step = self.words, place.page.rpartition("/")[0]
        on = button(
            words("alone-go-on"), "primary", lambda: desktop.go(Place("alone", place.id, step))
        )
        on.setObjectName("go-on")
        close = button(words("alone-close-and-lock"), "outlined", desktop.lock)
        close.setObjectName("close-and-lock")
        home = button(words("alone-to-home"), "link", lambda: desktop.go(Place("alone-home")))
        home.setObjectName("home")
        face = Face(
            words("alone-break-title"),
            words("alone-break-hint"),
            width=width_of(desktop.settings),
        )
        face.put(label(words("alone-break-kept"), "soft"))
        face.put(actions(desktop.settings, on, close, home))
        self.fill(face)


class SealedScreen(Screen):
    """It is sealed: hand it over, or rest."""

    rail: ClassVar[str | None] = None

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        words = self.words
        self._code = label("", "code", name="code")
        self._trouble = Trouble(words)
        give = button(
            words("alone-hand-over"), "primary", lambda: desktop.go(Place("hand-over", place.id))
        )
        give.setObjectName("hand-over")
        rest = button(words("alone-rest"), "outlined", lambda: desktop.go(Place("alone-home")))
        rest.setObjectName("rest")
        face = Face(
            words("alone-sealed-title"),
            words("alone-sealed-hint"),
            width=width_of(desktop.settings),
        )
        face.put(label(words("alone-sealed-code"), "soft"), self._code, self._trouble)
        face.put(actions(desktop.settings, give, rest))
        self.fill(face)
        account = place.id

        def code(job: Job) -> str:
            return job.session.testimonies.sealed(account).listed.human_code

        self.run(code, self._code.setText, self._trouble.tell)
