"""Errors of age files: one code each, right exit codes, words that can be told."""

from __future__ import annotations

import inspect

from collector.crypto.age import errors
from collector.errors import CollectorError, Exit

ALL = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if kind.__module__ == errors.__name__
]


def test_codes_are_of_this_room_and_each_is_given_once():
    codes = [kind.code for kind in ALL]
    assert len(set(codes)) == len(codes) > 20
    assert all(code.startswith("age.") for code in codes)


def test_a_missing_key_has_its_own_exit_code():
    assert errors.NoIdentityMatches.exit is Exit.NO_KEY
    assert {kind.code for kind in ALL if kind.exit is Exit.NO_KEY} == {"age.no-identity"}
    assert errors.HeaderMacWrong.exit is errors.PayloadAltered.exit is Exit.UNACCEPTABLE


def test_every_error_says_what_happened_in_words_of_its_own():
    facts = {"line": 3, "limit": 64}
    words = [kind(**facts).told()[0] for kind in ALL]
    assert len(set(words)) == len(words)
    assert CollectorError.words not in words
