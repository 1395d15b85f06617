"""One file per screen, and the table that finds them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from collector.ui.desktop import Desktop, Place
from collector.ui.screen import Screen
from collector.ui.screens import settings
from collector.ui.screens.account import editor, sealed
from collector.ui.screens.accounts import list as accounts
from collector.ui.screens.alone import home, questions
from collector.ui.screens.coordinator import arrivals, card, identity
from collector.ui.screens.delivery import queue
from collector.ui.screens.handover import choose
from collector.ui.screens.platforms import list as platforms
from collector.ui.screens.platforms import trust
from collector.ui.screens.start import unlock, welcome

SCREENS: Final[Mapping[str, Callable[[Desktop, Place], Screen]]] = {
    "welcome": welcome.screen,
    "unlock": unlock.screen,
    "settings": settings.screen,
    "accounts": accounts.screen,
    "account": editor.screen,
    "sealed": sealed.screen,
    "platforms": platforms.screen,
    "trust": trust.screen,
    "hand-over": choose.screen,
    "delivery": queue.screen,
    "card": card.screen,
    "arrivals": arrivals.screen,
    "identity": identity.screen,
    "alone": questions.screen,
    "alone-home": home.screen,
}


def make_screen(desktop: Desktop, place: Place) -> Screen:
    """Return a new screen for a place, in the words for whoever has the vault."""
    desktop.words = desktop.words.of(desktop.role)
    return SCREENS[place.screen](desktop, place)
