"""What may be done with it: plain questions, and what is left open counts as no."""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec

from collector.model.aspects import ASPECTS, Aspects
from collector.model.terms import ONWARD, ConsentDecision, IdentityLevel
from collector.model.testimony_input import ConsentInput, TestimonyInput
from collector.ui import design
from collector.ui.parts.fields import Choice, Field
from collector.ui.parts.flow import Flow
from collector.ui.parts.layout import column, group
from collector.ui.parts.text import label
from collector.ui.parts.ticks import tick
from collector.ui.screens.account.editing import Telling
from collector.ui.screens.alone.telling import QuestionPage

USUAL_CLASS: Final = "V-RECIP-02"
DECLARED: Final = "V-CMETH-05"
_DECISIONS: Final = ("yes", "ask", "later", "no")
_LEVELS: Final = ("full", "recipient_only", "pseudonym")


class MayPage(QuestionPage):
    """Answers for the kinds of platform that are trusted, else for the usual kind."""

    step: ClassVar[str] = "may"

    def __init__(self, telling: Telling) -> None:
        super().__init__(telling)
        words, rows = self.words, {it.recipient: it for it in telling.form.consent}
        trusted = tuple(dict.fromkeys(it.recipient_class for it in telling.trusted))
        self._classes = trusted or (USUAL_CLASS,)
        before = next((rows[code] for code in self._classes if code in rows), None)
        onward = rows.get(ONWARD)
        self._work = self._asked("work", before.decision if before else None)
        self._onward = self._asked("onward", onward.decision if onward else None)
        levels = [(it, words(f"alone-may-who-{it.replace('_', '-')}")) for it in _LEVELS]
        self._who = Choice(levels, before.identity_level if before else None, self.touched)
        self._who.setObjectName("may-who")
        self._aspects = {
            it: tick(
                words(f"alone-may-{it}"),
                checked=before is not None and getattr(before.media, it),
                changed=self.touched,
                name=f"may-{it}",
            )
            for it in ASPECTS
        }
        shown = column(
            label(words("alone-may-shown"), "strong"),
            group(Flow(*self._aspects.values(), gap=10)),
        )
        self.setLayout(
            column(
                Field(words("alone-may-work"), self._work),
                Field(words("alone-may-onward"), self._onward),
                Field(words("alone-may-who"), self._who),
                shown,
                label(words("alone-may-open"), "hint"),
                gap=design.BLOCK,
            )
        )

    def collect(self, form: TestimonyInput) -> TestimonyInput:
        """Put in a row for each kind of platform, and one for those it may pass on to.

        Rows for other kinds stay as they are.  No answer to the first question means no row.
        """
        others = [it for it in form.consent if it.recipient not in (*self._classes, ONWARD)]
        made = []
        if self._work.chosen() is not None:
            made = [self._row(code, form, _decision(self._work)) for code in self._classes]
            made.append(self._row(ONWARD, form, _decision(self._onward)))
        return msgspec.structs.replace(form, consent=(*others, *made))

    def _row(self, code: str, form: TestimonyInput, decision: ConsentDecision) -> ConsentInput:
        level: IdentityLevel = self._who.chosen() or "pseudonym"  # type: ignore[assignment]
        shown = {name: it.box.isChecked() for name, it in self._aspects.items()}
        return ConsentInput(
            recipient=code,
            decision=decision,
            identity_level=level,
            media=Aspects(**shown),
            onward=_decision(self._onward),
            method=DECLARED,
            language=form.language or self.words.language,
        )

    def _asked(self, question: str, chosen: str | None) -> Choice:
        answers = [(it, self.words(f"alone-may-{it}")) for it in _DECISIONS]
        made = Choice(answers, chosen, self.touched)
        made.setObjectName(f"may-{question}")
        return made


def _decision(choice: Choice) -> ConsentDecision:
    return choice.chosen() or "no"  # type: ignore[return-value] # one of _DECISIONS
