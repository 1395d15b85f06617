"""A line that is cut at every 64 KiB, on every way that leads over a network."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest

from collector.sync.transport.errors import Cut, NotReached
from collector.sync.transport.webdav import CHUNK, WebDavWay
from contract.places import PLACES
from contract.watches import Recorder, parcel

MIB = 1024 * 1024
STEP = 64 * 1024
HEADS = 4096
"""More than what a connection carries besides a chunk: handshake, and the heads of requests."""


@pytest.fixture
def place(request, tmp_path):
    with PLACES[request.param](tmp_path / "place") as found:
        yield found


def on(*names):
    """Let a test run on some of the places, each fresh."""
    return pytest.mark.parametrize("place", names, indirect=True)


@pytest.mark.thorough
@on("tus-node", "tus-py", "nextcloud")
def test_cut_at_every_64_kib_of_20_mib(place, tmp_path):
    cut_at_every_64_kib(place, parcel(tmp_path, 20 * MIB))


@on("sftp")
def test_cut_at_every_64_kib_of_2_mib(place, tmp_path):
    """To log in anew takes SSH some tenths of a second."""
    cut_at_every_64_kib(place, parcel(tmp_path, 2 * MIB))


def cut_at_every_64_kib(place, sent):
    """Deliver; no connection carries more than 64 KiB of the parcel."""
    watch = Recorder()
    chunks = place.endpoint.kind == "webdav"
    with place.relay.cutting(STEP + HEADS if chunks else STEP):
        for _ in range(3 * sent.size // STEP):
            with suppress(Cut):
                place.way().post(sent, watch.token, watch)
                break
            assert watch.octets < sent.size
    assert watch.octets == sent.size
    assert place.relay.cuts >= sent.size // STEP - chunks
    assert place.relay.passed < 2 * sent.size
    assert place.digests() == [sent.sha256]
    # One upload, which each attempt took up: nothing was begun anew.
    assert len({re.search(r"[0-9a-f]{32}(?!.*[0-9a-f]{32})", it)[0] for it in watch.tokens}) == 1
    assert ".part" not in place.names().split("/")[-1]


@on("nextcloud")
def test_a_line_that_carries_no_chunk_costs_nothing_and_is_said_to_be_cut(place, tmp_path):
    """Less than 5 MiB a server need not take, so over such a line nothing arrives."""
    sent, watch = parcel(tmp_path, 2 * CHUNK), Recorder()
    way = WebDavWay(place.endpoint)
    for after in range(STEP, CHUNK, CHUNK // 8):
        with place.relay.cutting(after), pytest.raises(Cut):
            way.post(sent, watch.token, watch)
        assert watch.octets == 0
    way.post(sent, watch.token, watch)
    assert place.digests() == [sent.sha256]


@on("webdav")
def test_without_chunks_each_attempt_cut_later_by_64_kib_sends_all_of_it(place, tmp_path):
    sent, watch = parcel(tmp_path, 2 * MIB), Recorder()
    for after in range(STEP, sent.size + 1, STEP):
        with place.relay.cutting(after), pytest.raises((Cut, NotReached)):
            place.way().post(sent, watch.token, watch)
        assert watch.octets == 0
        assert place.digests() == []
    place.way().post(sent, watch.token, watch)
    assert set(watch.heard) == {0, sent.size}
    assert place.digests() == [sent.sha256]
    assert len(re.findall(r"\S+\.part\b", place.names())) == 1
