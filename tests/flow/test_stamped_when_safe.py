"""Sending has the log stamped, over a connection judged safe, and never fails for want of it."""

from __future__ import annotations

from contextlib import contextmanager
from email.utils import formatdate

import pytest

from calls import done
from collector.model.card import TimeAuthority, Transport
from collector.model.delivery import DeliveryChoices
from contract.scripted import Tus, scripted
from makers import PLATFORM, add, make, reopen, trust
from openssl_authority import openssl_authority, served
from stamped import renewed

EUROPEAN_UNION = "V-ZONE-06"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return openssl_authority(tmp_path_factory.mktemp("time") / "authority")


def with_a_clock(tus, talk, request):
    """Say what the time is, as servers do."""
    if request.method != "OPTIONS":
        return False
    talk.answer(204, Tus_Version="1.0.0", Date=formatdate(usegmt=True))
    return True


@contextmanager
def waiting(tmp_path, authority, address):
    """A vault with one bundle that may go directly, to a platform that names an authority."""
    with scripted(Tus(with_a_clock), tmp_path / "server") as server:
        with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
            trust(field, platform)
            way = server.endpoint()
            renewed(
                platform,
                transports=(
                    Transport(
                        kind="tus",
                        address=way.address,
                        pin=way.pin.hex(),
                        tor_required=False,
                    ),
                ),
                time_authority=TimeAuthority(
                    address=address.address,
                    certificate=authority.digest.hex(),
                    pin=address.pin.hex(),
                ),
            )
            trust(field, platform)
            field.delivery.choose(DeliveryChoices(zone=EUROPEAN_UNION))
            field.testimonies.seal(add(field))
            field.outbox.export(field.trust.platform(PLATFORM))
        yield tmp_path / "field"


def test_what_was_sent_is_stamped_and_the_stamp_goes_with_the_next_bundle(tmp_path, authority):
    with (
        served(authority, tmp_path / "tls") as there,
        waiting(tmp_path, authority, there) as vault,
    ):
        sent = done("outbox", "send", "--vault", vault)
        assert "uploaded" in sent.out
        assert "the log of this vault was stamped: 20" in sent.out
    with reopen(vault) as field, reopen(tmp_path / "one") as platform:
        assert field.check() == []
        field.testimonies.seal(add(field))
        exported = field.outbox.export(field.trust.platform(PLATFORM))
        path = field.outbox.hand_out(exported, tmp_path)
        (stamp,) = platform.intake.verify(path).dating.stamps
        assert stamp.believed


def test_an_authority_that_is_away_keeps_nothing_from_being_sent(tmp_path, authority):
    with served(authority, tmp_path / "tls") as there:
        gone = there
    with waiting(tmp_path, authority, gone) as vault:
        sent = done("outbox", "send", "--vault", vault)
        assert "uploaded" in sent.out
        assert "stamped" not in sent.out
        assert "there is no time stamp of the log" in sent.err
    with reopen(vault) as field:
        assert field.check() == []
