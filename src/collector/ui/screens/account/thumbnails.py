"""Pictures of exhibits, made small in a job from bytes in memory; never from a path.

A child process decodes them (``ui/decoding``): a few common kinds of file, named by the type that
was found when the file came in.  A picture that cannot be decoded is no error: it is kept as it is,
and has a plain sign instead.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from collector.errors import CollectorError
from collector.session import ShownExhibit
from collector.ui.decoding.wire import FORMS, LARGEST_FILE
from collector.ui.tasks import Job, Tasks


def can_be_shown(exhibit: ShownExhibit) -> bool:
    """Tell whether a picture of it may be tried at all."""
    return (
        exhibit.here
        and exhibit.file is not None
        and exhibit.file.mime in FORMS
        and exhibit.size <= LARGEST_FILE
    )


class Thumbnails:
    """Small pictures that are made when they are first asked for, one at a time.

    What was asked for last is made first: that is what somebody looks at now.  ``ready`` is called
    with the SHA-256 of a picture that has come, or that turned out to be flawed; not any more once
    ``owner`` is gone.
    """

    def __init__(
        self, owner: QWidget, tasks: Tasks, side: int, ready: Callable[[str], None]
    ) -> None:
        self._owner, self._tasks, self._side, self._ready = owner, tasks, side, ready
        self._made: dict[str, QImage | None] = {}
        self._errors: dict[str, CollectorError] = {}
        self._wanted: dict[str, str] = {}
        self._busy = False

    def get(self, exhibit: ShownExhibit) -> QImage | None:
        """Return the picture, or None and see to it that it is made."""
        if exhibit.sha256 not in self._made and exhibit.file is not None and can_be_shown(exhibit):
            self._wanted.pop(exhibit.sha256, None)
            self._wanted[exhibit.sha256] = exhibit.file.mime
            self._next()
        return self._made.get(exhibit.sha256)

    def is_flawed(self, exhibit: ShownExhibit) -> bool:
        """Tell whether it was tried and cannot be shown."""
        return exhibit.sha256 in self._made and self._made[exhibit.sha256] is None

    def error(self, exhibit: ShownExhibit) -> CollectorError | None:
        """Return what kept its bytes from being read, such as damage to the vault."""
        return self._errors.get(exhibit.sha256)

    def _next(self) -> None:
        if self._busy or not self._wanted:
            return
        sha256, mime = self._wanted.popitem()
        side, self._busy = self._side, True

        def work(job: Job) -> QImage | None:
            return job.picture(job.session.media.content(sha256, LARGEST_FILE), mime, side)

        def failed(error: CollectorError) -> None:
            self._errors[sha256] = error
            self._came(sha256, None)

        self._tasks.start(self._owner, work, lambda image: self._came(sha256, image), failed)

    def _came(self, sha256: str, image: QImage | None) -> None:
        self._made[sha256] = image
        self._busy = False
        self._ready(sha256)
        self._next()
