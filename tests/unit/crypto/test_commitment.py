"""Commitments: what custody events carry instead of digests."""

import hashlib

import pytest

from collector.crypto.commitment import commitment

NONCE, DIGEST = b"n" * 32, b"d" * 32


def test_the_bytes_are_the_documented_ones():
    fields = b"\0\0\0\x16collector/1/commitment\0\0\0\x06record\0\0\0\x20" + NONCE
    expected = hashlib.sha256(fields + b"\0\0\0\x20" + DIGEST).digest()
    assert commitment("record", NONCE, DIGEST) == expected


def test_label_nonce_and_digest_all_count():
    values = {
        commitment("record", NONCE, DIGEST),
        commitment("media", NONCE, DIGEST),
        commitment("", NONCE, DIGEST),
        commitment("record", DIGEST, NONCE),
        commitment("record", NONCE, NONCE),
        commitment("record", DIGEST, DIGEST),
    }
    assert len(values) == 6


def test_bytes_cannot_move_from_one_field_to_the_next():
    """Without lengths, these two would be the same bytes."""
    assert commitment("recordn", NONCE, DIGEST) != commitment("record", NONCE, DIGEST)


@pytest.mark.parametrize(("nonce", "digest"), [(b"", DIGEST), (NONCE, DIGEST * 2)])
def test_only_whole_nonces_and_sha256_digests_are_taken(nonce, digest):
    with pytest.raises(ValueError, match="32 bytes"):
        commitment("record", nonce, digest)
