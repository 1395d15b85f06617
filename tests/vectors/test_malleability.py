"""No octet of a bundle can be changed, dropped, added or moved: there is one form of each bundle.

The changes are made inside the encryption, as somebody could who holds the platform's public key;
positions are drawn by a fixed seed.
"""

from __future__ import annotations

import io
import random

import pytest

from collector.errors import Unacceptable
from collector.sync.bundle.reader import read_bundle
from vectors.bundles import PLATFORM, encrypt, make
from vectors.flawed import POLICY
from vectors.plans import RememberingSink

PLAIN = make().plain
ARCHIVE = len(PLAIN.rstrip(b"\0"))
BLOCK = 512
SEED = random.Random(20)  # noqa: S311 - positions, not secrets


def refused(plain):
    sink = RememberingSink()
    file = io.BytesIO(encrypt(plain, [PLATFORM.recipient()]))
    with pytest.raises(Unacceptable):
        read_bundle(file, [PLATFORM], POLICY, sink)
    return sink.calls[-1] == "abort" and sink.committed is None


@pytest.mark.parametrize("part", range(8))
def test_no_bit_can_be_flipped(part):
    places = [SEED.randrange(part * ARCHIVE // 8, (part + 1) * ARCHIVE // 8) for _ in range(25)]
    for place in [*places, SEED.randrange(ARCHIVE, len(PLAIN))]:
        changed = bytearray(PLAIN)
        changed[place] ^= 1 << SEED.randrange(8)
        assert refused(bytes(changed)), place


def test_no_block_can_be_dropped_repeated_or_swapped():
    for _ in range(40):
        at = SEED.randrange(ARCHIVE // BLOCK) * BLOCK
        block, rest = PLAIN[at : at + BLOCK], PLAIN[at + BLOCK :]
        assert refused(PLAIN[:at] + rest + bytes(BLOCK)), at
        assert refused((PLAIN[: at + BLOCK] + block + rest)[: len(PLAIN)]), at
        if block != rest[:BLOCK]:
            assert refused(PLAIN[:at] + rest[:BLOCK] + block + rest[BLOCK:]), at


def test_the_same_plaintext_may_be_encrypted_again_to_the_same_key():
    """age does not say who encrypted: repeats are known by the tag manifest, not by the file."""
    sinks = [RememberingSink(), RememberingSink()]
    for sink in sinks:
        file = io.BytesIO(encrypt(PLAIN, [PLATFORM.recipient()]))
        read_bundle(file, [PLATFORM], POLICY, sink)
    assert sinks[0].committed.tag_manifest == sinks[1].committed.tag_manifest
