"""One exhibit: what is typed is kept, what it shows is told, where it belongs is decided once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from collector.model.testimony_input import TestimonyInput
from collector.session import GivenFile
from collector.ui.parts import digest
from collector.ui.screens.account.taking import entry_of
from makers import OWN_SAMPLES, make, reopen, trust
from ui.exhibits_host import show_exhibits

PHOTO = OWN_SAMPLES / "courtyard.jpg"
BIDI = "\u202egpj.exe<img src=file:///etc/passwd>.jpg"


@pytest.fixture
def at(shown):
    return shown("interviewer")


def begin(at, *paths):
    """Begin an account with these files, show the page, and look at the first of them."""

    def add(session):
        files = [GivenFile(it, entry_of(it.name)) for it in paths]
        return session.testimonies.add(TestimonyInput(about="Двор"), files)

    account = at.ask(add)
    page = show_exhibits(at, account)
    look_at(at, page, 0)
    return account, page


def look_at(at, page, row):
    page._tiles.setCurrentIndex(page._tiles.tiles.index(row))
    wait_for_card(at, page)


def wait_for_card(at, page):
    at.pause(lambda: page._card is not None and page._card.is_complete)
    at.settle()


def held(at, account):
    return at.ask(lambda session: session.testimonies.draft(account).exhibits)


def write(at, name, text):
    field = at.find(name)
    field.setFocus()
    QTest.keyClicks(field, text)
    return field


def test_what_the_person_says_is_kept_as_it_is_typed(at):
    account, _ = begin(at, PHOTO)
    write(at, "exhibit-content", "A courtyard at night")
    write(at, "exhibit-made-by", "a neighbour")
    at.pause(lambda: at.sees("Kept at "))
    at.pause(lambda: held(at, account)[0].entry.claims.made_by == "a neighbour")
    assert held(at, account)[0].entry.claims.content_note == "A courtyard at night"


def test_what_was_typed_last_is_kept_when_the_vault_is_locked_at_once(at):
    account, _ = begin(at, PHOTO)
    write(at, "exhibit-content", "The last key")
    at.window.lock()
    at.settle()
    with reopen(at.folder) as session:
        (found,) = session.testimonies.draft(account).exhibits
    assert found.entry.claims.content_note == "The last key"


def test_what_was_typed_is_kept_when_another_exhibit_is_looked_at(at):
    account, page = begin(at, PHOTO, OWN_SAMPLES / "calls.ogg")
    write(at, "exhibit-content", "First")
    look_at(at, page, 1)
    assert held(at, account)[0].entry.claims.content_note == "First"
    assert at.find("exhibit-content").toPlainText() == ""
    look_at(at, page, 0)
    assert at.find("exhibit-content").toPlainText() == "First"


def test_a_new_exhibit_does_not_take_the_form_away_from_whoever_types(at):
    account, page = begin(at, PHOTO)
    at.window.activateWindow()
    field = write(at, "exhibit-content", "Half a ")
    at.pause(field.hasFocus)
    page._add([OWN_SAMPLES / "calls.ogg"])
    at.pause(lambda: len(page._tiles.tiles.exhibits) == 2)
    QTest.keyClicks(field, "sentence")
    page.leave()
    at.settle()
    assert held(at, account)[0].entry.claims.content_note == "Half a sentence"


def test_what_can_be_seen_is_unticked_by_hand(at):
    account, _ = begin(at, PHOTO)
    at.press("shows-face")
    at.press("shows-document")
    at.window.screen_shown.leave()
    at.settle()
    found = held(at, account)[0].entry.depicts
    assert (found.face, found.document, found.body) == (False, False, True)


def test_what_the_file_says_is_called_a_claim(at):
    begin(at, PHOTO)
    assert at.sees("What the file says of itself")
    assert at.sees("Exemplar")
    assert at.sees("They can be wrong or changed")


def test_a_file_that_says_nothing_of_itself(at, tmp_path):
    plain = tmp_path / "plain.png"
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    image.save(str(plain), "PNG")
    begin(at, plain)
    assert at.sees("It says nothing of when, where or with what it was made")


def test_a_flawed_picture_is_kept_and_has_a_sign(at, tmp_path):
    flawed = tmp_path / "flawed.jpg"
    flawed.write_bytes(PHOTO.read_bytes()[:400] + bytes(4000))
    account, _ = begin(at, flawed)
    at.pause(lambda: at.sees("It cannot be shown here. It is kept as it is."))
    assert not at.find("picture").has_image
    assert held(at, account)[0].here


def test_a_picture_can_be_seen(at):
    begin(at, PHOTO)
    picture = at.find("picture")
    at.pause(lambda: picture.has_image)
    assert picture.accessibleName() == "courtyard.jpg"


def test_a_name_from_outside_is_one_harmless_line(at, tmp_path):
    begin(at, PHOTO)
    page = at.window.screen_shown.page
    tiles = page._tiles
    tiles.show_all([replace(tiles.tiles.exhibits[0], name=BIDI, media="0" * 32)], 0)
    at.settle()
    title = at.find("exhibit-title")
    assert "\u202e" not in title.text() and "<U+202E>" in title.text()
    assert all(it.textFormat() == Qt.TextFormat.PlainText for it in at.window.findChildren(QLabel))


def test_an_exhibit_moves_to_the_identity_after_one_question(at):
    account, page = begin(at, PHOTO)
    at.press("exhibit-identity")
    at.press("exhibit-move-keep")
    assert held(at, account)[0].compartment == "exhibit"
    assert not at.find("exhibit-identity").isChecked()
    at.press("exhibit-identity")
    at.press("exhibit-move")
    at.pause(lambda: held(at, account)[0].compartment == "identity")
    wait_for_card(at, page)
    assert at.sees("It stays readable here until a platform is trusted")


def test_with_a_trusted_platform_it_is_sealed_and_cannot_be_seen_again(at, tmp_path):
    def trust_platform(session):
        with make(tmp_path / "coordinator", "coordinator") as coordinator:
            return trust(session, coordinator)

    at.ask(trust_platform)
    account, page = begin(at, PHOTO)
    at.press("exhibit-identity")
    at.press("exhibit-move")
    at.settle()
    (found,) = held(at, account)
    assert found.media is None and found.file is None
    look_at(at, page, 0)
    assert at.sees("Only the platform’s identity key opens it")
    assert not at.find("picture").has_image
    at.press("exhibit-remove")
    at.press("exhibit-remove-yes")
    at.settle()
    assert held(at, account) == ()


def test_the_digest_is_copied_whole_and_leaves_the_clipboard_again(at, monkeypatch):
    monkeypatch.setattr(digest, "CLEARED_AFTER", 30)
    account, _ = begin(at, PHOTO)
    sha256 = held(at, account)[0].sha256
    assert at.find("digest").text() == f"{sha256[:8]}…{sha256[-8:]}"
    at.press("digest-whole")
    assert at.find("digest").text().replace("\n", "") == sha256
    at.find("digest-copy").click()
    assert QGuiApplication.clipboard().text() == sha256
    at.pause(lambda: QGuiApplication.clipboard().text() == "")


def test_what_was_copied_meanwhile_stays_on_the_clipboard(at, monkeypatch, qtbot):
    monkeypatch.setattr(digest, "CLEARED_AFTER", 30)
    begin(at, PHOTO)
    at.find("digest-copy").click()
    QGuiApplication.clipboard().setText("something else")
    qtbot.wait(90)
    assert QGuiApplication.clipboard().text() == "something else"
