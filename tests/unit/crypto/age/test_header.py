"""The header: one spelling, strict limits, and the MAC over exactly what was read."""

from __future__ import annotations

import base64
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.crypto.age import (
    HeaderMacWrong,
    HeaderMalformed,
    HeaderTooLarge,
    HybridIdentity,
    LowOrderShare,
    NoIdentityMatches,
    NotAge,
    ScryptIdentity,
    ScryptWorkTooHigh,
    UnsupportedVersion,
    X25519Identity,
    open_age,
)
from collector.crypto.age import header as header_
from collector.crypto.age.source import ByteSource
from collector.crypto.age.stanza import Stanza
from collector.errors import CollectorError
from unit.crypto.age.made import FILE_KEY, IDENTITY, built, chunk, header, opened

PAYLOAD = built(chunk(0, b"words", final=True))[len(built()) - 16 :]
GOOD = header()
OURS = IDENTITY.recipient().wrap(FILE_KEY)
STRANGER = Stanza("somebody.example/else", ("x", "y"), b"z" * 48)


def refused(head: bytes, *identities):
    """Return the error that opening ends with."""
    with pytest.raises(CollectorError) as caught:
        opened(head + PAYLOAD, *identities)
    return caught.value


def read(head: bytes):
    return header_.read(ByteSource(io.BytesIO(head)))


def test_the_sound_header_opens():
    assert opened(GOOD + PAYLOAD) == b"words"


arguments = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=9)
stanzas = st.builds(
    Stanza,
    arguments.filter(lambda kind: kind != "scrypt"),
    st.lists(arguments, max_size=3).map(tuple),
    st.one_of(st.binary(max_size=100), st.sampled_from([bytes(48), bytes(96)])),
)


@settings(deadline=None)
@given(st.lists(stanzas, min_size=1, max_size=8))
def test_what_is_written_is_read_back(wanted):
    head = header_.encode(wanted, FILE_KEY)
    parsed = read(head + b"and more")
    assert list(parsed.stanzas) == wanted
    assert head.startswith(parsed.signed + b" ")
    parsed.check_mac(FILE_KEY)


@settings(deadline=None)
@given(st.data())
def test_whatever_is_accepted_has_one_spelling(data):
    at = data.draw(st.integers(0, len(GOOD) - 1))
    byte = data.draw(st.sampled_from(b"\n\r\t =-AQz+/\x00\xff"))
    head = GOOD[:at] + bytes([byte]) + GOOD[at + data.draw(st.integers(0, 1)) :]
    try:
        parsed = read(head)
    except HeaderMalformed:
        return
    mac = base64.b64encode(parsed.mac).rstrip(b"=")
    body = b"".join(stanza.encode() for stanza in parsed.stanzas)
    assert head.startswith(b"age-encryption.org/v1\n" + body + b"--- " + mac + b"\n")


@pytest.mark.parametrize("at", range(len(GOOD)))
def test_no_byte_of_the_header_can_change_unseen(at):
    changed = GOOD[:at] + bytes([GOOD[at] ^ 1]) + GOOD[at + 1 :]
    assert isinstance(refused(changed), (HeaderMalformed, HeaderMacWrong, NoIdentityMatches))


def test_a_stanza_added_taken_or_moved_breaks_the_mac():
    head = header(OURS, STRANGER)
    ours, stranger = OURS.encode(), STRANGER.encode()
    for stanzas in (ours, stranger + ours, ours + stranger * 2):
        changed = head.replace(ours + stranger, stanzas)
        assert changed != head
        assert type(refused(changed)) is HeaderMacWrong


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"a",
        b"age-encryption.org",
        b"age-encryption.org/",
        b"age-encryption.org/v1",
        b"AGE-ENCRYPTION.ORG/v1\n",
        b"\nage-encryption.org/v1\n",
        b"\xef\xbb\xbfage-encryption.org/v1\n",
        b"age-encryption.org/\n",
        b"age-encryption.org/v1 \n",
        b"age-encryption.org/v1\r\n",
        b"age-encryption.org/" + b"v" * 300 + b"\n",
        b"-----BEGI",
        b"PK\x03\x04",
        bytes(5000),
    ],
)
def test_what_does_not_begin_like_age_is_not_age(beginning):
    with pytest.raises(NotAge):
        open_age(io.BytesIO(beginning), [IDENTITY])


