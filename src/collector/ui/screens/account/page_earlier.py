"""Accounts the person gave before: to whom, when, signed or not."""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from collector.model.emptiness import Unanswered
from collector.model.partial_date import PartialDate
from collector.model.testimony import PriorAccount
from collector.model.testimony_input import TestimonyInput
from collector.ui import design
from collector.ui.parts.answers import NOT_SAID, or_not_said, terms
from collector.ui.parts.bounded import bounded_line, whole
from collector.ui.parts.buttons import button
from collector.ui.parts.fields import Choice, Field, drop_down
from collector.ui.parts.layout import column, group, row, sheet
from collector.ui.parts.text import label
from collector.ui.parts.when_field import WhenField
from collector.ui.screens.account.editing import Editing, StepPage

_NONE: Final = "none"
_SOME: Final = "some"
_REASONS: Final = ("not_asked", "unknown", "declined")
_NOT_NAMED: Final = "V-ORGB-99"
_NEW: Final = PriorAccount(
    to_whom=_NOT_NAMED,
    when=PartialDate(empty="not_asked"),
    signed="unknown",
    copy_held="unknown",
    may_link="unknown",
)


class EarlierCard(QWidget):
    """One earlier account."""

    changed = Signal()
    removed = Signal()

    def __init__(self, editing: Editing, prior: PriorAccount) -> None:
        super().__init__()
        words = editing.words
        named = None if prior.to_whom == _NOT_NAMED else prior.to_whom
        bodies = or_not_said(words, terms(words, "V-ORGB", keep=named))
        self._to = drop_down(bodies, named or NOT_SAID, self._change)
        self._to.setObjectName("to-whom")
        self._when = WhenField(words, words("earlier-when"), prior.when, basis=False, clock=False)
        self._when.changed.connect(self._change)
        self._form = bounded_line(prior.form or "")
        self._form.setObjectName("earlier-form")
        self._form.textChanged.connect(self._change)
        answers = terms(words, "V-YN")
        self._facts: dict[str, QComboBox] = {
            name: drop_down(answers, getattr(prior, name), self._change)
            for name in ("signed", "copy_held", "may_link")
        }
        take_out = button(words("answer-take-out"), "link", self.removed.emit)
        self.setLayout(
            column(
                sheet(
                    Field(words("earlier-to"), self._to),
                    self._when,
                    Field(words("earlier-form"), self._form, words("earlier-form-hint")),
                    *(Field(words(f"earlier-{n}"), it) for n, it in self._facts.items()),
                    row(None, take_out),
                    gap=14,
                )
            )
        )

    def value(self) -> PriorAccount:
        """Return the answers; what was not said is not known."""
        facts = {name: str(it.currentData()) for name, it in self._facts.items()}
        return PriorAccount(
            to_whom=str(self._to.currentData()) or _NOT_NAMED,
            when=_with_basis(self._when.value()),
            form=whole(self._form.text()) or None,
            **facts,  # type: ignore[arg-type] # words of V-YN
        )

    def _change(self, *_anything: object) -> None:
        self.changed.emit()


class EarlierPage(StepPage):
    """None, some, or why nothing is said."""

    step: ClassVar[str] = "earlier"

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing)
        words, prior = self.words, editing.form.prior_accounts
        self._cards: list[EarlierCard] = []
        self._box = column(gap=design.GAP)
        answers = [(name, words(f"earlier-{name}")) for name in (_NONE, _SOME)]
        reasons = dict(terms(words, "V-NULL"))
        kept = prior.empty if isinstance(prior, Unanswered) else None
        shown = [*_REASONS, *([kept] if kept and kept not in _REASONS else [])]
        answers += [(name, reasons[name]) for name in shown]
        self._answer = Choice(answers, _chosen(prior), self._chosen)
        self._answer.setObjectName("earlier")
        add = button(words("answer-add"), "outlined", self._add)
        add.setObjectName("earlier-add")
        self._some = group(column(group(self._box), row(add, None), gap=design.GAP))
        for one in prior if isinstance(prior, tuple) else ():
            self._show(one)
        self._some.setVisible(self._answer.chosen() == _SOME)
        question = Field(words("earlier-question"), self._answer)
        lead = label(words("earlier-lead"), "soft")
        self.setLayout(column(lead, question, self._some, None, gap=24))

    def collect(self, form: TestimonyInput) -> TestimonyInput:
        """Put in the answers of this page."""
        return msgspec.structs.replace(form, prior_accounts=self._value())

    def _value(self) -> tuple[PriorAccount, ...] | Unanswered | None:
        chosen = self._answer.chosen()
        if chosen == _SOME:
            return tuple(it.value() for it in self._cards) or None
        if chosen is None or chosen == _NONE:
            return None if chosen is None else ()
        return Unanswered(empty=chosen)  # type: ignore[arg-type] # a word of V-NULL

    def _chosen(self, key: str) -> None:
        self._some.setVisible(key == _SOME)
        if key == _SOME and not self._cards:
            self._show(_NEW)
        self.touched()

    def _add(self) -> None:
        self._show(_NEW)
        self.touched()

    def _show(self, prior: PriorAccount) -> None:
        card = EarlierCard(self.editing, prior)
        card.changed.connect(self.touched)
        card.removed.connect(lambda: self._remove(card))
        self._cards.append(card)
        self._box.addWidget(card)

    def _remove(self, card: EarlierCard) -> None:
        self._cards.remove(card)
        self._box.removeWidget(card)
        card.hide()
        card.deleteLater()
        self.touched()


def _chosen(prior: tuple[PriorAccount, ...] | Unanswered | None) -> str | None:
    if prior is None:
        return None
    if isinstance(prior, Unanswered):
        return prior.empty
    return _SOME if prior else _NONE


def _with_basis(when: PartialDate | None) -> PartialDate:
    """Return a date as a record wants it: giving an account is something the person did."""
    if when is None:
        return PartialDate(empty="not_asked")
    if when.value is None:
        return when
    return msgspec.structs.replace(when, basis=when.basis or "did")
