"""Platforms are trusted by twelve words that somebody heard and typed, never by a name."""

import json

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from collector.crypto import fingerprint
from collector.crypto.ed25519 import SigningKey
from collector.model.card import TimeAuthority, Transport
from collector.model.card_terms import CardTerms
from collector.store import platforms
from collector.store.platform_cards import make_card, read_card
from collector.store.sqlite import transaction
from collector.ui.desktop import Place
from collector.ui.screens.platforms.offer import Offer
from coordinating import drop
from makers import PLATFORM, given, make, reopen
from ui.looking import cut_off, latin, outside_the_window, without_a_name


@pytest.fixture
def coordinator(tmp_path):
    with make(tmp_path / "coordinator", "coordinator") as session:
        session.trust.new_card(PLATFORM)
        yield session


@pytest.fixture
def card_file(coordinator, tmp_path):
    path = tmp_path / "card.json"
    path.write_bytes(coordinator.trust.own_card().data)
    return path


def choose(face, path):
    face.press("open-card")
    (dialog,) = [it for it in QApplication.topLevelWidgets() if isinstance(it, QFileDialog)]
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
    dialog.accept()
    face.pause(lambda: face.window.screen_shown.place().screen == "trust")


def hear(face, spoken):
    face.find("heard").setPlainText(spoken)
    face.press("trust")
    face.settle()


def trusted(face):
    return face.ask(lambda session: [it.card.name for it in session.trust.platforms()])


def test_without_a_platform_the_page_says_what_a_card_is(shown):
    face = shown()
    face.go("platforms")
    face.pause(lambda: face.sees("No platform is trusted yet"))
    face.pause(lambda: face.sees("It gives out a small file: its card"))


def test_a_card_from_the_dialog_is_trusted_by_the_words_that_were_heard(
    shown, coordinator, card_file
):
    face = shown()
    face.go("platforms")
    choose(face, card_file)
    said = fingerprint.words(coordinator.trust.own_card().root)
    face.pause(lambda: face.sees(PLATFORM))
    pairs = zip(said.split(), said.split()[1:], strict=False)
    assert not any(face.sees(f"{one} {other}") for one, other in pairs)
    hear(face, said)
    face.pause(lambda: face.sees(f"You trust “{PLATFORM}” from now on"))
    face.press("back")
    face.pause(lambda: face.sees(PLATFORM))
    face.pause(lambda: face.sees(f"1. {said.split()[0]}"))
    face.press("other-list")
    russian = fingerprint.words(coordinator.trust.own_card().root, "russian")
    face.pause(lambda: face.sees(f"12. {russian.split()[-1]}"))


@pytest.mark.parametrize("role", ["self", "interviewer"])
def test_whoever_sends_can_read_their_own_words_to_the_platform(shown, coordinator, role):
    face = shown(role)
    card = coordinator.trust.own_card()
    face.ask(lambda session: session.trust.trust_card(card.data, fingerprint.words(card.root)))
    face.go("platforms")
    face.pause(lambda: face.sees("Your own twelve words"))
    own = face.ask(lambda session: session.trust.own_signer)
    english = [it for it in face.texts() if it in _numbered(fingerprint.words(own))]
    assert english == _numbered(fingerprint.words(own))
    face.press("own-other-list")
    russian = _numbered(fingerprint.words(own, "russian"))
    assert [it for it in face.texts() if it in russian] == russian
    assert coordinator.trust.enrol(own, " ".join(it.split()[1] for it in russian))


def _numbered(said):
    return [f"{number}. {word}" for number, word in enumerate(said.split(), start=1)]


def test_a_card_can_be_dropped_and_the_words_said_in_russian(shown, coordinator, card_file):
    face = shown()
    face.go("platforms")
    drop(face, card_file)
    hear(face, fingerprint.words(coordinator.trust.own_card().root, "russian").upper())
    assert trusted(face) == [PLATFORM]


def test_other_words_trust_nothing_and_stay_to_be_mended(shown, coordinator, card_file):
    face = shown()
    face.go("platforms")
    drop(face, card_file)
    assert not face.sees("Nothing was trusted")
    wrong = fingerprint.words(SigningKey.generate().public)
    hear(face, wrong)
    assert face.find("words-differ").isVisible()
    face.pause(lambda: face.sees("Nothing was trusted"))
    assert face.find("heard").toPlainText() == wrong
    assert trusted(face) == []
    QTest.keyClick(face.find("heard"), Qt.Key.Key_End)
    QTest.keyClicks(face.find("heard"), " x")
    assert not face.sees("Nothing was trusted")


def test_a_slip_of_the_pen_is_named_and_no_alarm(shown, coordinator, card_file):
    face = shown()
    face.go("platforms")
    drop(face, card_file)
    typed = fingerprint.words(coordinator.trust.own_card().root).split()
    hear(face, " ".join([*typed[:3], "zzyzx", *typed[4:]]))
    face.pause(lambda: face.sees("Word 4 of those you typed, zzyzx, is on neither list"))
    assert face.sees("look for a typing mistake")
    assert not face.sees("These are not the words of this card")
    assert trusted(face) == []
    QTest.keyClicks(face.find("heard"), " x")
    assert not face.sees("is on neither list")


