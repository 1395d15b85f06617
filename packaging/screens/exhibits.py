"""Pictures of the exhibits of a draft: none yet, several, one of them looked at."""

from __future__ import annotations

from importlib.resources import as_file, files

from PySide6.QtWidgets import QScrollArea
from studio import Studio

from collector.model.testimony_input import TestimonyInput
from collector.session import GivenFile, Session
from collector.ui.desktop import Place
from collector.ui.screens.account.taking import entry_of
from collector.ui.screens.account.tiles import Tiles

NAMES = ("courtyard.jpg", "calls.ogg", "notice.jpg", "leaving.mp4", "window-3.jpg")
FLAWED = "A scan whose name is long and goes on, page 2 of 14.png"


def pictures(studio: Studio) -> None:
    """Take them."""
    studio.vault("interviewer")
    empty = studio.ask(lambda session: session.testimonies.add(TestimonyInput()))
    studio.take("exhibits-empty", Place("account", str(empty), "exhibits"))
    flawed = studio.folder / FLAWED
    flawed.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(4000))

    def fill(session: Session) -> str:
        made = session.testimonies.add(TestimonyInput(about="Затрыманне ў двары"))
        for name in NAMES:
            with as_file(files("collector.samples").joinpath(name)) as path:
                session.testimonies.attach(made, GivenFile(path, entry_of(name)))
        session.testimonies.attach(made, GivenFile(flawed, entry_of(FLAWED)))
        return made

    place = Place("account", str(studio.ask(fill)), "exhibits")
    studio.take("exhibits", place, lambda: look_at(studio, -1, 0))
    studio.take("exhibits-card", place, lambda: look_at(studio, 0, 1))
    studio.take("exhibits-flawed", place, lambda: look_at(studio, len(NAMES), 1))


def look_at(studio: Studio, row: int, pages: int) -> None:
    """Choose an exhibit, and scroll so many pages down from the tiles."""
    studio.settle()
    tiles = next(it for it in studio.window.findChildren(Tiles) if it.isVisible())
    tiles.setCurrentIndex(tiles.tiles.index(row))
    studio.settle()
    studio.settle()
    for area in studio.window.findChildren(QScrollArea):
        if area.isAncestorOf(tiles):
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + pages * tiles.height() + 60)
