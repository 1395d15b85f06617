"""Fingerprints as words: made to be read aloud and compared."""

import hashlib
import unicodedata

import pytest
from mnemonic import Mnemonic

from collector.crypto.fingerprint import count, matches, unlisted, words

PUBLIC = bytes(range(32))
LANGUAGES = ["english", "russian"]
SHORT_I, YO = "\u0439", "\u0451"


def key_with(letter):
    """Return a key whose Russian words contain a letter."""
    return next(key for n in range(99) if letter in words(key := bytes([n]) * 32, "russian"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_twelve_and_carry_128_bits_of_the_key(language):
    spoken = words(PUBLIC, language).split(" ")
    assert len(spoken) == 12
    number = 0
    for word in spoken:
        number = number * 2048 + Mnemonic(language).wordlist.index(word)
    without_check_bits = (number >> 4).to_bytes(16, "big")
    assert without_check_bits == hashlib.sha256(PUBLIC).digest()[:16]


def test_the_words_of_a_key_never_change():
    assert words(PUBLIC) == (
        "glide hover engage snow drip rebuild dust enhance emerge talk nothing owner"
    )
    assert words(PUBLIC, "russian") == (
        "ленивый минерал инвалид сторона заяц рыхлый зима индивид изрядно тряпка победа посол"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_either_language_match(language):
    assert matches(PUBLIC, words(PUBLIC, language))
    assert not matches(bytes(32), words(PUBLIC, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_case_blanks_and_encoding_of_accents_make_no_difference(language):
    public = key_with(SHORT_I)
    spoken = words(public, language)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert matches(public, unicodedata.normalize(form, spoken))
    assert matches(public, spoken.upper())
    assert matches(public, spoken.title())
    assert matches(public, "\t " + spoken.replace(" ", " \u00a0\n") + " \r\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_written_down_as_a_list_are_the_same_words(language):
    spoken = words(PUBLIC, language).split()
    numbered = "\n".join(f"{n}. {word}" for n, word in enumerate(spoken, start=1))
    for written in (", ".join(spoken), "; ".join(spoken) + ".", numbered):
        assert matches(PUBLIC, written)
    assert not matches(PUBLIC, ", ".join(reversed(spoken)))
    assert not matches(PUBLIC, "".join(spoken))


def test_a_word_is_heard_with_or_without_the_dots():
    public = key_with("\u0435")
    assert matches(public, words(public, "russian").replace("\u0435", YO))


def test_the_breve_is_not_left_out():
    public = key_with(SHORT_I)
    assert not matches(public, words(public, "russian").replace(SHORT_I, "\u0438"))


def test_leaving_out_the_dots_confuses_no_two_words():
    russian = Mnemonic("russian").wordlist
    assert not [word for word in russian if YO in unicodedata.normalize("NFC", word)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_other_words_do_not_match(language):
    spoken = words(PUBLIC, language).split()
    for position in range(12):
        dropped = spoken[:position] + spoken[position + 1 :]
        assert not matches(PUBLIC, " ".join(dropped))
        assert not matches(PUBLIC, " ".join([*dropped, spoken[position]])) or position == 11
        assert not matches(PUBLIC, " ".join([*spoken[: position + 1], *spoken[position:]]))
    assert not matches(PUBLIC, " ".join(spoken[:6]))
    assert not matches(PUBLIC, "".join(spoken))
    assert not matches(PUBLIC, words(PUBLIC, language).replace(" ", "-"))


@pytest.mark.parametrize("spoken", ["", " ", "\ud800", "\x00", "abandon " * 12])
def test_nonsense_does_not_match_and_raises_nothing(spoken):
    assert not matches(PUBLIC, spoken)


def test_languages_are_not_mixed():
    english, russian = words(PUBLIC).split(), words(PUBLIC, "russian").split()
    assert not matches(PUBLIC, " ".join(english[:6] + russian[6:]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_a_key_is_unlisted_however_it_is_written(language):
    public = key_with(SHORT_I)
    spoken = words(public, language)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert unlisted(unicodedata.normalize(form, spoken).upper()) is None
    listed = Mnemonic(language).wordlist
    assert unlisted(" ".join(listed)) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_of_the_pen_is_named_with_its_place(language):
    typed = words(PUBLIC, language).split()
    typed[6] = typed[6][:-1] + "ъ"
    numbered = "\n".join(f"{n}. {word}" for n, word in enumerate(typed, start=1))
    assert unlisted(" ".join(typed)) == unlisted(numbered) == (7, typed[6])


def test_the_breve_of_an_unlisted_word_is_shown_on_its_letter():
    assert unlisted("и\u0306и\u0306") == (1, "йй")


def test_words_are_counted_without_what_stands_between_them():
    typed = words(PUBLIC).split()
    for written in (
        " ".join(typed),
        ", ".join(typed),
        "\n".join(f"{n}) {word}" for n, word in enumerate(typed, start=1)),
        " ".join(f"{n} {word}" for n, word in enumerate(typed, start=1)),
    ):
        assert count(written) == 12
    assert count(" 1. ") == 0
