"""A connection is judged line by line, and nobody is asked while something speaks against it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from collector.model.card import Transport
from collector.model.card_rules import CardExpired
from collector.model.delivery import DeliveryChoices, ProxyChoice
from collector.sync import connection
from collector.sync.connection import ORDER, Judgement, Line, Question, judge, known
from collector.sync.transport import errors as network
from collector.sync.transport.interface import Endpoint, Seen
from collector.sync.transport.interfaces import is_hardware

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
TOR = ProxyChoice(host="127.0.0.1", port=9050)
WAY = Transport(
    kind="tus", address="https://there.example/files", pin="ab" * 32, tor_required=False
)
EXILE = DeliveryChoices(zone="V-ZONE-06")


class Other:
    """The other side as it answers a look: with a fault, or with its clock."""

    def __init__(self, fault=None, clock=NOW) -> None:
        self.fault, self.clock, self.looks = fault, clock, 0

    def __call__(self, _endpoint):
        return self

    def probe(self, _watch) -> Seen:
        self.looks += 1
        if self.fault:
            raise self.fault
        return Seen("TLSv1.3", self.clock)


def asked(choices=EXILE, way=WAY, problem=None, latest="2026-11-26") -> Question:
    return Question(way, Endpoint(way.kind, way.address), choices, problem, latest)


def judged(question: Question, other: Other | None = None) -> Judgement:
    return judge(question, other or Other(), watch=None, now=lambda: NOW)


def verdicts(found: Judgement) -> dict[str, str]:
    return {it.about: it.verdict for it in found.lines}


def test_an_ordinary_connection_from_a_safe_place_is_safe():
    found = judged(asked())
    assert (found.safe, found.retry, found.of_way) == (True, False, False)
    assert [it.about for it in found.lines] == list(ORDER)
    assert set(verdicts(found).values()) == {"yes"}


@pytest.mark.parametrize("zone", ["V-ZONE-05", "V-ZONE-06", "V-ZONE-07"])
def test_where_nobody_watches_the_line_a_direct_connection_will_do(zone):
    assert judged(asked(DeliveryChoices(zone=zone))).safe


def test_what_was_not_asked_yet_is_not_called_safe():
    found = known(asked(), now=lambda: NOW)
    assert found.against is None
    assert not found.safe
    assert {it.about for it in found.lines if it.reason == "safe.not-asked"} == {
        *("reached", "encryption", "key", "clock")
    }


def test_inside_at_liberty_holds_until_the_person_says_otherwise():
    other = Other()
    found = judged(asked(DeliveryChoices()), other)
    assert not found.safe
    assert found.against.reason == "safe.route.hidden-demanded"
    assert verdicts(found)["names"] == "unknown"
    assert other.looks == 0


@pytest.mark.parametrize(
    "zone", ["V-ZONE-01", "V-ZONE-03", "V-ZONE-04", "V-ZONE-08", "V-ZONE-09", "V-ZONE-10"]
)
def test_where_lines_are_watched_only_a_hidden_way_will_do(zone):
    direct = DeliveryChoices(zone=zone)
    assert not judged(asked(direct)).safe
    assert judged(asked(replace(direct, proxy=TOR))).safe
    assert judged(asked(replace(direct, interface="wg0"))).safe


def test_the_machines_own_line_is_no_vpn(monkeypatch, tmp_path):
    for name, told in {
        "eth0": ["device"],
        "br0": ["lower_eth0"],
        "eth0.7": ["lower_br0"],
        "wg0": ["mtu"],
        "mirror": ["lower_mirror", "lower_gone"],
    }.items():
        for it in told:
            (tmp_path / name / it).mkdir(parents=True)
    monkeypatch.setattr(connection, "is_hardware", lambda it: is_hardware(it, tmp_path))
    other = Other()
    for name in ("eth0", "br0", "eth0.7"):
        found = judged(asked(DeliveryChoices(interface=name)), other)
        assert found.against.reason == "safe.route.no-vpn"
        assert judged(asked(replace(EXILE, interface=name))).safe  # where nothing need be hidden
        assert judged(asked(DeliveryChoices(interface=name, proxy=TOR))).safe  # which is not used
    assert other.looks == 0
    for name in ("wg0", "mirror", "not-there"):
        assert judged(asked(DeliveryChoices(interface=name))).safe


def test_what_the_system_says_of_its_interfaces_is_read():
    """Every machine that tests run on has a loopback, and what is a device is none."""
    assert not is_hardware("lo")
    assert not is_hardware("..")
    devices = {it.parent.name for it in Path("/sys/class/net").glob("*/device")}
    assert all(is_hardware(it) for it in devices)


def test_in_custody_nothing_is_sent_by_any_way():
    other = Other()
    found = judged(asked(DeliveryChoices(zone="V-ZONE-02", proxy=TOR)), other)
    assert (found.against.about, other.looks, found.retry) == ("place", 0, False)


def test_a_card_that_demands_tor_is_not_served_by_a_vpn_or_directly():
    way = replace(WAY, tor_required=True)
    for choices in (EXILE, replace(EXILE, interface="wg0")):
        found = judged(asked(choices, way))
        assert found.against.reason == "safe.route.tor-demanded"
    assert judged(asked(replace(EXILE, proxy=TOR), way)).safe


def test_a_card_that_may_not_be_sent_to_is_named_and_nobody_is_asked():
    other = Other()
    found = judged(asked(problem=CardExpired(day="2026-01-01")), other)
    assert (found.against.about, found.against.reason, other.looks) == ("card", "card.expired", 0)
    assert found.against.error.told()


@pytest.mark.parametrize(
    ("fault", "about"),
    [
        (network.NotReached(), "reached"),
        (network.NotTls(), "reached"),
        (network.ProxyDown(), "route"),
        (network.ProxyRefuses(), "route"),
        (network.NoInterface(), "route"),
        (network.NumberNeeded(), "names"),
        (network.TlsTooOld(), "encryption"),
        (network.SshTooOld(), "encryption"),
        (network.WrongKey(), "key"),
        (network.CertificateHost(), "key"),
        (network.CertificateDates(), "clock"),
    ],
)
def test_what_goes_wrong_speaks_of_its_own_line_and_what_comes_after_was_not_asked(fault, about):
    found = judged(asked(), Other(fault))
    assert not found.safe
    assert (found.against.about, found.against.reason) == (about, fault.code)
    assert found.retry is fault.retry
    assert found.of_way is (about != "route")
    later = ORDER[max(ORDER.index(about), ORDER.index("names")) + 1 :]
    assert all(verdicts(found)[it] == "unknown" for it in later)


@pytest.mark.parametrize(
    ("apart", "verdict", "reason"),
    [
        (timedelta(0), "yes", "safe.clock"),
        (timedelta(minutes=-5), "yes", "safe.clock"),
        (timedelta(minutes=5, seconds=1), "unknown", "safe.clock.doubted"),
        (timedelta(hours=24), "unknown", "safe.clock.doubted"),
        (timedelta(hours=-24, seconds=-1), "no", "safe.clock.wrong"),
        (None, "unknown", "safe.clock.doubted"),
    ],
)
def test_the_clock_is_compared_with_that_of_the_platform(apart, verdict, reason):
    found = judged(asked(), Other(clock=None if apart is None else NOW + apart))
    assert found.lines[-1] == Line("clock", verdict, reason)
    assert found.safe is (verdict != "no")
    assert found.against is (None if found.safe else found.lines[-1])


def test_a_clock_behind_what_the_vault_knows_is_wrong_before_anybody_is_asked():
    other = Other()
    found = judged(asked(latest="2026-11-27"), other)
    assert (found.against.reason, other.looks) == ("safe.clock.behind", 0)
