"""What the pages of an account are handed, and what each of them is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector.model.identity import IdentityForm
from collector.model.testimony_input import TestimonyInput
from collector.session import DraftShown
from collector.ui.desktop import Place
from collector.ui.screen import Screen
from collector.ui.tasks import Job
from collector.ui.words import Words


@dataclass(frozen=True)
class Trusted:
    """A platform this vault trusts, as the pages name it.  ``name`` is text from outside."""

    name: str
    root_key: str
    recipient_class: str
    keeps_identity: bool


@dataclass(frozen=True)
class Opened:
    """A draft as it was read, and whom the vault trusts."""

    draft: DraftShown
    trusted: tuple[Trusted, ...]


def open_draft(job: Job, account: str) -> Opened:
    """Read a draft, for the pages.  Raises ``NoSuch``."""
    session = job.session
    trusted = tuple(
        Trusted(
            name=it.card.name,
            root_key=it.card.root_key,
            recipient_class=it.card.recipient_class,
            keeps_identity=bool(it.card.identity_recipients),
        )
        for it in session.trust.platforms()
    )
    return Opened(session.testimonies.draft(account), trusted)


@dataclass(frozen=True)
class Telling:
    """One draft as it was when a page of it was made.  ``go`` shows the page of that name."""

    screen: Screen
    words: Words
    account: str
    draft: DraftShown
    form: TestimonyInput
    trusted: tuple[Trusted, ...]
    go: Callable[[str], None]
    keep_identity: Callable[[IdentityForm], None]

    @property
    def seals_identity(self) -> bool:
        """Tell whether who the person is can be sealed at once."""
        return any(it.keeps_identity for it in self.trusted)


@dataclass(frozen=True)
class Editing(Telling):
    """One draft on an interviewer's table.

    ``current`` returns the form as it is now; ``settled`` tells that nothing is to be kept any
    more; ``home`` is where the person came from.
    """

    current: Callable[[], TestimonyInput]
    settled: Callable[[], None]
    home: Place


class AnswersPage(QWidget):
    """One page of answers.  ``changed`` tells that something was typed or chosen."""

    step: ClassVar[str]
    changed = Signal()

    def collect(self, form: TestimonyInput) -> TestimonyInput:
        """Return the form with the answers of this page in it."""
        return form

    def leave(self) -> None:
        """Hand on what the form does not hold; called before the page goes."""

    def touched(self, *_anything: object) -> None:
        """Take note of a change; for signals of all kinds."""
        self.changed.emit()


class StepPage(AnswersPage):
    """One step of an interviewer."""

    def __init__(self, editing: Editing) -> None:
        super().__init__()
        self.editing = editing
        self.words = editing.words
