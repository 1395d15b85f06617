"""Every step of a delivery is written down, and what failed comes back later and later."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from collector import clock
from collector.errors import CollectorError, MachineFault, NoPermission, NoRoom, Vanished
from collector.sync import sender
from collector.sync.sender import Errand, deliver
from collector.sync.transport import errors as network
from collector.sync.transport.interface import Endpoint
from collector.sync.transport.ways import open_way
from contract.scripted import Tus, scripted
from contract.watches import Recorder, Stop, parcel

WAIT = 30
LONGEST = 3600


class Ledger:
    """Writes down in memory; from the ``fails_at``-th word on its disk is full."""

    def __init__(self, fails_at: int | None = None) -> None:
        self.said: list[tuple[object, ...]] = []
        self.fails_at = fails_at

    def keep(self, _errand, token):
        self._say("keep", token)

    def confirmed(self, _errand, octets):
        self._say("confirmed", octets)

    def uploaded(self, _errand):
        self._say("uploaded")

    def held(self, _errand, reason, not_before):
        self._say("held", reason, not_before)

    def way_failed(self, _errand, reason):
        self._say("way-failed", reason)

    def interrupted(self, _errand):
        self._say("interrupted")

    def _say(self, *words):
        if self.fails_at is not None and len(self.said) >= self.fails_at:
            raise NoRoom
        self.said.append(words)


class There:
    """Takes all it is given, unless something happens after its token was kept."""

    def __init__(self, happens: BaseException | None = None) -> None:
        self.happens, self.posts = happens, 0

    def __call__(self, _endpoint):
        return self

    def post(self, sent, token, watch):
        self.posts += 1
        if token is None:
            watch.keep("a token")
        watch.gone(sent.size // 4)
        watch.sent(sent.size // 2)
        watch.beat()
        if self.happens:
            raise self.happens
        watch.sent(sent.size)


@pytest.fixture
def errand(tmp_path):
    return Errand("bundle", parcel(tmp_path, 5_000), Endpoint("tus", "https://x.example"), None, 0)


def tried(errand, trouble, tries=0):
    """Let it fail; return in how many seconds it may be tried again."""
    ledger = Ledger()
    again = Errand(errand.bundle, errand.parcel, errand.endpoint, None, tries)
    with pytest.raises(type(trouble)):
        deliver(again, There(trouble), ledger, Recorder())
    what, reason, *later = ledger.said[-1]
    assert reason == trouble.code
    if what == "way-failed":
        return "another way"
    (not_before,) = later
    if not_before is None:
        return None
    return (read(not_before) - read(clock.now_utc())).total_seconds()


def read(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_what_arrived_is_written_down_after_the_token(errand):
    ledger, watch = Ledger(), Recorder()
    deliver(errand, There(), ledger, watch)
    assert ledger.said == [("keep", "a token"), ("uploaded",)]
    assert (watch.heard, watch.tokens) == ([2_500, 5_000], ["a token"])
    assert watch.left == [1_250]


def test_how_far_it_came_is_written_down_from_time_to_time(errand, monkeypatch):
    monkeypatch.setattr(sender, "_WRITE_DOWN_EVERY", -1.0)
    ledger = Ledger()
    deliver(errand, There(), ledger, Recorder())
    assert ledger.said[1:-1] == [("confirmed", 2_500), ("confirmed", 5_000)]


def test_each_failure_waits_longer_and_none_longer_than_an_hour(errand):
    for tries in (0, 1, 2, 5, 6, 7, 10, 60, 5_000):
        span = min(LONGEST, WAIT * 2 ** min(tries, 10))
        for _ in range(5):
            seconds = tried(errand, network.Cut(), tries)
            assert span // 2 - 2 <= seconds <= span + 1, tries


def test_senders_that_were_turned_away_together_do_not_come_back_together(errand):
    assert len({tried(errand, network.Busy(), 9) // 1 for _ in range(12)}) > 4


def test_a_server_that_says_when_is_believed_up_to_an_hour(errand):
    assert 598 <= tried(errand, network.Busy(after=600)) <= 601
    assert LONGEST - 2 <= tried(errand, network.Busy(after=10**9)) <= LONGEST + 1
    assert tried(errand, network.Busy(after=1)) >= WAIT // 2 - 2


@pytest.mark.parametrize(
    "trouble", [it for it in vars(network).values() if getattr(it, "retry", None) is False]
)
def test_what_waiting_does_not_mend_waits_for_a_person_or_is_tried_elsewhere(errand, trouble):
    nowhere = trouble in (network.ParcelChanged, network.ProxyRefuses)
    assert tried(errand, trouble()) == (None if nowhere else "another way")


@pytest.mark.parametrize("trouble", [NoRoom, NoPermission, Vanished, MachineFault])
def test_what_goes_wrong_with_a_disk_here_is_said_and_tried_again(errand, trouble):
    assert WAIT // 2 - 2 <= tried(errand, trouble()) <= WAIT + 1
    assert tried(errand, trouble(), 9) > LONGEST // 2 - 2


@pytest.mark.parametrize("damage", ["gone", "shorter", "unreadable"])
def test_a_sealed_file_that_goes_while_it_is_sent_is_said_to_have_gone(
    tmp_path, errand, damage, monkeypatch
):
    path, ledger = errand.parcel.path, Ledger()

    def happen() -> None:
        if damage == "gone":
            path.unlink()
        elif damage == "shorter":
            os.truncate(path, 100)
        else:
            monkeypatch.setattr(Path, "open", lambda *_, **__: os.read(-1, 1))

    class Once(Recorder):
        """Lets it happen once the upload exists."""

        def keep(self, token):
            super().keep(token)
            if len(self.tokens) == 2:
                happen()

    with scripted(Tus(), tmp_path) as server, pytest.raises(CollectorError) as raised:
        deliver(replace(errand, endpoint=server.endpoint()), open_way, ledger, Once())
    monkeypatch.undo()
    what, reason, not_before = ledger.said[-1]
    expected = {
        "gone": Vanished.code,
        "shorter": network.ParcelChanged.code,
        "unreadable": MachineFault.code,
    }
    assert (what, reason) == ("held", expected[damage])
    assert raised.value.code == reason
    assert (not_before is None) == (damage == "shorter")


def test_whoever_stops_it_lets_it_wait_as_before(errand):
    ledger = Ledger()
    with pytest.raises(Stop):
        deliver(errand, There(), ledger, Recorder(stop=lambda it: it.octets > 0))
    assert ledger.said[-1] == ("interrupted",)
    assert ("uploaded",) not in ledger.said


def test_nothing_goes_on_once_a_step_cannot_be_written_down(errand):
    for fails_at in (0, 1):
        ledger, watch = Ledger(fails_at), Recorder()
        with pytest.raises(NoRoom):
            deliver(errand, There(), ledger, watch)
        assert ("uploaded",) not in ledger.said
        if fails_at == 0:
            assert watch.heard == []


def test_a_sealed_file_that_changed_or_vanished_is_not_begun(errand):
    path = errand.parcel.path
    content = path.read_bytes()
    for changed in (bytes([content[0] ^ 1]) + content[1:], content[:-1], content + b"\n", None):
        path.unlink(missing_ok=True)
        if changed is not None:
            path.write_bytes(changed)
        ledger, there = Ledger(), There()
        with pytest.raises(network.ParcelChanged):
            deliver(errand, there, ledger, Recorder())
        assert ledger.said == [("held", "network.parcel-changed", None)]
        assert there.posts == 0
    path.mkdir()
    with pytest.raises(network.ParcelChanged):
        deliver(errand, There(), Ledger(), Recorder())


def test_a_disk_that_is_gone_is_not_taken_for_a_sealed_file_that_changed(errand):
    shutil.rmtree(errand.parcel.path.parent)
    ledger, there = Ledger(), There()
    with pytest.raises(Vanished):
        deliver(errand, there, ledger, Recorder())
    ((held, reason, again),) = ledger.said
    assert (held, reason, there.posts) == ("held", "machine.vanished", 0)
    assert again is not None


def test_a_long_look_at_the_sealed_file_can_be_stopped(errand):
    ledger, there = Ledger(), There()
    with pytest.raises(Stop):
        deliver(errand, there, ledger, Recorder(stop=lambda it: it.beats > 0))
    assert (ledger.said, there.posts) == ([("interrupted",)], 0)
