"""What every way of delivery promises, shown on real servers and a real folder."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from collector.sync.transport.errors import Cut, NetworkTrouble, NotReached
from collector.sync.transport.limits import Limits
from contract.places import Place
from contract.watches import Recorder, Stop, parcel

MIB = 1024 * 1024


def deliver(place: Place, sent, token=None, watch=None):
    """Deliver until it is done; return whoever waited."""
    watch = watch or Recorder()
    place.way().post(sent, token, watch)
    return watch


@pytest.mark.parametrize("size", [1, 65536, 5 * MIB + 1])
def test_a_parcel_arrives_whole(place, tmp_path, size):
    sent = parcel(tmp_path, size)
    watch = deliver(place, sent)
    assert place.digests().count(sent.sha256) == 1
    assert watch.octets == size
    assert watch.heard == sorted(watch.heard)
    assert watch.beats


def test_a_look_leaves_nothing_behind(place):
    before = place.digests(), place.names()
    seen = place.way().probe(Recorder())
    assert (place.digests(), place.names()) == before
    if place.relay is not None:
        assert seen.protocol in {"TLSv1.3", "SSH-2.0"}


def test_nothing_but_a_random_name_is_told(place, tmp_path):
    sent = parcel(tmp_path, 1000)
    (tmp_path / "words").mkdir()
    path = sent.path.rename(tmp_path / "words" / "testimony-of-somebody")
    deliver(place, type(sent)(path, sent.name, sent.size, sent.sha256))
    assert "testimony" not in place.names()
    assert "words" not in place.names()


def test_somebody_gives_up_and_goes_on_later(place, tmp_path):
    sent = parcel(tmp_path, 3 * MIB)
    waiting = Recorder(stop=lambda it: bool(it.tokens))
    with pytest.raises(Stop):
        place.way(Limits(beat=0.01), cap=4 * MIB).post(sent, None, waiting)
    assert sent.sha256 not in place.digests()
    deliver(place, sent, waiting.token)
    assert place.digests().count(sent.sha256) == 1


@pytest.mark.parametrize("token", ["", "{}", "[]", "7", "\u0000", '{"at": 1}', "x" * 5000])
def test_a_token_that_leads_nowhere_is_forgotten(place, tmp_path, token):
    sent = parcel(tmp_path, 1000)
    deliver(place, sent, token)
    assert place.digests().count(sent.sha256) == 1


def test_a_token_of_another_parcel_is_forgotten(place, tmp_path):
    other, sent = parcel(tmp_path, MIB), parcel(tmp_path, MIB)
    token = deliver(place, other).token
    deliver(place, sent, token)
    assert place.digests().count(sent.sha256) == 1
    assert place.digests().count(other.sha256) == 1


def test_cut_again_and_again_it_arrives(far, tmp_path):
    sent, watch, before = parcel(tmp_path, 2 * MIB), Recorder(), far.relay.cuts
    with far.relay.cutting(256 * 1024):
        for _ in range(100):
            with suppress(Cut, NotReached):
                deliver(far, sent, watch.token, watch)
                break
    assert far.relay.cuts > before
    assert far.digests().count(sent.sha256) == 1


def test_no_more_goes_out_than_allowed(far, tmp_path):
    heard: list[float] = []

    class Timed(Recorder):
        """Notes when it hears of octets, so that connecting does not count."""

        def sent(self, octets: int) -> None:
            heard.append(time.monotonic())
            super().sent(octets)

    sent = parcel(tmp_path, 400_000)
    far.way(cap=400_000).post(sent, None, Timed())
    assert heard[-1] - heard[0] >= 0.8
    assert far.digests().count(sent.sha256) == 1


def test_receipts(place):
    way, watch = place.way(), Recorder()
    assert way.fetch("a" * 32, 100, watch) is None
    (place.receipts / ("b" * 32)).write_bytes(b"signed")
    assert way.fetch("b" * 32, 6, watch) == b"signed"
    with pytest.raises(NetworkTrouble):
        way.fetch("b" * 32, 5, watch)
