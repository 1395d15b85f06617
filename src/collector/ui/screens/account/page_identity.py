"""Who the person is: kept apart, sealed when this page is left, or declined."""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec
from PySide6.QtWidgets import QWidget

from collector.model.identity import IdentityForm, is_given
from collector.model.testimony_input import TestimonyInput
from collector.ui import outside
from collector.ui.desktop import Place
from collector.ui.parts.answers import terms
from collector.ui.parts.buttons import button
from collector.ui.parts.fields import Choice, Field
from collector.ui.parts.layout import banner, column, group, row
from collector.ui.parts.text import label
from collector.ui.screens.account.autosave import Typing
from collector.ui.screens.account.editing import Editing, StepPage
from collector.ui.screens.account.identity_form import IdentityFields

_GIVES: Final = "gives"
_REASONS: Final = ("declined", "withheld_for_safety", "not_asked")


class IdentityPage(StepPage):
    """The form, or the reason why there is none.

    Where a trusted platform keeps identities, what is typed goes to sealed files when the page is
    left, and not before: each time makes a file that cannot be changed any more.  Where there is
    none, it is kept open as it is typed.
    """

    step: ClassVar[str] = "identity"

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing)
        words, form, draft = self.words, editing.form, editing.draft
        self._dirty = False
        reason = form.identity.empty if form.identity is not None else None
        reasons = dict(terms(words, "V-NULL"))
        shown = [*_REASONS, *([reason] if reason and reason not in _REASONS else [])]
        answers = [(_GIVES, words("identity-gives")), *((it, reasons[it]) for it in shown)]
        given = draft.identity_form is not None or draft.identity_sealed > 0
        chosen = reason or (_GIVES if given else None)
        self._answer = Choice(answers, chosen, self._chosen)
        self._answer.setObjectName("identity-answer")
        self._fields = IdentityFields(words, draft.identity_form or IdentityForm(), form.language)
        self._fields.setVisible(chosen == _GIVES)
        self._fields.changed.connect(self._typed)
        self._typing = Typing(self)
        self._typing.due.connect(self._keep)
        question = Field(words("identity-question"), self._answer, words("identity-why"))
        self.setLayout(column(self._strip(), *self._sealed(), question, self._fields, None, gap=24))

    def collect(self, form: TestimonyInput) -> TestimonyInput:
        """Put in the reason for saying nothing, or take it out."""
        chosen = self._answer.chosen()
        reason = chosen if chosen != _GIVES else None
        identity = IdentityForm(empty=reason) if reason else None  # type: ignore[arg-type]
        return msgspec.structs.replace(form, identity=identity)

    def leave(self) -> None:
        """Seal or keep what was typed."""
        self._keep()

    def _strip(self) -> QWidget:
        words, editing = self.words, self.editing
        if editing.seals_identity:
            names = _names(editing)
            return banner(label(words("identity-sealing", names=names)), tone="accent")
        desktop = editing.screen.desktop
        link = button(words("rail-platforms"), "link", lambda: desktop.go(Place("platforms")))
        link.setObjectName("to-platforms")
        said = group(column(label(words("identity-open")), row(link, None), gap=4))
        return banner(said, tone="amber")

    def _sealed(self) -> list[QWidget]:
        count = self.editing.draft.identity_sealed
        if not count:
            return []
        said = self.words("identity-sealed", count=count, names=_names(self.editing))
        return [label(said, "body", name="identity-sealed")]

    def _chosen(self, key: str) -> None:
        self._fields.setVisible(key == _GIVES)
        self._dirty = True
        self.touched()

    def _typed(self) -> None:
        self._dirty = True
        if not self.editing.seals_identity:
            self._typing.touch()

    def _keep(self) -> None:
        self._typing.stop()
        if not self._dirty:
            return
        self._dirty = False
        gives = self._answer.chosen() == _GIVES
        form = self._fields.form() if gives else IdentityForm()
        if is_given(form) or self.editing.draft.identity_form is not None:
            self.editing.keep_identity(form)


def _names(editing: Editing) -> str:
    return ", ".join(outside.line(it.name) for it in editing.trusted if it.keeps_identity)
