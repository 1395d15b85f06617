"""Who told: opened with the key file of whoever keeps it, in memory only, gone on leaving."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from collector import desk
from collector.errors import CollectorError
from collector.model.identity import IdentityForm
from collector.session import Unsealed
from collector.ui import design
from collector.ui.desktop import Desktop, Place
from collector.ui.outside import MOST_SHOWN
from collector.ui.parts.actions import actions
from collector.ui.parts.buttons import button
from collector.ui.parts.checks import check_line
from collector.ui.parts.choosing import choose_file
from collector.ui.parts.layout import clear, column, group, row, sheet
from collector.ui.parts.notice import Notice
from collector.ui.parts.page import Page
from collector.ui.parts.text import label
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.account.picture import Picture
from collector.ui.screens.account.signs import Sign
from collector.ui.screens.coordinator.identity_view import form_sheet
from collector.ui.tasks import Job

LARGEST_SIDE: Final = 1200
_WRONG_KEY: Final = "age.no-identity"
_SIGNS: Final[dict[str, Sign]] = {"image": "picture", "video": "film", "audio": "sound"}


@dataclass(frozen=True)
class Shot:
    """An exhibit of the compartment: its type and size in bytes, and its picture if it has one."""

    mime: str
    size: int
    image: QImage | None = field(repr=False)


@dataclass(frozen=True)
class Opened:
    """What the key file opened; ``more`` counts what is not shown of it."""

    forms: tuple[IdentityForm, ...] = field(repr=False)
    shots: tuple[Shot, ...] = field(repr=False)
    more: int = 0


class IdentityScreen(Screen):
    """``place.id`` is the account.  What was opened is not part of the place: it is gone then."""

    rail: ClassVar[str | None] = "accounts"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        words = self.words
        self._trouble, self._wrong = Trouble(words), Notice()
        self._open = button(words("unsealed-choose"), "primary", self._choose)
        self._open.setObjectName("choose-key-file")
        back = button(words("unsealed-back"), "link", lambda: desktop.go(Place("sealed", place.id)))
        back.setObjectName("back-to-account")
        self._ask = group(
            column(
                label(words("unsealed-how")),
                label(words("unsealed-memory"), "hint"),
                row(self._open, None),
                gap=14,
            )
        )
        self._found = column(gap=16)
        page = Page(words("unsealed-title"), words("unsealed-hint"))
        body = group(
            column(
                self._trouble,
                self._wrong,
                self._ask,
                group(self._found),
                actions(desktop.settings, back),
                gap=design.GAP,
            )
        )
        body.setMaximumWidth(design.readable(desktop.settings) + 80)
        page.put(body, None)
        self.fill(page)

    def _choose(self) -> None:
        choose_file(self, self.words, self.words("unsealed-choose"), self.open_with)

    def open_with(self, path: Path) -> None:
        """Open the identity with a key file, in a job."""
        account = self._place.id
        self._trouble.clear()
        self._wrong.clear()
        self.run(lambda job: open_identity(job, account, path), self._show, self._failed)

    def _show(self, opened: Opened) -> None:
        words = self.words
        clear(self._found)
        self.setFocus()  # else the page scrolls to whatever has the focus once the button is gone
        self._ask.hide()
        logged = check_line(words("unsealed-logged"), words("unsealed-memory"), "accent")
        logged.setObjectName("unsealed-logged")
        self._found.addWidget(logged)
        for form in opened.forms:
            self._found.addWidget(form_sheet(words, form))
        for shot in opened.shots:
            self._found.addWidget(self._shot(shot))
        if opened.more:
            self._found.addWidget(label(words("unsealed-more", count=opened.more), "hint"))

    def _shot(self, shot: Shot) -> QWidget:
        words = self.words
        made = Picture(self.desktop.settings, LARGEST_SIDE)
        said = words("unsealed-exhibit", size=words.size(shot.size))
        made.show_image(shot.image, _SIGNS.get(shot.mime.partition("/")[0], "paper"), said)
        shown = "unsealed-shown" if shot.image is not None else "unsealed-not-shown"
        return sheet(made, label(said, "strong"), label(words(shown), "hint"), gap=6)

    def _failed(self, error: CollectorError) -> None:
        if error.code == _WRONG_KEY:
            hint = self.words("unsealed-wrong-key-hint")
            self._wrong.tell(self.words("unsealed-wrong-key"), hint, "amber")
        else:
            self._trouble.tell(error)


def open_identity(job: Job, account: str, path: Path) -> Opened:
    """Open what is sealed of an account's identity; the custody log says that it was opened.

    Of exhibits only what is shown is held, one at a time.  Raises the errors of ``desk.read_keys``,
    ``IdentityCompartment.unseal_each`` and ``read_form``.
    """
    identities = job.session.identities
    shots: list[Shot] = []

    def look(found: Unsealed) -> Unsealed | None:
        if found.content == "form":
            return found
        if len(shots) < MOST_SHOWN:
            shots.append(_shot(job, found))
        return None

    opened = identities.unseal_each(account, desk.read_keys(path), look)
    forms = [it for it in opened if it is not None][:MOST_SHOWN]
    return Opened(
        forms=tuple(map(identities.read_form, forms)),
        shots=tuple(shots),
        more=len(opened) - len(forms) - len(shots),
    )


def _shot(job: Job, found: Unsealed) -> Shot:
    held = found.data
    image = None if held is None else job.picture(held, found.mime, LARGEST_SIDE)
    return Shot(found.mime, found.size, image)


def screen(desktop: Desktop, place: Place) -> Screen:
    """Return the identity page of an account."""
    return IdentityScreen(desktop, place)
