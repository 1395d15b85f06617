"""Bringing in files one after the other: progress, a way to stop, and what became of each."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from collector.errors import CollectorError
from collector.ui.parts.layout import column
from collector.ui.parts.progress import Progress
from collector.ui.parts.text import label
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.coordinator.arrivals_work import Entry
from collector.ui.screens.coordinator.bringing_work import Outcome, bring_in
from collector.ui.screens.coordinator.names import file_name
from collector.ui.screens.coordinator.outcomes import Outcomes
from collector.ui.tasks import Running, Stopped

_SHARE: Final = 8
"""What came is shown anew when it grew by an eighth: all that is there is read for it."""


class Bringing(QWidget):
    """``changed`` is called when what came is to be shown anew, ``ended`` when no file is left."""

    def __init__(
        self,
        screen: Screen,
        changed: Callable[[Outcome], None],
        ended: Callable[[], None],
    ) -> None:
        super().__init__()
        self._screen, self._changed, self._ended = screen, changed, ended
        self._left: deque[list[Path]] = deque()
        self._whole = self._number = self._shown_next = self._not_begun = 0
        self._came: set[str] = set()
        self._running: Running[Outcome | list[Path]] | None = None
        self._progress = Progress(screen.words, self.stop)
        self._progress.stop.setObjectName("stop-bringing")
        self._stay = label(screen.words("arrivals-stay"), "hint")
        self._stay.hide()
        self._trouble = Trouble(screen.words)
        self._outcomes = Outcomes(screen)
        self.setLayout(column(self._progress, self._stay, self._trouble, self._outcomes, gap=12))
        self.hide()

    @property
    def busy(self) -> bool:
        """Tell whether files are being brought in."""
        return self._running is not None

    def begin(self, paths: list[Path]) -> None:
        """Take these bundles, and those in these folders; if some are under way, after them."""
        if not paths:
            return
        self._left.append(paths)
        self._whole += len(paths)
        if not self.busy:
            self.forget()
            self._next()

    def forget(self) -> None:
        """Take away what was said of earlier files."""
        self._outcomes.clear()
        self._came.clear()
        self._trouble.clear()

    def tell(self, outcomes: Iterable[Outcome]) -> None:
        """Say what became of these."""
        for it in outcomes:
            self._came.add(it.key)
            self._outcomes.tell(it)
        self.show()

    def tell_gaps(self, entries: Iterable[Entry]) -> None:
        """Say which of those that came just now still lack the one before: order tells nothing."""
        if self.busy:
            return
        gaps = [it for it in entries if it.gap and it.key in self._came]
        self._came.clear()
        if gaps:
            words = self._screen.words
            text = words("arrivals-gaps", number=words.number(len(gaps)))
            self._outcomes.add(text, words("arrivals-gap-hint"), "amber")

    def stop(self) -> None:
        """Stop: nothing of the file under way stays, the others are not begun."""
        self._not_begun += sum(map(len, self._left))
        self._left.clear()
        if self._running is not None:
            self._running.stop()

    def _next(self) -> None:
        if not self._left:
            self._end()
            return
        paths = self._left.popleft()
        self._number += len(paths)
        self.show()
        self._stay.setVisible(self._whole > 1)
        self._progress.begin(self._doing(paths[0]))
        self._running = self._screen.run(
            lambda job: bring_in(job, paths),
            lambda came: self._done(paths, came),
            lambda error: self._failed(paths, error),
            self._progress.at,
        )

    def _end(self) -> None:
        self._running = None
        self._stay.hide()
        self._progress.end()
        if self._not_begun:
            words = self._screen.words
            text = words("arrivals-not-begun", number=words.number(self._not_begun))
            self._outcomes.add(text, words("arrivals-not-begun-hint"), "accent")
        self._whole = self._number = self._shown_next = self._not_begun = 0
        self._ended()

    def _doing(self, path: Path) -> str:
        words, name = self._screen.words, file_name(self._screen.desktop.settings, path.name)
        if self._whole == 1:
            return words("arrivals-checking", file=name)
        number, whole = words.number(self._number), words.number(self._whole)
        return words("arrivals-checking-of", file=name, number=number, whole=whole)

    def _done(self, paths: list[Path], came: Outcome | list[Path]) -> None:
        if isinstance(came, list):
            if self._running and self._running.is_stopping:  # all files were known before
                self._failed(paths, Stopped())
                return
            self._left.extendleft([it] for it in reversed(came))
            self._whole += len(came) - len(paths)
            self._number -= len(paths)
        else:
            self.tell([came])
            if self._number >= self._shown_next:
                self._shown_next = self._number + 1 + self._number // _SHARE
                self._changed(came)
        self._next()

    def _failed(self, paths: list[Path], error: CollectorError) -> None:
        self._not_begun += sum(map(len, self._left)) + (len(paths) if len(paths) > 1 else 0)
        self._left.clear()
        if isinstance(error, Stopped):
            words = self._screen.words
            text, hint = words("arrivals-stopped"), words("arrivals-stopped-hint")
            self._outcomes.add(text, hint, "accent")
        else:
            self._trouble.tell(error)
        self._next()
