"""A sender that is killed, or out of disk: what was sent is not lost, and never sent twice."""

from __future__ import annotations

import subprocess
import sys

import pytest

from calls import call, known
from collector import desk
from collector.errors import NoRoom
from collector.model.card import Transport
from collector.model.card_terms import CardTerms
from collector.model.delivery import DeliveryChoices
from contract.places import tus_node
from contract.watches import Recorder
from machines_apart import environment
from makers import OWN_SAMPLES, PASSPHRASE, PLATFORM, add, make, reopen
from peers import ROOT
from vectors.machines import disk, fill

PHOTOS = ("courtyard.jpg", "notice.jpg", "window-3.jpg")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with tus_node(tmp_path_factory.mktemp("tus")) as place:
        yield place


def field_at(folder, server, desk_folder):
    """Make a vault that may send directly to a platform at that server; return it open."""
    end = server.endpoint
    way = Transport(kind=end.kind, address=end.address, pin=end.pin.hex(), tor_required=False)
    with make(desk_folder, "coordinator") as platform:
        card = platform.trust.new_card(PLATFORM, (), CardTerms((way,)))
    folder.with_name("card").write_bytes(card.data)
    field = make(folder)
    field.trust.trust_card(card.data, desk.public_key(card.root).english)
    field.delivery.choose(DeliveryChoices(zone="V-ZONE-06"))
    return field


@pytest.fixture(scope="module")
def vault(tmp_path_factory, server):
    folder = tmp_path_factory.mktemp("killed")
    with field_at(folder / "field", server, folder / "desk"):
        return folder / "field"


def waiting(session):
    """Seal an account with photographs into a bundle; return the bundle and its account."""
    account = add(session, *(OWN_SAMPLES / name for name in PHOTOS))
    session.testimonies.seal(account)
    made = session.outbox.export(session.trust.platform(PLATFORM), [account])
    return session.delivery.of_bundle(made.bundle).sent, account


def sending(vault, sent):
    return "outbox", "send", "--vault", vault, sent.bundle, "--passphrase-file", "-"


def killed_at(moment, *argv):
    """Let a verb be killed at a moment."""
    command = [sys.executable, str(ROOT / "tests" / "called.py"), "60", moment]
    done = subprocess.run(
        [*command, *map(str, argv)],
        input=f"{PASSPHRASE}\n".encode(),
        capture_output=True,
        env=environment(),
        check=False,
        timeout=120,
    )
    assert done.returncode == -9, done.stderr.decode()


@pytest.mark.parametrize("moment", ["created", "kept", "0", "1", "2", "arrived"])
def test_a_killed_sender_goes_on_and_the_server_holds_the_bundle_once(vault, server, moment):
    with reopen(vault) as session:
        sent, account = waiting(session)
        sealed = (session.vault.outbox / sent.file).read_bytes()
    killed_at(moment, *sending(vault, sent))
    with reopen(vault) as session:
        found = session.delivery.of_bundle(sent.bundle)
        assert found.delivery.state == "waiting"
        assert found.may_go
        assert (found.delivery.token is None) == (moment == "created")
        assert session.check() == []
        again = session.outbox.export(session.trust.platform(PLATFORM), [account])
        assert (again.bundle, again.again) == (sent.bundle, True)
    before = server.relay.passed
    resumed = known("outbox", "send", "--vault", vault, sent.bundle)
    assert resumed.code == 0, resumed.err
    passed = server.relay.passed - before
    assert server.held().count(sealed) == 1
    assert [it for it in server.held() if it != sealed and sealed.startswith(it)] == []
    if moment == "arrived":
        assert passed < 10_000
    with reopen(vault) as session:
        assert session.delivery.of_bundle(sent.bundle).delivery.state == "uploaded"
        assert session.check() == []
        again = session.outbox.export(session.trust.platform(PLATFORM), [account])
        assert (again.bundle, again.again) == (sent.bundle, True)
        assert len(session.delivery.every()) == len(list(session.vault.outbox.iterdir()))


