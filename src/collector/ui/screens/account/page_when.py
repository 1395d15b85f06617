"""When and where it happened, as far as the person knows."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from collector.model.testimony_input import TestimonyInput
from collector.ui import design
from collector.ui.parts.layout import column, line
from collector.ui.parts.text import label
from collector.ui.parts.when_field import WhenField
from collector.ui.parts.where_field import WhereField
from collector.ui.screens.account.editing import Editing, StepPage


class WhenPage(StepPage):
    """Two plain questions; what is not known stays empty, with the reason."""

    step: ClassVar[str] = "when"

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing)
        words, form = self.words, editing.form
        self._when = WhenField(words, words("when-question"), form.when)
        self._when.setObjectName("when")
        hint = words("where-hint")
        self._where = WhereField(words, words("where-question"), form.where, hint)
        self._where.setObjectName("where")
        self._when.changed.connect(self.touched)
        self._where.changed.connect(self.touched)
        self.setLayout(
            column(
                label(words("when-lead"), "soft"),
                self._when,
                line(),
                self._where,
                None,
                gap=design.BLOCK,
            )
        )

    def collect(self, form: TestimonyInput) -> TestimonyInput:
        """Put in the answers of this page."""
        return msgspec.structs.replace(form, when=self._when.value(), where=self._where.value())
