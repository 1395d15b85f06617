"""Taking exhibits in, one after the other: a job for each, with progress and a way to stop."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from collector import desk
from collector.errors import CollectorError
from collector.model.aspects import Aspects
from collector.model.testimony_input import ExhibitInput
from collector.session import GivenBytes, GivenFile
from collector.ui import outside
from collector.ui.desktop import Desktop
from collector.ui.parts.bounded import whole
from collector.ui.parts.progress import Progress
from collector.ui.tasks import Job, Running, Stopped

SOUND, FILM, PHOTOGRAPH, PAPER = "V-MEDK-01", "V-MEDK-02", "V-MEDK-03", "V-MEDK-04"
UNKNOWN_KIND: Final = "V-MEDK-99"
NOT_KNOWN_HOW_ORIGINAL: Final = "V-ORIG-06"
NOT_KNOWN_HOW_OBTAINED: Final = "V-ACQ-99"
MADE_HERE: Final = "V-ACQ-01"
PASTED: Final = "pasted.png"
_KINDS: Final = {
    SOUND: "aac amr flac m4a mp3 oga ogg opus wav wma",
    FILM: "3gp avi m4v mkv mov mp4 mpeg mpg webm wmv",
    PHOTOGRAPH: "avif bmp gif heic heif jfif jpeg jpg png tif tiff webp dng",
    PAPER: "doc docx odt pdf rtf",
}
_BY_SUFFIX: Final = {suffix: kind for kind, all_ in _KINDS.items() for suffix in all_.split()}
_STEPS: Final = 1000


@dataclass(frozen=True)
class Waiting:
    """Something to take in: a file, or a picture that was copied."""

    path: Path | None = field(default=None, repr=False)
    image: QImage | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """Return its name as text that can be written."""
        return PASTED if self.path is None else whole(self.path.name)


def entry_of(name: str, *, made_here: bool = False) -> ExhibitInput:
    """Return the entry of something that nobody has said anything about yet.

    Until somebody looks, everything counts as shown that such a thing can show: consent then holds
    back more, never less.
    """
    kind = _BY_SUFFIX.get(name.rpartition(".")[2].lower(), UNKNOWN_KIND)
    seen, heard = kind != SOUND, kind not in (PHOTOGRAPH, PAPER)
    return ExhibitInput(
        file=name,
        kind=kind,
        originality=NOT_KNOWN_HOW_ORIGINAL,
        acquired=MADE_HERE if made_here else NOT_KNOWN_HOW_OBTAINED,
        depicts=Aspects(voice=heard, face=seen, document=seen, body=seen),
        others_shown="unknown",
    )


def take(job: Job, account: str, waiting: Waiting) -> str:
    """Take one in, on the job thread; return its media id.

    What is typed meanwhile is kept between two pieces of the file.  Raises ``FolderNamed``,
    ``FileMissing``, ``Stopped``, and what ``Testimonies.attach`` raises.
    """
    entry = entry_of(waiting.name, made_here=waiting.path is None)
    if waiting.path is None:
        data = _png(waiting.image or QImage())
        return job.session.testimonies.attach(account, GivenBytes(PASTED, data, entry))
    size, told = desk.file_size(waiting.path), -1

    def progress(done: int) -> None:
        nonlocal told
        job.let_urgent_pass()
        job.go_on()
        step = done * _STEPS // max(1, size)
        if step != told:
            told = step
            job.report(done, size)

    return job.session.testimonies.attach(account, GivenFile(waiting.path, entry, progress))


class Taking:
    """The queue.  ``taken`` is called with each new media id, ``failed`` with name and error.

    Neither is called any more once ``owner`` is gone; what was given to a job goes on.
    """

    def __init__(
        self,
        owner: QWidget,
        desktop: Desktop,
        account: str,
        taken: Callable[[str], None],
        failed: Callable[[str, CollectorError], None],
    ) -> None:
        self._owner, self._desktop, self._account = owner, desktop, account
        self._taken, self._failed = taken, failed
        self._queue: deque[Waiting] = deque()
        self._running: Running[str] | None = None
        self._all = self._number = 0
        self.progress = Progress(desktop.words, self.stop)
        self.progress.stop.setObjectName("exhibits-stop")

    def add(self, new: list[Waiting]) -> None:
        """Take these in after what waits already."""
        self._queue.extend(new)
        self._all += len(new)
        self._next()

    def stop(self) -> None:
        """Take in nothing more; of the one under way nothing is left."""
        self._queue.clear()
        if self._running is not None:
            self._running.stop()

    def hand_over(self) -> None:
        """Give what still waits to jobs that need no page any more."""
        tasks, account = self._desktop.tasks, self._account
        while self._queue:
            waiting = self._queue.popleft()
            tasks.start(tasks, lambda job, it=waiting: take(job, account, it))  # type: ignore[misc]

    def _next(self) -> None:
        if self._running is not None:
            return
        if not self._queue:
            self._all = self._number = 0
            self.progress.end()
            return
        waiting, account = self._queue.popleft(), self._account
        self._number += 1
        said = self._desktop.words(
            "exhibits-taking",
            file=outside.line(waiting.name, 60),
            number=self._number,
            all=self._all,
        )
        self.progress.begin(said)
        self._running = self._desktop.tasks.start(
            self._owner,
            lambda job: take(job, account, waiting),
            self._was_taken,
            lambda error: self._was_not(waiting.name, error),
            progress=self.progress.at,
        )

    def _was_taken(self, media: str) -> None:
        self._running = None
        self._taken(media)
        self._next()

    def _was_not(self, name: str, error: CollectorError) -> None:
        self._running = None
        if not isinstance(error, Stopped):
            self._failed(name, error)
        self._next()


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
