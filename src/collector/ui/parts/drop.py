"""A place that files of this computer can be dropped on; it says so for anything else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame

from collector.ui import design
from collector.ui.parts.layout import Part, column
from collector.ui.parts.text import label, restyle, say
from collector.ui.words import Words


class DropArea(QFrame):
    """A dashed frame with a sentence, and below it whatever else leads to the same.

    ``dropped`` is called with the paths of local files and folders, which were not looked at: that
    is for a job.  Addresses, text and pictures without a file are not taken.
    """

    def __init__(
        self, words: Words, sentence: str, dropped: Callable[[list[Path]], None], *below: Part
    ) -> None:
        super().__init__()
        self._words = words
        self._dropped = dropped
        self.setProperty("kind", "drop")
        self.setAcceptDrops(True)
        self.setAccessibleName(sentence)
        self.refused = label("", name="drop-refused")
        self.refused.setProperty("tone", "amber")
        self.refused.hide()
        box = column(label(sentence, "soft"), *below, self.refused, gap=design.TIGHT)
        box.setContentsMargins(20, 16, 20, 16)
        self.setLayout(box)

    def refuse(self, why: str) -> None:
        """Say why something was not taken, or nothing."""
        say(self.refused, why)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Let everything come, so that what cannot be taken is told instead of ignored."""
        event.acceptProposedAction()
        self._over(bool(local_files(event.mimeData())))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """Show that nothing hovers here any more."""
        self._over(False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take the local files of what was dropped."""
        event.acceptProposedAction()
        self._over(False)
        found = local_files(event.mimeData())
        self.refuse("" if found else self._words("drop-only-files"))
        if found:
            self._dropped(found)

    def _over(self, over: bool) -> None:
        self.setProperty("over", "true" if over else "false")
        restyle(self)


def local_files(data: QMimeData) -> list[Path]:
    """Return the files and folders of this computer among what is dropped."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
