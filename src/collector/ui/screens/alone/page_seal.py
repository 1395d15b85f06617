"""Read it over: the words once more, what is missing in kind words, and the seal."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import msgspec
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector.model.testimony_input import TestimonyInput
from collector.session import DraftShown
from collector.ui import design, outside
from collector.ui.parts.bounded import bounded_line, whole
from collector.ui.parts.buttons import button
from collector.ui.parts.checks import check_line
from collector.ui.parts.fields import Field
from collector.ui.parts.layout import clear, column, row, sheet
from collector.ui.parts.reading import Reading
from collector.ui.parts.text import Tone, label
from collector.ui.screens.account.editing import Telling
from collector.ui.screens.account.paragraphs import join
from collector.ui.screens.alone.steps import missing
from collector.ui.screens.alone.telling import QuestionPage


class SealPage(QuestionPage):
    """Decides nothing: the core says what is missing, and refuses what may not be sealed."""

    step: ClassVar[str] = "seal"

    def __init__(self, telling: Telling) -> None:
        super().__init__(telling)
        words, form = self.words, telling.form
        self._about = bounded_line(form.about or "", placeholder=words("alone-about-placeholder"))
        self._about.setObjectName("about")
        self._about.textChanged.connect(self.touched)
        self._told = Reading(join(form.words), words("alone-seal-told"))
        self._told.setObjectName("told")
        self._told.setVisible(bool(form.words))
        self._missing = QVBoxLayout()
        self._missing.setSpacing(6)
        about = Field(words("alone-about"), self._about, words("alone-about-hint"))
        self.setLayout(column(about, self._told, self._for_whom(), self._missing, gap=design.GAP))
        self.look_again(telling.draft)

    def collect(self, form: TestimonyInput) -> TestimonyInput:
        """Put in what it is about."""
        return msgspec.structs.replace(form, about=whole(self._about.text()).strip() or None)

    def look_again(self, draft: DraftShown) -> None:
        """Say what is still missing, each with a way to it."""
        words, found = self.words, missing(draft.problems)
        clear(self._missing)
        if not found:
            self._missing.addWidget(check_line(words("alone-seal-nothing-missing")))
            return
        self._missing.addWidget(label(words("alone-seal-missing"), "strong"))
        for what in found:
            said = words(f"alone-missing-{what}")
            if what in ("about", "other"):
                self._missing.addWidget(label(said))
                continue
            link = button(said, "link", self._to("tell" if what == "basis" else what))
            link.setObjectName(f"missing-{what}")
            self._missing.addLayout(row(link, None))

    def _to(self, step: str) -> Callable[[], None]:
        return lambda: self.telling.go(step)

    def _for_whom(self) -> QWidget:
        return sheet(self._may_line(), self._who_line(), gap=10)

    def _may_line(self) -> QWidget:
        """Say whether anybody may have it."""
        said = any(row.decision != "no" for row in self.telling.form.consent)
        return self._line("alone-seal-may" if said else "alone-seal-may-not", said)

    def _who_line(self) -> QWidget:
        """Say what becomes of who the person is."""
        telling, words = self.telling, self.words
        draft = telling.draft
        if draft.identity_sealed:
            keeps = [outside.line(it.name) for it in telling.trusted if it.keeps_identity]
            text = words("alone-seal-who-sealed", names=", ".join(keeps))
            return check_line(text, tone="accent")
        given = draft.identity_form is not None
        return self._line("alone-seal-who-open" if given else "alone-seal-who-none", given)

    def _line(self, name: str, good: bool) -> QWidget:
        tone: Tone = "accent" if good else "amber"
        return check_line(self.words(name), tone=tone)
