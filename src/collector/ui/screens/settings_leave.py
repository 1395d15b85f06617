"""Leaving nothing behind: what it does, and a word to type before it is done."""

from __future__ import annotations

from typing import ClassVar

from collector import settings
from collector.errors import CollectorError
from collector.session import destroy_vault
from collector.ui import design
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.buttons import button
from collector.ui.parts.checks import check_line
from collector.ui.parts.fields import Field, line_field
from collector.ui.parts.layout import column, group, sheet
from collector.ui.parts.page import Page
from collector.ui.parts.progress import Progress
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.start.step import ending
from collector.ui.tasks import Job


class LeaveScreen(Screen):
    """It cannot be taken back, so it takes a word."""

    rail: ClassVar[str | None] = "settings"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        words = self.words
        self._word = line_field()
        self._word.setObjectName("confirm-word")
        self._word.returnPressed.connect(self._press)
        self._field = Field(words("leave-type", word=words("leave-word")), self._word)
        self._trouble = Trouble(words)
        self._progress = Progress(words)
        back = button(words("start-back"), "link", lambda: desktop.go(Place("settings")))
        back.setObjectName("back")
        go = button(words("leave-do"), "primary", self._press)
        go.setObjectName("destroy")
        self._page = Page(words("leave-title"), words("leave-hint"))
        asked = column(self._field, self._progress, self._trouble, gap=design.GAP)
        asked.addWidget(ending(desktop, back, go=go))
        asking = group(asked)
        asking.setMaximumWidth(design.readable(desktop.settings))
        self._page.put(
            sheet(
                check_line(words("leave-keys"), words("leave-keys-hint"), "accent"),
                check_line(words("leave-folder"), words("leave-folder-hint"), "accent"),
                check_line(words("leave-settings"), words("leave-settings-hint"), "accent"),
                check_line(words("leave-elsewhere"), words("leave-elsewhere-hint"), "amber"),
                gap=design.GAP,
            ),
            asking,
            None,
        )
        self.fill(self._page)

    def _press(self) -> None:
        if self._word.text().strip().casefold() != self.words("leave-word").casefold():
            self._field.complain(self.words("leave-other-word", word=self.words("leave-word")))
            self._word.selectAll()
            self._word.setFocus()
            return
        self._field.complain("")
        self._trouble.clear()
        self._page.setEnabled(False)
        self._progress.begin(self.words("leave-doing"))
        self.run(leave_nothing, lambda _none: self.desktop.closed(), self._failed)

    def _failed(self, error: CollectorError) -> None:
        self._progress.end()
        self._page.setEnabled(True)
        self._trouble.tell(error)


def leave_nothing(job: Job) -> None:
    """Destroy the open vault and forget what was set.  May be given again when it failed."""
    destroy_vault(job.session)
    job.drop()
    settings.forget()
