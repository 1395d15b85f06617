"""Pictures of wiping what was delivered: nothing may go, what goes and stays, and after the yes."""

from __future__ import annotations

from hands import PLATFORM, TOR, WAY, Field, scroll
from studio import PASSPHRASE, Studio

from collector.session import Wiped, create_session
from collector.ui.desktop import Place
from collector.ui.screens.delivery.wiping import WipeScreen

QUEUE, WIPE = Place("delivery"), Place("delivery", page="wipe")


def pictures(studio: Studio) -> None:
    """Take them."""
    studio.vault("interviewer")
    studio.take("wipe-nothing", WIPE)
    with create_session(studio.folder / "desk", PASSPHRASE, "coordinator") as platform:
        field = Field(studio, platform, PLATFORM, WAY)
        studio.ask(lambda it: it.delivery.choose(TOR))
        (whole,) = field.seal("account-en.json", named=False)
        named, stays = field.seal("account-be.json", "account-ru.json")
        field.deliver(whole)
        field.deliver(named)
        field.hand_out(stays)
    studio.take("wipe-offered", QUEUE, lambda: scroll(studio, 100))
    studio.take("wipe", WIPE)
    studio.take("wipe-end", WIPE, lambda: scroll(studio, 100))
    studio.take("wipe-running", WIPE, lambda: _running(studio))
    studio.take("wipe-done", WIPE, lambda: _done(studio))


def _running(studio: Studio) -> None:
    """Show how it looks meanwhile: a real one would be over, and there would be no second."""
    screen = studio.window.screen_shown
    if isinstance(screen, WipeScreen):
        screen._content.hide()
        screen._busy.show()
        screen._progress.begin(screen.words("wipe-running"))
        screen._progress.at(9_300_000, 14_000_000)


def _done(studio: Studio) -> None:
    screen = studio.window.screen_shown
    if isinstance(screen, WipeScreen):
        screen._wiped(Wiped(accounts=1, records=5, exhibits=1, bundles=1, left=0))