def test_what_was_written_down_before_the_kill_is_not_sent_again(vault, server):
    with reopen(vault) as session:
        sent, _ = waiting(session)
    killed_at("written", *sending(vault, sent))
    with reopen(vault) as session:
        assert session.delivery.of_bundle(sent.bundle).delivery.state == "uploaded"
        assert session.delivery.turn() == []
    held = len(server.held())
    refused = known("outbox", "send", "--vault", vault, sent.bundle)
    assert refused.code == 2
    assert len(server.held()) == held


def test_somebody_who_carries_is_killed_and_goes_on(vault, server, tmp_path):
    with reopen(vault) as session:
        sent, _ = waiting(session)
        sealed = (session.vault.outbox / sent.file).read_bytes()
    file, card = tmp_path / "сведчанне", vault.with_name("card")
    file.write_bytes(sealed)
    words = desk.public_key(desk.show_card(card).root).english
    to = ("--card", card, "--expect", words, "--place", "V-ZONE-06", "--direct")
    killed_at("1", "outbox", "carry", file, *to)
    assert sorted(it.name for it in tmp_path.iterdir()) == [file.name, f"{file.name}.upload"]
    carried = call("outbox", "carry", file, *to)
    assert carried.code == 0, carried.err
    assert server.held().count(sealed) == 1
    assert [it for it in server.held() if it != sealed and sealed.startswith(it)] == []
    assert [it.name for it in tmp_path.iterdir()] == [file.name]


class Filling(Recorder):
    """Takes the last room of a disk: at once, or when all octets are there."""

    def __init__(self, folder, size, when) -> None:
        super().__init__()
        self.folder, self.size, self.when, self.ballast = folder, size, when, None

    def beat(self) -> None:
        if self.when == "at once":
            self._fill()

    def sent(self, octets: int) -> None:
        if self.when == "at the end" and octets == self.size:
            self._fill()

    def _fill(self) -> None:
        self.ballast = self.ballast or fill(self.folder)


@pytest.mark.parametrize("when", ["at once", "at the end"])
def test_a_full_disk_stops_the_sender_and_loses_nothing(tmp_path, server, when):
    with (
        disk(tmp_path / "disk", 24_000_000) as small,
        field_at(small / "field", server, tmp_path / "desk") as session,
    ):
        sent, _ = waiting(session)
        sealed = (session.vault.outbox / sent.file).read_bytes()
        end = session.delivery.question(sent.bundle).endpoint
        watch = Filling(small, len(sealed), when)
        with pytest.raises(NoRoom):
            desk.deliver(session.delivery.set_out(sent.bundle, end), session.delivery, watch)
        assert session.delivery.of_bundle(sent.bundle).delivery.state == "sending"
        assert server.held().count(sealed) == (1 if when == "at the end" else 0)
        watch.ballast.unlink()
        session.delivery.nobody_sends()
        assert [it.sent.bundle for it in session.delivery.turn()] == [sent.bundle]
        assert session.check() == []
        passed = server.relay.passed
        desk.deliver(session.delivery.set_out(sent.bundle, end), session.delivery, Recorder())
        assert (server.relay.passed - passed < 10_000) == (when == "at the end")
        assert server.held().count(sealed) == 1
        assert session.delivery.of_bundle(sent.bundle).delivery.state == "uploaded"
        assert session.check() == []


def test_a_vault_that_was_closed_while_its_disk_was_full_lets_the_bundle_wait(tmp_path, server):
    with disk(tmp_path / "disk", 24_000_000) as small:
        session = field_at(small / "field", server, tmp_path / "desk")
        sent, _ = waiting(session)
        end = session.delivery.question(sent.bundle).endpoint
        watch = Filling(small, sent.ready.size, "at once")
        with pytest.raises(NoRoom):
            desk.deliver(session.delivery.set_out(sent.bundle, end), session.delivery, watch)
        with pytest.raises(NoRoom):
            session.close()
        watch.ballast.unlink()
        with reopen(small / "field") as later:
            assert later.delivery.of_bundle(sent.bundle).may_go
            assert later.check() == []
