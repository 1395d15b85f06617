"""Base64 with one spelling per value."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.crypto.age import base64


@settings(deadline=None)
@given(st.binary(max_size=100))
def test_bytes_come_back(data):
    text = base64.encode(data).encode()
    assert b"=" not in text
    assert base64.decode(text) == data


@settings(deadline=None)
@given(st.text(alphabet="AQgwZ+/=-_ \n\r", max_size=12))
def test_whatever_is_taken_is_the_one_spelling(text):
    try:
        data = base64.decode(text.encode())
    except base64.Base64Error:
        return
    assert base64.encode(data) == text


@pytest.mark.parametrize("text", [b"AA==", b"AAA=", b"A", b"AB", b"AAB", b"A-_A", b"AA\n", b"AA A"])
def test_other_spellings_are_refused(text):
    with pytest.raises(base64.Base64Error):
        base64.decode(text)


@pytest.mark.parametrize(
    "text", [b"AA", b"AAA", b"AB==", b"AAB=", b"AA==AAAA", b"AAAA=", b"AAA=\n"]
)
def test_padded_other_spellings_are_refused(text):
    with pytest.raises(base64.Base64Error):
        base64.decode_padded(text)
