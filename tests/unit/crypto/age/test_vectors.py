"""Every vector of the age test suite at hand, each by its own expectation."""

from __future__ import annotations

import hashlib
import io
import zlib
from dataclasses import dataclass

import pytest

from collector.crypto.age import (
    ArmorBroken,
    HeaderMacWrong,
    HeaderMalformed,
    NoIdentityMatches,
    PayloadBroken,
    ScryptIdentity,
    ScryptWorkTooHigh,
    open_age,
    parse_identity,
)
from peers import samples
from unit.crypto.age.made import released

OUTCOMES = {
    "no match": NoIdentityMatches,
    "HMAC failure": HeaderMacWrong,
    "header failure": HeaderMalformed,
    "payload failure": PayloadBroken,
    "armor failure": ArmorBroken,
}


@dataclass(frozen=True)
class Vector:
    expect: str
    payload: str | None
    identities: tuple
    armored: bool
    file: bytes


def names() -> list[str]:
    try:
        return sorted(path.name for path in (samples() / "vectors" / "age").iterdir())
    except pytest.skip.Exception:
        return []


def load(name: str) -> Vector:
    head, _, body = (samples() / "vectors" / "age" / name).read_bytes().partition(b"\n\n")
    fields = [line.split(": ", 1) for line in head.decode().split("\n")]
    known = dict(fields)
    assert set(known) <= {
        *("expect", "payload", "file key", "identity", "passphrase"),
        *("armored", "compressed", "comment"),
    }
    assert known.get("compressed", "zlib") == "zlib"
    identities = [parse_identity(value) for key, value in fields if key == "identity"]
    passphrases = [ScryptIdentity(value.encode()) for key, value in fields if key == "passphrase"]
    return Vector(
        known["expect"],
        known.get("payload"),
        (*identities, *passphrases),
        known.get("armored") == "yes",
        zlib.decompress(body) if "compressed" in known else body,
    )


def outcome(vector: Vector, size: int):
    """Open the file; return the reader or None, what was released, and the error or None."""
    try:
        reader = open_age(io.BytesIO(vector.file), vector.identities)
    except Exception as error:
        return None, b"", error
    return reader, *released(reader, size)


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("size", [65_536, 1 << 20])
def test_vector_ends_as_it_says(name, size):
    vector = load(name)
    reader, content, error = outcome(vector, size)
    if vector.expect == "success":
        assert error is None
        assert reader.armored == vector.armored
    else:
        assert type(error).__mro__.count(OUTCOMES[vector.expect]) == 1, error
    if vector.payload is not None:
        assert hashlib.sha256(content).hexdigest() == vector.payload
    else:
        assert content == b""


def test_the_vectors_are_there():
    assert len(list((samples() / "vectors" / "age").iterdir())) >= 70


def test_work_factor_23_is_refused_for_its_work_and_not_tried():
    vector = load("scrypt_work_factor_23")
    with pytest.raises(ScryptWorkTooHigh):
        open_age(io.BytesIO(vector.file), vector.identities)


def test_mixed_stanzas_are_shown_to_the_caller():
    vector = load("hybrid_and_x25519")
    reader = open_age(io.BytesIO(vector.file), vector.identities)
    assert reader.stanza_types == ("X25519", "mlkem768x25519")