@pytest.mark.parametrize("version", [b"v2", b"v10", b"v1.1", b"V1", b"x"])
def test_another_version_is_said_to_be_one(version):
    assert type(refused(GOOD.replace(b"/v1\n", b"/" + version + b"\n"))) is UnsupportedVersion


LINES = GOOD.split(b"\n")


FLAWS = {
    "crlf": (b"\n", b"\r\n"),
    "two-spaces": (b"-> X25519", b"->  X25519"),
    "no-space": (b"-> X25519", b"->X25519"),
    "tab": (b"-> X25519", b"->\tX25519"),
    "space-first": (b"-> X25519", b" -> X25519"),
    "argument-above-ascii": (b"-> X25519", b"-> \xc3\xa9 X25519"),
    "argument-with-control": (b"-> X25519", b"-> \x7f X25519"),
    "empty-line-between": (b"-> X25519", b"\n-> X25519"),
    "argument-empty-at-the-end": (LINES[1], LINES[1] + b" "),
    "no-argument": (LINES[1], b"-> "),
    "arrow-only": (LINES[1], b"->"),
    "body-padded": (LINES[2], LINES[2] + b"="),
    "body-padded-twice": (LINES[2], LINES[2] + b"=="),
    "body-with-space": (LINES[2], LINES[2] + b" "),
    "body-in-two-short-lines": (LINES[2], LINES[2][:20] + b"\n" + LINES[2][20:]),
    "body-followed-by-empty-line": (LINES[2], LINES[2] + b"\n"),
    "body-cut": (LINES[2], LINES[2][:-1]),
    "no-body-line": (LINES[2] + b"\n", b""),
    "mac-without-space": (b"--- ", b"---"),
    "mac-with-two-spaces": (b"--- ", b"---  "),
    "two-dashes": (b"--- ", b"--  "),
    "four-dashes": (b"--- ", b"---- "),
    "mac-with-space-behind": (LINES[3], LINES[3] + b" "),
    "mac-padded": (LINES[3], LINES[3] + b"="),
    "mac-cut": (LINES[3], LINES[3][:-1]),
    "mac-longer": (LINES[3], LINES[3] + b"A"),
    "mac-above-ascii": (LINES[3], LINES[3][:-1] + b"\xff"),
    "no-mac": (LINES[3], b"---"),
    "no-stanza": (LINES[1] + b"\n" + LINES[2] + b"\n", b""),
}


@pytest.mark.parametrize("name", FLAWS)
def test_grammar_is_kept_to_the_letter(name):
    changed = GOOD.replace(*FLAWS[name])
    assert changed != GOOD
    assert isinstance(refused(changed), HeaderMalformed)


@pytest.mark.parametrize("size", range(len(GOOD)))
def test_a_header_cut_short_is_refused(size):
    with pytest.raises(HeaderMalformed):
        open_age(io.BytesIO(GOOD[:size]), [IDENTITY])


@pytest.mark.parametrize("size", range(16))
def test_a_file_that_ends_within_the_nonce_is_refused(size):
    with pytest.raises(HeaderMalformed):
        open_age(io.BytesIO(GOOD + bytes(size)), [IDENTITY])


def test_body_line_longer_than_64_columns_is_refused():
    long = Stanza("x", (), bytes(60)).encode().replace(b"A\nA", b"AA")
    assert isinstance(refused(GOOD.replace(b"v1\n", b"v1\n" + long)), HeaderMalformed)


