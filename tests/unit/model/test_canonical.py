"""The bytes rule: RFC 8785 by outside vectors, and one refusal for each way to break it."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.errors import Unacceptable
from collector.model import canonical as c
from peers import samples

STEADY = settings(derandomize=True, deadline=None)
VECTORS = ["arrays", "french", "structures", "unicode", "values", "weird"]
HOLDS_FLOATS = {"values"}
HOLDS_ONE_OBJECT = {"french", "structures", "unicode", "weird"}

LARGEST = 2**53 - 1

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-LARGEST, LARGEST),
    st.text(st.characters(exclude_categories=["Cs"])),
)
objects = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.recursive(scalars, lambda inner: st.lists(inner, max_size=4), max_leaves=12),
    max_size=6,
)


def nested(levels: int) -> bytes:
    """One object holding arrays, ``levels`` containers deep in all, the innermost empty."""
    return b'{"a":' + b"[" * (levels - 1) + b"]" * (levels - 1) + b"}"


@pytest.mark.parametrize("name", VECTORS)
def test_outside_vectors_give_the_expected_bytes(name):
    folder = samples() / "vectors" / "jcs"
    value = json.loads((folder / "input" / f"{name}.json").read_text(encoding="utf-8"))
    expected = (folder / "output" / f"{name}.json").read_bytes()
    assert c.canonical(value) == expected
    as_hex = bytes.fromhex("".join((folder / "outhex" / f"{name}.txt").read_text().split()))
    assert c.canonical(value) == as_hex


@pytest.mark.parametrize("name", sorted(HOLDS_ONE_OBJECT))
def test_outside_vectors_are_accepted_as_output_and_refused_as_input(name):
    folder = samples() / "vectors" / "jcs"
    output = (folder / "output" / f"{name}.json").read_bytes()
    assert c.canonical(c.parse(output)) == output
    with pytest.raises(c.FloatNumber if name == "structures" else c.NotCanonical):
        c.parse((folder / "input" / f"{name}.json").read_bytes())


def test_the_vector_with_floats_is_refused_as_a_record():
    data = (samples() / "vectors" / "jcs" / "output" / "values.json").read_bytes()
    with pytest.raises(c.FloatNumber):
        c.parse(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "malformed"),
        (b"{", "malformed"),
        (b'{"a":1}x', "malformed"),
        (b'{"a":1}{"a":1}', "malformed"),
        (b'{"a":"\x01"}', "malformed"),
        (b"{'a':1}", "malformed"),
        (b'{"a":01}', "malformed"),
        (b'{"a":1,}', "malformed"),
        (b'\xef\xbb\xbf{"a":1}', "bom"),
        (b'{"a":"\xff"}', "not-utf8"),
        (b'{"a":"\xed\xa0\x80"}', "not-utf8"),
        ('{"a":1}'.encode("utf-16"), "not-utf8"),
        (b'{"a":1,"a":1}', "duplicate-key"),
        (b'{"a":1,"\\u0061":2}', "duplicate-key"),
        (b'{"x":{"a":1,"b":2,"a":1}}', "duplicate-key"),
        (b'{"a":1.5}', "float"),
        (b'{"a":1.0}', "float"),
        (b'{"a":1e2}', "float"),
        (b'{"a":1e999}', "float"),
        (b'{"a":-0.0}', "float"),
        (b'{"a":NaN}', "not-a-number"),
        (b'{"a":-Infinity}', "not-a-number"),
        (b'{"a":9007199254740992}', "number-range"),
        (b'{"a":-9007199254740992}', "number-range"),
        (b'{"a":' + b"9" * 5000 + b"}", "number-range"),
        (b'{"a":"\\ud800"}', "surrogate"),
        (b'{"\\udfff":1}', "surrogate"),
        (b"[1]", "not-object"),
        (b'"a"', "not-object"),
        (b"null", "not-object"),
        (b'{"a": 1}', "not-canonical"),
        (b'{"a":1}\n', "not-canonical"),
        (b' {"a":1}', "not-canonical"),
        (b'{"b":1,"a":1}', "not-canonical"),
        (b'{"a":-0}', "not-canonical"),
        (b'{"a":"\\u0041"}', "not-canonical"),
        (b'{"a":"\\ud83d\\ude00"}', "not-canonical"),
        (b'{"a":"\\/"}', "not-canonical"),
        (nested(17), "too-deep"),
        (nested(200_000), "too-deep"),
        (b"[" * 1_000_000, "too-deep"),
        (b'{"a":' * 300_000, "too-deep"),
    ],
)
def test_each_flaw_has_its_own_refusal(data, code):
    with pytest.raises(c.RecordJson) as caught:
        c.parse(data)
    assert caught.value.code == f"record.json.{code}"
    assert isinstance(caught.value, Unacceptable)


def test_the_limits_are_inclusive():
    assert c.parse(nested(16))
    assert c.parse(nested(3), limit_depth=3)
    with pytest.raises(c.TooDeep):
        c.parse(nested(4), limit_depth=3)
    data = b'{"a":"' + b"x" * 10 + b'"}'
    assert c.parse(data, limit_bytes=len(data))
    with pytest.raises(c.TooLarge):
        c.parse(data, limit_bytes=len(data) - 1)
    assert c.parse(b'{"a":9007199254740991,"b":-9007199254740991}')


def test_keys_are_ordered_by_utf16_units():
    # U+1F600 begins with unit D83D, which sorts before U+FB33 though its code point is higher.
    data = '{"\U0001f600":1,"\ufb33":2}'.encode()
    assert c.parse(data) == {"\U0001f600": 1, "\ufb33": 2}
    with pytest.raises(c.NotCanonical):
        c.parse('{"\ufb33":2,"\U0001f600":1}'.encode())


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"a": float("nan")}, "not-a-number"),
        ({"a": float("inf")}, "not-a-number"),
        ({"a": 2**53}, "number-range"),
        ({"a": "\ud800"}, "surrogate"),
        ({"\ud800": 1}, "surrogate"),
        ({"a": b"bytes"}, "not-json"),
        ({1: "a"}, "not-json"),
    ],
)
def test_values_that_cannot_be_written_are_refused(value, code):
    with pytest.raises(c.RecordJson) as caught:
        c.canonical(value)
    assert caught.value.code == f"record.json.{code}"


def test_a_value_that_contains_itself_is_refused():
    value = []
    value.append(value)
    with pytest.raises(c.TooDeep):
        c.canonical(value)


def test_a_refusal_carries_nothing_of_the_text():
    with pytest.raises(c.Malformed) as caught:
        c.parse(b'{"name":"a secret" oops}')
    assert "secret" not in str(caught.value)
    assert caught.value.__suppress_context__


@STEADY
@given(objects)
def test_what_is_written_is_read_back(value):
    assert c.parse(c.canonical(value)) == value


@STEADY
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_by_our_own_error(data):
    try:
        value = c.parse(data)
    except c.RecordJson:
        return
    assert c.canonical(value) == data


@STEADY
@given(st.text('{}[]":,\\u01e-.naNIfd8 \n', max_size=40))
def test_json_shaped_text_is_read_or_refused_by_our_own_error(text):
    try:
        value = c.parse(text.encode())
    except c.RecordJson:
        return
    assert c.canonical(value) == text.encode()


def test_a_file_written_by_hand_may_be_laid_out_freely_but_obeys_the_rest():
    assert c.parse_loose(b'{ "b": 1,\n  "a": "\\u0041" }\n') == {"b": 1, "a": "A"}
    with pytest.raises(c.DuplicateKey):
        c.parse_loose(b'{ "a": 1, "a": 1 }')
    with pytest.raises(c.LoneSurrogate):
        c.parse_loose(b'{ "a": "\\ud800" }')
