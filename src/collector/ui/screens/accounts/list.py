"""The accounts of this vault: code, what each is about, when it was kept, how it stands."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from collector.errors import CollectorError
from collector.model.testimony_input import TestimonyInput
from collector.session import Found, Listed
from collector.ui import design
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.actions import type_is_large
from collector.ui.parts.asking import Asking
from collector.ui.parts.buttons import button
from collector.ui.parts.fields import search_field
from collector.ui.parts.layout import Part, banner, clear, column, group, row
from collector.ui.parts.page import Page
from collector.ui.parts.text import label, say
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.accounts.model import Accounts, state_of
from collector.ui.screens.accounts.table import AccountsTable
from collector.ui.tasks import Job, Running, Stopped


class AccountsScreen(Screen):
    """The first screen of an interviewer.  ``place.page`` is what is searched."""

    rail: ClassVar[str | None] = "accounts"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        words = self.words
        self._looking: Running[list[Found]] | None = None
        self._trouble = Trouble(words)
        mono = QFont(design.MONO)
        mono.setPixelSize(design.pixels(design.BODY - 1, desktop.settings))
        self._model = Accounts(words, mono)
        self._table = AccountsTable(self._model, desktop, mono, self._open, self._ask_to_remove)
        self._search = search_field(words("accounts-search"), self._look)
        self._search.setText(place.page)
        self._search.setVisible(bool(place.page))
        self._asked = column()
        self._question = group(self._asked)
        self._question.hide()
        self._instead = {
            "empty": self._middle("accounts-empty"),
            "none-found": self._middle("accounts-none-found"),
            "list": self._table,
        }
        self._waiting = label("")
        self._strip = self._hand_over()
        body = column(self._search, self._question, gap=12)
        for part in self._instead.values():
            part.hide()
            body.addWidget(part, 1)
        new = button(words("accounts-new"), "primary", self._begin)
        new.setObjectName("new-account")
        self.fill(self._page(new, self._trouble, group(body), self._strip))
        self._look()

    def place(self) -> Place:
        """Return here with the same search."""
        return Place("accounts", page=self._search.text())

    def _page(self, new: QWidget, *parts: Part) -> Page:
        words = self.words
        large = type_is_large(self.desktop.settings)
        beside = () if large else (new,)
        made = Page(words("accounts-title"), words("accounts-hint"), actions=beside)
        above: tuple[Part, ...] = (group(row(new, None)),) if large else ()
        made.put(*above, *parts)
        return made

    def _look(self) -> None:
        if self._looking is not None:
            self._looking.stop()
        text = self._search.text().strip()
        self._looking = self.run(
            lambda job: _found(job, text), lambda found: self._show(found, text), self._failed
        )

    def _show(self, found: list[Found], text: str) -> None:
        self._trouble.clear()
        self._table.set_found(bool(text))
        self._model.show(found)
        shown = "list" if found else "none-found" if text else "empty"
        for name, part in self._instead.items():
            part.setVisible(name == shown)
        self._search.setVisible(bool(found or text))
        # What others sent waits for nothing.
        quiet = text or self.desktop.role == "coordinator"
        sealed = 0 if quiet else sum(state_of(it.listed) == "sealed" for it in found)
        say(self._waiting, self.words("accounts-waiting", count=sealed))
        self._strip.setVisible(sealed > 0)

    def _failed(self, error: CollectorError) -> None:
        if not isinstance(error, Stopped):
            self._trouble.tell(error)

    def _open(self, listed: Listed) -> None:
        screen = "account" if listed.state == "draft" else "sealed"
        self.desktop.go(Place(screen, listed.id))

    def _ask_to_remove(self, listed: Listed) -> None:
        clear(self._asked)
        words = self.words
        what = "accounts-remove-draft" if listed.revision == 1 else "accounts-remove-correction"
        asking = Asking(
            words,
            self.desktop.settings,
            question=words(what, code=listed.human_code, count=listed.exhibits),
            does=words("accounts-remove"),
            name="remove",
            done=lambda: self._remove(listed.id),
            kept=self._forget,
        )
        self._asked.addWidget(asking)
        self._question.show()
        asking.ask()

    def _forget(self) -> None:
        self._question.hide()
        self._table.setFocus()

    def _remove(self, account: str) -> None:
        self._forget()
        self.run(
            lambda job: job.session.testimonies.remove_draft(account),
            lambda _none: self._removed(),
            self._trouble.tell,
        )

    def _removed(self) -> None:
        self.desktop.recount()
        self._look()

    def _middle(self, name: str) -> QWidget:
        """Return a sentence and what to do, in the middle of where the list would be."""
        says = label(self.words(name), "heading")
        hint = label(self.words(f"{name}-hint"), "soft")
        for it in (says, hint):
            it.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return group(column(None, says, hint, None, None, gap=6))

    def _hand_over(self) -> QWidget:
        go = button(
            self.words("rail-hand-over"), "link", lambda: self.desktop.go(Place("hand-over"))
        )
        go.setObjectName("to-hand-over")
        large = type_is_large(self.desktop.settings)
        beside = row(gap=design.GAP)
        beside.addWidget(self._waiting, 1)
        beside.addWidget(go)
        made = banner(group(column(self._waiting, go) if large else beside))
        made.hide()
        return made

    def _begin(self) -> None:
        self.run(
            lambda job: job.session.testimonies.add(TestimonyInput()),
            lambda made: self.desktop.go(Place("account", made)),
            self._trouble.tell,
        )


def _found(job: Job, text: str) -> list[Found]:
    """Return the accounts that hold these words, or all of them; the latest kept first."""
    testimonies = job.session.testimonies
    found = testimonies.search(text) if text else [Found(it, "") for it in testimonies.every()]
    return sorted(found, key=lambda it: it.listed.kept_at, reverse=True)


def screen(desktop: Desktop, place: Place) -> Screen:
    """Return the list of accounts."""
    return AccountsScreen(desktop, place)
