"""Text as it is searched, and the piece of it that is shown around a hit."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.model.folding import folded, snippet

STRESS = "\N{COMBINING ACUTE ACCENT}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ЁЛКА", "елка"),
        ("аб’ява", "аб'ява"),
        ("аб\N{MODIFIER LETTER APOSTROPHE}ява", "аб'ява"),
        (f"за{STRESS}мак", "замак"),
        (f"Е{STRESS}лка", "елка"),
        (unicodedata.normalize("NFD", "ёй Ў"), "ей ў"),
        ("STRASSE", "straße"),
    ],
)
def test_these_are_found_by_each_other(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("й", "и"), ("ў", "у"), ("і", "и"), ("ї", "і")])
def test_letters_that_only_look_alike_are_not_the_same(one, other):
    assert folded(one) != folded(other)


def test_a_short_text_is_shown_whole_and_in_one_line():
    assert snippet("Двор,\n\tвечар", 0, 120) == "Двор, вечар"


def test_a_long_text_is_cut_around_the_hit():
    text = "а " * 300 + "дзявятай" + " б" * 300
    shown = snippet(text, folded(text).index("дзявятай"), 120)
    assert "дзявятай" in shown
    assert (shown[0], shown[-1]) == ("…", "…")
    assert len(shown) <= 122


def test_letters_that_fold_to_more_or_to_none_do_not_shift_it():
    text = ("ß" + f"а{STRESS}") * 200 + " дзявятай " + "ß" * 200
    shown = snippet(text, folded(text).index("дзявятай"), 20)
    assert "дзявятай" in shown


@given(st.text(max_size=200), st.integers(0, 300), st.integers(1, 50))
def test_there_is_always_something_to_show(text, position, width):
    shown = snippet(text, position, width)
    assert len(shown) <= width + 2
    assert "\n" not in shown
