"""Outside text cannot reorder, hide, break lines, pile up or run on."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.model.untrusted import is_plain, shown


@pytest.mark.parametrize(
    "text", ["", "plain", "Мінск, вуліца Ў", "Żodzina – ДОМ 5", "日本語", "a b"]
)
def test_ordinary_text_stays_as_it_is(text):
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("invoice\u202egpj.exe", "invoice<U+202E>gpj.exe"),
        ("a\u2066b\u2069c", "a<U+2066>b<U+2069>c"),
        ("\u200fabc", "<U+200F>abc"),
        ("pass\u200bword", "pass<U+200B>word"),
        ("a\u00adb", "a<U+00AD>b"),
        ("\ufeffa", "<U+FEFF>a"),
        ("a\nb", "a<U+000A>b"),
        ("a\r\nb", "a<U+000D><U+000A>b"),
        ("a\u2028b\u2029c\x85d", "a<U+2028>b<U+2029>c<U+0085>d"),
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("a\x00b", "a<U+0000>b"),
        ("a\tb", "a<U+0009>b"),
        ("a\u3164b", "a<U+3164>b"),
        ("a\ufe0fb", "a<U+FE0F>b"),
        ("a\U000e0041", "a<U+E0041>"),
        ("a\ud800b", "a<U+D800>b"),
        ("a\ue000b", "a<U+E000>b"),
    ],
)
def test_what_steers_the_display_is_written_out(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize(
    "code",
    [
        *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x2800, 0x3164),
        *(0xFE00, 0xFE0F, 0xFFA0, 0xFFFF, 0xE0100, 0xE01EF),
    ],
)
def test_what_is_drawn_as_nothing_is_written_out_and_not_plain(code):
    assert shown(f"a{chr(code)}b") == f"a<U+{code:04X}>b"
    assert not is_plain(f"a{chr(code)}b")


def test_text_is_composed():
    assert shown("и\u0306") == "й"
    assert shown("e\u0301") == "é"


def test_a_tower_of_marks_is_counted():
    assert shown("x" + "\u0316" * 16 + "y") == "x" + "\u0316" * 4 + "<+12>y"
    assert shown("x" + "\u0316" * 6) == "x" + "\u0316" * 4 + "<+2>"
    assert shown("x" + "\u20dd" * 6) == "x" + "\u20dd" * 4 + "<+2>"


def test_a_mark_with_nothing_below_it_does_not_climb_on_what_stands_before():
    assert shown("\u0301a") == "<U+0301>a"


def test_long_text_ends_in_an_ellipsis_within_the_limit():
    assert shown("a" * 200) == "a" * 200
    assert shown("a" * 201) == "a" * 199 + "…"
    assert shown("abcdef", limit=3) == "ab…"


def test_a_sign_of_ours_is_never_cut_in_the_middle():
    assert shown("ab\u202e" + "c" * 20, limit=8) == "ab…"
    assert shown("ab\u202e" + "c" * 20, limit=12) == "ab<U+202E>c…"


def test_a_megabyte_of_marks_is_no_work():
    tower = "a" + "\u0301\u0323" * 500_000
    assert len(shown(tower)) <= 200
    assert shown(tower).endswith("…")


@settings(derandomize=True, deadline=None)
@given(st.text(max_size=60), st.integers(10, 50))
def test_nothing_that_is_shown_is_hidden_or_too_long(text, limit):
    seen = shown(text, limit)
    assert len(seen) <= limit
    assert unicodedata.is_normalized("NFC", seen)
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in seen)
    assert not re.search("[\u0300-\u036f]{5}", seen)
    assert shown(seen, limit) == seen
