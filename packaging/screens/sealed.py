"""Pictures of a sealed account: the words, an exhibit looked at, consent, and what stands below."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.resources import as_file, files

import msgspec
from PySide6.QtWidgets import QScrollArea, QWidget
from studio import Studio

from collector.model.testimony_input import read_input
from collector.session import GivenFile, Session
from collector.ui.desktop import Place
from collector.ui.screens.account.sealed_consent import ConsentRows
from collector.ui.screens.account.sealed_exhibits import SealedExhibits
from collector.ui.screens.account.sealed_identity import SealedIdentity
from collector.ui.screens.account.tiles import Tiles


def pictures(studio: Studio) -> None:
    """Take them."""
    studio.vault("interviewer")
    place = Place("sealed", str(studio.ask(_seal)))
    studio.take("sealed", place)
    studio.take("sealed-exhibit", place, lambda: _look(studio))
    studio.take("sealed-consent", place, lambda: _scroll_to(studio, ConsentRows))
    studio.take("sealed-end", place, lambda: _scroll_to(studio, SealedIdentity))


def _seal(session: Session) -> str:
    samples = files("collector.samples")
    given = read_input(samples.joinpath("account-be.json").read_bytes())
    with ExitStack() as held:
        paths = [held.enter_context(as_file(samples.joinpath(it.file))) for it in given.exhibits]
        taken = [GivenFile(*pair) for pair in zip(paths, given.exhibits, strict=True)]
        account = session.testimonies.add(given, taken)
    session.testimonies.seal(account)
    session.testimonies.begin_correction(account)
    form = session.testimonies.draft(account).form
    note = "Час быў каля сёмай, не паловы на сёмую."
    session.testimonies.keep(account, msgspec.structs.replace(form, correction_note=note))
    session.testimonies.seal(account)
    return account


def _look(studio: Studio) -> None:
    studio.settle()
    tiles = next(it for it in studio.window.findChildren(Tiles) if it.isVisible())
    tiles.setCurrentIndex(tiles.tiles.index(0))
    studio.settle()
    _scroll_to(studio, SealedExhibits)


def _scroll_to(studio: Studio, part: type[QWidget]) -> None:
    """Scroll until a part stands at the top."""
    studio.settle()
    shown = next(it for it in studio.window.findChildren(part) if it.isVisible())
    for area in studio.window.findChildren(QScrollArea):
        if area.isAncestorOf(shown):
            place = shown.mapTo(area.widget(), shown.rect().topLeft())
            area.verticalScrollBar().setValue(place.y())