def test_sixty_four_stanzas_are_read_and_one_more_is_not():
    hybrid = HybridIdentity.generate()
    wrapped = [hybrid.recipient().wrap(FILE_KEY)] * 64
    assert opened(header(*wrapped) + PAYLOAD, hybrid) == b"words"
    assert type(refused(header(OURS, *[STRANGER] * 64))) is HeaderTooLarge


class Endless:
    """A stream that begins like an age file and never ends."""

    def __init__(self, beginning: bytes, then: bytes):
        self.ready = beginning
        self.then = then
        self.given = 0

    def read(self, size):
        while len(self.ready) < size:
            self.ready += self.then * 100
        part, self.ready = self.ready[:size], self.ready[size:]
        self.given += len(part)
        return part


@pytest.mark.parametrize(
    ("beginning", "then"),
    [
        (b"age-encryption.org/v1\n-> ", b"x"),
        (b"age-encryption.org/v1\n-> ", b"x "),
        (b"age-encryption.org/v1\n-> x\n", b"A" * 64 + b"\n"),
        (b"age-encryption.org/v1\n", b"-> " + b"x" * 3000 + b"\n\n"),
    ],
)
def test_an_endless_header_costs_little(beginning, then):
    stream = Endless(beginning, then)
    with pytest.raises(HeaderTooLarge):
        open_age(stream, [IDENTITY])
    assert stream.given <= 140_000


def test_an_endless_version_line_costs_little():
    stream = Endless(b"age-encryption.org/", b"v")
    with pytest.raises(NotAge):
        open_age(stream, [IDENTITY])
    assert stream.given <= 5000


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")


HYBRID = HybridIdentity(bytes(32))
SCRYPT = ScryptIdentity(b"password")
SHARE = OURS.arguments[0]
ENC = HYBRID.recipient().wrap(FILE_KEY).arguments[0]
SALT = b64(bytes(16))
BODY = bytes(32)


@pytest.mark.parametrize(
    ("identity", "stanza"),
    [
        (IDENTITY, Stanza("X25519", (), BODY)),
        (IDENTITY, Stanza("X25519", (SHARE, SHARE), BODY)),
        (IDENTITY, Stanza("X25519", (SHARE + "=",), BODY)),
        (IDENTITY, Stanza("X25519", (b64(bytes(31)),), BODY)),
        (IDENTITY, Stanza("X25519", (b64(bytes(33)),), BODY)),
        (IDENTITY, Stanza("X25519", (SHARE,), BODY[1:])),
        (IDENTITY, Stanza("X25519", (SHARE,), BODY + b"x")),
        (IDENTITY, Stanza("X25519", (SHARE,), b"")),
        (HYBRID, Stanza("mlkem768x25519", (), BODY)),
        (HYBRID, Stanza("mlkem768x25519", (ENC, ENC), BODY)),
        (HYBRID, Stanza("mlkem768x25519", (ENC[:-2] + "-_",), BODY)),
        (HYBRID, Stanza("mlkem768x25519", (b64(bytes(1119)),), BODY)),
        (HYBRID, Stanza("mlkem768x25519", (b64(bytes(1121)),), BODY)),
        (HYBRID, Stanza("mlkem768x25519", (ENC,), BODY[1:])),
        (HYBRID, Stanza("mlkem768x25519", (ENC,), BODY + b"x")),
        (SCRYPT, Stanza("scrypt", (SALT,), BODY)),
        (SCRYPT, Stanza("scrypt", (SALT, "2", "2"), BODY)),
        (SCRYPT, Stanza("scrypt", (b64(bytes(15)), "2"), BODY)),
        (SCRYPT, Stanza("scrypt", (b64(bytes(17)), "2"), BODY)),
        (SCRYPT, Stanza("scrypt", (SALT + "==", "2"), BODY)),
        (SCRYPT, Stanza("scrypt", (SALT, "2"), BODY[1:])),
        (SCRYPT, Stanza("scrypt", (SALT, "0"), BODY)),
        (SCRYPT, Stanza("scrypt", (SALT, "02"), BODY)),
        (SCRYPT, Stanza("scrypt", (SALT, "+2"), BODY)),
        (SCRYPT, Stanza("scrypt", (SALT, "-2"), BODY)),
        (SCRYPT, Stanza("scrypt", (SALT, "0x2"), BODY)),
        (SCRYPT, Stanza("scrypt", (SALT, "2_0"), BODY)),
    ],
)
def test_a_broken_stanza_of_our_own_type_is_an_error(identity, stanza):
    assert type(refused(header(stanza), identity)) is HeaderMalformed


