"""Bech32: the valid and invalid strings of BIP 173, and one spelling for each value."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.crypto.age import bech32

# BIP 173, test vectors; the lengths beyond 90 are allowed here.
VALID = [
    "A12UEL5L",
    "a12uel5l",
    "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
    "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
]
INVALID = [
    "\x201nwldj5",  # prefix character out of range
    "\x7f1axkwrx",
    "\x801eym55h",
    "pzry9x0s0muk",  # no separator
    "1pzry9x0s0muk",  # no prefix
    "x1b4n0q5v",  # character outside the alphabet
    "li1dgmt3",  # checksum too short
    "de1lg7wt\xff",
    "A1G7SGD8",  # checksum over the upper-case prefix
    "10a06t8",
    "1qzzfhee",
]


@pytest.mark.parametrize("text", VALID)
def test_valid_text_is_taken(text):
    bech32.decode(text)


@pytest.mark.parametrize("text", INVALID)
def test_invalid_text_is_refused(text):
    with pytest.raises(bech32.Bech32Error):
        bech32.decode(text)


@settings(deadline=None)
@given(st.binary(max_size=1300))
def test_bytes_come_back(data):
    assert bech32.decode(bech32.encode("age", data)) == ("age", data)
    assert bech32.decode(bech32.encode("age", data).upper()) == ("AGE", data)


@settings(deadline=None)
@given(st.binary(min_size=1, max_size=40), st.data())
def test_any_other_character_is_noticed(data, draw):
    text = bech32.encode("age", data)
    at = draw.draw(st.integers(0, len(text) - 1))
    other = draw.draw(st.characters(min_codepoint=33, max_codepoint=126))
    changed = text[:at] + other + text[at + 1 :]
    if changed != text:
        with pytest.raises(bech32.Bech32Error):
            bech32.decode(changed)


def test_mixed_case_is_refused():
    text = bech32.encode("age", b"some bytes")
    with pytest.raises(bech32.Bech32Error):
        bech32.decode("Age" + text[3:])


def test_a_letter_that_only_becomes_ascii_in_lower_case_is_refused():
    data = next(bytes([i]) for i in range(256) if "k" in bech32.encode("age", bytes([i])))
    text = bech32.encode("age", data).upper().replace("K", "\u212a")
    assert text.lower() == bech32.encode("age", data)
    with pytest.raises(bech32.Bech32Error):
        bech32.decode(text)


@pytest.mark.parametrize("groups", [[0b00001, 0b00101], [0b00001, 0b00100, 0]])
def test_padding_beyond_what_is_needed_is_refused(groups):
    # One byte takes two groups and leaves two spare bits, which are zero; the checksum is right.
    state = bech32._polymod([*bech32._spread("age"), *groups, *(0,) * 6]) ^ 1
    checksum = [state >> 5 * (5 - i) & 31 for i in range(6)]
    text = "age1" + "".join(bech32._ALPHABET[group] for group in (*groups, *checksum))
    with pytest.raises(bech32.Bech32Error):
        bech32.decode(text)


def test_text_longer_than_any_key_is_refused():
    with pytest.raises(bech32.Bech32Error):
        bech32.decode(bech32.encode("age", bytes(2600)))
