"""First start: the language, each named in itself."""

from __future__ import annotations

import msgspec

from collector.settings import LANGUAGES, Language
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.buttons import button, light
from collector.ui.parts.cards import Card
from collector.ui.screens.start.step import Step, ending, focus_later


class LanguageStep(Step):
    """The language applies at once; the page comes back in it."""

    page = "language"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        chosen = desktop.settings.language
        for language in LANGUAGES:
            self.face.put(self._card(language, chosen))
        left = [self.back_button()] if self.begun.again else []
        go = button(self.words("start-next"), "primary", lambda: self.on("purpose"))
        go.setObjectName("next")
        go.setVisible(chosen is not None)
        self.face.put(ending(desktop, *left, go=go))
        if chosen is not None:
            focus_later(go)

    def _card(self, language: Language, chosen: Language | None) -> Card:
        made = Card(LANGUAGES[language], "", lambda: self._choose(language), f"language-{language}")
        light(made, self.words("start-chosen") if language == chosen else "")
        return made

    def _choose(self, language: Language) -> None:
        self.desktop.change(msgspec.structs.replace(self.desktop.settings, language=language))
