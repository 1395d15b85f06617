"""A desktop turns dark and light again, and the window with it, while somebody types."""

from __future__ import annotations

from pathlib import Path

from collector.ui.design import PALETTES
from journeys.desktop import DARK, LIGHT, NO_WISH, colour, desktop
from journeys.others import PASSPHRASE
from journeys.stage import Stage, stage

HALF = PASSPHRASE[:7]


def look(on: Stage, wanted: str) -> None:
    """Wait until the ground of the window is that of a look."""
    ground = PALETTES["dark" if wanted == "dark" else "light"].page
    on.until(lambda: colour(on, 20, 20) == ground, f"a {wanted} window")


def test_the_window_follows_the_desktop_and_keeps_what_is_typed(tmp_path: Path) -> None:
    with stage(tmp_path) as on, desktop(on, DARK) as system:
        window = on.open()
        look(on, "dark")
        for answer in ("English", "Go on", "To record other people", "On this computer"):
            on.press(answer)
        on.press("show")
        on.type_into("Passphrase", HALF)
        for wish, wanted in ((LIGHT, "light"), (DARK, "dark"), (NO_WISH, "light")):
            system.turn(wish)
            look(on, wanted)
            assert on.find("text", "Passphrase").text() == HALF
        assert on.end(window) == ""
