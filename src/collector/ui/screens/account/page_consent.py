"""Consent: for each kind of recipient a few questions, then told back in the person's own words."""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec

from collector.model.consent import TeachBack
from collector.model.terms import ONWARD
from collector.model.testimony_input import ConsentInput, TestimonyInput
from collector.ui import design
from collector.ui.parts.answers import NOT_SAID, or_not_said, terms
from collector.ui.parts.bounded import BoundedText
from collector.ui.parts.fields import Choice, Field, drop_down
from collector.ui.parts.layout import banner, column
from collector.ui.parts.text import label
from collector.ui.screens.account.consent_card import ConsentCard
from collector.ui.screens.account.editing import Editing, StepPage

USUAL: Final = "V-RECIP-02"
_METHOD_UNSAID: Final = "V-CMETH-99"
_UNDERSTOOD: Final = (("yes", "teach-back-understood"), ("no", "teach-back-not-yet"))


class ConsentPage(StepPage):
    """The rows, what is asked once for all of them, and how confidential the account is."""

    step: ClassVar[str] = "consent"

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing)
        words, form = self.words, editing.form
        self._kept = {row.recipient: row for row in form.consent}
        first = form.consent[0] if form.consent else None
        self._common_said = False
        self._cards: dict[str, ConsentCard] = {}
        self._box = column(gap=design.GAP)
        classes = [it.recipient_class for it in editing.trusted]
        for recipient in dict.fromkeys([*classes, *([] if classes else [USUAL]), *self._kept]):
            if recipient != ONWARD:
                self._show(recipient)
        self._show(ONWARD)
        self._more = drop_down(self._others(), NOT_SAID, self._add)
        self._more.setObjectName("consent-add")
        method = first.method if first and first.method != _METHOD_UNSAID else None
        methods = or_not_said(words, terms(words, "V-CMETH", keep=method))
        self._method = drop_down(methods, method or NOT_SAID, self._said)
        self._method.setObjectName("consent-method")
        told = first.teach_back[0] if first and first.teach_back else None
        self._told_before = told
        self._others_told = first.teach_back[1:] if first else ()
        self._answer = BoundedText(told.answer if told else "", rows=3)
        self._answer.setObjectName("teach-back")
        self._answer.textChanged.connect(self._said)
        self._passed = Choice(
            [(key, words(name)) for key, name in _UNDERSTOOD],
            _passed(told),
            self._said,
        )
        self._passed.setObjectName("understood")
        levels = or_not_said(words, terms(words, "V-CONF", keep=form.confidentiality))
        self._level = drop_down(levels, form.confidentiality or NOT_SAID, self.touched)
        self._level.setObjectName("confidentiality")
        self._lay_out()

    def collect(self, form: TestimonyInput) -> TestimonyInput:
        """Put in the answers of this page."""
        common = ConsentInput(
            recipient=next(iter(self._cards)),
            decision="later",
            method=str(self._method.currentData()) or _METHOD_UNSAID,
            language=form.language or self.words.language,
            teach_back=self._teach_back(),
        )
        rows = [card.value(common, common_said=self._common_said) for card in self._cards.values()]
        given = tuple(row for row in rows if row is not None)
        said = common.teach_back or common.method != _METHOD_UNSAID
        return msgspec.structs.replace(
            form,
            # What was told back is kept with a row; before any is decided, as "decide later".
            consent=given or ((common,) if said else ()),
            confidentiality=str(self._level.currentData()) or None,
        )

    def _said(self, *_anything: object) -> None:
        self._common_said = True
        self.touched()

    def _lay_out(self) -> None:
        words = self.words
        question = column(
            label(words("teach-back-question"), "strong"),
            label(words("teach-back-hint"), "hint"),
            self._answer,
            self._passed,
            gap=design.TIGHT,
        )
        self._answer.setAccessibleName(words("teach-back-question"))
        self.setLayout(
            column(
                label(words("consent-lead"), "soft"),
                banner(label(words("consent-narrower")), tone="accent"),
                self._box,
                Field(words("consent-more"), self._more),
                question,
                Field(words("consent-method"), self._method),
                Field(words("consent-confidentiality"), self._level),
                None,
                gap=24,
            )
        )

    def _teach_back(self) -> tuple[TeachBack, ...]:
        answer, passed = self._answer.typed(), self._passed.chosen()
        if not answer and passed is None:
            return self._others_told
        before = self._told_before
        question = before.question if before else self.words("teach-back-question")
        told = TeachBack(question=question, answer=answer, passed=passed == "yes")
        return (told, *self._others_told)

    def _others(self) -> list[tuple[str, str]]:
        found = [it for it in terms(self.words, "V-RECIP") if it[0] not in self._cards]
        return [(NOT_SAID, self.words("consent-more-choose")), *found]

    def _add(self, recipient: str) -> None:
        if not recipient or recipient in self._cards:
            return
        self._show(recipient)
        self._more.removeItem(self._more.currentIndex())
        self._more.setCurrentIndex(0)

    def _show(self, recipient: str) -> None:
        named = [it.name for it in self.editing.trusted if it.recipient_class == recipient]
        card = ConsentCard(self.words, recipient, self._kept.get(recipient), named)
        card.changed.connect(self.touched)
        place = len(self._cards) - 1 if ONWARD in self._cards else len(self._cards)
        self._box.insertWidget(place, card)
        self._cards[recipient] = card


def _passed(told: TeachBack | None) -> str | None:
    if told is None:
        return None
    return "yes" if told.passed else "no"
