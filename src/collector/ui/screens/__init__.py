"""One file per screen, and the table that finds them; each is imported when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final, cast

from collector.ui.desktop import Desktop, Place
from collector.ui.screen import Screen

SCREENS: Final = {
    "welcome": "start.welcome",
    "unlock": "start.unlock",
    "settings": "settings",
    "accounts": "accounts.list",
    "account": "account.editor",
    "sealed": "account.sealed",
    "platforms": "platforms.list",
    "trust": "platforms.trust",
    "hand-over": "handover.choose",
    "card": "coordinator.card",
    "arrivals": "coordinator.arrivals",
    "identity": "coordinator.identity",
    "alone": "alone.questions",
    "alone-home": "alone.home",
}


def make_screen(desktop: Desktop, place: Place) -> Screen:
    """Return a new screen for a place: each module has a ``screen`` function for it."""
    module = import_module(f"collector.ui.screens.{SCREENS[place.screen]}")
    make = cast("Callable[[Desktop, Place], Screen]", module.screen)
    return make(desktop, place)
