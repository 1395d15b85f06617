"""tus on stock servers: a line that is cut, servers that restart, two senders at once."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress

import pytest

from collector.sync.transport.errors import Busy, Cut, NetworkTrouble, NotReached, Stalled
from collector.sync.transport.interface import Endpoint
from collector.sync.transport.limits import Limits
from collector.sync.transport.ways import open_way
from contract.certificates import certificate
from contract.nginx import front
from contract.places import PLACES
from contract.programs import HOST, free_port, running
from contract.relay import Relay
from contract.watches import Recorder, Stop, parcel
from peers import npm_script

MIB = 1024 * 1024
STEP = 64 * 1024


@pytest.fixture(scope="module", params=["tus-node", "tus-py"])
def tus(request, tmp_path_factory):
    with PLACES[request.param](tmp_path_factory.mktemp("tus")) as place:
        yield place


@pytest.fixture(scope="module")
def tus_node(tmp_path_factory):
    with PLACES["tus-node"](tmp_path_factory.mktemp("tus")) as place:
        yield place


def until_it_arrives(place, sent, watch, most):
    """Deliver again and again; return how often it took."""
    for attempt in range(1, most):
        with suppress(Cut, NotReached, Stalled, Busy):
            place.way().post(sent, watch.token, watch)
            return attempt
    raise AssertionError


@pytest.mark.parametrize("rude", [True, False])
def test_cut_with_a_reset_or_without(tus, tmp_path, rude):
    sent, watch = parcel(tmp_path, 2 * MIB), Recorder()
    tus.relay.rude, before = rude, tus.relay.cuts
    with tus.relay.cutting(STEP):
        until_it_arrives(tus, sent, watch, 1000)
    assert tus.relay.cuts - before >= sent.size // STEP
    assert tus.digests().count(sent.sha256) == 1
    assert len({json.loads(token)["at"] for token in watch.tokens}) == 1
    assert watch.octets == sent.size


def test_a_line_that_breaks_always_after_as_much_costs_little(tus_node, tmp_path):
    """Without care about a hundred KiB are with the server, and not yet written, at each cut."""
    sent, watch, relay = parcel(tmp_path, 12 * MIB), Recorder(), tus_node.relay
    relay.rude, cuts, passed = True, relay.cuts, relay.passed
    with relay.cutting(MIB):
        until_it_arrives(tus_node, sent, watch, 100)
    assert relay.passed - passed - sent.size < (relay.cuts - cuts) * STEP
    assert tus_node.digests().count(sent.sha256) == 1


@pytest.mark.parametrize("after", [STEP, 3 * MIB, 5 * MIB])
def test_a_server_killed_and_started_again(tus, tmp_path, after):
    sent = parcel(tmp_path, 8 * MIB)
    killed = threading.Event()

    def kill(waiting: Recorder) -> bool:
        if tus.relay.passed - before > after and not killed.is_set():
            killed.set()
            tus.restart()
        return False

    before, watch = tus.relay.passed, Recorder(stop=kill)
    with suppress(NetworkTrouble):
        tus.way(Limits(beat=0.01), cap=40 * MIB).post(sent, None, watch)
    assert killed.is_set()
    until_it_arrives(tus, sent, watch, 20)
    assert tus.digests().count(sent.sha256) == 1


@pytest.mark.parametrize("server", [("tus-node",), ("tus-py", "0.3")])
def test_u9_two_senders_on_one_upload(tmp_path, server):
    """What each keeps the other finds when it tries again, as they would in one vault or folder."""
    name, *more = server
    with PLACES[name](tmp_path / "tus", *more) as tus:
        sent, first = parcel(tmp_path, 8 * MIB), Recorder(stop=lambda it: len(it.tokens) > 1)
        with pytest.raises(Stop):
            tus.way(Limits(beat=0.01), cap=20 * MIB).post(sent, None, first)
        watches = [Recorder(tokens=first.tokens) for _ in range(2)]
        with ThreadPoolExecutor() as senders:
            sending = [senders.submit(until_it_arrives, tus, sent, it, 50) for it in watches]
            for each in sending:
                each.result()
        assert [watch.octets for watch in watches] == [sent.size, sent.size]
        assert tus.digests() == [sent.sha256]


def test_a_front_that_forgets_requests_that_broke(tmp_path):
    """A front that passes on only whole requests; the line breaks before a first one is through."""
    command = npm_script("tus-server.mjs", "@tus/server", "@tus/file-store")
    store, port, made = tmp_path / "store", free_port(), certificate(tmp_path / "tls")
    store.mkdir()
    sent, watch = parcel(tmp_path, 6 * MIB), Recorder()
    with ExitStack() as stack:
        stack.enter_context(running([*command, str(store), str(port)], port, tmp_path / "log"))
        nginx = stack.enter_context(front(tmp_path / "nginx", made, port, buffering="on"))
        relay = stack.enter_context(Relay(nginx.port))
        way = open_way(Endpoint("tus", f"https://{HOST}:{relay.port}/files", made.pin))
        with relay.cutting(1 * MIB):
            for _ in range(40):
                with suppress(Cut):
                    way.post(sent, watch.token, watch)
                    break
    assert watch.octets == sent.size
    assert [it.read_bytes() for it in store.iterdir() if it.suffix != ".json"] == [
        sent.path.read_bytes()
    ]
