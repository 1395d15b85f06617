"""Trusting a platform: what its card asks for, and twelve words heard on a line one trusts."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from collector import desk
from collector.errors import CollectorError
from collector.model.card_rules import CardRootRevoked, revokes_itself
from collector.session import WordsDiffer, WordUnlisted
from collector.ui import design, outside
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.actions import actions
from collector.ui.parts.buttons import button
from collector.ui.parts.checks import check_line
from collector.ui.parts.fields import Field, text_field
from collector.ui.parts.into_view import into_view
from collector.ui.parts.layout import Part, banner, clear, column, fill, group, line, sheet
from collector.ui.parts.narrow import narrow
from collector.ui.parts.page import Page
from collector.ui.parts.text import label, outside_label, say
from collector.ui.parts.trouble import Trouble, sentence
from collector.ui.screen import Screen
from collector.ui.screens.platforms.asks import asks
from collector.ui.screens.platforms.changes import changes_of
from collector.ui.screens.platforms.offer import Offer, take_renewed, trust

WORDS = 12


class TrustScreen(Screen):
    """A card that was opened.  The true words are not shown: they are heard, and typed."""

    rail: ClassVar[str | None] = "platforms"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        self._offer = place.data if isinstance(place.data, Offer) else None
        self._heard: QPlainTextEdit | None = None
        self._counted = label("", "hint")
        self._differ = banner(
            group(
                column(
                    label(self.words("trust-differ"), "strong"),
                    label(self.words("trust-differ-hint")),
                    gap=4,
                )
            )
        )
        self._differ.setObjectName("words-differ")
        self._differ.hide()
        self._trouble = Trouble(self.words)
        self._body = column(gap=design.BLOCK)
        page = Page(self.words("trust-title"))
        page.put(narrow(desktop.settings, group(self._body)), None)
        self.fill(page)
        if self._offer is None:
            self._gone()
        elif self._offer.again:
            self._known_already(self._offer)
        elif self._offer.before is not None and revokes_itself(self._offer.card.card):
            self._last(self._offer)
        elif self._offer.before is not None:
            self._renewed(self._offer)
        else:
            self._new(self._offer, place.page)

    def place(self) -> Place:
        """Return here, with the words that were typed."""
        heard = self._heard.toPlainText() if self._heard is not None else ""
        return Place("trust", page=heard, data=self._offer)

    def _new(self, offer: Offer, heard: str) -> None:
        words = self.words
        self._heard = text_field(heard, rows=3)
        self._heard.setFixedHeight(self._heard.minimumHeight())
        self._heard.setObjectName("heard")
        self._heard.textChanged.connect(self._count)
        compare = sheet(
            label(words("trust-compare"), "heading"),
            label(words("trust-compare-how")),
            Field(words("trust-heard"), self._heard, words("trust-heard-hint")),
            self._counted,
            gap=12,
            margin=24,
        )
        yes = button(words("trust-yes"), "primary", self._try)
        yes.setObjectName("trust")
        self._put(self._card(offer), compare, self._differ, self._trouble, self._answers(yes))
        self._count()

    def _renewed(self, offer: Offer) -> None:
        words = self.words
        what = sheet(
            label(words("trust-renewed"), "heading"),
            label(words("trust-renewed-how"), "soft"),
            *(
                changes_of(words, offer, self.desktop.settings.text_size)
                or [label(words("trust-renewed-nothing"))]
            ),
            gap=12,
            margin=24,
        )
        yes = button(words("trust-take-over"), "primary", self._take_over)
        yes.setObjectName("trust")
        self._put(what, self._card(offer), self._trouble, self._answers(yes))

    def _last(self, offer: Offer) -> None:
        """Show a card that ends its platform: what else it says counts no more."""
        words = self.words
        what = self._last_card(offer, label(words("trust-renewed-how"), "soft"))
        yes = button(words("trust-take-over-last"), "primary", self._take_over)
        yes.setObjectName("trust")
        self._put(what, self._trouble, self._answers(yes))

    def _last_card(self, offer: Offer, *more: Part) -> Part:
        words = self.words
        return sheet(
            outside_label(offer.card.card.name, "heading"),
            label(words("trust-last"), "strong"),
            *(label(sentence(it)) for it in words.error(CardRootRevoked())),
            label(words("trust-last-waiting")),
            *more,
            gap=12,
            margin=24,
        )

    def _known_already(self, offer: Offer) -> None:
        back = button(self.words("trust-back"), "primary", self._back)
        last = revokes_itself(offer.card.card)
        self._put(
            self._last_card(offer) if last else self._card(offer),
            label(self.words("trust-again")),
            actions(self.desktop.settings, back),
        )

    def _gone(self) -> None:
        back = button(self.words("trust-back"), "primary", self._back)
        back.setObjectName("back")
        self._put(label(self.words("trust-gone")), actions(self.desktop.settings, back))

    def _card(self, offer: Offer) -> Part:
        words, card = self.words, offer.card.card
        head = column(
            label(words("trust-card-says"), "hint"),
            outside_label(card.name, "heading"),
            label(words("platforms-valid-until", day=words.day(card.valid_until)), "hint"),
            gap=2,
        )
        return sheet(
            group(head),
            line(),
            *asks(words, offer.card, self.desktop.settings.text_size),
            gap=design.GAP,
            margin=24,
        )

    def _answers(self, yes: QWidget) -> Part:
        no = button(self.words("trust-no"), "outlined", self._back)
        no.setObjectName("not-now")
        return actions(self.desktop.settings, yes, no)

    def _count(self) -> None:
        count = desk.count_words(self._heard.toPlainText()) if self._heard is not None else 0
        self._differ.hide()
        self._trouble.clear()
        said = self.words("trust-counted", count=count, all=WORDS) if count else ""
        say(self._counted, said)

    def _try(self) -> None:
        offer, heard = self._offer, self._heard
        if offer is None or heard is None:
            return
        spoken = heard.toPlainText()
        if not spoken.strip():
            say(self._counted, self.words("trust-nothing-typed"))
            heard.setFocus()
            return
        self.run(lambda job: trust(job, offer, spoken), self._done, self._refused)

    def _take_over(self) -> None:
        offer = self._offer
        if offer is not None:
            self.run(lambda job: take_renewed(job, offer), self._done, self._refused)

    def _refused(self, error: CollectorError) -> None:
        self._trouble.clear()
        if not isinstance(error, WordsDiffer) or self._heard is None:
            self._trouble.tell(error)
            return
        wrong: QWidget = self._differ
        if isinstance(error, WordUnlisted):
            self._trouble.tell(error)
            wrong = self._trouble
        wrong.show()
        self._heard.setFocus()
        into_view(wrong)

    def _done(self, sealed: int) -> None:
        if self._offer is None:
            return
        words, name = self.words, outside.line(self._offer.card.card.name)
        done = "trust-done" if self._offer.before is None else "trust-renewed-done"
        hint = "trust-given-up-hint" if revokes_itself(self._offer.card.card) else f"{done}-hint"
        lines = [check_line(words(done, platform=name), words(hint))]
        if sealed:
            lines.append(
                check_line(words("trust-sealed", count=sealed), words("trust-sealed-hint"))
            )
        on = button(words("trust-back"), "primary", self._back)
        on.setObjectName("back")
        self._heard, self._offer = None, None
        self._put(sheet(*lines, gap=design.GAP, margin=24), actions(self.desktop.settings, on))
        on.setFocus()

    def _back(self) -> None:
        self.desktop.go(Place("platforms"))

    def _put(self, *parts: Part) -> None:
        clear(self._body)
        fill(self._body, parts)


def screen(desktop: Desktop, place: Place) -> Screen:
    """Return the page of a card."""
    return TrustScreen(desktop, place)
