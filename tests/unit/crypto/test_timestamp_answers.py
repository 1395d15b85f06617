"""What an authority answers to a question: taken for that question alone, and from no other."""

from __future__ import annotations

import pytest

from collector.crypto.timestamps.errors import StampRefused
from collector.crypto.timestamps.query import ask, judge
from time_authority import NOON, Authority, integer, oid, sequence

MESSAGE = b"log/00000000000000000000000000000000\n7\nAAAA\n"
AUTHORITY = Authority()
OTHER = Authority()


def answered(**changes):
    query = ask(MESSAGE)
    return AUTHORITY.answer(MESSAGE, **({"nonce": query.nonce} | changes)), query


def test_a_right_answer_to_the_question():
    for status in (0, 1):
        answer, query = answered(status=status)
        assert judge(answer, query, AUTHORITY.digest).time == NOON


def code_of(answer, query, certificate=AUTHORITY.digest):
    with pytest.raises(StampRefused) as refused:
        judge(answer, query, certificate)
    return refused.value.code


def test_an_answer_that_refuses():
    answer, query = answered(status=2)
    assert code_of(answer, query) == "stamp.denied"
    refused_with_a_token = sequence(sequence(integer(2)), AUTHORITY.token(MESSAGE))
    assert code_of(refused_with_a_token, query) == "stamp.denied"
    granted_without_a_token = sequence(sequence(integer(0)))
    assert code_of(granted_without_a_token, query) == "stamp.denied"


def test_an_answer_to_another_question():
    answer, query = answered(nonce=1)
    assert code_of(answer, query) == "stamp.nonce"
    answer, query = answered(nonce=None)
    assert code_of(answer, query) == "stamp.nonce"


def test_an_answer_of_another_authority():
    answer, query = answered()
    assert code_of(answer, query, OTHER.digest) == "stamp.authority"


def test_an_answer_that_is_none():
    _, query = answered()
    assert code_of(b"<html>Please log in</html>", query) == "stamp.form"
    answer, query = answered()
    assert code_of(answer[:-1], query) == "stamp.form"


def test_no_two_questions_are_alike():
    assert ask(MESSAGE).nonce != ask(MESSAGE).nonce
    assert oid("sha256") in ask(MESSAGE).body
    certificate_wanted = b"\x01\x01\xff"
    assert ask(MESSAGE).body.endswith(certificate_wanted)
