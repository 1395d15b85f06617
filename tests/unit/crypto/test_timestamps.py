"""Time stamps: each flaw is refused by its own code (threats.md S13)."""

from __future__ import annotations

import hashlib
import warnings
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.crypto.timestamps.authority import read_certificate
from collector.crypto.timestamps.errors import StampRefused
from collector.crypto.timestamps.token import read_token
from time_authority import (
    NOON,
    NULL,
    Authority,
    algorithm,
    attribute,
    integer,
    octets,
    oid,
    sequence,
    tlv,
)

MESSAGE = b"log/00000000000000000000000000000000\n7\nAAAA\n"
AUTHORITY = Authority()
OTHER = Authority()
KEYS = {
    "rsa": rsa.generate_private_key(65537, 2048),
    "p-384": ec.generate_private_key(ec.SECP384R1()),
    "ed25519": ed25519.Ed25519PrivateKey.generate(),
}


def refusal(token: bytes, message: bytes = MESSAGE) -> str:
    with pytest.raises(StampRefused) as refused:
        read_token(token, message)
    assert all(refused.value.told())
    return refused.value.code


def test_a_stamp_tells_when_how_exactly_and_by_whom():
    token = read_token(AUTHORITY.token(MESSAGE, nonce=5), MESSAGE)
    assert token.time == NOON
    assert token.accuracy == timedelta(seconds=1)
    assert token.certificate == AUTHORITY.digest
    assert token.nonce == 5
    assert token.digest == hashlib.sha256(token.der).digest()
    assert (token.earliest, token.latest) == ("2026-05-04T11:59:59Z", "2026-05-04T12:00:01Z")


def test_an_authority_that_states_no_accuracy_vouches_for_its_second():
    assert read_token(AUTHORITY.token(MESSAGE, accuracy=b""), MESSAGE).accuracy == timedelta()


def test_fractions_of_a_second_and_parts_of_the_accuracy_are_read():
    time = datetime(2026, 5, 4, 12, 0, 0, 250_000, tzinfo=UTC)
    stated = sequence(integer(2), tlv(0x80, b"\x05"), tlv(0x81, b"\x07"))
    token = read_token(AUTHORITY.token(MESSAGE, time=time, accuracy=stated), MESSAGE)
    assert token.time == time
    assert token.accuracy == timedelta(seconds=2, milliseconds=5, microseconds=7)
    # In whole seconds, the interval is rather too wide than too narrow.
    assert token.earliest == "2026-05-04T11:59:58Z"
    assert token.latest == "2026-05-04T12:00:03Z"


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_the_kinds_of_keys_that_authorities_have(key):
    authority = Authority(key)
    token = authority.token(MESSAGE, digest="sha512")
    assert read_token(token, MESSAGE).certificate == authority.digest


def test_certificates_may_come_in_any_order():
    for order in (slice(None), slice(None, None, -1)):
        carried = [OTHER.der, AUTHORITY.der][order]
        token = AUTHORITY.token(MESSAGE, certificates=lambda _, carried=carried: carried)
        assert read_token(token, MESSAGE).certificate == AUTHORITY.digest


def test_the_older_attribute_names_the_certificate_too():
    def older(attributes):
        named = hashlib.sha1(AUTHORITY.der, usedforsecurity=False).digest()
        return attributes | {
            "certificate": attribute("certificate", sequence(sequence(sequence(octets(named)))))
        }

    token = AUTHORITY.token(MESSAGE, attributes=older)
    assert read_token(token, MESSAGE).certificate == AUTHORITY.digest


def named_by(hash_name):
    """Return a hook: the newer attribute names the certificate by this hash."""
    named = sequence(algorithm(hash_name), octets(hashlib.new(hash_name, AUTHORITY.der).digest()))
    return lambda those: (
        those | {"certificate": attribute("certificate v2", sequence(sequence(named)))}
    )


def test_the_newer_attribute_may_name_the_certificate_by_another_hash():
    token = AUTHORITY.token(MESSAGE, attributes=named_by("sha512"))
    assert read_token(token, MESSAGE).certificate == AUTHORITY.digest
    weak = AUTHORITY.token(MESSAGE, attributes=named_by("sha1"))
    assert refusal(weak) == "stamp.certificate"


@pytest.mark.parametrize("cut", [0, 1, 100, -1])
def test_a_truncated_stamp(cut):
    assert refusal(AUTHORITY.token(MESSAGE)[:cut]) == "stamp.form"


def test_bytes_behind_a_stamp():
    assert refusal(AUTHORITY.token(MESSAGE) + b"\x00") == "stamp.form"


