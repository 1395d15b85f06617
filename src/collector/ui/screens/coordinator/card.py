"""Our card: made once, then given out, read aloud, renewed; and the copy of its private keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from collector.desk import TrustedCard
from collector.errors import CollectorError
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.layout import clear, column
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.coordinator.card_form import CardForm, Wanted
from collector.ui.screens.coordinator.card_held import CardHeld
from collector.ui.screens.coordinator.terms import ISSUED, PAGE, TermsScreen
from collector.ui.tasks import Job, Work


@dataclass(frozen=True)
class Held:
    """The newest card, and when a copy of its keys was last found whole (UTC)."""

    card: TrustedCard | None
    checked: str | None


class CardScreen(Screen):
    """The card of this vault, or the form that makes one."""

    rail: ClassVar[str | None] = "card"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        self._box = column(gap=0)
        self.setLayout(self._box)
        self._form: CardForm | None = None
        self._show_again("own-card-renewed" if place.page == ISSUED else "")

    def place(self) -> Place:
        """Return here with what was put in so far."""
        return Place("card", data=None if self._form is None else self._form.wanted())

    def _show_again(self, said: str = "") -> None:
        self.run(_read, lambda held: self._show(held, said), self._failed)

    def _show(self, held: Held, said: str) -> None:
        clear(self._box)
        self.setEnabled(True)
        self._form = None
        if held.card is None:
            before = self._place.data
            form = CardForm(self, before if isinstance(before, Wanted) else Wanted(), self._make)
            self._form = form
            self._put(form)
            return
        page = CardHeld(self, held.card, held.checked, self._change)
        self._put(page)
        if said:
            page.notice.tell(self.words(said), self.words(f"{said}-hint"))

    def _put(self, page: QWidget) -> None:
        """Show a page, and give its first control the keyboard."""
        self._box.addWidget(page)
        page.show()
        self.setFocus()
        self.focusNextChild()

    def _make(self, wanted: Wanted) -> None:
        name, recipients = wanted.name, wanted.recipients
        self._change(
            lambda job: job.session.trust.new_card(name, recipients), "own-card-made", self._failed
        )

    def _change(
        self, work: Work[object], said: str, failed: Callable[[CollectorError], None]
    ) -> None:
        """Do what ends in another page: meanwhile nothing else can be begun on this one."""
        at = self.focusWidget()
        self.setEnabled(False)

        def stays(error: CollectorError) -> None:
            self.setEnabled(True)
            if at is not None:
                at.setFocus()
            failed(error)

        self.run(work, lambda _done: self._show_again(said), stays)

    def _failed(self, error: CollectorError) -> None:
        self.setEnabled(True)
        if self._form is not None:
            self._form.trouble.tell(error)
            return
        clear(self._box)
        trouble = Trouble(self.words)
        self._box.addWidget(trouble)
        self._box.addStretch(1)
        trouble.tell(error)


def _read(job: Job) -> Held:
    trust = job.session.trust
    card = trust.own_card()
    return Held(card, None if card is None else trust.key_copy_checked())


def screen(desktop: Desktop, place: Place) -> Screen:
    """Return the screen of this vault's card, or its page of ways to deliver."""
    if place.page == PAGE:
        return TermsScreen(desktop, place)
    return CardScreen(desktop, place)
