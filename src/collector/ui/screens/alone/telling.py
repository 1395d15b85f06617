"""What the questions of somebody alone are handed, and what each of them is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector.model.identity import IdentityForm
from collector.model.testimony_input import TestimonyInput
from collector.session import DraftShown
from collector.ui.screen import Screen
from collector.ui.screens.account.editing import Trusted
from collector.ui.words import Words


@dataclass(frozen=True)
class Telling:
    """The draft as it was when the question was shown.  ``go`` shows the question of a name."""

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


class QuestionPage(QWidget):
    """What is asked on one screen.  ``changed`` tells that something was typed or chosen."""

    step: ClassVar[str]
    changed = Signal()

    def __init__(self, telling: Telling) -> None:
        super().__init__()
        self.telling = telling
        self.words = telling.words

    def collect(self, form: TestimonyInput) -> TestimonyInput:
        """Return the form with the answers of this page in it."""
        return form

    def leave(self) -> None:
        """Hand on what the form does not hold; called before the page goes."""

    def touched(self, *_anything: object) -> None:
        """Take note of a change; for signals of all kinds."""
        self.changed.emit()
