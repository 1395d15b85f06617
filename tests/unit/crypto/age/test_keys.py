"""Keys from text and back; keys that nobody can hold; secrets that stay unseen."""

from __future__ import annotations

import copy

import pytest
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey

from collector.crypto.age import (
    BadIdentity,
    BadIdentityLine,
    BadRecipient,
    HybridIdentity,
    HybridRecipient,
    NoIdentities,
    NoPostQuantum,
    ScryptIdentity,
    WeakRecipient,
    X25519Identity,
    X25519Recipient,
    bech32,
    parse_identities,
    parse_identity,
    parse_recipient,
)

KINDS = [X25519Identity, HybridIdentity]
PRIME = 2**255 - 19
# The points of order 1, 2, 4 and 8, and of the curve's twist, each in canonical form.
LOW_ORDER = [
    0,
    1,
    325606250916557431795983626356110631294008115727848805560023387167927233504,
    39382357235489614581723060781553021112529911719440698176882885853963445705823,
    PRIME - 1,
]
NOT_CANONICAL = [PRIME, PRIME + 1, PRIME + 9, 2**255 - 1, 9 + 2**255]

# age.md gives these two as one pair.
SPEC_IDENTITY = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
SPEC_RECIPIENT = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"


def test_the_pair_of_the_specification():
    identity = parse_identity(SPEC_IDENTITY)
    assert str(identity.recipient()) == SPEC_RECIPIENT
    assert identity.secret_text() == SPEC_IDENTITY
    assert parse_recipient(SPEC_RECIPIENT) == identity.recipient()


@pytest.mark.parametrize("kind", KINDS)
def test_keys_come_back_from_their_text(kind):
    identity = kind.generate()
    assert parse_identity(identity.secret_text()) == identity
    assert parse_recipient(str(identity.recipient())) == identity.recipient()
    assert kind.generate() != identity


@pytest.mark.parametrize(
    ("kind", "recipient", "characters", "identity"),
    [
        (X25519Identity, "age1", 62, "AGE-SECRET-KEY-1"),
        (HybridIdentity, "age1pq1", 1959, "AGE-SECRET-KEY-PQ-1"),
    ],
)
def test_keys_look_as_people_know_them(kind, recipient, characters, identity):
    key = kind.generate()
    assert str(key.recipient()).startswith(recipient)
    assert len(str(key.recipient())) == characters
    assert key.secret_text().startswith(identity)


@pytest.mark.parametrize("kind", KINDS)
def test_secrets_show_in_no_string(kind):
    identity = kind(b"S3cret-bytes-in-the-key-of-thirt")
    shown = repr(identity) + str(identity) + f"{identity}" + repr([identity])
    assert "S3cret" not in shown
    assert identity.secret_text() not in shown
    assert "S3cret" not in repr(ScryptIdentity(b"S3cret"))


@pytest.mark.parametrize("kind", KINDS)
def test_keys_cannot_be_changed(kind):
    identity = kind.generate()
    with pytest.raises(AttributeError):
        identity.secret = bytes(32)
    assert copy.copy(identity) == identity


@pytest.mark.parametrize("kind", KINDS)
def test_recipient_text_has_one_spelling(kind):
    text = str(kind.generate().recipient())
    for other in (text.upper(), text + "\n", " " + text, text[:-1], text + "q", text + text, ""):
        with pytest.raises(BadRecipient):
            parse_recipient(other)


@pytest.mark.parametrize("kind", KINDS)
def test_identity_text_has_one_spelling(kind):
    text = kind.generate().secret_text()
    for other in (text.lower(), text + "\n", " " + text, text[:-1], text + "Q", text + text, ""):
        with pytest.raises(BadIdentity):
            parse_identity(other)


@pytest.mark.parametrize("prefix", ["age", "age1pq"])
@pytest.mark.parametrize("size", [0, 31, 33, 1184, 1215, 1217])
def test_recipient_of_another_length_is_refused(prefix, size):
    with pytest.raises(BadRecipient) as caught:
        parse_recipient(bech32.encode(prefix, bytes(size)))
    assert type(caught.value) is BadRecipient


@pytest.mark.parametrize("prefix", ["age-secret-key-", "age-secret-key-pq-"])
@pytest.mark.parametrize("size", [0, 31, 33, 64])
def test_identity_of_another_length_is_refused(prefix, size):
    with pytest.raises(BadIdentity):
        parse_identity(bech32.encode(prefix, bytes(size)).upper())


@pytest.mark.parametrize("prefix", ["age1tag", "age1tagpq", "age1yubikey", "ssh"])
def test_recipient_of_another_type_is_refused(prefix):
    with pytest.raises(BadRecipient):
        parse_recipient(bech32.encode(prefix, bytes(33)))


def test_private_key_is_no_recipient_and_public_key_no_identity():
    with pytest.raises(BadRecipient):
        parse_recipient(SPEC_IDENTITY)
    with pytest.raises(BadIdentity):
        parse_identity(SPEC_RECIPIENT)


@pytest.mark.parametrize("number", LOW_ORDER + NOT_CANONICAL)
def test_forged_curve_point_is_refused_through_every_door(number):
    point = number.to_bytes(32, "little")
    mlkem = HybridIdentity.generate().recipient().key[:1184]
    with pytest.raises(WeakRecipient):
        X25519Recipient(point)
    with pytest.raises(WeakRecipient):
        parse_recipient(bech32.encode("age", point))
    with pytest.raises(WeakRecipient):
        HybridRecipient(mlkem + point)
    with pytest.raises(WeakRecipient):
        parse_recipient(bech32.encode("age1pq", mlkem + point))


def test_mlkem_key_out_of_range_is_refused():
    key = HybridIdentity.generate().recipient().key
    with pytest.raises(WeakRecipient):
        HybridRecipient(b"\xff\xff\xff" + key[3:])


def test_identity_file_with_comments_blanks_and_the_marks_of_editors():
    first, second = X25519Identity.generate(), HybridIdentity.generate()
    text = (
        "\ufeff# created: some day\r\n# public key: age1...\u2028 not a line of its own\r\n"
        f"{first.secret_text()}\r\n\r\n   \n  {second.secret_text()}  "
    )
    assert parse_identities(text) == (first, second)


def test_identity_file_names_the_bad_line_and_nothing_of_it():
    secret = X25519Identity.generate().secret_text()
    with pytest.raises(BadIdentityLine) as caught:
        parse_identities(f"# fine\n{secret}\n{secret[:-1]}\n")
    assert caught.value.facts == {"line": 3}
    assert secret[20:40] not in "".join(caught.value.told())
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_identity_file_without_a_key_is_refused(text):
    with pytest.raises(NoIdentities):
        parse_identities(text)


@pytest.mark.parametrize(
    ("owner", "method", "act"),
    [
        (MLKEM768PublicKey, "from_public_bytes", lambda identity, key: HybridRecipient(key)),
        (MLKEM768PrivateKey, "from_seed_bytes", lambda identity, key: identity.recipient()),
    ],
)
def test_a_library_without_mlkem_is_said_so(monkeypatch, owner, method, act):
    identity = HybridIdentity.generate()
    key = identity.recipient().key

    def missing(_):
        raise UnsupportedAlgorithm("not built in")

    monkeypatch.setattr(owner, method, missing)
    with pytest.raises(NoPostQuantum):
        act(identity, key)
