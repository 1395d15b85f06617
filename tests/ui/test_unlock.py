"""Opening a vault, and every way in which it does not open."""

import shutil

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from collector import settings
from collector.desk import suggest_words
from collector.session import create_session
from collector.settings import Settings
from collector.ui.desktop import Place
from makers import PASSPHRASE, TEST_POLICY, make


@pytest.fixture
def locked(shown):
    """A window whose vault was locked."""
    at = shown()
    at.window.lock()
    at.settle()
    return at


def try_to_open(at, passphrase):
    at.find("passphrase").setText(passphrase)
    at.press("open")


def test_it_opens_again_after_the_lock(locked):
    assert locked.sees("vault")
    try_to_open(locked, PASSPHRASE)
    assert locked.window.desktop.role == "interviewer"
    assert locked.ask(lambda session: session.vault.folder) == locked.folder


def test_enter_in_the_field_opens(locked):
    locked.find("passphrase").setText(PASSPHRASE)
    QTest.keyClick(locked.find("passphrase"), Qt.Key.Key_Return)
    locked.pause(lambda: locked.window.desktop.role)


def test_a_wrong_passphrase_is_kept_and_marked(locked):
    try_to_open(locked, "wrong")
    assert locked.sees("does not open this vault")
    field = locked.find("passphrase")
    assert (field.text(), field.selectedText() != "") == ("wrong", True)
    assert field.isEnabled()
    try_to_open(locked, PASSPHRASE)
    assert locked.window.desktop.role == "interviewer"


def test_damage_is_said_and_nothing_is_changed(locked):
    for name in ("keys-1", "keys-2"):
        (locked.folder / name).write_bytes(b"x" * 848)
    try_to_open(locked, PASSPHRASE)
    assert locked.sees("damaged")
    assert (locked.folder / "keys-1").read_bytes() == b"x" * 848


@pytest.mark.parametrize("language", ["en", "ru"])
def test_seven_suggested_words_open_with_any_blanks_and_capitals(window, pause, tmp_path, language):
    folder = tmp_path / "vault"
    words = suggest_words(language)
    create_session(folder, words, "self", TEST_POLICY).close()
    window.desktop.vault_folder = folder
    window.go(Place("unlock"))
    window.screen_shown.findChild(QWidget, "passphrase").setText(f" {words.upper()}  ")
    window.screen_shown.findChild(QWidget, "open").click()
    pause(lambda: window.desktop.role == "self")


@pytest.mark.parametrize("spaced", [True, False])
def test_24_digits_open_however_they_are_spaced(window, pause, tmp_path, spaced):
    digits = "0123456789" * 2 + "0123"
    grouped = "0123 4567 8901 2345 6789 0123"
    folder = tmp_path / "vault"
    create_session(folder, grouped if spaced else digits, "self", TEST_POLICY).close()
    for typed in (digits, grouped, f" {digits} "):
        if not spaced and typed != digits:
            continue  # a passphrase of one's own is only what was typed
        window.desktop.vault_folder = folder
        window.go(Place("unlock"))
        window.screen_shown.findChild(QWidget, "passphrase").setText(typed)
        window.screen_shown.findChild(QWidget, "open").click()
        pause(lambda: window.desktop.role == "self")
        window.lock()


def test_a_destruction_that_was_interrupted_can_be_finished(locked, settings_folder):
    for name in ("keys-1", "keys-2"):
        size = (locked.folder / name).stat().st_size
        (locked.folder / name).write_bytes((b"destroyed\n" + bytes(size))[:size])
    try_to_open(locked, PASSPHRASE)
    assert locked.sees("nothing opens it any more")
    locked.press("finish-destroying")
    assert not locked.folder.exists()
    assert locked.window.screen_shown.place().screen == "welcome"


def test_a_vault_that_went_away_is_said(locked):
    shutil.rmtree(locked.folder)
    try_to_open(locked, PASSPHRASE)
    assert locked.sees("no vault in this folder")
    assert locked.sees("put the stick in")


def test_where_it_lies_is_said_without_a_path(locked):
    assert locked.sees(f"“{locked.folder.parent.name}”")
    assert not locked.sees(str(locked.folder.parent))


def test_another_vault_can_be_opened(locked, tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    make(folder / "vault", "self").close()
    locked.press("open-another")
    [dialog] = [it for it in QApplication.topLevelWidgets() if isinstance(it, QFileDialog)]
    dialog.setDirectory(str(folder))
    dialog.accept()
    locked.pause(lambda: locked.sees("“stick”"))
    assert locked.window.desktop.vault_folder == folder / "vault"


def test_forgotten_says_the_truth_and_leads_back(locked):
    words = locked.window.desktop.words
    locked.press("forgot")
    assert locked.sees(words("forgot-hint"))
    locked.press("try-again")
    assert locked.sees(words("unlock-title"))
    locked.press("forgot")
    locked.press("new-vault")
    assert locked.sees(words("welcome-purpose-title"))


def test_beginning_anew_can_be_taken_back(locked):
    words = locked.window.desktop.words
    locked.press("begin-anew")
    assert locked.sees(words("welcome-language-title"))
    locked.press("back")
    assert locked.sees(words("unlock-title"))
    try_to_open(locked, PASSPHRASE)
    assert locked.window.desktop.role == "interviewer"


def test_the_start_shows_the_lock_only_where_a_vault_is(window, pause):
    window.desktop.settings = Settings(language="en")
    window.begin()
    assert window.screen_shown.place().screen == "welcome"
    settings.usual_vault().parent.mkdir(parents=True)
    make(settings.usual_vault()).close()
    window.begin()
    assert window.screen_shown.place().screen == "unlock"


def key(field, text, *, code=Qt.Key.Key_A, shift=False):
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, code, held, text))


@pytest.mark.parametrize(
    ("text", "shift", "said"),
    [
        ("a", False, "Caps Lock is off"),
        ("A", True, "Caps Lock is off"),
        ("A", False, "Caps Lock is on"),
        ("a", True, "Caps Lock is on"),
    ],
)
def test_capitals_show_as_soon_as_a_letter_tells(locked, text, shift, said):
    key(locked.find("passphrase"), text, shift=shift)
    assert locked.sees(said)
    assert said in locked.find("passphrase").accessibleDescription()
    key(locked.find("passphrase"), "", code=Qt.Key.Key_CapsLock)
    assert not locked.sees(said)


def test_the_letters_typed_last_show_the_keyboard(locked):
    field = locked.find("passphrase")
    assert not locked.sees("Keyboard: ")
    key(field, "ў")
    assert locked.sees("Keyboard: Cyrillic letters")
    key(field, "7")
    assert locked.sees("Keyboard: Cyrillic letters")
    key(field, "w")
    assert locked.sees("Keyboard: Latin letters")


def test_no_passphrase_is_kept_in_the_window(locked):
    locked.find("passphrase").setText(PASSPHRASE)
    locked.press("open")
    locked.window.lock()
    locked.settle()
    assert locked.find("passphrase").text() == ""
