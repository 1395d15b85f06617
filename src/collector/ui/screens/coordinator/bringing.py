"""Bringing in files one after the other: progress, a way to stop, and what became of each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from collector.errors import CollectorError
from collector.ui.parts.checks import check_line
from collector.ui.parts.layout import clear, column, sheet
from collector.ui.parts.progress import Progress
from collector.ui.parts.text import Tone
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.coordinator.arrivals_work import Outcome, Verdict, bring_in
from collector.ui.screens.coordinator.names import file_name
from collector.ui.tasks import Running, Stopped
from collector.ui.words import Words

_TONES: dict[Verdict, Tone] = {
    "imported": "green",
    "repeat": "accent",
    "waiting": "amber",
    "refused": "red",
    "failed": "amber",
}


class Bringing(QWidget):
    """``changed`` is called with every outcome; ``ended`` when no file is left."""

    def __init__(
        self,
        screen: Screen,
        changed: Callable[[Outcome], None],
        ended: Callable[[], None],
    ) -> None:
        super().__init__()
        self._screen, self._changed, self._ended = screen, changed, ended
        self._left: list[Path] = []
        self._running: Running[Outcome] | None = None
        self._progress = Progress(screen.words, self.stop)
        self._progress.stop.setObjectName("stop-bringing")
        self._trouble = Trouble(screen.words)
        self._lines = column(gap=10)
        self._told = sheet(self._lines)
        self._told.setObjectName("outcomes")
        self._told.hide()
        self.setLayout(column(self._progress, self._trouble, self._told, gap=12))
        self.hide()

    @property
    def busy(self) -> bool:
        """Tell whether files are being brought in."""
        return self._running is not None

    def begin(self, paths: list[Path]) -> None:
        """Take these files; when some are under way already, after them."""
        self._left += paths
        if not self.busy:
            self.forget()
            self._next()

    def forget(self) -> None:
        """Take away what was said of earlier files."""
        clear(self._lines)
        self._told.hide()
        self._trouble.clear()

    def tell(self, outcome: Outcome) -> None:
        """Say what became of a file."""
        text, hint = told(self._screen.words, outcome, self._name(outcome.name))
        if text:
            self._lines.addWidget(check_line(text, hint, _TONES[outcome.verdict]))
        for text, hint in remarks(self._screen.words, outcome):
            self._lines.addWidget(check_line(text, hint, "amber"))
        self._told.show()
        self.show()

    def stop(self) -> None:
        """Stop: nothing of the file under way stays, the others are not begun."""
        self._left.clear()
        if self._running is not None:
            self._running.stop()

    def _name(self, name: str) -> str:
        return file_name(self._screen.desktop.settings, name)

    def _next(self) -> None:
        if not self._left:
            self._running = None
            self._progress.end()
            self._ended()
            return
        path = self._left.pop(0)
        self.show()
        words = self._screen.words
        self._progress.begin(words("arrivals-checking", file=self._name(path.name)))
        self._running = self._screen.run(
            lambda job: bring_in(job, path), self._done, self._failed, self._progress.at
        )

    def _done(self, outcome: Outcome) -> None:
        self.tell(outcome)
        self._changed(outcome)
        self._next()

    def _failed(self, error: CollectorError) -> None:
        self._left.clear()
        if isinstance(error, Stopped):
            words = self._screen.words
            text, hint = words("arrivals-stopped"), words("arrivals-stopped-hint")
            self._lines.addWidget(check_line(text, hint, "accent"))
            self._told.show()
        else:
            self._trouble.tell(error)
        self._next()


def told(words: Words, outcome: Outcome, name: str) -> tuple[str, str]:
    """Return what became of a file, and what that means; ``name`` is harmless."""
    verdict = f"arrivals-became-{outcome.verdict}"
    if outcome.verdict == "imported":
        accounts, exhibits = words.number(outcome.accounts), words.number(outcome.exhibits)
        text = words(verdict, file=name) if name else words("arrivals-became-let-in")
        return text, words(f"{verdict}-hint", accounts=accounts, exhibits=exhibits)
    if outcome.verdict == "failed" and outcome.error is not None:
        what, hint = words.error(outcome.error)
        return words(verdict, file=name), f"{_sentence(what)} {_sentence(hint)}".strip()
    return words(verdict, file=name), words(f"{verdict}-hint")


def remarks(words: Words, outcome: Outcome) -> list[tuple[str, str]]:
    """Return what is to be looked at in an import that went well."""
    found = []
    if outcome.conflicts:
        text = words("arrivals-conflicts", count=outcome.conflicts)
        found.append((text, words("arrivals-conflicts-hint")))
    if outcome.gap:
        found.append((words("arrivals-gap"), words("arrivals-gap-hint")))
    return found


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""
