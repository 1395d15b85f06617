"""What happens to servers of small organisations while parcels are on their way to them."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import pytest

from collector.sync.transport import errors
from collector.sync.transport.limits import LIMITS
from contract.places import PLACES
from contract.watches import Recorder, Stop, parcel

MIB = 1024 * 1024


@pytest.fixture(scope="module", params=["nextcloud", "webdav", "sftp"])
def place(request, tmp_path_factory):
    with PLACES[request.param](tmp_path_factory.mktemp("place")) as found:
        yield found


def test_a_server_killed_and_started_again(place, tmp_path):
    sent, watch = parcel(tmp_path, 4 * MIB), Recorder()
    killed = []

    def kill(heard: Recorder) -> bool:
        if heard.tokens and place.relay.passed - before > MIB and not killed:
            killed.append(True)
            place.restart()
        return False

    before, watch.stop = place.relay.passed, kill
    for _ in range(20):
        with suppress(errors.Cut, errors.NotReached, errors.Busy):
            place.way(cap=8 * MIB).post(sent, watch.token, watch)
            break
    assert killed
    assert place.digests().count(sent.sha256) == 1


@pytest.mark.parametrize("shared", [True, False], ids=["one-token", "no-token"])
def test_two_senders_of_one_parcel(place, tmp_path, shared):
    sent, first = parcel(tmp_path, 4 * MIB), Recorder()
    if shared:
        first.stop = lambda heard: bool(heard.tokens)
        with suppress(Stop):
            place.way(cap=8 * MIB).post(sent, None, first)
    with ThreadPoolExecutor() as senders:
        sending = [senders.submit(_send, place, sent, first.token) for _ in range(2)]
        told = [each.result() for each in sending]
    # They may get into each other's way, but who was told that it is there can rely on that.
    assert place.digests().count(sent.sha256) == 1 or not any(told)
    place.way().post(sent, first.token, Recorder())
    assert place.digests().count(sent.sha256) == 1


def _send(place, sent, token):
    with suppress(errors.Busy, errors.LostUpload):
        place.way().post(sent, token, Recorder())
        return True
    return False


def test_another_key_than_the_pinned_one_gets_neither_login_nor_parcel(place, tmp_path):
    names = place.names()
    wrong = place.opened(replace(place.endpoint, pin=os.urandom(32)), LIMITS)
    for act in (
        lambda: wrong.probe(Recorder()),
        lambda: wrong.post(parcel(tmp_path, 1000), None, Recorder()),
        lambda: wrong.fetch("a" * 32, 100, Recorder()),
    ):
        with pytest.raises(errors.WrongKey):
            act()
    assert place.names() == names
