"""Ed25519: RFC 8032's own examples, strictness, and keys that prove nothing."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from collector.crypto.ed25519 import (
    BadSignature,
    SignedByWeakKey,
    SigningKey,
    WeakKey,
    check_public_key,
    verify,
)
from collector.crypto.edwards import FIELD, ORDER, decode
from unit.crypto.edwards_points import encode, non_canonical, small_order_points, with_torsion

KEY = SigningKey.from_seed(bytes(range(32)))
MESSAGE = b"what was signed"
IDENTITY = b"\x01" + bytes(31)

RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
]


@pytest.mark.parametrize(("seed", "public", "message", "signature"), RFC_8032)
def test_the_rfc_examples(seed, public, message, signature):
    key = SigningKey.from_seed(bytes.fromhex(seed))
    assert key.public.hex() == public
    assert key.sign(bytes.fromhex(message)).hex() == signature
    verify(key.public, bytes.fromhex(signature), bytes.fromhex(message))


def test_generated_keys_differ_and_are_sound():
    first, second = SigningKey.generate(), SigningKey.generate()
    assert first.seed != second.seed
    check_public_key(first.public)
    verify(first.public, first.sign(MESSAGE), MESSAGE)
    with pytest.raises(BadSignature):
        verify(second.public, first.sign(MESSAGE), MESSAGE)


def test_a_signing_key_does_not_show_its_seed():
    key = SigningKey.from_seed(b"S" * 32)
    assert "SSSS" not in repr(key)
    assert "SSSS" not in str(key)


def test_another_message_is_refused():
    with pytest.raises(BadSignature) as caught:
        verify(KEY.public, KEY.sign(MESSAGE), MESSAGE + b".")
    assert (caught.value.code, caught.value.exit) == ("signature.bad", 1)


@pytest.mark.thorough
def test_every_flipped_bit_of_a_signature_is_refused():
    signature = KEY.sign(MESSAGE)
    for position in range(64 * 8):
        flipped = bytearray(signature)
        flipped[position // 8] ^= 1 << position % 8
        with pytest.raises(BadSignature):
            verify(KEY.public, bytes(flipped), MESSAGE)


@pytest.mark.parametrize("length", [0, 32, 63, 65])
def test_signatures_of_another_length_are_refused(length):
    with pytest.raises(BadSignature):
        verify(KEY.public, (KEY.sign(MESSAGE) * 2)[:length], MESSAGE)


def test_s_at_or_above_the_group_order_is_refused():
    signature = KEY.sign(MESSAGE)
    s = int.from_bytes(signature[32:], "little")
    for malleable in (s + ORDER, s + 2 * ORDER, ORDER):
        with pytest.raises(BadSignature):
            verify(KEY.public, signature[:32] + malleable.to_bytes(32, "little"), MESSAGE)


@pytest.fixture
def lenient_library(monkeypatch):
    """A library that accepts every signature: what is refused now, is refused by our own rules."""

    class Lenient:
        @classmethod
        def from_public_bytes(cls, data):
            return cls()

        def verify(self, signature, data):
            """Accept."""

    monkeypatch.setattr("collector.crypto.ed25519.Ed25519PublicKey", Lenient)


@pytest.mark.usefixtures("lenient_library")
def test_strictness_does_not_rest_on_the_library():
    signature = KEY.sign(MESSAGE)
    verify(KEY.public, signature, b"another message")
    for spoiled in (
        signature[:32] + ORDER.to_bytes(32, "little"),
        signature[:32] + b"\xff" * 32,
        signature[:63],
        *(r + signature[32:] for r in non_canonical()),
    ):
        with pytest.raises(BadSignature):
            verify(KEY.public, spoiled, MESSAGE)
    for weak in [*map(encode, small_order_points()), *with_torsion(KEY.public)]:
        with pytest.raises(SignedByWeakKey):
            verify(weak, signature, MESSAGE)


@pytest.mark.parametrize("r", non_canonical())
def test_a_non_canonical_r_is_refused(r):
    assert decode(r) is None
    with pytest.raises(BadSignature):
        verify(KEY.public, r + KEY.sign(MESSAGE)[32:], MESSAGE)


def test_there_are_eight_small_order_points_and_all_are_refused():
    encoded = [encode(point) for point in small_order_points()]
    assert len(set(encoded)) == 8
    # the four that can be known by heart: (0, 1), (0, -1), and the two with y = 0
    by_heart = {1, FIELD - 1, 0, 1 << 255}
    assert {number.to_bytes(32, "little") for number in by_heart} < set(encoded)
    for raw in encoded:
        with pytest.raises(WeakKey) as caught:
            check_public_key(raw)
        assert (caught.value.code, caught.value.exit) == ("key.weak", 1)


@pytest.mark.parametrize("raw", non_canonical())
def test_non_canonical_keys_are_refused(raw):
    with pytest.raises(WeakKey):
        check_public_key(raw)


def test_keys_of_mixed_order_are_refused_though_they_lie_on_the_curve():
    mixed = with_torsion(KEY.public)
    assert len(set(mixed)) == 7
    for raw in mixed:
        assert decode(raw) is not None
        with pytest.raises(WeakKey):
            check_public_key(raw)


def test_keys_off_the_curve_or_of_another_length_are_refused():
    off = next(
        raw for raw in (n.to_bytes(32, "little") for n in range(2, 50)) if decode(raw) is None
    )
    for raw in (off, b"", KEY.public[:31], KEY.public + b"\x00"):
        with pytest.raises(WeakKey):
            check_public_key(raw)


def test_honest_keys_are_accepted():
    for number in range(20):
        check_public_key(SigningKey.from_seed(bytes([number]) * 32).public)


def test_decoding_agrees_with_the_library_on_honest_keys():
    for number in range(20):
        public = SigningKey.from_seed(bytes([number]) * 32).public
        assert encode(decode(public)) == public


def test_a_signature_for_everything_by_the_identity_key_is_refused():
    """The library alone accepts it: R = identity, S = 0 verifies any message under this key."""
    for_everything = IDENTITY + bytes(32)
    Ed25519PublicKey.from_public_bytes(IDENTITY).verify(for_everything, b"anything")
    with pytest.raises(SignedByWeakKey) as caught:
        verify(IDENTITY, for_everything, b"anything")
    assert caught.value.code == "signature.weak-key"
