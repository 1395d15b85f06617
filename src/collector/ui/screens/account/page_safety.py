"""Before the account: what to say first, and what kind of conversation this is."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from collector.model.testimony_input import TestimonyInput
from collector.ui import design
from collector.ui.parts.answers import NOT_SAID, languages, or_not_said, terms
from collector.ui.parts.checks import check_line
from collector.ui.parts.fields import Choice, Field, drop_down
from collector.ui.parts.layout import column, sheet
from collector.ui.parts.text import label
from collector.ui.screens.account.editing import Editing, StepPage

_SENTENCES = ("alone", "stop", "silence", "others", "kept")


class SafetyPage(StepPage):
    """A few sentences to read first; kind, way and language of the account."""

    step: ClassVar[str] = "safety"

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing)
        words, form = self.words, editing.form
        self._kind = Choice(
            terms(words, "V-IKIND", keep=form.interview_kind), form.interview_kind, self.touched
        )
        self._kind.setObjectName("interview-kind")
        self._mode = Choice(terms(words, "V-MODE", keep=form.mode), form.mode, self.touched)
        self._mode.setObjectName("mode")
        known = or_not_said(words, languages(words, form.language))
        self._language = drop_down(known, form.language or NOT_SAID, self.touched)
        self._language.setObjectName("language")
        said = [check_line(words(f"safety-{name}"), tone="accent") for name in _SENTENCES]
        self.setLayout(
            column(
                label(words("safety-read"), "soft"),
                sheet(*said, gap=12),
                Field(words("safety-kind"), self._kind),
                Field(words("safety-mode"), self._mode),
                Field(words("safety-language"), self._language, words("safety-language-hint")),
                None,
                gap=design.BLOCK,
            )
        )

    def collect(self, form: TestimonyInput) -> TestimonyInput:
        """Put in the answers of this page."""
        return msgspec.structs.replace(
            form,
            interview_kind=self._kind.chosen(),
            mode=self._mode.chosen(),
            language=str(self._language.currentData()) or None,
        )
