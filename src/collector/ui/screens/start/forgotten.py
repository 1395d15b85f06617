"""What to do when the passphrase is forgotten: the truth, and ways to go on."""

from __future__ import annotations

from collector.ui.desktop import Desktop, Place
from collector.ui.parts.buttons import button
from collector.ui.parts.text import label
from collector.ui.screen import Screen
from collector.ui.screens.start.step import Beginning, ending, face


class ForgottenScreen(Screen):
    """There is no second way in."""

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        words = self.words
        again = button(words("forgot-again"), "primary", lambda: desktop.go(Place("unlock")))
        again.setObjectName("try-again")
        new = button(words("forgot-new"), "link", self._begin)
        new.setObjectName("new-vault")
        made = face(desktop, words("forgot-title"), words("forgot-hint"))
        made.put(
            label(words("forgot-try")),
            label(words("forgot-kept")),
            ending(desktop, new, go=again),
        )
        self.fill(made)

    def _begin(self) -> None:
        begun = Beginning(again=True)
        self.desktop.go(Place("welcome", page="purpose", data=begun))
