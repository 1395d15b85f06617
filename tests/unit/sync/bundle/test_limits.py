"""What a reader takes in at most: the numbers of FORMAT.md section 6, and each to the last one."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

import pytest

from collector.sync.bundle import layout, limits
from collector.sync.bundle.flaws import BundleRefused, Flaw
from collector.sync.bundle.reader import read_bundle
from collector.sync.bundle.sink import DiscardSink
from vectors.bundles import PLATFORM, Stamped, make
from vectors.flawed import POLICY
from vectors.flaws_origins import AUTHOR, HAND
from vectors.flaws_stamps import BEFORE_AND_AFTER

KIB, MIB, TIB = 1 << 10, 1 << 20, 1 << 40
FLAWS = {
    "PAYLOAD_FILES": Flaw.LIMIT_FILES,
    "EXHIBITS": Flaw.LIMIT_EXHIBITS,
    "MANIFEST": Flaw.LIMIT_TAG_FILE,
    "TAG_FILE": Flaw.LIMIT_TAG_FILE,
    "RECORD": Flaw.LIMIT_RECORD,
    "HEADS": Flaw.LIMIT_HEADS,
    "STAMPS": Flaw.LIMIT_STAMPS,
    "ORIGINS": Flaw.LIMIT_ORIGINS,
    "ORIGINS_TOTAL": Flaw.LIMIT_ORIGIN_BYTES,
    "TOTAL": Flaw.LIMIT_TOTAL,
}


@cache
def bundle():
    """Return a bundle that needs a little of everything, and how much of each limit."""
    earlier = make(key=AUTHOR, bundle_id=HAND).evidence
    made = make(
        author=AUTHOR,
        origins={HAND: earlier},
        proofs=lambda it: replace(it, stamps=[Stamped(size) for size in BEFORE_AND_AFTER]),
    )
    records = [len(content) for path, content in made.payload.items() if "/records/" in path]
    return made.file, {
        "PAYLOAD_FILES": len(made.payload),
        "EXHIBITS": 2,
        "MANIFEST": len(made.tags[layout.TAG_MANIFEST]),
        "TAG_FILE": len(made.tags[layout.BAG_INFO]),
        "RECORD": max(records),
        "HEADS": len(made.proofs.consistency),
        "STAMPS": len(BEFORE_AND_AFTER),
        "ORIGINS": 1,
        "ORIGINS_TOTAL": sum(map(len, earlier.values())),
        "TOTAL": sum(map(len, made.payload.values())),
    }


@pytest.mark.parametrize("name", FLAWS)
def test_a_bundle_may_be_as_large_as_a_limit_and_no_larger(name, monkeypatch):
    file, needed = bundle()
    monkeypatch.setattr(limits, name, needed[name])
    read_bundle(io.BytesIO(file), [PLATFORM], POLICY, DiscardSink())
    monkeypatch.setattr(limits, name, needed[name] - 1)
    with pytest.raises(BundleRefused) as refused:
        read_bundle(io.BytesIO(file), [PLATFORM], POLICY, DiscardSink())
    assert refused.value.flaw is FLAWS[name]


def test_the_limits_are_those_of_the_format():
    counts = (limits.PAYLOAD_FILES, limits.EXHIBITS, limits.HEADS, limits.STAMPS, limits.ORIGINS)
    assert counts == (20_000, 40_000, 64, 32, 64)
    octets = (limits.RECORD, limits.ORIGINS_TOTAL, limits.TOTAL)
    assert octets == (4 * MIB, 64 * MIB, TIB)


def test_a_file_of_an_earlier_hand_may_be_as_large_as_it_was_there():
    large = {
        layout.TAG_MANIFEST: 8 * MIB,
        layout.MANIFEST: 8 * MIB,
        layout.EVENTS: 32 * MIB,
        layout.INCLUSION: 32 * MIB,
        layout.CHECKPOINT: MIB,
        layout.CHECKPOINT_SIG: MIB,
        layout.CONSISTENCY: MIB,
        layout.STAMPS: MIB,
    }
    own = [layout.TAG_MANIFEST, layout.SIGNATURE, *layout.TAG_FILES]
    assert {it: layout.limit_of(it) for it in own} == {it: large.get(it, 64 * KIB) for it in own}
    for name, source in layout.ORIGIN_SOURCES.items():
        assert layout.limit_of(layout.origin_path(HAND, name)) == large.get(source, 64 * KIB)
