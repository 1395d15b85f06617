"""Suggested passphrases are accepted as they stand; typed ones are not flattered."""

from __future__ import annotations

import re
import unicodedata

import pytest
from mnemonic import Mnemonic
from zxcvbn import matching

from collector.crypto.kdf import passphrase_bytes
from collector.crypto.passphrases import as_suggested, strength, suggest_digits, suggest_words

LISTS = {"en": "english", "ru": "russian"}


def test_digits_come_in_six_groups_and_are_the_passphrase_as_they_are_shown():
    suggested = [suggest_digits() for _ in range(50)]
    assert len(set(suggested)) == 50
    for text in suggested:
        assert re.fullmatch("[0-9]{4}( [0-9]{4}){5}", text)
        assert passphrase_bytes(text) == text.encode("ascii")
    assert {text[0] for text in suggested} - set("0") != set()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_seven_words_of_the_list_are_the_passphrase_as_they_are_shown(language):
    known = {unicodedata.normalize("NFC", it) for it in Mnemonic(LISTS[language]).wordlist}
    suggested = [suggest_words(language) for _ in range(50)]
    assert len(set(suggested)) == 50
    for text in suggested:
        words = text.split(" ")
        assert len(words) == 7
        assert set(words) <= known
        assert passphrase_bytes(text) == text.encode()


@pytest.mark.parametrize(
    "suggest", [suggest_digits, lambda: suggest_words("en"), lambda: suggest_words("ru")]
)
def test_what_is_suggested_is_strong(suggest):
    assert strength(suggest()).score == 4


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "password",
        "пароль",
        "йцукенг",
        "любовь",
        "qwerty123456",
        "незалежнасць",  # a word, not twelve random letters
        "Незалежнасць!",
        "jvtufgfhjkm",  # "омегапароль" on the wrong layout
        "к" * 500,
    ],
)
def test_words_in_any_script_are_no_secret(typed):
    assert strength(typed).score <= 2


def test_the_same_keys_are_worth_the_same_on_either_layout():
    assert strength("йцукен").guesses_log10 <= strength("qwerty").guesses_log10
    assert strength("зфыыцщкв").guesses_log10 <= strength("password").guesses_log10


def test_more_words_are_stronger_than_fewer():
    steps = ["сад", "сад мёд", "сад мёд рэха", "сад мёд рэха агонь", "сад мёд рэха агонь сцежка"]
    judged = [strength(text).guesses_log10 for text in steps]
    assert judged == sorted(judged)
    assert strength(steps[-1]).score == 4


@pytest.mark.parametrize("own", ["Завадская", "Анна Завадская"])
@pytest.mark.parametrize("typed", ["zavadskaya", "Завадская", "pfdflcrfz", "завадская1"])
def test_a_persons_own_words_are_tried_first_in_every_spelling(typed, own):
    assert strength(typed, (own,)).score <= 1


def test_own_words_are_not_kept_for_the_next_caller():
    before = set(matching.RANKED_DICTIONARIES)
    strength("marmalade-kettle", ("marmalade-kettle",))
    assert set(matching.RANKED_DICTIONARIES) == before
    assert strength("marmalade-kettle").guesses_log10 > 3


@pytest.mark.parametrize("odd", ["\ud800", "\x00\t\n", "ь", "ъъъ", "😀" * 200, "a\u0301" * 300])
def test_any_text_is_judged(odd):
    assert strength(odd, (odd, "", " ")).score <= 4


def test_only_the_beginning_of_a_very_long_text_counts():
    long = "correct horse battery staple " * 10_000
    assert strength(long) == strength(long[:100])


@pytest.mark.parametrize(
    "typed",
    [
        "012345678901234567890123",
        "0123 4567 8901 2345 6789 0123",
        " 0123 45678901\u00a02345 6789 0123 ",
    ],
)
def test_digits_are_put_into_the_groups_they_were_suggested_in(typed):
    assert as_suggested(typed) == "0123 4567 8901 2345 6789 0123"


@pytest.mark.parametrize("typed", ["", "0" * 23, "0" * 25, "a" * 24, "\u0660" * 24])
def test_anything_else_is_not_put_into_groups(typed):
    assert as_suggested(typed) is None


@pytest.mark.parametrize("language", ["en", "ru"])
def test_seven_suggested_words_are_known_with_any_blanks_and_capitals(language):
    words = suggest_words(language)
    assert as_suggested(words) == words
    for typed in (f" {words}  ", words.replace(" ", "   "), words.upper(), words.title()):
        assert as_suggested(typed) == words
    assert as_suggested(unicodedata.normalize("NFD", words)) == words
    for other in (words.rpartition(" ")[0], f"{words} {words.split()[0]}", f"x{words}"):
        assert as_suggested(other) is None
