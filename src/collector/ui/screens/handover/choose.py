"""Handing over: for whom, which accounts, what consent lets through; then to a folder or stick."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from collector.errors import CollectorError
from collector.session import Exported, Sent
from collector.ui import design, outside
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.choosing import choose_folder
from collector.ui.parts.columns import Columns
from collector.ui.parts.layout import clear, column, group, sheet
from collector.ui.parts.narrow import narrow
from collector.ui.parts.notice import Notice
from collector.ui.parts.page import Page
from collector.ui.parts.progress import Progress
from collector.ui.parts.text import label
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.handover.before import Before
from collector.ui.screens.handover.choosing import ChoosingPanel
from collector.ui.screens.handover.done import done_panel
from collector.ui.screens.handover.empty import empty_panel
from collector.ui.screens.handover.reading import (
    Chosen,
    Looked,
    Ready,
    Written,
    look,
    make,
    put,
    put_again,
    read_ready,
)
from collector.ui.tasks import Running, Stopped

_PAUSE = 150  # milliseconds of rest before consent is looked at again


class HandOverScreen(Screen):
    """``place.id`` is an account that somebody came from: then it alone is chosen beforehand."""

    rail: ClassVar[str | None] = "hand-over"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        words = self.words
        self._chosen = place.data if isinstance(place.data, Chosen) else None
        self._written = place.data if isinstance(place.data, Written) else None
        self._panel: ChoosingPanel | None = None
        self._looking: Running[Looked] | None = None
        self._writing: Running[Any] | None = None
        self._trouble, self._notice = Trouble(words), Notice()
        self._progress = Progress(words, self._stop)
        self._progress.stop.setObjectName("stop")
        busy = sheet(self._progress, label(words("hand-over-leaving"), "hint"), gap=12)
        self._busy = narrow(desktop.settings, busy)
        self._busy.hide()
        self._body = column(gap=design.BLOCK)
        self._content = group(self._body)
        page = Page(words("hand-over-title"), words("hand-over-hint"))
        page.put(self._trouble, self._notice, self._busy, self._content, None)
        self.fill(page)
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE)
        self._rest.timeout.connect(self._look)
        self._read()

    def place(self) -> Place:
        """Return here with what was chosen, or with what was written."""
        return Place("hand-over", self._place.id, data=self._written or self._chosen)

    def leave(self) -> None:
        """Stop what is being written: nothing half-written stays."""
        self._stop()

    def _read(self) -> None:
        if self._written is not None:
            self._show_written(self._written)
        else:
            self.run(read_ready, self._show, self._trouble.tell)

    def _show(self, ready: Ready) -> None:
        clear(self._body)
        self._panel = None
        names = {it.card.root: outside.line(it.card.card.name) for it in ready.platforms}
        before = Before(self.desktop, ready.sent, names, self._choose_again)
        if not ready.accounts or not ready.platforms:
            left: QWidget = empty_panel(self.desktop, platforms=bool(ready.platforms))
            if not ready.sent:
                self._body.addWidget(narrow(self.desktop.settings, left))
                return
        else:
            self._chosen = self._beforehand(ready)
            left = self._panel = ChoosingPanel(
                self.desktop,
                ready,
                self._chosen,
                self._change,
                write=self._choose_folder,
                queue=lambda: self._make(None),
            )
            self._look()
        self._body.addWidget(Columns(self.desktop.settings, ("left", left), ("right", before)))

    def _beforehand(self, ready: Ready) -> Chosen:
        there = {it.id for it in ready.accounts}
        roots = [it.card.card.root_key for it in ready.platforms]
        if self._chosen is not None and self._chosen.root in roots:
            old = self._chosen
            return Chosen(old.root, old.ids & there, old.said)
        usable = [it.card.card.root_key for it in ready.platforms if it.problem is None]
        ids = frozenset({self._place.id} & there) or ready.not_yet()
        return Chosen((usable or roots)[0], ids)

    def _change(self, chosen: Chosen) -> None:
        self._chosen = chosen
        self._trouble.clear()
        if self._panel is not None:
            self._panel.choose(chosen)
        self._rest.start()

    def _look(self) -> None:
        chosen, panel = self._chosen, self._panel
        if self._looking is not None:
            self._looking.stop()
        if chosen is None or panel is None:
            return
        if not chosen.ids:
            panel.look(None)
            return
        shown = panel.shown()
        self._looking = self.run(
            lambda job: look(job, chosen, shown),
            lambda looked: self._looked(chosen, looked),
            self._look_failed,
        )

    def _looked(self, chosen: Chosen, looked: Looked) -> None:
        """Show what may go, unless something else was chosen while it was looked at."""
        if self._panel is not None and chosen is self._chosen:
            self._panel.look(looked)

    def _look_failed(self, error: CollectorError) -> None:
        if not isinstance(error, Stopped):
            if self._panel is not None:
                self._panel.look(None)
            self._trouble.tell(error)

    def _choose_folder(self) -> None:
        choose_folder(self, self.words, self.words("hand-over-where"), self._make)

    def _make(self, folder: Path | None) -> None:
        chosen, panel = self._chosen, self._panel
        if chosen is None or panel is None or panel.octets() == 0:
            return
        size = panel.octets()
        self._begin("hand-over-making")
        self._writing = self.run(
            lambda job: make(job, chosen, folder, size),
            lambda made: self._made(made, folder),
            lambda error: self._failed(error, "hand-over-stopped-hint"),
            self._progress.at,
        )

    def _made(self, made: Exported, folder: Path | None) -> None:
        self._chosen = None
        if folder is None:
            self._writing = None
            self.desktop.go(Place("delivery"))
        else:
            self._put(made, folder)

    def _put(self, made: Exported, folder: Path) -> None:
        self._begin("hand-over-putting")
        self._writing = self.run(
            lambda job: put(job, made, folder),
            self._show_written,
            lambda error: self._failed(error, "hand-over-made-hint"),
            self._progress.at,
        )

    def _choose_again(self, sent: Sent) -> None:
        choose_folder(
            self, self.words, self.words("hand-over-where"), lambda it: self._put_again(sent, it)
        )

    def _put_again(self, sent: Sent, folder: Path) -> None:
        self._begin("hand-over-putting")
        self._writing = self.run(
            lambda job: put_again(job, sent, folder),
            self._show_written,
            lambda error: self._failed(error, "hand-over-stopped-hint"),
            self._progress.at,
        )

    def _begin(self, what: str) -> None:
        self._trouble.clear()
        self._notice.clear()
        self._content.hide()
        self._busy.show()
        self._progress.begin(self.words(what))
        self._progress.stop.setFocus()

    def _show_written(self, written: Written) -> None:
        self._writing, self._written = None, written
        self._end()
        clear(self._body)
        panel = done_panel(self.desktop, written, lambda: self.desktop.go(Place("hand-over")))
        self._body.addWidget(narrow(self.desktop.settings, panel))
        self.desktop.recount()

    def _failed(self, error: CollectorError, hint: str) -> None:
        self._writing = None
        self._end()
        if isinstance(error, Stopped):
            self._notice.tell(self.words("hand-over-stopped"), self.words(hint), "accent")
        else:
            self._trouble.tell(error)
            if hint == "hand-over-made-hint":
                self._notice.tell(self.words(hint), tone="accent")
        self.desktop.recount()
        self._read()

    def _end(self) -> None:
        self._progress.end()
        self._busy.hide()
        self._content.show()

    def _stop(self) -> None:
        if self._writing is not None:
            self._writing.stop()
        if self._looking is not None:
            self._looking.stop()


def screen(desktop: Desktop, place: Place) -> Screen:
    """Return the page for handing over."""
    return HandOverScreen(desktop, place)
