"""What somebody told so far, and the way to tell more: the first screen of a vault of one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from collector.session import Listed
from collector.ui import design, outside
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.actions import actions
from collector.ui.parts.buttons import Kind, button
from collector.ui.parts.cards import Card
from collector.ui.parts.checks import check_line
from collector.ui.parts.flow import Flow
from collector.ui.parts.layout import clear, column, group, row, sheet
from collector.ui.parts.narrow import narrow
from collector.ui.parts.page import Page
from collector.ui.parts.text import label
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.accounts.model import state_of
from collector.ui.screens.alone.steps import STEPS, new_form

_MOST: Final = 20
"""Rows that are shown at once; all of them are in the list of accounts."""
_SAFETY: Final = ("alone", "screen", "stop", "kept")


class HomeScreen(Screen):
    """Calm rows, the newest first; what to know first while there is none."""

    rail: ClassVar[str | None] = "alone-home"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        words = self.words
        self._trouble = Trouble(words)
        self._box = QVBoxLayout()
        self._box.setSpacing(design.GAP)
        self._box.setContentsMargins(0, 0, 0, 0)
        page = Page(words("alone-home-title"), words("alone-home-hint"))
        page.put(self._trouble, narrow(desktop.settings, group(self._box)), None)
        self.fill(page)
        self.run(lambda job: job.session.testimonies.every(), self._show, self._trouble.tell)

    def _show(self, every: list[Listed]) -> None:
        clear(self._box)
        newest = sorted(every, key=lambda it: it.kept_at, reverse=True)
        drafts = [it for it in newest if state_of(it) == "draft"]
        if not newest:
            self._box.addWidget(self._first_words())
        self._box.addWidget(self._begin_buttons(drafts[0] if drafts else None))
        for listed in newest[:_MOST]:
            self._box.addWidget(self._row(listed))
        if len(newest) > _MOST:
            every_one = button(self.words("alone-home-all"), "link", self._to(Place("accounts")))
            self._box.addLayout(row(every_one, None))
        self._primary.setFocus()

    def _first_words(self) -> QWidget:
        words = self.words
        lines = [check_line(words(f"alone-begin-{it}"), tone="accent") for it in _SAFETY]
        return group(
            column(label(words("alone-home-first"), "lead"), sheet(*lines, gap=14), gap=18)
        )

    def _begin_buttons(self, draft: Listed | None) -> QWidget:
        words, settings = self.words, self.desktop.settings
        leave = button(words("alone-leave"), "link", self._to(Place("alone", page="/leave")))
        leave.setObjectName("leave-nothing")
        if draft is None:
            self._primary = self._tell("alone-home-tell", "primary")
            return actions(settings, self._primary, leave)
        self._primary = button(words("alone-home-go-on"), "primary", self._to(_place_of(draft)))
        self._primary.setObjectName("go-on")
        return group(Flow(self._primary, self._tell("alone-home-more", "outlined"), leave))

    def _tell(self, name: str, kind: Kind) -> QPushButton:
        made = button(self.words(name), kind, self._begin)
        made.setObjectName("tell")
        return made

    def _row(self, listed: Listed) -> QWidget:
        words = self.words
        without = "accounts-damaged" if listed.damaged else "alone-home-no-title"
        about = outside.line(listed.about) or words(without)
        said = words(
            "alone-home-row",
            code=listed.human_code,
            state=words(f"state-{state_of(listed)}"),
            kept=words.moment(listed.kept_at),
        )
        return Card(about, said, self._to(_place_of(listed)), f"account-{listed.human_code}")

    def _to(self, place: Place) -> Callable[[], None]:
        return lambda: self.desktop.go(place)

    def _begin(self) -> None:
        form = new_form(self.words.language)
        self.run(
            lambda job: job.session.testimonies.add(form),
            lambda made: self.desktop.go(Place("alone", made, STEPS[0])),
            self._trouble.tell,
        )


def _place_of(listed: Listed) -> Place:
    """Return where an account is shown: a draft goes on with the words, a correction in full."""
    if listed.state != "draft":
        return Place("sealed", listed.id)
    return (
        Place("alone", listed.id, "tell") if listed.revision == 1 else Place("account", listed.id)
    )


def screen(desktop: Desktop, place: Place) -> Screen:
    """Return what somebody told so far."""
    return HomeScreen(desktop, place)