def test_a_stamp_that_is_too_large():
    steady = Authority(ed25519.Ed25519PrivateKey.generate())

    def grown_by(size):
        return steady.token(MESSAGE, certificates=lambda own: [*own, octets(bytes(size))])

    room = 16 * 1024 - len(grown_by(10_000))
    assert read_token(grown_by(10_000 + room), MESSAGE)
    assert refusal(grown_by(10_001 + room)) == "stamp.form"


def test_a_stamp_of_a_later_version():
    later = AUTHORITY.token(MESSAGE, info=lambda it: it.replace(integer(1), integer(2), 1))
    assert refusal(later) == "stamp.form"


def test_a_stamp_from_where_the_calendar_ends():
    """Certificates without an end are valid to the last second that can be written."""
    last = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    endless = Authority(until=last)
    assert read_token(endless.token(MESSAGE, time=last, accuracy=b""), MESSAGE).time == last
    assert refusal(endless.token(MESSAGE, time=last)) == "stamp.form"


def test_something_else_that_was_signed_is_no_stamp():
    assert refusal(AUTHORITY.token(MESSAGE, content=lambda _: "signed data")) == "stamp.form"


def test_two_signers():
    assert refusal(AUTHORITY.token(MESSAGE, signers=lambda one: one * 2)) == "stamp.form"


@pytest.mark.parametrize(
    "accuracy",
    [
        sequence(integer(10**40)),
        sequence(integer(-1)),
        sequence(tlv(0x80, b"\x03\xe8")),
        sequence(integer(86_401)),
    ],
    ids=["beyond all bounds", "negative", "a second of milliseconds", "more than a day"],
)
def test_an_accuracy_that_is_none(accuracy):
    assert refusal(AUTHORITY.token(MESSAGE, accuracy=accuracy)) == "stamp.form"


def test_a_stamp_for_something_else():
    assert refusal(AUTHORITY.token(b"another head")) == "stamp.imprint"
    assert refusal(AUTHORITY.token(MESSAGE, imprint=lambda it: it[:-1])) == "stamp.imprint"


def test_an_imprint_by_a_weak_hash():
    assert refusal(AUTHORITY.token(MESSAGE, digest="sha1")) == "stamp.imprint"


def test_a_certificate_that_is_missing():
    assert refusal(AUTHORITY.token(MESSAGE, certificates=lambda _: [])) == "stamp.certificate"
    assert refusal(AUTHORITY.token(MESSAGE, carried=lambda _: b"")) == "stamp.certificate"


def test_a_certificate_that_is_none():
    none = octets(b"no certificate")
    named = sequence(octets(hashlib.sha256(none).digest()))
    token = AUTHORITY.token(
        MESSAGE,
        certificates=lambda _: [none],
        attributes=lambda those: (
            those | {"certificate": attribute("certificate v2", sequence(sequence(named)))}
        ),
    )
    assert refusal(token) == "stamp.certificate"


def test_another_certificate_in_its_place():
    swapped = AUTHORITY.token(MESSAGE, certificates=lambda _: [OTHER.der])
    assert refusal(swapped) == "stamp.certificate"


def test_a_signer_under_another_name():
    certificate = OTHER.certificate
    other = sequence(certificate.issuer.public_bytes(), integer(certificate.serial_number))
    assert refusal(AUTHORITY.token(MESSAGE, identifier=lambda _: other)) == "stamp.certificate"


def test_a_stamp_that_names_no_certificate():
    def without(attributes):
        return {name: it for name, it in attributes.items() if name != "certificate"}

    assert refusal(AUTHORITY.token(MESSAGE, attributes=without)) == "stamp.certificate"


@pytest.mark.parametrize(
    ("usage", "critical"),
    [
        ((), True),
        ((ExtendedKeyUsageOID.SERVER_AUTH,), True),
        ((ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.SERVER_AUTH), True),
        ((ExtendedKeyUsageOID.TIME_STAMPING,), False),
    ],
    ids=["no usage", "a server's", "a server's too", "not critical"],
)
def test_a_certificate_that_is_not_for_stamping_alone(usage, critical):
    assert refusal(Authority(usage=usage, critical=critical).token(MESSAGE)) == "stamp.usage"


def test_a_stamp_from_before_or_after_its_certificate():
    year, second = timedelta(days=365), timedelta(seconds=1)
    for time in (NOON - year, NOON + year):
        assert read_token(AUTHORITY.token(MESSAGE, time=time), MESSAGE).time == time
    for time in (NOON - year - second, NOON + year + second):
        assert refusal(AUTHORITY.token(MESSAGE, time=time)) == "stamp.dates"


