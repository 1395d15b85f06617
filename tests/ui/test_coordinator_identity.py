"""The identity page: closed without the separate key file, gone on leaving, logged when opened."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from collector import desk
from collector.model.custody import CustodyEvent
from collector.model.identity import IdentityForm, NameForm
from collector.model.reading import read_as
from collector.store import identity_sealing
from collector.ui.outside import MOST_SHOWN
from collector.ui.screens.coordinator import identity
from collector.ui.screens.coordinator.identity_view import form_sheet
from collector.ui.words import Words
from coordinating import Sender, choose, vouch
from makers import OWN_SAMPLES, PLATFORM
from ui.looking import outside_the_window

NAME = "Імя <b>Прозвішча</b>\u202e"
IDENTITY = {
    "names": [{"text": NAME, "script": "Cyrl-be", "alias": False}],
    "dob": {"value": "1980-05-01", "precision": "day", "basis": "saw"},
    "contacts": [
        {"channel": "messenger", "handle": "@somebody", "safe_word": "ліпа"},
        {"channel": "e-mail", "handle": "x" * 100},
    ],
    "relatives": [{"relation": "сястра", "zone": "V-ZONE-01"}],
    "documents": [{"what": "пашпарт", "seen": True}],
    "notes": "Першы радок\nДругі радок",
}


@pytest.fixture
def face(shown):
    return shown("coordinator")


@pytest.fixture
def keys(tmp_path):
    """The key file of the person who keeps the key to identities."""
    path = tmp_path / "separate.key.txt"
    desk.new_key_file(path)
    return path


@pytest.fixture
def account(face, keys, tmp_path):
    """An account that came in with a sealed identity."""
    (key,) = desk.read_keys(keys)
    recipient = str(key.recipient())
    card = face.ask(lambda session: session.trust.new_card(PLATFORM, (recipient,)))
    sender = Sender(tmp_path / "sender", card, OWN_SAMPLES / "notice.jpg", identity=IDENTITY)
    vouch(face, sender)
    path = sender.send()
    face.ask(lambda session: session.intake.take(path))
    sender.session.close()
    return sender.account


def open_with(face, path):
    face.press("choose-key-file")
    choose(path)
    face.settle()


def openings(face) -> int:
    def count(session):
        rows = session.vault.db.execute("SELECT bytes FROM event").fetchall()
        return sum(read_as(row[0], CustodyEvent).event == "X-UNSEAL" for row in rows)

    return face.ask(count)


def test_the_key_file_opens_it_and_the_log_says_so(face, account, keys):
    face.go("identity", account)
    assert not face.sees("Прозвішча")
    open_with(face, keys)
    assert face.sees("Імя <b>Прозвішча</b><U+202E>")
    assert face.sees("May 1, 1980")
    assert face.sees("messenger: @somebody")
    assert face.sees("ліпа")
    assert face.sees("x" * 100), "broken into lines, and copied as it is"
    assert not outside_the_window(face.window)
    assert face.sees("сястра")
    assert face.sees("Першы радок\nДругі радок")
    assert face.find("picture").has_image
    assert face.find("unsealed-logged")
    assert openings(face) == 1


def test_an_exhibit_too_large_to_be_held_hides_nothing_else(face, account, keys, monkeypatch):
    size = (OWN_SAMPLES / "notice.jpg").stat().st_size
    monkeypatch.setattr(identity_sealing, "HELD_AT_MOST", size - 1)
    face.go("identity", account)
    open_with(face, keys)
    assert face.sees("May 1, 1980")
    assert not face.find("picture").has_image
    assert face.sees("It cannot be shown here. It is kept as it is.")
    monkeypatch.setattr(identity, "MOST_SHOWN", 0)
    face.go("identity", account)
    open_with(face, keys)
    assert face.sees("and 2 more (not shown here)"), "the form and the exhibit"


def test_a_sender_cannot_make_the_form_endless(qtbot):
    name = NameForm(text="Name", script="Latn", alias=False)
    shown = form_sheet(Words("en"), IdentityForm(names=(name,) * 60_000))
    qtbot.addWidget(shown)
    said = [it.text() for it in shown.findChildren(QLabel)]
    assert said.count("Name") == 2 * MOST_SHOWN, "what it is, and the name"
    assert said[-1] == "and 59,950 more (not shown here)"


def test_it_is_gone_after_leaving_and_after_locking(face, account, keys):
    face.go("identity", account)
    open_with(face, keys)
    face.window.go(face.window.screen_shown.place())
    face.settle()
    assert not face.sees("Прозвішча")
    open_with(face, keys)
    face.window.lock()
    face.settle()
    assert not face.sees("Прозвішча")


def test_another_key_file_opens_nothing_and_writes_nothing(face, account, tmp_path):
    other = tmp_path / "other.key.txt"
    desk.new_key_file(other)
    face.go("identity", account)
    open_with(face, other)
    assert face.sees("This key file does not open the identity")
    assert face.find("choose-key-file").isEnabled()
    assert openings(face) == 0


def test_a_file_that_is_no_key_file_is_told_as_such(face, account):
    face.go("identity", account)
    open_with(face, OWN_SAMPLES / "courtyard.jpg")
    assert not face.sees("Прозвішча")
    assert face.find("choose-key-file").isEnabled()
    assert openings(face) == 0
