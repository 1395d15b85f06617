"""The account itself: the person's words on their sheet, and how the person knows them."""

from __future__ import annotations

from typing import ClassVar, get_args

import msgspec
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from collector.model.terms import Basis
from collector.model.testimony_input import TestimonyInput
from collector.ui import design
from collector.ui.parts.actions import type_is_large
from collector.ui.parts.answers import NOT_SAID, or_not_said, terms
from collector.ui.parts.bounded import BoundedText, bounded_line, whole
from collector.ui.parts.fields import Field, drop_down
from collector.ui.parts.flow import Flow
from collector.ui.parts.layout import column, group
from collector.ui.parts.text import label
from collector.ui.parts.ticks import Worded, tick
from collector.ui.screens.account.editing import Editing, StepPage
from collector.ui.screens.account.paragraphs import LONGEST_ACCOUNT, join, split, with_basis

_BASES: tuple[Basis, ...] = get_args(get_args(Basis)[0])
_TOLD_BY: Basis = "told_by"


class WordsPage(StepPage):
    """What it is about, the words, one question for how all of it is known, what it is for."""

    step: ClassVar[str] = "words"

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing)
        words, form = self.words, editing.form
        self._paragraphs = {paragraph.text: paragraph for paragraph in form.words}
        self._basis_touched = False
        self._about = bounded_line(form.about or "")
        self._about.setObjectName("about")
        self._about.textChanged.connect(self.touched)
        self.text = BoundedText(join(form.words), limit=LONGEST_ACCOUNT, rows=9, kind="words")
        self.text.setObjectName("words")
        self.text.setAccessibleName(words("step-words"))
        self.text.go_on_at_the_end()
        self.text.textChanged.connect(self.touched)
        self._bases = self._made_bases()
        told_by = next((it.told_by for it in form.words if it.told_by), "")
        self._told_by = bounded_line(told_by or "")
        self._told_by.setObjectName("told-by")
        self._told_by.textChanged.connect(self._basis_changed)
        hint = words("words-told-by-hint")
        self._told_by_field = Field(words("words-told-by"), self._told_by, hint)
        scopes = or_not_said(words, terms(words, "V-SCOPE", keep=form.scope))
        self._scope = drop_down(scopes, form.scope or NOT_SAID, self.touched)
        self._scope.setObjectName("scope")
        box = column(
            Field(words("words-about"), self._about, words("words-about-hint")),
            column(label(words("words-ask"), "hint"), self.text, gap=6),
            self._basis_question(),
            Field(words("words-scope"), self._scope, words("words-scope-hint")),
            gap=24,
        )
        box.setStretch(1, 1)
        self.setLayout(box)
        self._show_told_by()
        self._first = self.text if form.about else self._about

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Hand the keyboard on; as a focus proxy the second field would hide the first from Tab."""
        self._first.setFocus(event.reason())

    def collect(self, form: TestimonyInput) -> TestimonyInput:
        """Put in the answers of this page."""
        basis = tuple(name for name in _BASES if self._bases[name].box.isChecked())
        told_by = whole(self._told_by.text()) if _TOLD_BY in basis else ""
        pieces = split(self.text.typed())
        if not pieces and basis:
            pieces = [""]  # how it is known can be said before the first word
        before = {} if self._basis_touched else self._paragraphs
        return msgspec.structs.replace(
            form,
            about=whole(self._about.text()) or None,
            words=with_basis(pieces, basis, told_by or None, before),
            scope=str(self._scope.currentData()) or None,
        )

    def _made_bases(self) -> dict[str, Worded]:
        chosen = {basis for paragraph in self.editing.form.words for basis in paragraph.basis}
        made = {
            stored: tick(
                said, checked=stored in chosen, changed=self._basis_changed, name=f"basis-{stored}"
            )
            for stored, said in terms(self.words, "V-BASIS")
        }
        for one in made.values():
            one.words.setWordWrap(type_is_large(self.editing.screen.desktop.settings))
        return made

    def _basis_question(self) -> QWidget:
        words = self.words
        named = label(words("words-basis"), "strong")
        hint = label(words("words-basis-hint"), "hint")
        ticks = group(Flow(*self._bases.values(), gap=10))
        return group(column(named, hint, ticks, self._told_by_field, gap=design.TIGHT))

    def _basis_changed(self, *_anything: object) -> None:
        self._basis_touched = True
        self._show_told_by()
        self.touched()

    def _show_told_by(self) -> None:
        self._told_by_field.setVisible(self._bases[_TOLD_BY].box.isChecked())
