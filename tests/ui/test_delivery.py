"""Sending from the window: judged, sent to a real server, signed for, wiped."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QWidget

from collector import desk
from collector.errors import NoKeyOpens
from collector.model.card import TimeAuthority, Transport
from collector.model.card_terms import CardTerms
from collector.model.delivery import DeliveryChoices
from collector.session import Session
from collector.store import stamps
from contract.place import Place
from contract.places import tus_node
from delivering import confirm
from makers import PLATFORM, add, make, reopen
from openssl_authority import openssl_authority, served

EXILE = DeliveryChoices(zone="V-ZONE-06")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    """A stock tus server behind nginx."""
    with tus_node(tmp_path_factory.mktemp("tus")) as place:
        yield place


@dataclass
class Stage:
    """The window of somebody in the field, and a platform with a server."""

    at: object
    desk: Path
    server: Place

    def choose(self, choices: DeliveryChoices = EXILE) -> None:
        """Say where the person is."""
        self.at.ask(lambda session: session.delivery.choose(choices))

    def export(self, *, named: bool = False) -> str:
        """Seal an account, perhaps with who the person is, and let it wait."""

        def work(session: Session) -> str:
            changes = {} if named else {"identity": None}
            session.testimonies.seal(add(session, **changes))
            return session.outbox.export(session.trust.platform(PLATFORM)).bundle

        return self.at.ask(work)

    def state(self, bundle: str) -> str:
        """Return how far a bundle has come."""
        return self.at.ask(lambda it: it.delivery.of_bundle(bundle).delivery.state)

    def idle(self) -> None:
        """Wait until the courier rests."""
        courier = self.at.window.desktop.courier
        self.at.pause(lambda: courier.now.doing == "nothing")
        self.at.settle()

    def import_all(self, tmp_path: Path) -> None:
        """Let the platform take what its server holds, and answer."""
        with reopen(self.desk) as platform:
            for number, data in enumerate(self.server.held()):
                file = tmp_path / f"came-{number}"
                file.write_bytes(data)
                with suppress(NoKeyOpens):  # of another test of this server
                    platform.intake.take(file)
            platform.intake.hand_out_receipts(self.server.receipts)


@pytest.fixture
def stage(shown, tmp_path, server):
    return set_up(shown, tmp_path, server)


def set_up(shown, tmp_path, server, authority: TimeAuthority | None = None) -> Stage:
    """Let the window trust a platform with a server, and perhaps a time authority."""
    at = shown("interviewer")
    end = server.endpoint
    way = Transport(kind=end.kind, address=end.address, pin=end.pin.hex(), tor_required=False)
    with make(tmp_path / "desk", "coordinator") as platform:
        card = platform.trust.new_card(PLATFORM, (), CardTerms((way,), authority))
        words = desk.public_key(card.root).english
        signer = at.ask(lambda session: session.trust.own_signer)
        platform.trust.enrol(signer, desk.public_key(signer).english)
    at.ask(lambda session: session.trust.trust_card(card.data, words))
    return Stage(at, tmp_path / "desk", server)


def test_an_empty_queue_says_what_to_do_first(shown):
    at = shown("interviewer")
    at.go("delivery")
    assert at.sees("Nothing waits to be sent")
    assert not at.sees("Check and send")


def test_from_where_lines_are_watched_nothing_leaves_and_the_reason_is_told(stage):
    bundle = stage.export()
    passed = stage.server.relay.passed
    stage.at.go("delivery")
    assert stage.at.sees("From where you are a proxy or a VPN is needed, and none is chosen")
    stage.at.press("send")
    stage.idle()
    assert stage.state(bundle) == "waiting"
    assert stage.server.relay.passed == passed
    stage.at.pause(lambda: stage.at.sees("No. Something speaks against it."))


def test_what_waits_is_sent_signed_for_and_wiped(stage, tmp_path):
    at = stage.at
    stage.choose()
    bundle = stage.export(named=True)
    at.go("delivery")
    assert at.sees("One bundle waits")
    at.press("send")
    stage.idle()
    assert stage.state(bundle) == "uploaded"
    at.pause(lambda: at.sees("Yes. Nothing speaks against it."))
    at.pause(lambda: at.sees("nobody there has signed for it yet"))
    assert at.sees("somebody there will ask you for your own twelve words")
    at.press("fetch")
    stage.idle()
    at.pause(lambda: at.sees("No new receipt has come"))
    stage.import_all(tmp_path)
    at.press("fetch")
    assert not at.sees("No new receipt has come")
    stage.idle()
    assert stage.state(bundle) == "delivered"
    assert not at.sees("No new receipt has come")
    at.pause(lambda: at.sees("The platform has it, signed on"))
    assert at.ask(lambda it: [line.state for line in it.testimonies.every()]) == ["delivered"]
    at.press("wipe")
    at.pause(lambda: at.sees("These go"))
    assert at.sees("who the person is: not yet read there")
    at.press("wipe-yes")
    at.pause(lambda: at.sees("is gone from here"))
    assert at.ask(lambda it: it.testimonies.every()) == []
    assert at.ask(lambda it: it.check()) == []


def test_what_is_in_part_only_here_has_its_way_to_the_wiping(stage):
    at = stage.at
    stage.export()
    (account,) = at.ask(lambda it: [line.id for line in it.testimonies.every()])
    at.ask(confirm)
    at.ask(lambda it: it.testimonies.begin_correction(account))
    at.go("delivery")
    at.pause(lambda: at.sees("something of it is only here"))
    assert not at.sees("can be removed from this computer")
    at.press("wipe")
    at.pause(lambda: at.sees("a correction that is not sealed"))
    named = next(it for it in at.window.findChildren(QCheckBox) if it.isVisible())
    named.setChecked(True)
    at.press("wipe-yes")
    at.pause(lambda: at.sees("What was only here is gone"))
    assert at.ask(lambda it: it.testimonies.every()) == []


@pytest.mark.parametrize("there", [True, False], ids=["reached", "away"])
def test_the_log_is_stamped_after_sending_if_the_authority_is_there(shown, tmp_path, server, there):
    authority = openssl_authority(tmp_path / "authority")
    with served(authority, tmp_path / "tls") as address:
        named = TimeAuthority(
            address=address.address, certificate=authority.digest.hex(), pin=address.pin.hex()
        )
        stage = set_up(shown, tmp_path, server, named)
        stage.choose()
        bundle = stage.export()
        stage.at.go("delivery")
        if there:
            stage.at.press("send")
            stage.idle()
    if not there:
        stage.at.press("send")
        stage.idle()
        stage.at.pause(lambda: stage.at.sees("The time authority could not be asked"))
    assert stage.state(bundle) == "uploaded"
    (card,) = stage.at.ask(lambda it: it.trust.platforms())
    kept = stage.at.ask(lambda it: stamps.of_platform(it.vault.db, card.root))
    assert len(kept) == there
    assert stage.at.ask(lambda it: it.check()) == []


def test_a_receipt_that_came_by_another_way_is_opened_here(stage, tmp_path):
    at = stage.at
    bundle = stage.export()
    made = at.ask(
        lambda it: it.outbox.hand_out(it.outbox.export(it.trust.platform(PLATFORM)), tmp_path)
    )
    assert stage.state(bundle) == "uploaded"
    at.go("delivery")
    assert at.sees("It lies on a stick or in a folder")
    with reopen(stage.desk) as platform:
        done = platform.intake.take(made)
        receipt = tmp_path / "receipt"
        receipt.write_bytes((platform.vault.outbox / done.receipt).read_bytes())
    screen = at.window.screen_shown
    screen._take(tmp_path / "came")  # there is no such file
    at.settle()
    assert at.sees("There is no file of this name")
    screen._take(receipt)
    at.settle()
    assert at.sees("The receipt is genuine. The platform has it.")
    assert stage.state(bundle) == "delivered"
    screen._take(receipt)
    at.settle()
    assert not at.sees("The receipt is genuine")


def test_a_stopped_delivery_waits_and_goes_on_another_time(stage):
    at = stage.at
    stage.choose(DeliveryChoices(zone="V-ZONE-06", cap=200_000))
    bundle = stage.export()
    at.go("delivery")
    courier = at.window.desktop.courier
    at.press("send")
    at.pause(lambda: courier.now.doing == "sending")
    at.go("settings")
    at.go("delivery")
    assert at.sees("You can stop, lock, or lose the connection")
    at.find("stop").click()
    stage.idle()
    assert stage.state(bundle) == "waiting"
    stage.choose()
    at.press("send")
    stage.idle()
    assert stage.state(bundle) == "uploaded"


def test_the_keyboard_stays_where_it_is_sent_and_the_page_does_not_scroll_away(stage):
    at, courier = stage.at, stage.at.window.desktop.courier
    stage.choose(DeliveryChoices(zone="V-ZONE-06", cap=5_000))
    stage.export()
    at.go("delivery")
    at.find("send").setFocus()
    at.press("send")
    at.pause(lambda: courier.now.doing == "sending")
    assert at.window.focusWidget() is at.find("stop")
    at.press("stop")
    stage.idle()
    at.pause(lambda: at.window.focusWidget() is at.find("send"))


def test_a_lock_stops_what_is_being_sent_and_nothing_is_lost(stage, pause):
    at = stage.at
    stage.choose(DeliveryChoices(zone="V-ZONE-06", cap=100_000))
    bundle = stage.export()
    at.go("delivery")
    at.press("send")
    courier = at.window.desktop.courier
    at.pause(lambda: courier.now.doing == "sending")
    at.window.lock()
    assert courier.now.doing == "nothing"
    at.settle()
    with reopen(at.folder) as session:
        assert session.delivery.of_bundle(bundle).delivery.state == "waiting"
        assert session.check() == []


def test_an_error_of_the_network_is_said_and_the_bundle_waits(stage):
    at = stage.at
    stage.choose()
    bundle = stage.export()
    at.go("delivery")
    with stage.server.relay.cutting(0):
        at.press("send")
        stage.idle()
    assert stage.state(bundle) == "waiting"
    at.pause(lambda: at.sees("Held"))


def test_asked_first_when_it_is_safe(stage):
    at = stage.at
    stage.choose(DeliveryChoices(zone="V-ZONE-06", mode="ask"))
    bundle = stage.export()
    at.go("delivery")
    courier = at.window.desktop.courier
    courier.open()
    at.pause(lambda: courier.now.may_send)
    assert at.sees("The connection is safe. Send now?")
    assert stage.state(bundle) == "waiting"
    at.press("send")
    stage.idle()
    assert stage.state(bundle) == "uploaded"


def test_sent_by_itself_when_the_person_wanted_that(stage):
    stage.choose(DeliveryChoices(zone="V-ZONE-06", mode="safe"))
    bundle = stage.export()
    stage.at.go("delivery")
    stage.at.window.desktop.courier.open()
    stage.at.pause(lambda: stage.state(bundle) == "uploaded")
    stage.idle()


def test_what_a_sender_left_behind_without_a_word_is_sent_by_the_next(stage):
    stage.choose(DeliveryChoices(zone="V-ZONE-06", mode="safe"))
    bundle = stage.export()

    def leave(session: Session) -> None:
        session.delivery.set_out(bundle, session.delivery.question(bundle).endpoint)

    stage.at.ask(leave)
    assert stage.state(bundle) == "sending"
    stage.at.go("delivery")
    stage.at.window.desktop.courier.open()
    stage.at.pause(lambda: stage.state(bundle) == "uploaded")
    stage.idle()


def test_the_person_orders_the_queue(stage):
    at = stage.at
    bundle = stage.export()
    at.go("delivery")
    at.press("delivery-pause")
    at.pause(lambda: at.sees("Paused"))
    assert not at.sees("Check and send")
    at.press("delivery-resume")
    at.pause(lambda: at.sees("Check and send") and at.sees("Take back"))
    at.settle()
    at.press("delivery-withdraw")
    assert stage.state(bundle) == "waiting"
    at.press("withdraw-yes")
    assert stage.state(bundle) == "withdrawn"
    at.pause(lambda: at.sees("Taken back"))


def test_handing_over_says_of_a_bundle_what_sending_says(stage, tmp_path):
    at = stage.at

    def hand_out(session: Session) -> Path:
        session.testimonies.seal(add(session, identity=None))
        made = session.outbox.export(session.trust.platform(PLATFORM))
        return session.outbox.hand_out(made, tmp_path)

    made = at.ask(hand_out)
    at.go("hand-over")
    at.pause(lambda: at.sees("Not confirmed yet"))
    with reopen(stage.desk) as platform:
        done = platform.intake.take(made)
        receipt = (platform.vault.outbox / done.receipt).read_bytes()
    at.ask(lambda session: session.receipts.take(receipt))
    for screen in ("hand-over", "delivery"):
        at.go(screen)
        at.pause(lambda: at.sees("Delivered"))
        assert not at.sees("Not confirmed yet")


def test_a_bundle_that_was_wiped_is_said_to_be_and_not_offered_for_another_stick(stage, tmp_path):
    at = stage.at
    at.ask(lambda session: session.testimonies.seal(add(session, identity=None)))
    path = at.ask(
        lambda it: it.outbox.hand_out(it.outbox.export(it.trust.platform(PLATFORM)), tmp_path)
    )
    with reopen(stage.desk) as platform:
        done = platform.intake.take(path)
        receipt = (platform.vault.outbox / done.receipt).read_bytes()
    at.ask(lambda session: session.receipts.take(receipt))
    at.go("hand-over")
    at.pause(lambda: there(at, "write-again"))
    at.go("delivery", page="wipe")
    at.press("wipe-yes")
    at.pause(lambda: at.sees("Back to sending"))
    for screen in ("hand-over", "delivery"):
        at.go(screen)
        at.pause(lambda: at.sees("Wiped here"))
        assert not there(at, "write-again")
        assert not at.sees("may be deleted here")


def there(at, name):
    """Tell whether a control of this object name can be seen."""
    return any(it.isVisible() for it in at.window.findChildren(QWidget, name))
