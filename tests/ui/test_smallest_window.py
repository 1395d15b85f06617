"""The smallest window, in every language and at the sizes in between: nothing sticks out or is cut.

Each screen is made once and then changes language and size, as by the settings.
"""

from __future__ import annotations

import pytest

from collector.settings import Settings
from collector.ui.window import SMALLEST
from ui.looking import cut_off, outside_the_window
from ui.test_every_screen import places

LOOKS = [("en", 200), ("be", 200), ("ru", 125)]
LEAST, MOST = 2, 10  # rounds in which what was read comes in and finds its place


def wrong_with(seen) -> list[str]:
    """Return what stays cut off or sticks out once everything is there."""
    wrong: list[str] = []
    for number in range(1, MOST + 1):
        seen.settle()
        wrong = [*cut_off(seen.window), *outside_the_window(seen.window)]
        if number >= LEAST and not wrong:
            break
    return wrong


@pytest.mark.parametrize("role", ["interviewer", "coordinator", "self"])
def test_nothing_sticks_out_in_any_language(shown, tmp_path, role):
    seen = shown(role)
    seen.window.resize(*SMALLEST)
    found = []
    for place in places(seen, role, tmp_path):
        seen.window.go(place)
        for language, size in LOOKS:
            seen.window.change(Settings(language=language, text_size=size))
            wrong = wrong_with(seen)
            found += [f"{language}-{size} {place.screen} {place.page}: {it}" for it in wrong]
    assert not found, "\n".join(found)
