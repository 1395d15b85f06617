"""The platforms this vault trusts, and the way to trust another."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from collector.desk import PublicKey
from collector.model.card_rules import CardRootRevoked, revokes_itself
from collector.ui import design, outside
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.actions import type_is_large
from collector.ui.parts.buttons import button
from collector.ui.parts.choosing import choose_file
from collector.ui.parts.drop import local_files
from collector.ui.parts.key_words import KeyWords
from collector.ui.parts.layout import Part, clear, column, fill, group, line, row, sheet
from collector.ui.parts.narrow import narrow
from collector.ui.parts.page import Page
from collector.ui.parts.text import chip, label, outside_label
from collector.ui.parts.trouble import Trouble, sentence
from collector.ui.screen import Screen
from collector.ui.screens.platforms.asks import asks
from collector.ui.screens.platforms.offer import (
    Known,
    Offer,
    read_known,
    read_offer,
    read_own_key,
)


class PlatformsScreen(Screen):
    """Trusted platforms, each with what its card asks for, and the words a platform asks for.

    A card may be dropped anywhere here.
    """

    rail: ClassVar[str | None] = "platforms"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        words = self.words
        choose = button(words("platforms-open"), "primary", self._choose)
        choose.setObjectName("open-card")
        large = type_is_large(desktop.settings)
        beside = () if large else (choose,)
        page = Page(words("platforms-title"), words("platforms-hint"), actions=beside)
        self._trouble = Trouble(words)
        self._body = column(gap=design.BLOCK)
        if large:
            page.put(group(row(choose, None)))
        page.put(self._trouble, narrow(desktop.settings, group(self._body)), None)
        self.fill(page)
        self.setAcceptDrops(True)
        self.run(
            lambda job: (read_known(job), read_own_key(job)),
            lambda found: self._show(*found),
            self._trouble.tell,
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Let one file of this computer be dropped."""
        if len(local_files(event.mimeData())) == 1:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Open the card that was dropped."""
        for path in local_files(event.mimeData()):
            self._open(path)

    def _choose(self) -> None:
        choose_file(self, self.words, self.words("platforms-open"), self._open)

    def _open(self, path: Path) -> None:
        self._trouble.clear()
        self.run(lambda job: read_offer(job, path), self._opened, self._trouble.tell)

    def _opened(self, offer: Offer) -> None:
        self.desktop.go(Place("trust", data=offer))

    def _show(self, every: list[Known], own: PublicKey) -> None:
        clear(self._body)
        platforms = tuple(self._platform(it) for it in every)
        fill(self._body, (*platforms, self._own_words(own)) if platforms else (self._empty(),))

    def _platform(self, known: Known) -> QWidget:
        words, card = self.words, known.card.card
        if revokes_itself(card):
            return self._given_up(card.name)
        until = words("platforms-valid-until", day=words.day(card.valid_until))
        head = column(outside_label(card.name, "heading"), label(until, "hint"), gap=2)
        parts: list[Part] = [group(head)]
        if known.problem is None:
            parts.append(chip(words("platforms-trusted"), "green"))
        else:
            parts.append(chip(words("platforms-over"), "amber"))
            parts.append(label(words("platforms-over-hint")))
        said = (label(words("platforms-words"), "strong"), KeyWords(self.desktop, known.key))
        parts += [
            line(),
            *asks(words, known.card, self.desktop.settings.text_size),
            line(),
            group(column(*said, gap=6)),
        ]
        made = sheet(*parts, gap=design.GAP, margin=24)
        made.setAccessibleName(outside.line(card.name))
        return made

    def _given_up(self, name: str) -> QWidget:
        words = self.words
        made = sheet(
            outside_label(name, "heading"),
            chip(words("platforms-given-up"), "amber"),
            *(label(sentence(it)) for it in words.error(CardRootRevoked())),
            gap=design.GAP,
            margin=24,
        )
        made.setAccessibleName(outside.line(name))
        return made

    def _own_words(self, own: PublicKey) -> QWidget:
        words = self.words
        made = sheet(
            label(words("platforms-own-words"), "heading"),
            label(words("platforms-own-words-hint")),
            KeyWords(self.desktop, own, "own-other-list"),
            gap=12,
            margin=24,
        )
        made.setAccessibleName(words("platforms-own-words"))
        return made

    def _empty(self) -> QWidget:
        words = self.words
        parts = [label(words("platforms-empty"), "heading")]
        parts += [label(words(f"platforms-empty-{it}")) for it in ("what", "how", "until")]
        return sheet(*parts, gap=12, margin=28)


def screen(desktop: Desktop, place: Place) -> Screen:
    """Return the list of platforms."""
    return PlatformsScreen(desktop, place)
