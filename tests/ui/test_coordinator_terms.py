"""Ways to deliver and time stamps on a coordinator's card: typed, judged, kept by the next card."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from collector.crypto import fingerprint
from collector.model.card import TimeAuthority, Transport
from collector.model.card_terms import CardTerms
from makers import PLATFORM, make

ADDRESS = "https://203.0.113.7/files"
PIN = "5e" * 32
TYPED_PIN = ":".join(["5E"] * 32)
WAY = Transport(kind="tus", address=ADDRESS, pin=PIN, tor_required=True)
AUTHORITY = TimeAuthority(address="https://203.0.113.9/stamp", certificate="ab" * 32)


@pytest.fixture
def face(shown):
    made = shown("coordinator")
    made.ask(lambda session: session.trust.new_card(PLATFORM))
    made.go("card")
    made.press("change-terms")
    return made


def card(face):
    return face.ask(lambda session: session.trust.own_card()).card


def fill(face, name, text):
    face.find(name).setText(text)


def kind(face, wanted):
    chosen = face.find("terms-way-kind")
    chosen.setCurrentIndex(chosen.findData(wanted))
    chosen.activated.emit(chosen.currentIndex())


def fill_way(face, address=ADDRESS, pin=TYPED_PIN):
    fill(face, "terms-way-address", address)
    fill(face, "terms-way-pin", pin)


def test_a_way_is_added_and_kept_by_the_next_card(face):
    assert face.sees("No address yet: people deliver by hand")
    fill_way(face)
    face.press("terms-add")
    assert face.find("terms-way-address").text() == ""
    assert card(face).serial == 1, "nothing is kept before the card is made"
    face.press("terms-issue")
    face.settle()
    assert (card(face).serial, card(face).transports) == (2, (WAY,))
    assert face.sees("The card is renewed")
    assert face.sees("5e5e 5e5e")
    assert face.find("save-card").isEnabled()


def test_what_was_typed_and_not_added_goes_onto_the_card_too(face):
    kind(face, "sftp")
    assert face.sees("reached by SSH")
    fill_way(face, "sftp://203.0.113.7/in")
    face.find("terms-way-tor").click()
    face.press("terms-issue")
    face.settle()
    (way,) = card(face).transports
    assert (way.kind, way.tor_required) == ("sftp", False)


def test_people_who_trust_the_card_take_the_next_one_without_words(face, tmp_path):
    first = face.ask(lambda session: session.trust.own_card())
    with make(tmp_path / "field") as field:
        field.trust.trust_card(first.data, fingerprint.words(first.root))
        fill_way(face)
        face.press("terms-issue")
        face.settle()
        data = face.ask(lambda session: session.trust.own_card()).data
        assert [it.field for it in field.trust.take_renewed(data).changes] == ["transports"]


def test_ways_are_removed(face):
    for number in (7, 8):
        fill_way(face, f"https://203.0.113.{number}/files")
        face.press("terms-add")
    face.press("terms-remove-0")
    face.press("terms-issue")
    face.settle()
    assert [it.address for it in card(face).transports] == ["https://203.0.113.8/files"]
    face.press("change-terms")
    face.press("terms-remove-0")
    face.press("terms-issue")
    face.settle()
    assert card(face).transports == ()


@pytest.mark.parametrize(
    ("which", "address", "pin", "said"),
    [
        ("tus", "http://203.0.113.7/files", PIN, "It has to begin with https://"),
        ("webdav", "https://", PIN, "It has to begin with https://"),
        ("tus", "https://203.0.113.7/two words", PIN, "without spaces"),
        ("sftp", ADDRESS, PIN, "It has to begin with sftp://"),
        ("tus", ADDRESS, "", "A digest has 64 digits"),
        ("tus", ADDRESS, "5e" * 31, "A digest has 64 digits"),
        ("tus", ADDRESS, "5g" * 32, "A digest has 64 digits"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(face, which, address, pin, said):
    kind(face, which)
    fill_way(face, address, pin)
    for button in ("terms-add", "terms-issue"):
        face.press(button)
        assert face.sees(said)
        assert face.find("terms-way-address").text() == address, "nothing typed is lost"
    assert card(face).serial == 1
    wrong = "terms-way-pin" if "digest" in said else "terms-way-address"
    assert face.window.focusWidget().objectName() == wrong


def test_the_same_way_twice_is_refused(face):
    for _ in range(2):
        fill_way(face)
        face.press("terms-add")
    assert face.sees("This way is on the list already")
    fill_way(face, "", "")
    face.press("terms-issue")
    face.settle()
    assert len(card(face).transports) == 1


def test_no_more_ways_than_a_card_holds(face):
    for number in range(17):
        fill_way(face, f"https://203.0.113.{number}/files")
        face.press("terms-add")
    assert face.sees("A card holds 16 ways at most")
    fill_way(face, "", "")
    face.press("terms-issue")
    face.settle()
    assert len(card(face).transports) == 16


def test_a_time_authority_is_kept_changed_and_left_out(face):
    fill(face, "terms-time-address", "http://203.0.113.9/stamp")
    fill(face, "terms-time-pin", "5")
    face.press("terms-issue")
    assert face.sees("It has to begin with https://")
    assert face.sees("A digest has 64 digits")
    fill(face, "terms-time-address", AUTHORITY.address)
    fill(face, "terms-time-certificate", "AB " * 32)
    fill(face, "terms-time-pin", "")
    face.press("terms-issue")
    face.settle()
    assert card(face).time_authority == AUTHORITY
    face.press("change-terms")
    for name in ("address", "certificate"):
        fill(face, f"terms-time-{name}", "")
    face.press("terms-issue")
    face.settle()
    assert card(face).time_authority is None


def test_what_is_not_on_the_page_stays_on_the_card(face):
    revoked = ("cd" * 32,)
    face.ask(lambda session: session.trust.renew_card(10, CardTerms((WAY,), AUTHORITY, revoked)))
    face.go("card", page="terms")
    face.press("terms-remove-0")
    face.press("terms-issue")
    face.settle()
    now = card(face)
    assert (now.transports, now.time_authority, now.revoked_keys) == ((), AUTHORITY, revoked)


def test_without_a_difference_no_card_is_made(face):
    face.press("terms-issue")
    assert face.sees("Nothing is different from your card")
    assert card(face).serial == 1
    fill_way(face)
    face.press("back")
    face.settle()
    assert card(face).serial == 1
    assert not face.window.screen_shown.findChildren(QPushButton, "terms-issue")


def test_what_was_typed_survives_another_language(face):
    fill_way(face)
    face.press("terms-add")
    QTest.keyClicks(face.find("terms-way-address"), "https://half")
    fill(face, "terms-time-pin", "12")
    face.window.change(replace(face.window.desktop.settings, language="be"))
    for _ in range(2):
        face.settle()
    assert face.find("terms-way-address").text() == "https://half"
    assert face.find("terms-time-pin").text() == "12"
    assert face.find("terms-remove-0").text() == "Прыбраць"
