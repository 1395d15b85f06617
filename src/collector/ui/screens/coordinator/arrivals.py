"""Arrivals, the first screen of a coordinator: bring bundles in, and see what was checked."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from collector.errors import CollectorError
from collector.session import HandedOut
from collector.ui import design
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.actions import actions
from collector.ui.parts.buttons import button
from collector.ui.parts.choosing import choose_files, choose_folder
from collector.ui.parts.drop import local_files
from collector.ui.parts.fields import search_field
from collector.ui.parts.layout import clear, column, group, row, scrolled
from collector.ui.parts.notice import Notice
from collector.ui.parts.page import Page
from collector.ui.parts.text import label, say
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.coordinator.arrivals_list import BundleList
from collector.ui.screens.coordinator.arrivals_work import (
    Arrivals,
    Entry,
    hand_out,
    read_arrivals,
)
from collector.ui.screens.coordinator.bringing import Bringing
from collector.ui.screens.coordinator.bringing_work import Outcome, Vouched
from collector.ui.screens.coordinator.names import file_name
from collector.ui.screens.coordinator.one_bundle import OneBundle

_LIST, _BUNDLE = 2, 3
_LEAST = 200
_FEW = 8  # bundles that are seen at a glance
_ROOM_FOR_BOTH = 100  # per cent of type: beyond, the list stands above the bundle


class ArrivalsScreen(Screen):
    """``place.id`` is the key of the bundle that is shown, ``place.page`` what is searched."""

    rail: ClassVar[str | None] = "arrivals"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        words = self.words
        self._key, self._follow, self._showing = place.id, False, False
        self._trouble = Trouble(words)
        self._bring = button(words("arrivals-bring"), "primary", self._choose)
        self._bring.setObjectName("bring-in")
        self._give = button(words("receipts-give"), "outlined", self._choose_folder)
        self._give.setObjectName("give-receipts")
        self._notice = Notice()
        self._bringing = Bringing(self, self._became, self._ended)
        self._found = Arrivals(card=False)
        self._search = search_field(words("arrivals-search"), self._show_entries)
        self._wanted = place.page
        self._search.setText(place.page)
        self._none = label(words("arrivals-none-found"), "soft")
        self._list = BundleList(words, desktop.settings, self._chosen)
        self._found_here = group(column(self._search, self._none, self._list, gap=12))
        self._one = OneBundle(self, self._let_in, self._was_revoked)
        self._empty = group(
            column(
                label(words("arrivals-empty"), "heading"),
                label(words("arrivals-empty-hint"), "soft"),
                None,
                gap=6,
            )
        )
        self._box = column(gap=0)
        self.setLayout(self._box)
        self._page = self._built()
        self._page.hide()
        self._box.addWidget(self._page)
        self._look()

    def place(self) -> Place:
        """Return here with the same bundle."""
        return Place("arrivals", self._key, self._wanted)

    def leave(self) -> None:
        """Stop what is under way: nothing of it stays."""
        self._bringing.stop()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Let files of this computer come, anywhere on the page."""
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Bring in the files that were dropped."""
        event.acceptProposedAction()
        self.bring_in(local_files(event.mimeData()))

    def _built(self) -> Page:
        words, settings = self.words, self.desktop.settings
        stacked = settings.text_size > _ROOM_FOR_BOTH
        made = Page(
            words("arrivals-title"),
            actions=() if stacked else (self._give, self._bring),
            scrolls=stacked,
        )
        body = column(self._trouble, self._notice, self._bringing, self._empty, gap=16)
        if stacked:
            body.insertWidget(0, actions(settings, self._bring, self._give))
            self._list.setMinimumHeight(design.pixels(_LEAST, settings))
            self._both = group(column(self._found_here, self._one, gap=24))
            body.addWidget(self._both)
            body.addStretch(1)
        else:
            two = row(gap=24)
            two.addWidget(self._found_here, _LIST, Qt.AlignmentFlag.AlignTop)
            area = scrolled(self._one)
            area.verticalScrollBar().rangeChanged.connect(self._one.make_way)
            two.addWidget(area, _BUNDLE)
            self._both = group(two)
            body.addWidget(self._both, 1)
        made.put(group(body))
        return made

    def _look(self) -> None:
        self.run(read_arrivals, self._show, self._failed)

    def _show(self, found: Arrivals) -> None:
        if not found.card:
            self._ask_for_card()
            return
        self.setAcceptDrops(True)
        self._page.show()
        self._empty.setVisible(not found.entries)
        self._give.setVisible(bool(found.entries))
        self._both.setVisible(bool(found.entries))
        say(self._page.hint, self._summary(found))
        self._found = found
        self._bringing.tell_gaps(found.entries)
        self._show_entries()

    def _show_entries(self) -> None:
        """Show what came, or what of it holds the words that are searched."""
        wanted, entries = self._search.text(), self._found.entries
        self._wanted = wanted
        self._search.setVisible(len(entries) > _FEW or bool(wanted))
        self._showing = True
        shown = self._list.show_entries(entries, self._key, wanted)
        self._showing = False
        self._list.setVisible(shown)
        self._none.setVisible(not shown)
        self._one.setVisible(shown)

    def _summary(self, found: Arrivals) -> str:
        numbers: dict[str, int] = dict.fromkeys(("imported", "waiting", "refused"), 0)
        for it in found.entries:
            numbers[it.kind] += 1
        said = [
            self.words(f"arrivals-number-{kind}", number=self.words.number(number))
            for kind, number in numbers.items()
            if number
        ]
        return " · ".join(said)

    def _ask_for_card(self) -> None:
        words = self.words
        clear(self._box)
        make = button(
            words("arrivals-no-card-make"), "primary", lambda: self.desktop.go(Place("card"))
        )
        make.setObjectName("make-card-first")
        page = Page(words("arrivals-title"))
        page.put(
            column(
                label(words("arrivals-no-card"), "heading"),
                label(words("arrivals-no-card-hint"), "soft"),
                row(make, None),
                gap=14,
            ),
            None,
        )
        self._box.addWidget(page)
        page.show()
        make.setFocus()

    def _chosen(self, entry: Entry) -> None:
        if not self._showing:  # somebody marked it: what was told was told of the other one
            self._follow = False
            if entry.key != self._key:
                self._quiet()
        self._key = entry.key
        self._one.show_bundle(entry)

    def _choose(self) -> None:
        choose_files(self, self.words, self.words("arrivals-bring"), self.bring_in)

    @property
    def busy(self) -> bool:
        """Tell whether files are being brought in."""
        return self._bringing.busy

    def bring_in(self, paths: list[Path]) -> None:
        """Bring in files, and those in folders."""
        self._quiet()
        self._follow = True
        self._bringing.begin(paths)

    def _choose_folder(self) -> None:
        choose_folder(self, self.words, self.words("receipts-give"), self.hand_out)

    def hand_out(self, folder: Path) -> None:
        """Put every receipt into a folder."""
        self._quiet()
        self.run(lambda job: hand_out(job, folder), self._handed_out, self._trouble.answer)

    def _handed_out(self, done: tuple[str, HandedOut]) -> None:
        words, (name, counts) = self.words, done
        if counts == HandedOut():
            self._notice.tell(words("receipts-none"), words("receipts-none-hint"), "accent")
            return
        numbers = {it: words.number(getattr(counts, it)) for it in ("new", "replaced", "there")}
        text = words("receipts-given", folder=file_name(self.desktop.settings, name))
        self._notice.tell(text, words("receipts-given-hint", **numbers))

    def _was_revoked(self, bundles: int) -> None:
        self._quiet()
        self._notice.tell(self.words("revoke-done"), self.words("revoke-done-hint", count=bundles))
        self._look()

    def _quiet(self) -> None:
        self._trouble.clear()
        self._notice.clear()
        self._one.quiet()

    def _became(self, outcome: Outcome) -> None:
        if self._follow:
            self._mark(outcome.key)
        self._look()

    def _mark(self, key: str) -> None:
        """Mark a bundle from now on, unless somebody is at something with the one that is shown."""
        if key and not self._one.in_use:
            self._key = key

    def _ended(self) -> None:
        self._follow = False
        self._one.forget()
        self._look()
        self.desktop.recount()

    def _let_in(self, vouched: Vouched) -> None:
        self._quiet()
        self._bringing.forget()
        self._bringing.tell(vouched.outcomes)
        if vouched.other:
            words = self.words
            self._notice.tell(words("let-in-other"), words("let-in-other-hint"), "amber")
        self._mark(vouched.outcomes[0].key)
        self._look()
        self.desktop.recount()

    def _failed(self, error: CollectorError) -> None:
        self._page.show()
        self._both.hide()
        self._empty.hide()
        self._trouble.tell(error)


def screen(desktop: Desktop, place: Place) -> Screen:
    """Return the arrivals."""
    return ArrivalsScreen(desktop, place)
