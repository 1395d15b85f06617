"""Making the first card: a name, and who keeps the key to identities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from collector import desk
from collector.ui import design
from collector.ui.parts.bounded import bounded_line, whole
from collector.ui.parts.buttons import button
from collector.ui.parts.choosing import choose_file
from collector.ui.parts.fields import Choice, Field
from collector.ui.parts.layout import banner, column, group, row
from collector.ui.parts.narrow import narrow
from collector.ui.parts.page import Page
from collector.ui.parts.text import label, say
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.coordinator.key_file import key_file_sheet

APART, HERE = "apart", "here"
_SHOWN_OF_KEY = 20
_LONGEST_NAME = 100  # model.card.PlatformCard


@dataclass(frozen=True)
class Wanted:
    """What was put in so far; ``recipients`` are those of the other person's key."""

    name: str = ""
    keeper: str | None = None
    recipients: tuple[str, ...] = ()


class CardForm(QWidget):
    """The form; ``make`` is called with what is wanted once nothing is missing."""

    def __init__(self, screen: Screen, before: Wanted, make: Callable[[Wanted], None]) -> None:
        super().__init__()
        self._screen, self._make = screen, make
        self._recipients = before.recipients
        words = screen.words
        self.trouble = Trouble(words)
        name = bounded_line(before.name, limit=_LONGEST_NAME)
        name.setObjectName("card-name")
        self._name = Field(words("own-card-name"), name, words("own-card-name-hint"))
        self._line = name
        answers = ((APART, words("own-card-who-apart")), (HERE, words("own-card-who-here")))
        self._choice = Choice(answers, before.keeper, lambda _chosen: self._explain())
        self._choice.setObjectName("card-keeper")
        self._who = Field(words("own-card-who"), self._choice, words("own-card-who-hint"))
        self._apart, self._here = self._apart_part(), banner(label(words("own-card-who-here-why")))
        make_it = button(words("own-card-make"), "primary", self._pressed)
        make_it.setObjectName("make-card")
        page = Page(words("own-card-make-title"), words("own-card-make-hint"))
        body = column(
            self.trouble,
            self._name,
            self._who,
            self._apart,
            self._here,
            row(make_it, None),
            gap=22,
        )
        page.put(narrow(screen.desktop.settings, group(body), design.READABLE), None)
        self.setLayout(column(page, gap=0))
        self._explain()

    def wanted(self) -> Wanted:
        """Return what was put in so far."""
        return Wanted(self._line.text(), self._choice.chosen(), self._recipients)

    def _apart_part(self) -> QWidget:
        words = self._screen.words
        choose = button(words("own-card-their-key"), "outlined", self._choose)
        choose.setObjectName("their-key")
        self._chosen = label("", "code")
        self._missing = label("", "problem")
        self._missing.hide()
        self._unread = Trouble(words)
        self._show_key()
        return group(
            column(
                label(words("own-card-who-apart-why"), "soft"),
                row(choose, None),
                self._unread,
                label(words("own-card-their-key-hint"), "hint"),
                self._chosen,
                self._missing,
                key_file_sheet(self._screen),
                gap=12,
            )
        )

    def _explain(self) -> None:
        self._who.complain("")
        self._apart.setVisible(self._choice.chosen() == APART)
        self._here.setVisible(self._choice.chosen() == HERE)

    def _choose(self) -> None:
        words = self._screen.words
        choose_file(self._screen, words, words("own-card-their-key"), self._read)

    def _read(self, path: Path) -> None:
        self._unread.clear()
        self._screen.run(lambda _job: desk.read_recipients(path), self._take, self._unread.tell)

    def _take(self, recipients: tuple[str, ...]) -> None:
        self._recipients = recipients
        self._missing.hide()
        self._show_key()

    def _show_key(self) -> None:
        shown = [f"{key[:_SHOWN_OF_KEY]}…" for key in self._recipients]
        text = self._screen.words("own-card-their-key-chosen", key=", ".join(shown))
        say(self._chosen, text if shown else "")

    def _pressed(self) -> None:
        words, wanted = self._screen.words, self.wanted()
        no_name = not wanted.name.strip()
        no_key = wanted.keeper == APART and not wanted.recipients
        self._name.complain(words("own-card-name-missing") if no_name else "")
        self._who.complain("" if wanted.keeper else words("own-card-who-missing"))
        say(self._missing, words("own-card-their-key-missing") if no_key else "")
        if no_name or no_key or wanted.keeper is None:
            return
        self.trouble.clear()
        here = wanted.keeper == HERE
        self._make(
            Wanted(whole(wanted.name).strip(), wanted.keeper, () if here else wanted.recipients)
        )
