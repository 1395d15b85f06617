"""What comes from outside is read without surprise: addresses, numbers, tokens, words."""

from __future__ import annotations

import json
from email.message import Message

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.sync.transport import errors
from collector.sync.transport.address import Address
from collector.sync.transport.errors import SAID, plain
from collector.sync.transport.http import Answer
from collector.sync.transport.interface import Endpoint, Login, Proxy
from collector.sync.transport.tus import _Upload
from collector.sync.transport.ways import open_way
from collector.sync.transport.webdav_upload import MOST_CHUNKS, Upload
from contract.watches import parcel

HERE = Address.of("https://platform.example/files")
PIECES = ["https:", "http:", "//", "/", "\\", "@", ":", "platform.example", "evil.example", "443"]
LOCATIONS = st.one_of(
    st.text(), st.lists(st.sampled_from([*PIECES, "?", "#", "..", "%2f", "[::1]"])).map("".join)
)


@given(LOCATIONS)
def test_u2_no_location_leads_elsewhere(location):
    try:
        found = HERE.pointed(location)
    except (errors.Redirected, errors.NotThisProtocol):
        return
    assert found.origin == ("platform.example", 443)
    assert str(found).startswith("https://platform.example/")
    assert found.target.isascii()
    assert found.target.isprintable()
    assert " " not in found.target


@given(st.text())
def test_an_address_is_one_or_refused(text):
    try:
        found = Address.of(text)
    except errors.BadAddress:
        return
    assert Address.of(str(found)) == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("https://A.example:443/x?y", "https://a.example/x?y"),
        ("https://a.example", "https://a.example/"),
        ("https://a.example.:8443/", "https://a.example:8443/"),
        ("https://[2001:db8::1]:8443/x", "https://[2001:db8::1]:8443/x"),
    ],
)
def test_how_an_address_is_told(text, told):
    assert str(Address.of(text)) == told


def test_receipts_lie_below_an_address():
    for text in (
        "https://a.example/files",
        "https://a.example/files/",
        "https://a.example/files?x",
    ):
        assert Address.of(text).below("receipts", "a").target == "/files/receipts/a"


@given(
    st.one_of(st.text(), st.recursive(st.none() | st.integers() | st.floats(), st.lists).map(str))
)
def test_a_token_is_one_or_none(tmp_path_factory, text):
    sent = parcel(tmp_path_factory.getbasetemp(), 1)
    assert _Upload.of(text, sent, HERE) is None


@pytest.mark.parametrize(
    "token",
    [
        "[" * 100_000,
        *(
            json.dumps({"at": "/files/1", "of": "", "sent": sent, "chunk": 0, "named": False})
            for sent in (float("inf"), float("nan"), "x", None)
        ),
    ],
)
def test_tokens_that_are_none(tmp_path, token):
    assert _Upload.of(token, parcel(tmp_path, 1), HERE) is None


@pytest.mark.parametrize(("chunk", "parts"), [("1000", 1), ("1", 1000), ("-", 1)])
def test_a_token_of_chunks_is_read_back(tmp_path, chunk, parts):
    sent = parcel(tmp_path, 1000)
    held = Upload.read(f"{sent.sha256.hex()} {'a' * 32} {chunk} 1", sent)
    assert held is not None
    assert len(held.parts) == parts


def test_a_token_that_makes_more_chunks_than_a_server_counts_is_none(tmp_path):
    sent = parcel(tmp_path, MOST_CHUNKS + 1)
    assert Upload.read(f"{sent.sha256.hex()} {'a' * 32} 1 0", sent) is None


@given(st.text())
def test_a_number_in_a_header_is_one_or_none(text):
    headers = Message()
    headers._headers = [("Upload-Offset", text)]  # type: ignore[attr-defined]
    found = Answer(200, headers, b"").number("upload-offset")
    assert found is None or (str(found) == text.strip().lstrip("0") or found == 0)


@given(st.one_of(st.text(), st.binary()))
def test_q5_words_of_a_server_are_one_plain_line(said):
    found = plain(said)
    assert found is None or (found.isprintable() and 0 < len(found) <= SAID)


def test_secrets_show_in_no_repr():
    login = Login("somebody", "secret", "secret")
    told = repr(Endpoint("sftp", "sftp://x", login=login)) + repr(login)
    told += repr(Proxy("127.0.0.1", 9050, "somebody", "secret"))
    assert "secret" not in told
    assert "somebody" not in told


def test_a_way_that_does_not_exist():
    with pytest.raises(errors.BadAddress):
        open_way(Endpoint("ftp", "ftp://x"))


def kinds(root=errors.NetworkTrouble):
    yield root
    for kind in root.__subclasses__():
        yield from kinds(kind)


@pytest.mark.parametrize("kind", list(kinds()))
def test_every_trouble_keeps_the_words_of_others_apart(kind):
    trouble = kind(b"<b>other</b>")
    assert trouble.code.startswith("network.")
    assert trouble.said == "<b>other</b>"
    assert "other</b>" not in str(trouble) + repr(trouble) + "".join(trouble.told())
