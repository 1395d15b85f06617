"""First start: what somebody is here for, which is the role of the vault."""

from __future__ import annotations

from dataclasses import replace

from collector.session import ROLES
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.cards import Card
from collector.ui.screens.start.step import Step, ending


class PurposeStep(Step):
    """Three cards with a sentence each."""

    page = "purpose"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        for role in ROLES:
            self.face.put(self._card(role))
        self.face.put(ending(desktop, self.back_button(), go=None))

    def _card(self, role: str) -> Card:
        begun = replace(self.begun, role=role)
        return Card(
            self.words(f"welcome-{role}"),
            self.words(f"welcome-{role}-hint"),
            lambda: self.on("where", begun),
            f"role-{role}",
        )
