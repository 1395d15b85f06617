"""The consent rows of a sealed account, in plain sentences, and taking consent back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from collector.model.aspects import ASPECTS
from collector.model.consent import ConsentRecord
from collector.settings import Settings
from collector.ui.parts.answers import term, terms
from collector.ui.parts.asking import Asking
from collector.ui.parts.buttons import button
from collector.ui.parts.checks import check_line
from collector.ui.parts.fields import Choice
from collector.ui.parts.layout import column, group, row, sheet
from collector.ui.parts.text import Tone, label
from collector.ui.screens.account.consent_card import recipient_words
from collector.ui.words import Words

Withdraw = Callable[[str, str], None]
_MAY_GO = ("yes", "ask")
_STOP = "V-WEFF-01"
_TONES: dict[str, Tone] = {"yes": "green", "ask": "amber", "later": "accent", "no": "accent"}


def consent_sentences(words: Words, consent: ConsentRecord) -> list[str]:
    """Return what one row says, the decision first; only what matters after that decision."""
    if consent.withdrawn:
        return [words("consent-says-withdrawn")]
    said = [words(f"consent-says-{consent.decision}")]
    if consent.decision not in _MAY_GO:
        return said
    said.append(words(f"consent-name-{consent.identity_level.replace('_', '-')}"))
    shown = [words(f"exhibit-shows-{it}") for it in ASPECTS if getattr(consent.media, it)]
    if shown:
        said.append(words("consent-shows", what=", ".join(shown)))
    else:
        said.append(words("consent-shows-nothing"))
    said.append(words(f"consent-onward-{consent.onward}"))
    if consent.purposes:
        named = [term(words, "V-PURP", it).casefold() for it in dict.fromkeys(consent.purposes)]
        said.append(words("consent-for", purposes=", ".join(named)))
    if consent.valid_until:
        said.append(words("consent-until", day=words.day(consent.valid_until)))
    return said


class ConsentRows(QWidget):
    """The rows.  ``withdraw`` is called with recipient and effect; None where nobody may."""

    def __init__(
        self,
        words: Words,
        settings: Settings,
        rows: tuple[ConsentRecord, ...],
        withdraw: Withdraw | None,
    ) -> None:
        super().__init__()
        self._words, self._settings, self._withdraw = words, settings, withdraw
        box = column(label(words("sealed-consent"), "heading"), gap=12)
        if not rows:
            box.addWidget(label(words("sealed-no-consent"), "soft"))
        for consent in rows:
            box.addWidget(self._row(consent))
        self.setLayout(box)

    def _row(self, consent: ConsentRecord) -> QWidget:
        words = self._words
        first, *others = consent_sentences(words, consent)
        tone = "amber" if consent.withdrawn else _TONES[consent.decision]
        lines: list[QWidget] = [
            label(recipient_words(words, consent.recipient), "strong"),
            check_line(first, " ".join(others), tone),
            label(self._when(consent), "hint"),
        ]
        if self._withdraw is not None and not consent.withdrawn and consent.decision in _MAY_GO:
            lines += self._withdrawing(consent.recipient, self._withdraw)
        made = sheet(*lines, gap=6)
        made.setObjectName(f"sealed-consent-{consent.recipient}")
        return made

    def _when(self, consent: ConsentRecord) -> str:
        words = self._words
        if consent.withdrawal is not None:
            effect = term(words, "V-WEFF", consent.withdrawal.effect)
            return f"{effect} · {words.moment(consent.withdrawal.at.utc)}"
        method = term(words, "V-CMETH", consent.method)
        return f"{method} · {words.moment(consent.given_at.utc)}"

    def _withdrawing(self, recipient: str, withdraw: Withdraw) -> tuple[QWidget, QWidget]:
        words = self._words
        chosen = [_STOP]

        def effects() -> QWidget:
            made = Choice(terms(words, "V-WEFF"), _STOP, chosen.append)
            made.setAccessibleName(words("consent-withdraw-effect"))
            return group(column(label(words("consent-withdraw-effect"), "strong"), made))

        asking = Asking(
            words,
            self._settings,
            question=words("consent-withdraw-question"),
            does=words("consent-withdraw-yes"),
            name=f"withdraw-yes-{recipient}",
            done=lambda: withdraw(recipient, chosen[-1]),
            between=effects,
        )
        link = button(words("consent-withdraw"), "link", asking.ask)
        link.setObjectName(f"withdraw-{recipient}")
        return group(row(link, None)), asking
