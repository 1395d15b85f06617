"""The head of a log as text."""

import hashlib

import pytest

from collector.crypto.checkpoint import BadCheckpoint, Checkpoint, origin_of, parse

ORIGIN = "log/" + "0123456789abcdef" * 2
ROOT = bytes(range(32))
ROOT_TEXT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
TEXT = f"{ORIGIN}\n42\n{ROOT_TEXT}\n".encode()


def test_the_text_is_three_lines():
    assert Checkpoint(ORIGIN, 42, ROOT).encode() == TEXT


@pytest.mark.parametrize("size", [0, 1, 10, 2**53 - 1])
def test_a_head_is_read_back(size):
    checkpoint = Checkpoint(ORIGIN, size, ROOT)
    assert parse(checkpoint.encode()) == checkpoint


def test_the_origin_follows_from_the_key_and_names_nobody():
    public = b"p" * 32
    expected = hashlib.sha256(b"collector/1/log" + public).digest()[:16].hex()
    assert origin_of(public) == f"log/{expected}"
    assert origin_of(public) != origin_of(b"q" * 32)
    assert parse(Checkpoint(origin_of(public), 1, ROOT).encode()).origin == origin_of(public)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        TEXT[:-1],
        TEXT + b"\n",
        TEXT + b"extension\n",
        b"\n" + TEXT,
        b"\xef\xbb\xbf" + TEXT,
        TEXT.replace(b"\n", b"\r\n"),
        TEXT.replace(b"log/", b"Log/"),
        TEXT.replace(b"abcdef", b"ABCDEF"),
        TEXT.replace(b"log/0", b"log/"),
        TEXT.replace(b"log/", b"example/log/"),
        TEXT.replace(b"42", b"042"),
        TEXT.replace(b"42", b"+42"),
        TEXT.replace(b"42", b"-42"),
        TEXT.replace(b"42", b" 42"),
        TEXT.replace(b"42", b"4_2"),
        TEXT.replace(b"42", b""),
        TEXT.replace(b"42", "\u0664\u0662".encode()),
        TEXT.replace(b"42", b"9223372036854775808"),
        TEXT.replace(b"42", b"9" * 5000),
        TEXT.replace(b"h8=\n", b"h8\n"),
        TEXT.replace(b"h8=\n", b"h9=\n"),
        TEXT.replace(b"h8=\n", b"h8==\n"),
        TEXT.replace(b"h8=\n", b"h8=A\n"),
        TEXT.replace(b"AAEC", b"AA-_"),
        TEXT.replace(b"AAEC", b""),
    ],
)
def test_any_other_form_is_refused(text):
    with pytest.raises(BadCheckpoint) as caught:
        parse(text)
    assert (caught.value.code, caught.value.exit) == ("checkpoint.form", 1)


@pytest.mark.parametrize(
    "values",
    [
        ("log/x", 1, ROOT),
        (ORIGIN + "\n", 1, ROOT),
        (ORIGIN, -1, ROOT),
        (ORIGIN, 2**53, ROOT),
        (ORIGIN, 1, ROOT[:31]),
    ],
)
def test_a_head_that_has_no_text_cannot_be_made(values):
    with pytest.raises(BadCheckpoint):
        Checkpoint(*values)
