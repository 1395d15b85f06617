"""Takes pictures of the real window, offscreen: one call a picture, in every language and size."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton

from collector.session import Session, create_session
from collector.settings import LANGUAGES, Settings, TextSize, Theme
from collector.ui.desktop import Place
from collector.ui.tasks import Job
from collector.ui.window import SMALLEST, USUAL, Window, application

ROUNDS, TURNS = 3, 20  # counted: on a busy machine no time would be long enough
PASSPHRASE = "1234 5678 9012 3456 7890 1234"  # noqa: S105 - of sample vaults only
SHAPES: tuple[tuple[Theme, TextSize], ...] = (
    ("light", 100),
    ("dark", 100),
    ("light", 200),
    ("dark", 200),
)
LOOKS = {
    f"{language}-{theme}-{size}": Settings(
        language=language, theme=theme, text_size=size, lock_after=60
    )
    for language, (theme, size) in product(LANGUAGES, SHAPES)
}


class Studio:
    """A window, where the pictures go, and a folder for vaults that is removed afterwards.

    ``looks`` names the languages, themes and sizes, such as ``be-dark-100``.
    """

    def __init__(self, window: Window, out: Path, folder: Path, looks: Sequence[str]) -> None:
        self.window, self.out, self.folder, self._looks = window, out, folder, looks

    def vault(self, role: str) -> None:
        """Make a vault of a role and open it in the window."""
        folder = self.folder / role

        def make(job: Job) -> str:
            job.hold(create_session(folder, PASSPHRASE, role))
            return role

        self.window.desktop.tasks.start(self.window, make, self.window.desktop.opened)
        self.settle()

    def ask(self, question: Callable[[Session], object]) -> object:
        """Ask the open vault something."""
        answers: list[object] = []
        tasks = self.window.desktop.tasks
        tasks.start(self.window, lambda job: question(job.session), answers.append, answers.append)
        while not answers:
            self._turn()
        if isinstance(answers[0], Exception):
            raise answers[0]
        return answers[0]

    def take(self, name: str, place: Place, ready: Callable[[], None] | None = None) -> None:
        """Take a screen's pictures, one for each look.

        ``ready`` is called on each screen before its picture, for what somebody would press first.
        """
        for look in self._looks:
            settings = LOOKS[look]
            self.window.desktop.change(settings)
            usual = settings.text_size == 100
            self.window.resize(*(USUAL if usual else (SMALLEST[0] + 360, 760)))
            self.window.go(place)
            self.settle()
            if ready is not None:
                ready()
                self.settle()
            self.snap(f"{name}-{look}")

    def press(self, name: str) -> None:
        """Press the first button of this name that is shown."""
        shown = [it for it in self.window.findChildren(QPushButton, name) if it.isVisible()]
        shown[0].click()
        self.settle()

    def snap(self, name: str) -> None:
        """Take one picture of what is shown."""
        file = self.out / f"{name}.png"
        if not self.window.grab().save(str(file)):
            raise OSError(f"{file.name} could not be written")

    def settle(self) -> None:
        """Let jobs end, and those that follow from them, and results be drawn."""
        for _ in range(ROUNDS):
            done: list[int] = []
            self.window.desktop.tasks.start(self.window, lambda _job: 1, done.append)
            while not done:
                self._turn()
            for _ in range(TURNS):
                self._turn()

    def _turn(self) -> None:
        application().processEvents()
        # Without a running event loop Qt keeps every screen that was replaced, and restyles it.
        application().sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        time.sleep(0.002)