def test_numbers_before_the_words_are_not_counted(shown, coordinator, card_file):
    face = shown()
    face.go("platforms")
    drop(face, card_file)
    typed = fingerprint.words(coordinator.trust.own_card().root).split()
    face.find("heard").setPlainText("\n".join(f"{n}. {it}" for n, it in enumerate(typed, 1)))
    assert face.sees("12 of 12 words")


def test_what_was_open_of_an_identity_is_sealed_and_told(shown, coordinator, card_file):
    face = shown()
    account = face.ask(lambda session: session.testimonies.add(given()))
    face.go("platforms")
    drop(face, card_file)
    hear(face, fingerprint.words(coordinator.trust.own_card().root))
    face.pause(lambda: face.sees("Who the person is could be read here in one account until now"))
    assert face.ask(lambda session: session.testimonies.with_open_identity()) == []
    face.window.close()
    with reopen(face.folder) as again:
        assert again.testimonies.show(account).identity == "sealed"


def test_a_renewed_card_says_what_changed_and_needs_no_words(shown, coordinator, card_file):
    face = shown()
    first = coordinator.trust.own_card()
    face.ask(lambda session: session.trust.trust_card(first.data, fingerprint.words(first.root)))
    card_file.write_bytes(coordinator.trust.renew_card(1000).data)
    face.go("platforms")
    drop(face, card_file)
    face.pause(lambda: face.sees("It was valid until"))
    face.press("trust")
    face.settle()
    (now,) = face.ask(lambda session: session.trust.platforms())
    assert now.card.serial == 2


def renew(face, coordinator, card_file, *terms):
    """Trust the card there is, and open the one that follows after these terms."""
    first = coordinator.trust.own_card()
    face.ask(lambda session: session.trust.trust_card(first.data, fingerprint.words(first.root)))
    for it in terms:
        card_file.write_bytes(coordinator.trust.renew_card(terms=it).data)
    face.go("platforms")
    drop(face, card_file)


def way(number, **changes):
    given = {"kind": "tus", "pin": "5e" * 32, "tor_required": True, **changes}
    return Transport(address=f"https://203.0.113.{number}/files", **given)


def test_a_renewed_card_names_its_ways_and_who_stamps_times(shown, coordinator, card_file):
    coordinator.trust.renew_card(terms=CardTerms((way(1), way(2))))
    face = shown()
    authority = TimeAuthority(address="https://203.0.113.9/stamp", certificate="ab" * 32)
    terms = CardTerms((way(2, pin="6f" * 32), way(3)), authority)
    renew(face, coordinator, card_file, terms)
    for said in (
        "Addresses on the network: 2 before, 2 now.",
        "New: https://203.0.113.3/files",
        "Not any more: https://203.0.113.1/files",
        "another demand for Tor: https://203.0.113.2/files",
        "Time stamps: none before, https://203.0.113.9/stamp now",
    ):
        assert face.sees(said)
    assert not face.sees("never came here")
    face.press("trust")
    face.settle()
    assert face.sees(f"The new card of “{PLATFORM}” is taken over")
    (now,) = face.ask(lambda session: session.trust.platforms())
    assert CardTerms.of(now.card) == terms


def test_a_card_that_revokes_keys_and_follows_after_a_gap_says_what_follows(
    shown, coordinator, card_file
):
    face = shown()
    terms = CardTerms(revoked_keys=("cd" * 32,))
    renew(face, coordinator, card_file, CardTerms(), terms)
    assert face.sees("Keys that are not in use any more: 0 before, 1 now.")
    assert face.sees("What still waits for such a key is not sent any more.")
    assert face.sees("Other cards between these two never came here")
    face.press("trust")
    face.settle()
    face.press("back")
    face.settle()
    assert face.sees("One earlier key is not in use any more.")
    assert face.sees("What still waits for such a key is not sent any more.")


def test_the_last_card_of_a_platform_says_that_nothing_may_be_sent_any_more(
    shown, coordinator, card_file
):
    face = shown()
    renew(face, coordinator, card_file)
    card_file.write_bytes(coordinator.trust.revoke_card().data)
    face.go("platforms")
    drop(face, card_file)
    said = "The platform has revoked its own card: nothing may be sent to it any more"
    face.pause(lambda: face.sees(said))
    assert face.find("trust").text() == "Take it over"
    assert not face.sees("Addresses on the network"), "what else it says counts no more"
    face.press("trust")
    face.settle()
    assert face.sees("From now on nothing is sent or handed over to it")
    assert not face.sees("what waits is sent as it says")
    face.press("back")
    face.settle()
    assert face.sees("Given up")
    assert face.sees(said)
    assert not face.sees("Ask the platform for its renewed card"), "no card follows"
    assert not face.sees("Valid until")
    drop(face, card_file)
    face.pause(lambda: face.sees("You trust this card already"))
    assert face.sees(said)


