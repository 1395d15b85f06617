"""A sealed account: the words, what was shown with them, and what may happen with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from collector.model.testimony import TestimonyRecord
from collector.session import SealedShown
from collector.ui import design, outside
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.actions import actions, type_is_large
from collector.ui.parts.answers import languages, term
from collector.ui.parts.buttons import button, weigh
from collector.ui.parts.checks import check_line
from collector.ui.parts.into_view import into_view
from collector.ui.parts.layout import banner, clear, column, group, row
from collector.ui.parts.narrow import narrow
from collector.ui.parts.page import Page
from collector.ui.parts.reading import Reading
from collector.ui.parts.text import chip, label, say
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.account.sealed_consent import ConsentRows
from collector.ui.screens.account.sealed_exhibits import SealedExhibits
from collector.ui.screens.account.sealed_facts import facts
from collector.ui.screens.account.sealed_identity import Keeper, SealedIdentity
from collector.ui.screens.account.sealed_versions import Versions
from collector.ui.screens.account.signed_for import SignedFor, signed_for
from collector.ui.screens.accounts.model import STATES
from collector.ui.tasks import Job
from collector.ui.words import Words

_BLANK_LINE = "\n\n"


@dataclass(frozen=True)
class _Seen:
    shown: SealedShown
    still_open: bool
    keepers: tuple[Keeper, ...]
    signed: tuple[SignedFor, ...]


class SealedScreen(Screen):
    """The screen ``sealed``: ``Place.id`` is the account.  Nothing on it is ever changed."""

    rail: ClassVar[str | None] = "accounts"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        words = self.words
        self._account = place.id
        hand_over = button(words("sealed-hand-over"), "primary", self._hand_over)
        hand_over.setObjectName("sealed-hand-over")
        self._go_on = hand_over
        self._correct = button(words("sealed-correct"), "outlined", self._begin_correction)
        self._correct.setObjectName("sealed-correct")
        self._correct.hide()
        large = type_is_large(desktop.settings)
        self._page = Page("", actions=() if large else (self._correct, hand_over))
        self._large_title = label("", "title")
        self._trouble = Trouble(words)
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(design.BLOCK)
        inner = column(self._trouble, gap=design.GAP)
        if large:
            # A long title in a small window would leave no room: it scrolls with the rest.
            self._page.title.hide()
            inner.addWidget(self._large_title)
            inner.addWidget(actions(desktop.settings, hand_over, self._correct))
        inner.addLayout(self._box)
        self._page.put(narrow(desktop.settings, group(inner)), None)
        self._words_sheet: Reading | None = None
        self._which: QLabel | None = None
        self.fill(self._page)
        self._read()

    def _read(self) -> None:
        account = self._account
        self.run(lambda job: _seen(job, account), self._show, self._trouble.tell)

    def _show(self, seen: _Seen) -> None:
        words, shown = self.words, seen.shown
        record = shown.record
        self._trouble.clear()
        say(self._page.overline, _overline(words, record))
        title = outside.line(record.about) or words("accounts-no-title")
        for shown_title in (self._page.title, self._large_title):
            shown_title.setText(title)
        # Once a platform has signed for it, there is nothing that has to be done.
        weigh(self._go_on, "outlined" if shown.listed.state == "delivered" else "primary")
        self._correct.setVisible(shown.ours and not shown.correction_open)
        clear(self._box)
        withdraw = self._withdraw if shown.ours else None
        self._words_sheet = Reading(_text(record), words("sealed-words"))
        self._which = label("", "strong", name="which-version")
        self._which.hide()
        for part in (
            self._head(shown),
            *self._signed(seen.signed),
            *self._notes(shown),
            group(column(self._which, self._words_sheet)),
            facts(words, record),
            SealedExhibits(self, shown.exhibits),
            ConsentRows(words, self.desktop.settings, shown.consent, withdraw),
            SealedIdentity(
                self.desktop,
                shown,
                seen.keepers,
                still_open=seen.still_open,
                seal=self._seal_identity,
            ),
            Versions(words, shown.revisions, shown.apart, self._read_version),
        ):
            self._box.addWidget(part)

    def _head(self, shown: SealedShown) -> QWidget:
        words, state = self.words, shown.listed.state
        moment = words.moment(shown.record.sealed_at.utc)
        said = words("sealed-at", moment=moment, version=shown.record.revision)
        return group(row(chip(words(f"state-{state}"), STATES[state]), label(said, "hint"), gap=12))

    def _signed(self, signed: tuple[SignedFor, ...]) -> list[QWidget]:
        words, said = self.words, []
        for it in signed:
            name = outside.line(it.platform) or words("delivery-unknown-platform")
            day = words.date_and_time(it.at)
            said.append(words("sealed-has-it", platform=name, version=it.revision, day=day))
        return [check_line(it) for it in said]

    def _notes(self, shown: SealedShown) -> list[QWidget]:
        words, notes = self.words, []
        if shown.correction_open:
            link = button(words("sealed-correction-go-on"), "link", self._to_draft)
            link.setObjectName("correction-go-on")
            said = label(words("sealed-correction-open"))
            notes.append(banner(group(column(said, row(link, None)))))
        if shown.apart:
            notes.append(banner(label(words("sealed-disputed", count=len(shown.apart)))))
        if not shown.ours:
            notes.append(label(words("sealed-not-ours"), "soft"))
        return [*notes]

    def _read_version(self, record: TestimonyRecord, name: str) -> None:
        if self._words_sheet is not None and self._which is not None:
            self._words_sheet.show_text(_text(record))
            self._words_sheet.setAccessibleName(name)
            say(self._which, name)
            self._words_sheet.setFocus()
            into_view(self._which)

    def _hand_over(self) -> None:
        self.desktop.go(Place("hand-over", self._account))

    def _to_draft(self) -> None:
        self.desktop.go(Place("account", self._account))

    def _begin_correction(self) -> None:
        account = self._account
        self.run(
            lambda job: job.session.testimonies.begin_correction(account),
            lambda _id: self._to_draft(),
            self._trouble.tell,
        )

    def _withdraw(self, recipient: str, effect: str) -> None:
        account = self._account
        self.run(
            lambda job: job.session.testimonies.withdraw(account, recipient, effect),
            lambda _none: self._read(),
            self._trouble.tell,
        )

    def _seal_identity(self, platforms: tuple[str, ...]) -> None:
        account = self._account

        def work(job: Job) -> None:
            job.session.testimonies.seal(account, job.session.trust.targets(platforms))

        self.run(work, lambda _none: self._read(), self._trouble.tell)


class SealedAlone(SealedScreen):
    """The same for somebody who tells alone, below another entry of the rail."""

    rail: ClassVar[str | None] = "alone-home"


def screen(desktop: Desktop, place: Place) -> Screen:
    """Return the screen of a sealed account."""
    return (SealedAlone if desktop.role == "self" else SealedScreen)(desktop, place)


def _seen(job: Job, account: str) -> _Seen:
    session = job.session
    keepers = tuple(
        Keeper(it.card.name, it.card.root_key)
        for it in session.trust.platforms()
        if it.card.identity_recipients
    )
    still_open = account in session.testimonies.with_open_identity()
    shown = session.testimonies.sealed(account)
    return _Seen(shown, still_open, keepers, signed_for(job, account))


def _overline(words: Words, record: TestimonyRecord) -> str:
    language = dict(languages(words, record.language))[record.language]
    kind = term(words, "V-IKIND", record.interview_kind)
    return " · ".join((outside.line(record.human_code), kind, outside.line(language)))


def _text(record: TestimonyRecord) -> str:
    """Return the words whole and as they are; where they are shown only plain text can be."""
    return _BLANK_LINE.join(paragraph.text for paragraph in record.words)
