"""What may go to one kind of recipient: a few plain questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from collector.model.aspects import ASPECTS, Aspects
from collector.model.terms import ONWARD, RECIPIENT_NEVER
from collector.model.testimony_input import ConsentInput
from collector.ui import outside
from collector.ui.parts.answers import term, terms
from collector.ui.parts.buttons import button
from collector.ui.parts.fields import Choice, Field, drop_down
from collector.ui.parts.flow import Flow
from collector.ui.parts.layout import column, group, row, sheet
from collector.ui.parts.text import label
from collector.ui.parts.ticks import Worded, tick
from collector.ui.words import Words

_OPEN: Final = ("yes", "ask")
NOTHING: Final = Aspects(voice=False, face=False, document=False, body=False)


def recipient_words(words: Words, recipient: str) -> str:
    """Return a recipient class as the beginning of a line."""
    if recipient == ONWARD:
        return words("consent-onward-name")
    return term(words, "V-RECIP", recipient)


class ConsentCard(QWidget):
    """One row of consent.  What is not answered is the narrower answer."""

    changed = Signal()

    def __init__(
        self, words: Words, recipient: str, kept: ConsentInput | None, platforms: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._words, self.recipient, self._kept = words, recipient, kept
        self.setObjectName(f"consent-{recipient}")
        name = recipient_words(words, recipient)
        decisions = terms(words, "V-CDEC")
        if recipient == RECIPIENT_NEVER:
            decisions = [it for it in decisions if it[0] == "no"]
        chosen = kept.decision if kept is not None else None
        self._decision = Choice(decisions, chosen, self._decided)
        self._decision.setAccessibleName(name)
        self._level = self._answer("V-IDLVL", kept.identity_level if kept else "pseudonym")
        self._onward = self._answer("V-CDEC", kept.onward if kept else "no")
        self._media = self._made_media()
        self._purposes = self._made_purposes()
        self._details = group(self._made_details())
        heading = label(name, "heading")
        about = label(self._about(platforms), "hint")
        about.setVisible(bool(about.text()))
        question = label(words("consent-question"))
        top = column(heading, about, gap=2)
        self.setLayout(column(sheet(top, question, self._decision, self._details, gap=12)))
        self._details.setVisible(chosen in _OPEN)

    def value(self, common: ConsentInput, *, common_said: bool) -> ConsentInput | None:
        """Return the row, None while nothing was decided.

        ``common`` holds what is asked once for all rows: method, language, teach-back.  A row that
        was kept before takes it over only once it was said here.
        """
        decision = self._decision.chosen()
        if decision is None:
            return None
        kept = self._kept
        row = msgspec.structs.replace(
            kept if kept is not None and not common_said else common,
            recipient=self.recipient,
            decision=decision,
            identity_level="pseudonym",
            media=NOTHING,
            purposes=(),
            onward="no",
            given_at=kept.given_at if kept else None,
            valid_until=kept.valid_until if kept else None,
        )
        return msgspec.structs.replace(row, **self._details_said()) if decision in _OPEN else row

    def _details_said(self) -> dict[str, Any]:
        onward = "no" if self.recipient == ONWARD else str(self._onward.currentData())
        return {
            "identity_level": str(self._level.currentData()),
            "media": Aspects(**{name: self._media[name].box.isChecked() for name in ASPECTS}),
            "purposes": tuple(name for name, it in self._purposes.items() if it.box.isChecked()),
            "onward": onward,
        }

    def _about(self, platforms: Sequence[str]) -> str:
        if self.recipient == ONWARD:
            return self._words("consent-onward-hint")
        named = ", ".join(outside.line(name) for name in platforms)
        return self._words("consent-platforms", names=named) if named else ""

    def _answer(self, name: str, chosen: str) -> QComboBox:
        return drop_down(terms(self._words, name, keep=chosen), chosen, self._change)

    def _made_media(self) -> dict[str, Worded]:
        media = self._kept.media if self._kept is not None else None
        return {
            name: tick(
                self._words(f"consent-media-{name}"),
                checked=media is not None and getattr(media, name),
                changed=self._change,
                name=f"media-{name}",
            )
            for name in ASPECTS
        }

    def _made_purposes(self) -> dict[str, Worded]:
        chosen = self._kept.purposes if self._kept is not None else ()
        return {
            code: tick(said, checked=code in chosen, changed=self._change)
            for code, said in terms(self._words, "V-PURP")
        }

    def _made_details(self) -> QVBoxLayout:
        words = self._words
        media = column(
            label(words("consent-media"), "strong"), group(Flow(*self._media.values(), gap=14))
        )
        box = column(Field(words("consent-level"), self._level), media, gap=14)
        onward = Field(words("consent-onward"), self._onward)
        box.addWidget(onward)
        onward.setVisible(self.recipient != ONWARD)
        purposes = group(column(*self._purposes.values(), gap=4))
        purposes.setVisible(any(it.box.isChecked() for it in self._purposes.values()))
        show = button(words("consent-purposes-show"), "link", lambda: _toggle(purposes))
        show.setAccessibleName(words("consent-purposes"))
        question = label(words("consent-purposes"), "strong")
        hint = label(words("consent-purposes-hint"), "hint")
        box.addLayout(column(question, hint, row(show, None), purposes, gap=2))
        return box

    def _decided(self, key: str) -> None:
        self._details.setVisible(key in _OPEN)
        self._change()

    def _change(self, *_anything: object) -> None:
        self.changed.emit()


def _toggle(part: QWidget) -> None:
    part.setVisible(part.isHidden())
