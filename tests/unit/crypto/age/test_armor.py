"""ASCII armor: strict PEM, any way of delivery."""

from __future__ import annotations

import base64
import io

import pytest

from collector.crypto.age import ArmorBroken, NotAge, PayloadBroken, open_age
from unit.crypto.age.made import IDENTITY, encrypted, noise, released

BEGIN, END = b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----"


def armored(data: bytes) -> bytes:
    text = base64.b64encode(data)
    lines = [text[i : i + 64] for i in range(0, len(text), 64)]
    return b"\n".join([BEGIN, *lines, END, b""])


def outcome(data: bytes):
    """Return what came out and the error or None, wherever it arose."""
    try:
        reader = open_age(io.BytesIO(data), [IDENTITY])
    except Exception as error:
        return b"", error
    assert reader.armored
    return released(reader)


WORDS = b"spoken words"
GOOD = armored(encrypted(WORDS))
LINES = GOOD.split(b"\n")


@pytest.mark.parametrize("size", [0, 1, 2, 3, 47, 48, 49, 65_536, 65_537, 300_000])
def test_armored_files_open(size):
    data = noise(size)
    assert outcome(armored(encrypted(data))) == (data, None)


def test_a_plain_file_is_not_called_armored():
    assert not open_age(io.BytesIO(encrypted(WORDS)), [IDENTITY]).armored


ALLOWED = {
    "crlf": GOOD.replace(b"\n", b"\r\n"),
    "no-eol-at-the-end": GOOD[:-1],
    "whitespace-around": b" \t\r\n\n" + GOOD + b"\n \t\r\n",
    "a-kibibyte-of-whitespace": b"\n" * 1024 + GOOD + b" " * 1000,
    "mixed-eol": LINES[0] + b"\r\n" + b"\n".join(LINES[1:]),
}


@pytest.mark.parametrize("name", ALLOWED)
def test_spellings_that_age_allows(name):
    assert outcome(ALLOWED[name]) == (WORDS, None)


def changed(number: int, line: bytes) -> bytes:
    return b"\n".join([*LINES[:number], line, *LINES[number + 1 :]])


LAST = len(LINES) - 3


REFUSED = {
    "garbage-line-before": b"x\n" + GOOD,
    "garbage-before": b"x" + GOOD,
    "garbage-after": GOOD + b"x",
    "twice": GOOD + GOOD,
    "space-before-begin": b" " + GOOD,
    "garbage-behind-end": GOOD[:-1] + b" x",
    "too-much-whitespace-after": GOOD + b"\n" * 1025,
    "too-much-whitespace-before": b"\n" * 1025 + GOOD,
    "lower-case": GOOD.lower(),
    "other-label": GOOD.replace(b"AGE ENCRYPTED FILE", b"MESSAGE"),
    "space-in-begin": GOOD.replace(b"-----BEGIN", b"----- BEGIN"),
    "nothing-inside": b"\n".join([BEGIN, END, b""]),
    "begin-only": BEGIN,
    "begin-line-only": BEGIN + b"\n",
    "no-end": b"\n".join(LINES[:-2]),
    "no-end-line": b"\n".join(LINES[:-2]) + b"\n",
    "empty-first-line": changed(1, b""),
    "pem-header": changed(1, b"Version: 1\n\n" + LINES[1]),
    "space-behind-line": changed(1, LINES[1] + b" "),
    "space-before-line": changed(1, b" " + LINES[1]),
    "short-lines": changed(1, LINES[1][:32] + b"\n" + LINES[1][32:]),
    "long-line": changed(1, LINES[1] + LINES[2][:4]),
    "line-of-63": changed(1, LINES[1][:-1]),
    "foreign-character": changed(1, LINES[1][:-1] + b"*"),
    "padding-inside": changed(1, LINES[1][:-1] + b"="),
    "byte-above-ascii": changed(2, LINES[2][:-1] + b"\xff"),
    "empty-last-line": changed(LAST, LINES[LAST] + b"\n"),
    "more-behind-short-line": changed(LAST, LINES[LAST] + b"\nAAAA"),
    "space-behind-last-line": changed(LAST, LINES[LAST] + b" "),
    "no-padding": changed(LAST, LINES[LAST].rstrip(b"=")),
    "checksum": changed(LAST, LINES[LAST] + b"\n=abcd"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_other_spellings_are_refused_and_nothing_is_released(name):
    assert REFUSED[name] != GOOD
    content, error = outcome(REFUSED[name])
    assert type(error) is ArmorBroken
    assert content == b""


def test_padding_bits_are_not_free():
    data = next(made for size in range(9) if len(made := encrypted(bytes(size))) % 3 == 1)
    good = armored(data)
    at = good.index(b"==") - 1
    letters = [bytes([good[at] + step]) for step in (1, 2)]
    for letter in letters:
        assert type(outcome(good[:at] + letter + good[at + 1 :])[1]) is ArmorBroken


@pytest.mark.parametrize("cut", range(0, len(GOOD) - 1, 7))
def test_armor_cut_short_never_ends_well(cut):
    content, error = outcome(GOOD[:cut])
    assert isinstance(error, (ArmorBroken, NotAge))
    assert content == b""


def test_what_is_wrong_inside_is_not_blamed_on_the_armor():
    content, error = outcome(armored(encrypted(WORDS)[:-1]))
    assert isinstance(error, PayloadBroken)
    assert content == b""


def test_a_failure_far_behind_comes_after_the_authentic_bytes():
    data = noise(400_000)
    good = armored(encrypted(data))
    content, error = outcome(good[:-40] + b"*" + good[-39:])
    assert type(error) is ArmorBroken
    assert data.startswith(content)
    assert len(content) % 65_536 == 0


class Line:
    """Armor whose one line never ends."""

    def __init__(self):
        self.given = 0
        self.ready = BEGIN + b"\n"

    def read(self, size):
        part, self.ready = self.ready + b"A" * (size - len(self.ready)), b""
        self.given += len(part)
        return part


def test_an_endless_line_costs_little():
    stream = Line()
    with pytest.raises(ArmorBroken):
        open_age(stream, [IDENTITY])
    assert stream.given < 20_000
