"""How bundles and time stamps reach this platform: kept by issuing the next card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar, Final

from PySide6.QtWidgets import QWidget

from collector.model.card import TimeAuthority, Transport
from collector.model.card_terms import CardTerms
from collector.session import VALID_FOR_DAYS
from collector.ui import design
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.actions import actions
from collector.ui.parts.buttons import button
from collector.ui.parts.layout import clear, column, group, line, sheet
from collector.ui.parts.narrow import narrow
from collector.ui.parts.notice import Notice
from collector.ui.parts.page import Page
from collector.ui.parts.text import label
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.coordinator.terms_form import TimeForm, WayForm
from collector.ui.screens.coordinator.terms_shown import way_said
from collector.ui.screens.coordinator.terms_typed import (
    TermsTyped,
    authority_of,
    way_of,
)
from collector.ui.tasks import Job

PAGE: Final = "terms"
ISSUED: Final = "issued"


class TermsScreen(Screen):
    """A form.  Leaving it without issuing a card changes nothing."""

    rail: ClassVar[str | None] = "card"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        words = self.words
        self._now = CardTerms()
        self._ways: tuple[Transport, ...] = ()
        self._way: WayForm | None = None
        self._time: TimeForm | None = None
        self._notice, self._trouble = Notice(), Trouble(words)
        self._list = column(gap=12)
        self._body = column(gap=design.BLOCK)
        page = Page(words("terms-title"), words("terms-hint"), overline=words("own-card-title"))
        page.put(narrow(desktop.settings, group(self._body)), None)
        self.fill(page)
        self.run(_read, self._show, self._trouble.tell)

    def place(self) -> Place:
        """Return here with what was typed so far."""
        if self._way is None or self._time is None:
            return self._place
        typed = TermsTyped(self._ways, self._way.read(), self._time.read())
        return Place("card", page=PAGE, data=typed)

    def _show(self, now: CardTerms) -> None:
        words, settings, before = self.words, self.desktop.settings, self._place.data
        typed = before if isinstance(before, TermsTyped) else TermsTyped.of(now)
        clear(self._body)
        self._now, self._ways = now, typed.ways
        self._way = WayForm(words, settings, typed.way, self._add)
        self._time = TimeForm(words, typed.time)
        self._show_ways()
        issue = button(words("terms-issue"), "primary", self._issue)
        issue.setObjectName("terms-issue")
        back = button(words("terms-back"), "outlined", self._back)
        back.setObjectName("back")
        for part in (
            sheet(label(words("terms-ways"), "heading"), group(self._list), gap=14, margin=24),
            sheet(label(words("terms-new-way"), "heading"), self._way, gap=14, margin=24),
            sheet(
                label(words("terms-time"), "heading"),
                label(words("terms-time-hint"), "soft"),
                self._time,
                gap=14,
                margin=24,
            ),
            self._notice,
            self._trouble,
            group(
                column(
                    actions(settings, issue, back), label(words("terms-issue-hint"), "hint"), gap=8
                )
            ),
        ):
            self._body.addWidget(part)
        self._notice.hide()
        self._trouble.hide()
        self._way.fields["address"].inner.setFocus()

    def _show_ways(self) -> None:
        clear(self._list)
        for number, way in enumerate(self._ways):
            if number:
                self._list.addWidget(line())
            self._list.addWidget(self._line(way, number))
        if not self._ways:
            self._list.addWidget(label(self.words("terms-by-hand")))
            self._list.addWidget(label(self.words("terms-by-hand-hint"), "hint"))

    def _line(self, way: Transport, number: int) -> QWidget:
        text, hint = way_said(self.words, way, self.desktop.settings.text_size)
        remove = button(self.words("terms-remove"), "link", lambda: self._remove(way))
        remove.setObjectName(f"terms-remove-{number}")
        remove.setAccessibleDescription(text)
        shown = label(text, "strong"), label(hint, "hint")
        return group(column(*shown, actions(self.desktop.settings, remove), gap=4))

    def _remove(self, way: Transport) -> None:
        self._ways = tuple(it for it in self._ways if it is not way)
        self._show_ways()
        if self._way is not None:
            self._way.fields["address"].inner.setFocus()

    def _add(self) -> None:
        self._added()

    def _added(self) -> bool:
        """Take what was typed onto the list; tell whether that could be."""
        form = self._way
        if form is None:
            return False
        found = way_of(form.read(), self._ways)
        form.complain(found if isinstance(found, Mapping) else {})
        if isinstance(found, Mapping):
            return False
        self._notice.clear()
        self._ways = (*self._ways, found)
        self._show_ways()
        form.forget()
        return True

    def _issue(self) -> None:
        way, time = self._way, self._time
        self._notice.clear()
        self._trouble.clear()
        if way is None or time is None or not (way.read().empty or self._added()):
            return
        found = authority_of(time.read())
        time.complain(found if isinstance(found, Mapping) else {})
        if isinstance(found, Mapping):
            return
        self._issue_with(found)

    def _issue_with(self, authority: TimeAuthority | None) -> None:
        terms = replace(self._now, transports=self._ways, time_authority=authority)
        if terms == self._now:
            self._notice.tell(self.words("terms-same"), self.words("terms-same-hint"), "accent")
            return
        self.run(
            lambda job: job.session.trust.renew_card(VALID_FOR_DAYS, terms),
            lambda _card: self._back(ISSUED),
            self._trouble.tell,
        )

    def _back(self, page: str = "") -> None:
        self.desktop.go(Place("card", page=page))


def _read(job: Job) -> CardTerms:
    card = job.session.trust.own_card()
    return CardTerms() if card is None else CardTerms.of(card.card)
