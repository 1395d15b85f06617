"""The first start: one question at a time, each a page of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from collector.ui.desktop import Desktop, Place
from collector.ui.screens.start.language import LanguageStep
from collector.ui.screens.start.new_passphrase import PassphraseStep
from collector.ui.screens.start.purpose import PurposeStep
from collector.ui.screens.start.step import Step
from collector.ui.screens.start.suggestion import SuggestionStep
from collector.ui.screens.start.where import WhereStep

STEPS: Final[Mapping[str, Callable[[Desktop, Place], Step]]] = {
    "language": LanguageStep,
    "purpose": PurposeStep,
    "where": WhereStep,
    "passphrase": PassphraseStep,
    "suggestion": SuggestionStep,
}


def screen(desktop: Desktop, place: Place) -> Step:
    """Return a page; the first one when none is named."""
    return STEPS[place.page or "language"](desktop, place)
