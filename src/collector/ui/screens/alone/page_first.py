"""The first two questions: is it safe to write now, and in which language to tell."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from collector.model.testimony_input import TestimonyInput
from collector.ui.parts.answers import languages
from collector.ui.parts.checks import check_line
from collector.ui.parts.fields import Choice
from collector.ui.parts.layout import column, sheet
from collector.ui.screens.account.editing import Telling
from collector.ui.screens.alone.telling import QuestionPage

_SENTENCES = ("alone", "screen", "stop", "names", "kept")


class BeginPage(QuestionPage):
    """A few sentences to read before the first word."""

    step: ClassVar[str] = "begin"

    def __init__(self, telling: Telling) -> None:
        super().__init__(telling)
        said = [check_line(self.words(f"alone-begin-{it}"), tone="accent") for it in _SENTENCES]
        self.setLayout(column(sheet(*said, gap=14, margin=24)))


class LanguagePage(QuestionPage):
    """The language of the account; it need not be that of the window."""

    step: ClassVar[str] = "language"

    def __init__(self, telling: Telling) -> None:
        super().__init__(telling)
        chosen = telling.form.language
        self._language = Choice(languages(self.words, chosen), chosen, self.touched)
        self._language.setObjectName("language")
        self.setLayout(column(self._language))

    def collect(self, form: TestimonyInput) -> TestimonyInput:
        """Put in the language."""
        return msgspec.structs.replace(form, language=self._language.chosen())