def test_the_same_card_again_changes_nothing(shown, coordinator, card_file):
    face = shown()
    card = coordinator.trust.own_card()
    face.ask(lambda session: session.trust.trust_card(card.data, fingerprint.words(card.root)))
    face.go("platforms")
    drop(face, card_file)
    face.pause(lambda: face.sees("You trust this card already"))


def test_a_file_that_is_no_card_is_refused_in_words(shown, tmp_path):
    face = shown()
    face.go("platforms")
    (tmp_path / "other.json").write_text(json.dumps({"name": "a card"}))
    drop(face, tmp_path / "other.json")
    face.pause(lambda: face.sees("This file is not a platform card"))
    assert trusted(face) == []


def test_a_card_that_is_over_is_refused_before_any_word_is_read(shown, coordinator, tmp_path):
    face = shown()
    root = SigningKey.generate()
    newest = coordinator.trust.own_card().card
    old = replace(newest, root_key=root.public.hex(), valid_until="2020-01-31")
    (tmp_path / "old.json").write_bytes(make_card(old, root))
    face.go("platforms")
    drop(face, tmp_path / "old.json")
    face.pause(lambda: face.sees("valid until 2020-01-31"))
    assert face.window.screen_shown.place().screen == "platforms"


def test_a_trusted_card_that_is_over_says_what_follows(shown, coordinator):
    face = shown()
    root = SigningKey.generate()
    newest = coordinator.trust.own_card().card
    over = replace(newest, root_key=root.public.hex(), valid_until="2020-01-31")
    kept = read_card(make_card(over, root)).kept()

    def trust_long_ago(session):
        with transaction(session.vault.db):
            platforms.trust(session.vault.db, root.public, kept, "2019-11-22T12:00:00Z")

    face.ask(trust_long_ago)
    face.go("platforms")
    face.pause(lambda: face.sees("Card has expired"))
    assert face.sees(
        "Nothing is sent or handed over with this card any more; what waits stays here"
    )


def test_a_platform_name_is_plain_text_in_one_line(shown, coordinator, tmp_path):
    face = shown()
    root = SigningKey.generate()
    name = "<img src='x'><b>bold</b> & " + "w" * 60
    named = replace(coordinator.trust.own_card().card, root_key=root.public.hex(), name=name)
    (tmp_path / "named.json").write_bytes(make_card(named, root))
    face.go("platforms")
    drop(face, tmp_path / "named.json")
    face.pause(lambda: face.sees(name))


def test_what_was_typed_outlives_a_change_of_language_and_goes_with_the_lock(
    shown, coordinator, card_file
):
    face = shown()
    offer = Offer(coordinator.trust.own_card(), None)
    face.go("trust", data=offer)
    QTest.keyClicks(face.find("heard"), "expand mention")
    face.window.desktop.change(replace(face.window.desktop.settings, language="be"))
    face.settle()
    assert face.find("heard").toPlainText() == "expand mention"
    face.pause(lambda: face.sees("Слоў: 2 з 12"))
    face.go("trust")
    face.pause(lambda: face.sees("закрыта"))


def test_tab_goes_from_the_words_to_the_answer(shown, coordinator):
    face = shown()
    face.go("trust", data=Offer(coordinator.trust.own_card(), None))
    heard = face.find("heard")
    heard.setFocus()
    QTest.keyClick(heard, Qt.Key.Key_Tab)
    assert face.window.focusWidget() is face.find("trust")
    QTest.keyClick(face.find("trust"), Qt.Key.Key_Return)
    face.pause(lambda: face.sees("Type the words you heard first"))


@pytest.mark.parametrize("language", ["en", "be", "ru"])
def test_large_type_in_a_small_window_cuts_nothing_off(shown, coordinator, language):
    face = shown()
    first = coordinator.trust.own_card()
    settings = face.window.desktop.settings
    face.window.desktop.change(replace(settings, language=language, text_size=200))
    face.window.resize(820, 600)

    def look_at(place):
        face.window.go(place)
        for _ in range(3):
            face.settle()
        assert outside_the_window(face.window) == []
        assert cut_off(face.window) == []
        assert without_a_name(face.window) == []
        assert language == "en" or not latin(face.texts(), (PLATFORM,))

    look_at(Place("platforms"))
    look_at(Place("trust", data=Offer(first, None)))
    hear(face, "one two three")
    face.pause(lambda: face.find("words-differ").isVisible())
    assert cut_off(face.window) == []
    hear(face, fingerprint.words(first.root))
    face.pause(lambda: face.find("back").isVisible())
    look_at(Place("platforms"))
    long = way(7, kind="webdav")
    long = replace(long, address=f"https://{'a' * 60}.example/remote.php/dav/files/in")
    terms = CardTerms((long,), TimeAuthority(address=long.address, certificate="ab" * 32))
    look_at(Place("trust", data=Offer(coordinator.trust.renew_card(1000, terms), first)))
