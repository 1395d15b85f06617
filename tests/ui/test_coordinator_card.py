"""A coordinator's card: made, given out, read aloud, renewed; and the copy of its keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QRadioButton

from collector import desk
from collector.errors import MachineFault
from collector.model.card_rules import revokes_itself
from collector.ui.desktop import Place
from collector.ui.screens.coordinator import card
from coordinating import choose
from makers import PLATFORM
from ui.looking import in_view


@pytest.fixture
def face(shown):
    return shown("coordinator")


def pick(face, number):
    buttons = [it for it in face.find("card-keeper").findChildren(QRadioButton) if it.isVisible()]
    buttons[number].click()


def fill_name(face, name=PLATFORM):
    face.find("card-name").insert(name)


def faulty(_job):
    raise MachineFault


def made(face):
    face.ask(lambda session: session.trust.new_card(PLATFORM))
    return face.go("card")


def test_a_card_whose_identity_key_another_person_holds(face, tmp_path):
    desk.new_key_file(tmp_path / "theirs.key.txt")
    public = (tmp_path / "theirs.key.txt").read_text().splitlines()[0].split()[-1]
    (tmp_path / "theirs.public.txt").write_text(public + "\n")
    face.go("card")
    fill_name(face)
    pick(face, 0)
    face.press("their-key")
    choose(tmp_path / "theirs.public.txt")
    face.settle()
    assert face.sees(public[:20])
    face.press("make-card")
    face.settle()
    card = face.ask(lambda session: session.trust.own_card()).card
    assert card.name == PLATFORM
    assert card.identity_separate
    assert card.identity_recipients == (public,)
    assert face.sees("Another person keeps the key to identities")


def test_a_card_whose_identity_key_stays_here_is_told_in_amber(face, monkeypatch):
    face.go("card")
    fill_name(face)
    pick(face, 1)
    assert face.sees("Whoever opens this vault can then also read who the people are")
    with monkeypatch.context() as machine:
        machine.setattr(card, "_read", faulty)
        face.press("make-card")
        face.settle()
    assert face.sees("Reading or writing failed")
    assert face.window.screen_shown.isEnabled()
    face.go("card")
    assert not face.ask(lambda session: session.trust.own_card()).card.identity_separate
    assert face.sees("This vault keeps the key to identities")


def test_what_is_missing_is_said_and_no_card_is_made(face):
    face.go("card")
    face.press("make-card")
    assert face.sees("Please give a name.")
    assert face.sees("Please choose one of the two.")
    fill_name(face)
    assert not face.sees("Please give a name.")
    pick(face, 0)
    face.press("make-card")
    assert face.sees("Please choose the public key")
    assert face.ask(lambda session: session.trust.own_card()) is None


def test_a_name_that_is_too_long_is_cut_and_one_that_hides_something_refused(face):
    face.go("card")
    face.find("card-name").setText("Our \u202ename")
    pick(face, 1)
    face.press("make-card")
    assert face.sees("hidden characters")
    assert face.ask(lambda session: session.trust.own_card()) is None
    face.find("card-name").clear()
    fill_name(face, "п" * 150)
    face.press("make-card")
    face.settle()
    assert face.ask(lambda session: session.trust.own_card()).card.name == "п" * 100


def test_a_file_that_holds_no_public_key_is_refused(face, tmp_path):
    desk.new_key_file(tmp_path / "private.txt")
    face.go("card")
    pick(face, 0)
    face.press("their-key")
    choose(tmp_path / "private.txt")
    face.settle()
    assert face.sees("This file holds a private key")
    assert face.sees("it must not lie on this computer")
    fill_name(face)
    face.press("make-card")
    assert face.ask(lambda session: session.trust.own_card()) is None
    assert not face.sees("AGE-SECRET-KEY")


def test_what_was_put_in_survives_another_language(face):
    face.go("card")
    fill_name(face, "Our name")
    pick(face, 0)
    face.window.go(face.window.screen_shown.place())
    face.settle()
    assert face.find("card-name").text() == "Our name"
    assert face.find("their-key").isEnabled()


def test_the_twelve_words_are_shown_in_both_languages(face):
    made(face)
    card = face.ask(lambda session: session.trust.own_card())
    key = desk.public_key(card.root)
    texts = face.texts()
    for word in (*key.english.split(), *key.russian.split()):
        assert word in texts


def test_the_keyboard_is_where_the_work_begins(face):
    face.go("arrivals")
    assert face.window.focusWidget().objectName() == "make-card-first"
    QTest.keyClick(face.find("make-card-first"), Qt.Key.Key_Return)
    face.settle()
    assert face.window.focusWidget().objectName() == "card-name"
    made(face)
    assert face.window.focusWidget().objectName() == "save-card"


def test_the_card_is_written_to_a_file(face, tmp_path):
    made(face)
    face.press("save-card")
    choose(tmp_path / "card.txt")
    face.settle()
    card = face.ask(lambda session: session.trust.own_card())
    assert (tmp_path / "card.txt").read_bytes() == card.data
    assert face.sees("The card is written: card.txt")
    face.press("save-card")
    choose(tmp_path / "card.txt")
    face.settle()
    assert not face.sees("The card is written")


def test_a_renewed_card_keeps_its_words(face):
    made(face)
    before = face.ask(lambda session: session.trust.own_card())
    renew = face.find("renew-card")
    renew.click()
    renew.click()
    assert not face.find("save-card").isEnabled(), "it would save the older card"
    face.settle()
    face.settle()
    after = face.ask(lambda session: session.trust.own_card())
    assert (after.root, after.card.serial) == (before.root, before.card.serial + 1)
    assert face.sees("The card is renewed")


def test_a_platform_is_given_up_after_one_question(face, tmp_path):
    made(face)
    before = face.ask(lambda session: session.trust.own_card())
    face.press("last-card-ask")
    assert face.sees("It cannot be taken back, and no card follows.")
    face.pause(lambda: not face.find("last-card-yes-keep").visibleRegion().isEmpty())
    assert face.window.focusWidget() is face.find("last-card-yes-keep"), "Enter changes nothing"
    face.press("last-card-yes-keep")
    assert not face.sees("It cannot be taken back")
    assert face.ask(lambda session: session.trust.own_card()) == before
    face.press("last-card-ask")
    face.press("last-card-yes")
    face.settle()
    last = face.ask(lambda session: session.trust.own_card())
    assert revokes_itself(last.card)
    assert last.card.serial == before.card.serial + 1
    assert face.sees("The last card is made")
    assert face.window.focusWidget() is face.find("save-card")
    face.press("save-card")
    choose(tmp_path / "last.txt")
    face.settle()
    assert (tmp_path / "last.txt").read_bytes() == last.data
    assert face.sees("The card is written: last.txt")
    assert not face.sees("those who will hand over to you")


def test_the_page_of_a_platform_that_is_given_up_offers_nothing_that_leads_on(face):
    made(face)
    face.ask(lambda session: session.trust.revoke_card())
    face.go("card")
    assert face.find("given-up")
    assert face.sees("This platform is given up")
    assert face.window.focusWidget() is face.find("save-card")
    assert face.find("save-key-copy"), "what came before is still opened by the keys"
    assert {it.objectName() for it in buttons(face)}.isdisjoint(
        {"renew-card", "change-terms", "make-key-file", "last-card-ask"}
    )
    assert not face.sees("Valid until")
    assert not face.sees("Twelve words to read aloud")


def buttons(face):
    return [it for it in face.window.screen_shown.findChildren(QPushButton) if it.isVisible()]


def test_the_copy_of_the_keys_is_asked_for_until_one_was_checked(face, tmp_path):
    made(face)
    assert face.find("key-copy-missing")
    face.press("save-key-copy")
    assert face.sees("Whoever has this file reads every bundle")
    assert list(tmp_path.glob("*.txt")) == []
    face.press("key-copy-where")
    choose(tmp_path / "keys.txt")
    face.settle()
    assert face.sees("The copy is written: keys.txt")
    assert face.find("key-copy-missing"), "written is not yet checked"
    face.press("check-key-copy")
    choose(tmp_path / "keys.txt")
    face.settle()
    face.settle()
    assert face.find("key-copy-checked")
    assert face.ask(lambda session: session.trust.key_copy_checked()) is not None
    face.go("arrivals")
    face.go("card")
    assert face.find("key-copy-checked")


def test_a_copy_of_other_keys_is_no_copy(face, tmp_path):
    made(face)
    desk.new_key_file(tmp_path / "other.txt")
    face.find("check-key-copy").setFocus()
    face.press("check-key-copy")
    choose(tmp_path / "other.txt")
    face.settle()
    assert face.find("key-copy-missing")
    assert face.ask(lambda session: session.trust.key_copy_checked()) is None
    assert face.window.focusWidget() is face.find("check-key-copy"), "it can be tried again"


def test_not_now_writes_nothing(face):
    made(face)
    face.press("save-key-copy")
    face.press("key-copy-not-now")
    assert not face.sees("Whoever has this file reads every bundle")


def test_a_key_file_for_another_person_and_its_public_half(face, tmp_path):
    made(face)
    face.press("make-key-file")
    choose(tmp_path / "hers.key.txt")
    face.settle()
    face.pause(lambda: in_view(face, "Two files were written"))
    recipients = desk.read_recipients(tmp_path / "hers.public.txt")
    keys = desk.read_keys(tmp_path / "hers.key.txt")
    assert recipients == tuple(str(it.recipient()) for it in keys)
    face.press("make-key-file")
    choose(tmp_path / "hers.key.txt")
    face.settle()
    assert not face.sees("Two files were written")
    face.pause(lambda: in_view(face, "There is a file or folder of that name already"))
    assert desk.read_recipients(tmp_path / "hers.public.txt") == recipients


def test_first_a_card_then_arrivals(face):
    face.go("arrivals")
    face.press("make-card-first")
    assert face.window.screen_shown.place().screen == Place("card").screen
