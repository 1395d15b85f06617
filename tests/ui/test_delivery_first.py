"""Sending from the window: what is to be done first where nothing can leave yet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QPushButton

from collector import desk
from collector.desk import Judgement, Line
from collector.model.card import Transport
from collector.model.card_terms import CardTerms
from collector.model.delivery import DeliveryChoices
from collector.sync.connection import ORDER
from collector.sync.transport.errors import WrongKey
from collector.ui.courier import Underway
from collector.ui.parts.buttons import button
from collector.ui.parts.columns import Columns
from collector.ui.screens.delivery.safety import safety_sheet
from makers import PLATFORM, add, make

EXILE = DeliveryChoices(zone="V-ZONE-06")
TUS = Transport(kind="tus", address="https://127.0.0.1:9/files", pin="5e" * 32, tor_required=False)
DAV = Transport(
    kind="webdav", address="https://127.0.0.1:9/dav/", pin="5e" * 32, tor_required=False
)


@pytest.fixture
def waiting(shown, tmp_path):
    """Return a function: the window with a bundle that waits for a platform with this way."""

    def wait(*ways: Transport):
        at = shown("interviewer")
        with make(tmp_path / "desk", "coordinator") as platform:
            card = platform.trust.new_card(PLATFORM, (), CardTerms(ways))
        words = desk.public_key(card.root).english
        at.ask(lambda it: it.trust.trust_card(card.data, words))

        def export(session):
            session.testimonies.seal(add(session, identity=None))
            return session.outbox.export(session.trust.platform(PLATFORM)).bundle

        at.bundle = at.ask(export)
        return at

    return wait


def filled(at):
    """Return the names of the filled buttons that are shown."""
    made = at.window.findChildren(QPushButton)
    return [it.objectName() for it in made if it.isVisible() and it.property("kind") == "primary"]


def test_with_nothing_sealed_the_one_button_leads_to_handing_over(shown):
    at = shown("interviewer")
    at.go("delivery")
    assert filled(at) == ["instead"]
    at.press("instead")
    at.pause(lambda: at.sees("No platform is trusted yet"))


def test_where_no_way_out_is_chosen_the_one_button_leads_there(waiting):
    at = waiting(TUS)
    at.go("delivery")
    assert at.sees("Nothing would be sent now")
    assert filled(at) == ["instead"]
    at.press("instead")
    assert at.sees("Where are you now?")


def test_a_card_without_a_way_leads_to_the_stick(waiting):
    at = waiting()
    at.go("delivery")
    assert at.sees("names no way to deliver over a network")
    assert filled(at) == ["instead"]
    at.press("instead")
    at.pause(lambda: at.find("write-again").isVisible())


def test_once_the_place_was_changed_no_older_judgement_is_shown(waiting):
    at = waiting(TUS)
    courier = at.window.desktop.courier
    old = Judgement(tuple(Line(it, "unknown", "safe.not-asked") for it in ORDER[1:]))
    at.go("delivery")
    courier.now = Underway(judgement=old)
    at.go("delivery", page="way")
    zone = at.find("zone")
    zone.setCurrentIndex(zone.findData("V-ZONE-06"))
    at.find("answer-direct").setChecked(True)
    at.press("keep-way")
    assert courier.now.judgement is None
    at.pause(lambda: at.sees("A direct connection is allowed here"))
    assert filled(at) == ["send"]


def test_what_spoke_against_the_last_try_is_said_where_the_button_is(waiting):
    at = waiting(TUS)
    at.ask(lambda it: it.delivery.choose(EXILE))
    at.go("delivery")
    courier = at.window.desktop.courier
    courier.now = Underway(judgement=Judgement((Line.against("key", WrongKey()),)))
    courier.changed.emit()
    at.settle()
    assert at.find("delivery-why").text().startswith("What answered does not hold the key")
    assert filled(at) == ["send"]


def test_a_server_that_asks_who_is_there_is_told_before_it_refuses(waiting):
    at = waiting(DAV)
    at.ask(lambda it: it.delivery.choose(EXILE))
    at.go("delivery")
    assert at.sees("No name and password are kept for its server")
    at.press("way")
    at.find("login-name").setText("me")
    at.press("keep-way")
    at.pause(lambda: at.sees("Check and send"))
    assert not at.sees("No name and password are kept for its server")


def test_what_the_server_says_stands_with_the_error_and_is_no_markup(waiting):
    at = waiting(TUS)
    at.go("delivery")
    courier = at.window.desktop.courier
    courier.now = Underway(error=desk.NetworkTrouble(said="<b>507</b>"))
    courier.changed.emit()
    at.settle()
    assert at.sees("The server says: <b>507</b>")


def test_in_a_narrow_window_the_parts_stand_in_the_order_of_reading(shown):
    at = shown("interviewer")
    parts = [button(it, "link") for it in ("now", "safe", "queue")]
    sides = ("left", "right", "left")
    columns = Columns(at.window.desktop.settings, *zip(sides, parts, strict=True))
    columns.resize(500, 600)
    columns.show()
    at.settle()
    spots = [it.mapTo(columns, QPoint(0, 0)) for it in parts]
    assert [it.y() for it in spots] == sorted({it.y() for it in spots})
    assert len({it.x() for it in spots}) == 1
    columns.resize(1200, 600)
    at.settle()
    now, safe, queue = (it.mapTo(columns, QPoint(0, 0)) for it in parts)
    assert now.y() == safe.y() < queue.y()
    assert now.x() == queue.x() < safe.x()
    columns.close()


def test_what_is_asked_before_taking_back_has_room(waiting):
    at = waiting(TUS)
    at.go("delivery")
    at.press("delivery-withdraw")
    question = at.find("withdraw-yes").parentWidget().parentWidget()
    assert question.height() >= question.heightForWidth(question.width())


@pytest.mark.parametrize(("role", "tone"), [("interviewer", "red"), ("self", "amber")])
def test_whoever_tells_alone_sees_nothing_red(shown, role, tone):
    at = shown(role)
    judgement = Judgement((Line.against("key", WrongKey()),))
    made = safety_sheet(at.window.desktop.words, judgement, PLATFORM, None)
    marks = [it for it in made.findChildren(QLabel) if it.property("kind") == "mark"]
    assert [it.property("tone") for it in marks] == [tone]
