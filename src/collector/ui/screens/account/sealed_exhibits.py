"""The exhibits of a sealed account: looked at in their place, or copied out after a warning."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector.errors import CollectorError
from collector.session import ShownExhibit
from collector.ui.desktop import Place
from collector.ui.parts.asking import Asking
from collector.ui.parts.buttons import button
from collector.ui.parts.choosing import choose_new_file
from collector.ui.parts.digest import Digest
from collector.ui.parts.layout import clear, column, group, row, sheet
from collector.ui.parts.notice import Notice
from collector.ui.parts.progress import Progress
from collector.ui.parts.text import label
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.account.exhibit_facts import file_says, person_says
from collector.ui.screens.account.exhibit_view import ExhibitView
from collector.ui.screens.account.tiles import Tiles
from collector.ui.tasks import Job, Running, Stopped

_LARGE = 700


class SealedExhibits(QWidget):
    """Tiles, and below them the one that somebody looks at."""

    def __init__(self, screen: Screen, exhibits: Sequence[ShownExhibit]) -> None:
        super().__init__()
        self._screen, self._words = screen, screen.words
        words = self._words
        self._tiles = Tiles(screen, self._look)
        self._slot = QVBoxLayout()
        self._slot.setContentsMargins(0, 0, 0, 0)
        said = label(words("sealed-no-exhibits"), "soft")
        said.setVisible(not exhibits)
        heading = label(words("exhibits-title"), "heading")
        self.setLayout(column(heading, said, self._tiles, self._slot, gap=12))
        self._tiles.show_all(exhibits)

    def _look(self, number: int) -> None:
        clear(self._slot)
        exhibit = self._tiles.tiles.exhibits[number]
        words, settings = self._words, self._screen.desktop.settings
        parts: list[QWidget] = [ExhibitView(self._screen, exhibit, _LARGE)]
        if exhibit.media is not None and exhibit.here and exhibit.file is not None:
            name = f"copy-{number + 1}.{exhibit.file.extension}"
            parts.append(SavingACopy(self._screen, exhibit.media, exhibit.size, name))
        if exhibit.claims is not None:
            parts.append(file_says(words, exhibit))
        if exhibit.record is not None:
            parts.append(person_says(words, exhibit))
        parts.append(Digest(words, settings, exhibit.sha256))
        if exhibit.record is not None and self._screen.desktop.role != "self":
            parts.append(self._elsewhere(exhibit.sha256))
        self._slot.addWidget(sheet(*parts, gap=20))

    def _elsewhere(self, sha256: str) -> QWidget:
        """Return what leads to every account that has the same file."""
        desktop = self._screen.desktop
        words = self._words("sealed-same-file")
        made = button(words, "link", lambda: desktop.go(Place("accounts", page=sha256)))
        made.setObjectName("same-file")
        return group(row(made, None))


class SavingACopy(QWidget):
    """A link, the warning that a copy is not encrypted, and the copying itself."""

    def __init__(self, screen: Screen, media: str, size: int, name: str) -> None:
        super().__init__()
        self._screen, self._words = screen, screen.words
        self._media, self._size, self._name = media, size, name
        self._running: Running[None] | None = None
        words = self._words
        self._progress = Progress(words, self._stop)
        self._trouble, self._done = Trouble(words), Notice()
        asking = Asking(
            words,
            screen.desktop.settings,
            question=words("copy-warning"),
            does=words("copy-choose"),
            name="copy-choose",
            done=self._choose,
        )
        link = button(words("copy-save"), "link", asking.ask)
        link.setObjectName("copy-save")
        self.setLayout(
            column(group(row(link, None)), asking, self._progress, self._trouble, self._done)
        )

    def _choose(self) -> None:
        choose_new_file(self, self._words, self._words("copy-save"), self._write, self._name)

    def _stop(self) -> None:
        if self._running is not None:
            self._running.stop()

    def _write(self, path: Path) -> None:
        media, size = self._media, self._size

        def work(job: Job) -> None:
            def progress(written: int) -> None:
                job.let_urgent_pass()
                job.report(written, size)

            held = job.session.media.find(media)
            job.session.media.export(held, path, progress)

        self._trouble.clear()
        self._done.clear()
        self._progress.begin(self._words("copy-writing"))
        self._running = self._screen.desktop.tasks.start(
            self, work, self._written, self._failed, progress=self._progress.at
        )

    def _written(self, _none: None) -> None:
        self._progress.end()
        self._done.tell(self._words("copy-written"), self._words("copy-written-hint"), "amber")

    def _failed(self, error: CollectorError) -> None:
        self._progress.end()
        if not isinstance(error, Stopped):
            self._trouble.tell(error)