@pytest.mark.parametrize("work", ["23", "64", "99", "100", "9" * 5000])
def test_work_above_the_limit_is_refused_unworked(work):
    assert type(refused(header(Stanza("scrypt", (SALT, work), BODY)), SCRYPT)) is ScryptWorkTooHigh


def test_work_that_memory_cannot_hold_is_refused(monkeypatch):
    class Starved:
        def __init__(self, **_):
            pass

        def derive(self, passphrase):
            raise MemoryError

    monkeypatch.setattr("collector.crypto.age.scrypt.Scrypt", Starved)
    assert type(refused(header(Stanza("scrypt", (SALT, "22"), BODY)), SCRYPT)) is ScryptWorkTooHigh


@pytest.mark.parametrize("number", [0, 1, 2**255 - 20, 2**255 - 19])
def test_a_share_of_low_order_is_an_error(number):
    point = number.to_bytes(32, "little")
    assert type(refused(header(Stanza("X25519", (b64(point),), BODY)))) is LowOrderShare
    enc = base64.b64decode(ENC + "==")[:1088] + point
    stanza = Stanza("mlkem768x25519", (b64(enc),), BODY)
    assert type(refused(header(stanza), HYBRID)) is LowOrderShare


@pytest.mark.parametrize("kind", ["x25519", "MLKEM768X25519", "SCRYPT", "X255190", "X25519\\"])
def test_a_stanza_of_a_type_like_ours_is_somebody_elses(kind):
    stanza = Stanza(kind, OURS.arguments, OURS.body)
    assert type(refused(header(stanza), IDENTITY, HYBRID, SCRYPT)) is NoIdentityMatches


def test_a_broken_stanza_of_another_type_is_passed_over():
    broken = Stanza("mlkem768x25519", (), b"")
    assert opened(header(broken, STRANGER, OURS) + PAYLOAD, IDENTITY) == b"words"


def test_scrypt_stands_alone_whoever_opens():
    scrypt = Stanza("scrypt", (SALT, "2"), BODY)
    for identity in (IDENTITY, SCRYPT):
        for stanzas in ((scrypt, OURS), (OURS, scrypt), (scrypt, scrypt), (scrypt, STRANGER)):
            assert type(refused(header(*stanzas), identity)) is HeaderMalformed


def test_every_identity_is_tried_on_every_stanza():
    others = [X25519Identity.generate(), HybridIdentity.generate(), SCRYPT, X25519Identity(BODY)]
    stanzas = [identity.recipient().wrap(FILE_KEY) for identity in (others[3], HYBRID, IDENTITY)]
    for mine in (others[3], HYBRID, IDENTITY):
        data = header(STRANGER, *stanzas) + PAYLOAD
        assert opened(data, *others[:3], mine) == b"words"
        assert open_age(io.BytesIO(data), [*others[:3], mine]).opened_by is mine


def test_without_a_fitting_identity_nothing_opens():
    assert type(refused(GOOD, X25519Identity.generate(), HYBRID, SCRYPT)) is NoIdentityMatches
    with pytest.raises(NoIdentityMatches):
        open_age(io.BytesIO(GOOD + PAYLOAD), [])


def test_the_mac_is_checked_even_where_the_stanza_opens():
    other = header_.encode([OURS], b"another file key")
    assert type(refused(other)) is HeaderMacWrong
