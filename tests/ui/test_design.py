"""The colours: readable for people who see little (WCAG 2.2 AA), computed from the tokens."""

from __future__ import annotations

import re

import pytest

from collector.settings import Settings
from collector.ui import design

TEXT_NEEDS, EDGE_NEEDS = 4.5, 3.0
ON_GROUND = [
    (ink, ground) for ink in ("ink", "soft", "accent") for ground in ("page", "sheet", "rail")
]
CHIPS = [(tone, f"{tone}_wash") for tone in ("accent", "amber", "green", "red")]
BANNERS = [("ink", wash) for _, wash in CHIPS] + [("soft", "amber_wash"), ("accent", "amber_wash")]
FILLED = [("on_accent", "accent"), ("on_accent", "accent_over"), ("ink", "accent_wash")]
PROBLEMS = [("red", "page"), ("red", "sheet"), ("amber", "page"), ("amber", "sheet")]


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself_is_right():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", sorted(design.PALETTES))
@pytest.mark.parametrize(("ink", "ground"), ON_GROUND + CHIPS + BANNERS + FILLED + PROBLEMS)
def test_text_can_be_read(look, ink, ground):
    palette = vars(design.PALETTES[look])
    assert contrast(palette[ink], palette[ground]) >= TEXT_NEEDS


@pytest.mark.parametrize("look", sorted(design.PALETTES))
@pytest.mark.parametrize("edge", ["edge", "accent"])
@pytest.mark.parametrize("ground", ["page", "sheet"])
def test_what_can_be_pressed_or_typed_into_has_a_visible_edge(look, edge, ground):
    palette = vars(design.PALETTES[look])
    assert contrast(palette[edge], palette[ground]) >= EDGE_NEEDS


@pytest.mark.parametrize("look", sorted(design.PALETTES))
def test_the_style_sheet_uses_no_colour_of_its_own(look):
    made = design.style_sheet(Settings(theme=look))
    palette = set(vars(design.PALETTES[look]).values())
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", made)) - palette <= {"#page", "#rail"}
    assert "$" not in made


def test_the_sign_of_a_list_that_opens_grows_with_the_type():
    made = design.style_sheet(Settings(theme="light", text_size=200))
    assert re.search(r"::down-arrow {[^}]*width: 28px; height: 28px;", made)
