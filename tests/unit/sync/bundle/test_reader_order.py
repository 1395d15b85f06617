"""What the reader does before what, and how little it takes in."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest

import collector
from collector.sync.bundle.flaws import BundleRefused, Flaw
from collector.sync.bundle.policy import KnownSigners, Standing
from collector.sync.bundle.reader import read_bundle
from collector.sync.bundle.sink import DiscardSink
from vectors import contents
from vectors.bundles import PLATFORM, SENDER, make
from vectors.contents import sha256
from vectors.flaws_headers import two_gibibytes_from_a_header
from vectors.plans import RememberingSink

TRUSTED = KnownSigners(frozenset({SENDER.public}))
MIB = 1 << 20


def with_photo(content, **hooks):
    """Return a bundle whose exhibit has this content."""

    def records(those):
        those.photo = contents.media("photo", SENDER.public, "first", content)
        those.first["exhibits"][0]["sha256"] = sha256(content)
        return those

    def payload(files):
        others = {path: it for path, it in files.items() if "/media/" not in path}
        return {**others, f"data/media/{sha256(content)}.jpg": content}

    return make(records=records, payload=payload, **hooks)


def flaw_and_octets(made):
    """Return the flaw of a bundle, how much plaintext was read, and the calls to the sink."""
    read, sink = [], RememberingSink()
    with pytest.raises(BundleRefused) as refused:
        read_bundle(io.BytesIO(made.file), [PLATFORM], TRUSTED, sink, progress=read.append)
    return refused.value.flaw, read[-1], sink.calls


def test_a_bad_signature_stops_the_reading_at_once():
    flaw, octets, calls = flaw_and_octets(make(signature=lambda _: b"none"))
    assert flaw is Flaw.SIGNATURE_BAD
    assert octets < 8192
    assert calls == ["abort"]


def test_tag_files_are_settled_before_the_sink_begins():
    made = make(inclusion=lambda text: text.replace(b"A", b"B", 1))
    _, _, calls = flaw_and_octets(made)
    assert calls == ["signed", "abort"]


def test_rules_are_settled_before_the_first_exhibit_streams():
    content = bytes(3 * MIB)
    flaw, octets, calls = flaw_and_octets(with_photo(content, consents=lambda rows: rows[1:]))
    assert flaw is Flaw.CONSENT_NONE
    assert octets < MIB
    assert calls == ["signed", "begin", *["open", "close"] * 6, "abort"]


def test_the_sink_commits_after_the_last_octet():
    read, committed = [], []

    class Sink(DiscardSink):
        def commit(self, verified, /):
            committed.append(read[-1])

    made = make()
    read_bundle(io.BytesIO(made.file), [PLATFORM], TRUSTED, Sink(), progress=read.append)
    assert committed == [len(made.plain)]


def test_a_large_exhibit_takes_little_memory():
    made = with_photo(bytes(range(256)) * (24 * MIB // 256))
    tracemalloc.start()
    read_bundle(io.BytesIO(made.file), [PLATFORM], TRUSTED, DiscardSink())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * MIB


def test_a_header_that_promises_much_takes_no_memory():
    """Two gibibytes promised in a header of 512 octets (attack A14)."""

    file = two_gibibytes_from_a_header()
    tracemalloc.start()
    with pytest.raises(BundleRefused):
        read_bundle(io.BytesIO(file), [PLATFORM], TRUSTED, DiscardSink())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * MIB


def test_a_revoked_key_wins_over_a_trusted_one():
    both = frozenset({SENDER.public})
    assert KnownSigners(both, both).judge(SENDER.public) is Standing.REVOKED


def test_only_the_reader_knows_the_readers_token():
    root = Path(collector.__file__).parent
    knowing = {
        path.name for path in root.rglob("*.py") if "import READER" in path.read_text("utf-8")
    }
    assert knowing == {"reader.py"}


def test_neither_sender_secrets_nor_evidence_stand_in_representations():
    verified = read_bundle(io.BytesIO(make().file), [PLATFORM], TRUSTED, DiscardSink())
    shown = repr(verified)
    assert verified.info.receipt_secret.hex() not in shown
    assert repr(verified.info.receipt_secret)[2:-1] not in shown
    nonce = verified.events[0].openings[0].nonce
    assert repr(nonce)[2:-1] not in shown
