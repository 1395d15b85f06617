"""Ids tell nothing; human codes survive being read aloud and typed."""

import itertools
import re

import pytest

from collector.errors import Exit
from collector.model import ids


def plain(code):
    return code.replace("-", "")


def is_code(text):
    try:
        ids.check_human_code(text)
    except ids.BadHumanCode:
        return False
    return True


def some_codes(count):
    for number in range(count):
        # Spread over all bodies by a stride that shares no factor with their number.
        rest = number * 8_675_309 % 32**5
        body = "".join(ids.ALPHABET[rest >> shift & 31] for shift in (0, 5, 10, 15, 20))
        yield next(body + last for last in ids.ALPHABET if is_code(body + last))


def test_ids_are_32_hexadecimal_digits_and_all_different():
    made = {ids.new_id() for _ in range(500)}
    assert len(made) == 500
    assert all(re.fullmatch(r"[0-9a-f]{32}", one) for one in made)


def test_ids_are_not_ordered_by_time():
    made = [ids.new_id() for _ in range(50)]
    assert made != sorted(made)
    assert made != sorted(made, reverse=True)


@pytest.mark.parametrize(
    "text", ["", "0" * 31, "0" * 33, "A" * 32, "g" * 32, "0" * 32 + "\n", "٠" * 32, "../" * 11]
)
def test_other_text_is_no_id(text):
    with pytest.raises(ids.BadId) as caught:
        ids.check_id(text)
    assert caught.value.exit is Exit.USAGE


def test_an_id_is_handed_back():
    one = ids.new_id()
    assert ids.check_id(one) == one


def test_new_codes_have_the_spelling_that_is_shown_everywhere():
    for _ in range(200):
        code = ids.new_human_code()
        assert re.fullmatch(r"[0-9A-Z]{2}-[0-9A-Z]{3}-[0-9A-Z]", code)
        assert not set("ILOU") & set(code)
        assert ids.check_human_code(code) == code


@pytest.mark.parametrize("code", ["K7-QMD-3", "00-000-0", "ZZ-ZZZ-1", "3F-8XA-1"])
def test_a_code_that_was_given_out_once_holds_in_every_version(code):
    assert ids.check_human_code(code) == code


def test_exactly_one_check_character_fits_each_body():
    for code in some_codes(40):
        assert sum(is_code(plain(code)[:5] + last) for last in ids.ALPHABET) == 1


def test_every_single_wrong_character_is_found():
    for code in some_codes(40):
        for place, wrong in itertools.product(range(6), ids.ALPHABET):
            if wrong != code[place]:
                assert not is_code(code[:place] + wrong + code[place + 1 :])


def test_every_pair_of_characters_swapped_is_found_at_every_place():
    # The check is linear over the field, so the rest of the code does not matter: each pair of
    # different characters at each pair of places is tried once, neighbours or not.
    for first, second in itertools.combinations(ids.ALPHABET, 2):
        for one, other in itertools.combinations(range(5), 2):
            body = ["7"] * 5
            body[one], body[other] = first, second
            text = "".join(body)
            good = next(text + last for last in ids.ALPHABET if is_code(text + last))
            for left, right in itertools.combinations(range(6), 2):
                letters = list(good)
                letters[left], letters[right] = letters[right], letters[left]
                assert letters == list(good) or not is_code("".join(letters))


def test_codes_are_read_as_people_type_them():
    code = next(c for c in some_codes(5000) if {"K", "0", "1"} <= set(c))
    wanted = ids.check_human_code(code)
    assert ids.check_human_code(wanted.lower()) == wanted
    assert ids.check_human_code(f" {code[:3]} {code[3:]} ") == wanted
    assert ids.check_human_code(code.replace("0", "O").replace("1", "l")) == wanted
    assert ids.check_human_code(code.replace("K", "К")) == wanted
    assert ids.check_human_code(code.replace("0", "о").replace("1", "і")) == wanted


@pytest.mark.parametrize(
    "text", ["", "K7", "K7-QMD", "K7-QMD-44", "K7/QMD/4", "!!!!!!", "ЖЖЖЖЖЖ", "K7-Q!D-3"]
)
def test_other_text_is_no_code(text):
    with pytest.raises(ids.BadHumanCode):
        ids.check_human_code(text)
