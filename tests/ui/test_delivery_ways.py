"""A card of several ways, sent from the window: the next one when one fails, with each reason."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import formatdate

import pytest
from msgspec.structs import replace

from collector import desk
from collector.errors import NoRoom
from collector.model.card import Transport
from collector.model.card_terms import CardTerms
from collector.model.delivery import DeliveryChoices
from collector.session import Session
from collector.sync.delivering import Delivering
from collector.sync.transport.errors import WrongKey
from contract.certificates import certificate
from contract.places import tus_node
from contract.scripted import Scripted, Tus
from makers import add, make

EXILE = DeliveryChoices(zone="V-ZONE-06")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    """A stock tus server behind nginx."""
    with tus_node(tmp_path_factory.mktemp("tus")) as place:
        yield place


@dataclass
class Stage:
    """The window of somebody in a place where a direct connection is allowed."""

    at: object
    folder: object
    server: object

    @property
    def right(self) -> Transport:
        """The way that works."""
        end = self.server.endpoint
        return Transport(kind=end.kind, address=end.address, pin=end.pin.hex(), tor_required=False)

    @property
    def wrong(self) -> Transport:
        """A way that leads to somebody who does not hold the key."""
        other = f"{self.right.address}/other"
        return replace(self.right, address=other, pin="00" * 32)

    def trust(self, name: str, *ways: Transport) -> None:
        """Trust a platform with these ways."""
        with make(self.folder / name, "coordinator") as platform:
            card = platform.trust.new_card(name, (), CardTerms(ways))
        words = desk.public_key(card.root).english
        self.at.ask(lambda session: session.trust.trust_card(card.data, words))

    def export(self, name: str) -> str:
        """Seal an account and let it wait for a platform."""

        def work(session: Session) -> str:
            session.testimonies.seal(add(session, identity=None))
            return session.outbox.export(session.trust.platform(name)).bundle

        return self.at.ask(work)

    def found(self, bundle: str):
        """Return what is known of a bundle."""
        return self.at.ask(lambda it: it.delivery.of_bundle(bundle))

    def send(self) -> None:
        """Press the button, and wait until the courier rests."""
        courier = self.at.window.desktop.courier
        self.at.press("send")
        self.at.pause(lambda: courier.now.doing == "nothing")
        self.at.settle()


@pytest.fixture
def stage(shown, tmp_path, server):
    found = Stage(shown("interviewer"), tmp_path, server)
    found.at.ask(lambda session: session.delivery.choose(EXILE))
    return found


def test_the_next_way_is_taken_when_the_first_fails_for_good(stage):
    stage.trust("platform", stage.wrong, stage.right)
    bundle = stage.export("platform")
    stage.at.go("delivery")
    stage.send()
    assert stage.found(bundle).delivery.state == "uploaded"
    (wanted,) = stage.at.ask(lambda it: it.delivery.receipts_wanted())
    assert wanted.question.transport == stage.right


def test_a_server_that_refuses_what_it_is_sent_leads_to_the_next_way_too(stage, tmp_path):
    """Its connection is judged safe: only the upload shows it."""

    def refuses(_tus, talk, request):
        if request.method == "OPTIONS":
            talk.answer(204, Tus_Version="1.0.0", Date=formatdate(usegmt=True))
        else:
            talk.answer(403)
        return True

    with Scripted(Tus(refuses), certificate(tmp_path / "tls")) as refusing:
        end = refusing.endpoint()
        first = replace(stage.right, address=end.address, pin=end.pin.hex())
        stage.trust("platform", first, stage.right)
        bundle = stage.export("platform")
        stage.at.go("delivery")
        stage.send()
        assert "POST" in refusing.methods()
    assert stage.found(bundle).delivery.state == "uploaded"


@pytest.fixture
def asked(monkeypatch):
    """The ways whose connection was judged, in turn."""
    found, judge = [], desk.judge_connection

    def noted(question, watch):
        found.append(question.transport)
        return judge(question, watch)

    monkeypatch.setattr(desk, "judge_connection", noted)
    return found


def test_where_every_way_fails_each_is_told_with_its_reason_and_tried_when_asked_again(
    stage, asked
):
    other = replace(stage.wrong, address=f"{stage.right.address}/third")
    stage.trust("platform", stage.wrong, other)
    bundle = stage.export("platform")
    stage.at.go("delivery")
    for times in (1, 2):
        stage.send()
        assert asked == [stage.wrong, other] * times
        assert dict(stage.found(bundle).failed) == {
            f"tus {it.address}": WrongKey.code for it in (stage.wrong, other)
        }
        assert not stage.found(bundle).may_go
    for way in (stage.wrong, other):
        stage.at.pause(lambda way=way: stage.at.sees(f"Did not work at {way.address}"))


def test_a_server_that_was_just_found_unsafe_is_not_called_for_each_bundle(stage, asked):
    stage.trust("platform", stage.wrong, stage.right)
    bundles = [stage.export("platform") for _ in range(2)]
    stage.at.go("delivery")
    stage.send()
    assert [stage.found(it).delivery.state for it in bundles] == ["uploaded"] * 2
    sending = asked[:3]  # then it asks for receipts
    assert sending == [stage.wrong, stage.right, stage.right]


def test_asked_first_also_where_only_the_second_way_is_safe(stage):
    stage.at.ask(lambda it: it.delivery.choose(DeliveryChoices(zone="V-ZONE-06", mode="ask")))
    stage.trust("platform", stage.wrong, stage.right)
    bundle = stage.export("platform")
    stage.at.go("delivery")
    courier = stage.at.window.desktop.courier
    courier.open()
    stage.at.pause(lambda: courier.now.may_send)
    assert stage.found(bundle).delivery.state == "waiting"
    stage.send()
    assert stage.found(bundle).delivery.state == "uploaded"


@pytest.mark.parametrize("mode", ["press", "ask", "safe"])
def test_a_platform_that_only_takes_sticks_holds_nobody_else_up(stage, mode):
    stage.at.ask(lambda it: it.delivery.choose(DeliveryChoices(zone="V-ZONE-06", mode=mode)))
    stage.trust("sticks")
    stage.trust("platform", stage.right)
    stays, goes = stage.export("sticks"), stage.export("platform")
    stage.at.go("delivery")
    courier = stage.at.window.desktop.courier
    if mode != "press":
        courier.open()
    if mode == "ask":
        stage.at.pause(lambda: courier.now.may_send)
    if mode != "safe":
        stage.send()
    stage.at.pause(lambda: stage.found(goes).delivery.state == "uploaded")
    assert stage.found(stays).delivery.state == "waiting"


def test_nothing_is_contacted_by_itself_where_the_person_wants_to_press(stage):
    stage.trust("platform", stage.right)
    bundle = stage.export("platform")
    passed, courier = stage.server.relay.passed, stage.at.window.desktop.courier
    stage.at.go("delivery")
    courier.open()
    stage.at.settle()
    stage.at.settle()
    assert (courier.now.doing, stage.server.relay.passed) == ("nothing", passed)
    assert stage.found(bundle).delivery.state == "waiting"


def test_whoever_stops_is_heard_at_any_moment_and_nothing_begins_by_itself_after_that(stage):
    stage.at.ask(lambda it: it.delivery.choose(DeliveryChoices(zone="V-ZONE-06", mode="safe")))
    stage.trust("platform", stage.right)
    bundle = stage.export("platform")
    stage.at.go("delivery")
    courier = stage.at.window.desktop.courier
    passed = stage.server.relay.passed
    courier.send([bundle])
    courier.stop()  # before the first question was answered
    stage.at.pause(lambda: courier.now.doing == "nothing")
    stage.at.settle()
    assert stage.server.relay.passed == passed
    assert stage.found(bundle).delivery.state == "waiting"
    assert not courier._clock.isActive()
    stage.send()
    assert courier._clock.isActive()
    assert stage.found(bundle).delivery.state == "uploaded"


def test_receipts_are_asked_for_over_a_connection_that_is_judged_anew(stage):
    stage.trust("platform", stage.right)
    bundle = stage.export("platform")
    stage.at.go("delivery")
    stage.send()
    assert stage.found(bundle).delivery.state == "uploaded"
    stage.at.ask(lambda session: session.delivery.choose(DeliveryChoices()))
    passed = stage.server.relay.passed
    courier = stage.at.window.desktop.courier
    stage.at.press("fetch")
    stage.at.pause(lambda: courier.now.doing == "nothing")
    stage.at.pause(lambda: stage.at.sees("No. Something speaks against it."))
    assert stage.server.relay.passed == passed


def test_what_could_not_be_written_down_does_not_seem_to_be_on_its_way(stage, monkeypatch):
    def full(*_: object) -> None:
        raise NoRoom

    stage.trust("platform", stage.right)
    bundle = stage.export("platform")
    stage.at.go("delivery")
    for step in ("uploaded", "held", "interrupted"):
        monkeypatch.setattr(Delivering, step, full)
    stage.send()
    assert stage.found(bundle).delivery.state == "waiting"
    stage.at.pause(lambda: stage.at.sees("there is no room left"[1:]))
    monkeypatch.undo()
    stage.send()
    assert stage.found(bundle).delivery.state == "uploaded"