def test_a_signature_by_another_key():
    forged = OTHER.token(MESSAGE)
    kept = []
    OTHER.token(MESSAGE, signature=lambda it: kept.append(it) or it)
    assert read_token(forged, MESSAGE)
    assert refusal(AUTHORITY.token(MESSAGE, signature=lambda _: kept[0])) == "stamp.signature"


def test_a_time_changed_after_signing():
    token = AUTHORITY.token(MESSAGE)
    assert refusal(token.replace(b"20260504120000Z", b"20260504110000Z")) == "stamp.signature"


def test_a_signature_of_a_kind_that_is_not_accepted():
    weak = Authority(rsa.generate_private_key(65537, 1024))  # noqa: S505
    assert refusal(weak.token(MESSAGE)) == "stamp.signature"
    renamed = AUTHORITY.token(MESSAGE, algorithm=lambda _: algorithm("rsa", NULL))
    assert refusal(renamed) == "stamp.signature"


@pytest.mark.parametrize("kind", KEYS)
def test_a_signature_named_after_another_kind_of_key(kind):
    names = {"rsa": "rsa sha256", "p-384": "ecdsa sha256", "ed25519": "ed25519"}
    for name in set(names.values()) - {names[kind]}:
        renamed = Authority(KEYS[kind]).token(MESSAGE, algorithm=lambda _, it=name: algorithm(it))
        assert refusal(renamed) == "stamp.signature"


def test_a_curve_that_no_authority_has():
    assert refusal(Authority(ec.generate_private_key(ec.SECP256K1())).token(MESSAGE)) == (
        "stamp.signature"
    )


def test_a_signature_that_was_made_for_something_else():
    assert refusal(AUTHORITY.token(MESSAGE, kind=lambda _: "signed data")) == "stamp.signature"
    wrong = attribute("message digest", octets(bytes(32)))
    other = AUTHORITY.token(MESSAGE, attributes=lambda it: it | {"message digest": wrong})
    assert refusal(other) == "stamp.signature"


@pytest.mark.parametrize("name", ["content type", "message digest"])
def test_a_signature_that_does_not_cover_what_it_must(name):
    def without(attributes):
        return {each: it for each, it in attributes.items() if each != name}

    def doubled(attributes):
        return attributes | {"again": attributes[name]}

    assert refusal(AUTHORITY.token(MESSAGE, attributes=without)) == "stamp.signature"
    assert refusal(AUTHORITY.token(MESSAGE, attributes=doubled)) == "stamp.form"


def test_a_signed_attribute_with_two_values():
    two = attribute("content type", oid("tst info"), oid("signed data"))
    token = AUTHORITY.token(MESSAGE, attributes=lambda it: it | {"content type": two})
    assert refusal(token) == "stamp.form"


def test_hashes_that_are_weak_or_were_not_announced():
    assert refusal(AUTHORITY.token(MESSAGE, hashing=lambda _: "sha1")) == "stamp.signature"
    assert refusal(AUTHORITY.token(MESSAGE, digests=lambda _: "sha384")) == "stamp.form"


TOKEN = AUTHORITY.token(MESSAGE)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(TOKEN) - 1), st.integers(1, 255))
def test_no_changed_byte_makes_another_stamp(place, change):
    altered = bytearray(TOKEN)
    altered[place] ^= change
    try:
        token = read_token(bytes(altered), MESSAGE)
    except StampRefused:
        return
    # What no signature covers may differ; what is believed may not.
    assert (token.time, token.accuracy, token.certificate) == (
        NOON,
        timedelta(seconds=1),
        AUTHORITY.digest,
    )


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_and_nothing_else_happens(data):
    with pytest.raises(StampRefused):
        read_token(data, MESSAGE)


def test_an_authority_with_a_long_name_is_read_and_nothing_is_said_of_it():
    """The library would write a warning, with a place on this disk, for whoever checks to read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        long = x509.NameAttribute(NameOID.COMMON_NAME, "x" * 65, _validate=False)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([long]))
            .issuer_name(x509.Name([long]))
            .public_key(AUTHORITY.key.public_key())
            .serial_number(1)
            .not_valid_before(NOON)
            .not_valid_after(NOON)
            .sign(AUTHORITY.key, hashes.SHA256())
        )
        der = certificate.public_bytes(Encoding.DER)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        assert len(read_certificate(der).issuer.public_bytes()) > 65
    assert said == []
