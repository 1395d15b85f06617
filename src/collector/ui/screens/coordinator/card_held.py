"""The card that was made: given out, read aloud, renewed, the last one; the copy of its keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFrame, QWidget

from collector import desk
from collector.desk import TrustedCard
from collector.model.card_rules import revokes_itself
from collector.ui import outside
from collector.ui.desktop import Place
from collector.ui.parts.actions import actions, type_is_large
from collector.ui.parts.buttons import button
from collector.ui.parts.checks import check_line
from collector.ui.parts.choosing import choose_new_file
from collector.ui.parts.key_words import twelve_words
from collector.ui.parts.layout import Part, column, line, sheet
from collector.ui.parts.notice import Notice
from collector.ui.parts.page import Page
from collector.ui.parts.text import label, selectable
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.coordinator.card_change import Change
from collector.ui.screens.coordinator.card_last import given_up, last_card_sheet
from collector.ui.screens.coordinator.digits import grouped
from collector.ui.screens.coordinator.key_copy import KeyCopy
from collector.ui.screens.coordinator.key_file import key_file_sheet
from collector.ui.screens.coordinator.names import file_name
from collector.ui.screens.coordinator.terms import PAGE
from collector.ui.screens.coordinator.terms_shown import terms_said

SUGGESTED, SUGGESTED_LAST = "card.txt", "last-card.txt"


class CardHeld(QWidget):
    """The page of a vault that is a platform; ``change`` does what ends in another page."""

    def __init__(
        self, screen: Screen, card: TrustedCard, checked: str | None, change: Change
    ) -> None:
        super().__init__()
        self._screen, self._card, self._change = screen, card, change
        self._last = revokes_itself(card.card)
        words, settings = screen.words, screen.desktop.settings
        self.notice, self._trouble = Notice(), Trouble(words)
        save = button(words("own-card-save"), "primary", self._choose_place)
        save.setObjectName("save-card")
        large = type_is_large(settings)
        page = Page(
            outside.line(card.card.name),
            self._either("own-card-hint", "last-card-give"),
            overline=words("own-card-title"),
            actions=() if large else (save,),
        )
        if large:
            page.put(actions(settings, save))
        first = given_up(words) if self._last else self._spoken()
        page.put(
            _with(self.notice, self._trouble, first),
            KeyCopy(screen, checked, change),
            self._facts(),
            *([] if self._last else self._changing()),
            None,
        )
        self.notice.hide()
        self.setLayout(column(page, gap=0))

    def _either(self, usual: str, last: str) -> str:
        """Return words of the page of a card, or of a last one."""
        return self._screen.words(last if self._last else usual)

    def _changing(self) -> list[QWidget]:
        """Return what no platform that is given up needs."""
        last = last_card_sheet(self._screen, self._change)
        return [self._terms(), key_file_sheet(self._screen), last]

    def _spoken(self) -> QFrame:
        words, settings = self._screen.words, self._screen.desktop.settings
        key = desk.public_key(self._card.root)
        english, russian = words("own-card-words-english"), words("own-card-words-russian")
        return sheet(
            label(words("own-card-words"), "strong"),
            label(words("own-card-words-hint"), "hint"),
            6,
            label(english, "hint"),
            twelve_words(key.english, settings, english),
            line(),
            label(russian, "hint"),
            twelve_words(key.russian, settings, russian),
            gap=10,
        )

    def _facts(self) -> QFrame:
        words, card = self._screen.words, self._card.card
        digest = grouped(self._card.digest)
        number = words("own-card-number", serial=words.number(card.serial), digest=digest)
        kept = "apart" if card.identity_separate else "here"
        parts: list[Part] = [
            selectable(label(number, "hint")),
            4,
            check_line(
                words(f"own-card-identity-{kept}"),
                words(f"own-card-identity-{kept}-hint"),
                "green" if card.identity_separate else "amber",
            ),
        ]
        if self._last:
            return sheet(*parts, gap=8)
        if self._card.post_quantum:
            parts.append(check_line(words("own-card-quantum"), words("own-card-quantum-hint")))
        until = label(words("own-card-valid", day=words.day(card.valid_until)), "strong")
        renew = button(words("own-card-renew"), "outlined", self._renew)
        renew.setObjectName("renew-card")
        return sheet(until, *parts, actions(self._screen.desktop.settings, renew), gap=8)

    def _terms(self) -> QFrame:
        words, card, desktop = self._screen.words, self._card.card, self._screen.desktop
        change = button(
            words("terms-change"), "outlined", lambda: desktop.go(Place("card", page=PAGE))
        )
        change.setObjectName("change-terms")
        said = terms_said(words, card.transports, card.time_authority, desktop.settings.text_size)
        return sheet(
            label(words("terms-title"), "strong"),
            *[check_line(text, hint, "accent") for text, hint in said],
            actions(desktop.settings, change),
            gap=10,
        )

    def _choose_place(self) -> None:
        words, name = self._screen.words, SUGGESTED_LAST if self._last else SUGGESTED
        choose_new_file(self._screen, words, words("own-card-save"), self._write, name)

    def _write(self, path: Path) -> None:
        data = self._card.data

        def work(_job: object) -> str:
            desk.write_file(path, data)
            return path.name

        self._start()
        self._screen.run(work, self._written, self._trouble.answer)

    def _written(self, name: str) -> None:
        words = self._screen.words
        said = words("own-card-saved", file=file_name(self._screen.desktop.settings, name))
        self.notice.tell(said, self._either("own-card-saved-hint", "last-card-saved-hint"))

    def _renew(self) -> None:
        self._start()
        self._change(
            lambda job: job.session.trust.renew_card(), "own-card-renewed", self._trouble.answer
        )

    def _start(self) -> None:
        self.notice.clear()
        self._trouble.clear()


def _with(*parts: QWidget) -> QWidget:
    """Return parts that stand close together."""
    made = QWidget()
    made.setLayout(column(*parts, gap=12))
    return made
