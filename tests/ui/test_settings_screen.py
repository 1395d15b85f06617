"""Settings apply at once, the check says what it found, and what is destroyed is gone."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from collector import __version__, settings
from collector.errors import CollectorError
from collector.model.testimony_input import TestimonyInput
from collector.settings import Settings
from collector.ui.design import BODY, PALETTES
from collector.ui.tasks import Job
from makers import reopen


def choose(at, name, key):
    """Choose an answer as a person does with the keyboard: down to it, and Enter."""
    control = at.find(name)
    number = control.findData(str(key))
    assert number >= 0
    control.setCurrentIndex(number)
    control.activated.emit(number)
    at.settle()


def test_every_setting_applies_at_once_and_is_kept(shown):
    at = shown()
    at.go("settings")
    choose(at, "set-language", "be")
    assert at.sees(at.window.desktop.words("settings-title"))
    assert at.window.desktop.words.language == "be"
    choose(at, "set-theme", "dark")
    assert PALETTES["dark"].page in QApplication.instance().styleSheet()
    choose(at, "set-text-size", 150)
    assert QApplication.instance().font().pixelSize() == round(BODY * 1.5)
    choose(at, "set-lock-after", 15)
    wanted = Settings(language="be", theme="dark", text_size=150, lock_after=15)
    assert at.window.desktop.settings == wanted
    assert settings.load() == wanted


def test_the_keyboard_stays_on_what_was_changed(shown):
    at = shown()
    at.go("settings")
    choose(at, "set-theme", "dark")
    at.pause(lambda: at.window.focusWidget() is at.find("set-theme"))


def test_what_was_set_is_shown(shown):
    at = shown()
    at.window.desktop.settings = Settings(language="en", text_size=125, lock_after=60)
    at.go("settings")
    texts = {name: at.find(f"set-{name}").currentText() for name in ("text-size", "lock-after")}
    assert texts == {"text-size": "125 %", "lock-after": "60 minutes"}
    assert at.sees(__version__)


def test_a_sound_vault_has_nothing_wrong(shown):
    at = shown()
    at.ask(lambda session: session.testimonies.add(TestimonyInput(about="one")))
    at.go("settings")
    assert at.sees("One account is in it.")
    at.press("check-everything")
    at.pause(lambda: at.sees("Nothing is wrong"))
    assert at.sees("Checked today")
    choose(at, "set-theme", "dark")
    at.pause(lambda: at.sees("Nothing is wrong"))


def test_damage_is_named_in_plain_words(shown):
    at = shown()
    (at.folder / "outbox" / "stranger").write_bytes(b"x")
    at.go("settings")
    at.press("check-everything")
    at.pause(lambda: at.sees("One thing is not as it was written"))
    assert at.sees("does not belong here")
    assert at.sees("file.unlisted")
    assert not at.sees("Nothing is wrong")
    assert (at.folder / "outbox" / "stranger").exists()


@pytest.fixture
def halfway(shown, monkeypatch):
    """A check that waits at its third beat; ``halfway.set()`` lets it go on."""
    at, gate, begun, heard = shown(), threading.Event(), threading.Event(), []
    go_on = Job.go_on

    def waiting(job: Job) -> None:
        heard.append(job)
        if len(heard) == 3:
            begun.set()
            gate.wait()
        go_on(job)

    at.go("settings")
    monkeypatch.setattr(Job, "go_on", waiting)
    at.find("check-everything").click()
    assert begun.wait(20)
    yield at, gate, heard
    gate.set()


def test_a_lock_does_not_wait_for_the_end_of_a_check(halfway):
    at, gate, heard = halfway
    at.window.lock()
    gate.set()
    at.settle()
    assert heard.count(heard[0]) == 3
    reopen(at.folder).close()


def test_a_check_can_be_stopped(halfway, pause):
    at, gate, _heard = halfway
    at.find("stop-check").click()
    gate.set()
    pause(at.find("check-everything").isEnabled)
    assert not at.sees("Nothing is wrong")
    at.press("check-everything")
    pause(lambda: at.sees("Nothing is wrong"))


def test_another_word_destroys_nothing(shown):
    at = shown()
    at.go("settings")
    at.press("leave-nothing")
    at.press("destroy")
    assert at.sees("This is another word")
    QTest.keyClicks(at.find("confirm-word"), "destro")
    at.press("destroy")
    assert at.sees("This is another word")
    at.press("back")
    assert at.sees(at.window.desktop.words("settings-title"))
    at.window.lock()
    at.settle()
    reopen(at.folder).close()


@pytest.mark.parametrize("language", ["en", "be", "ru"])
def test_the_word_destroys_the_vault_and_forgets_the_settings(shown, settings_folder, language):
    at = shown()
    at.window.desktop.change(Settings(language=language))
    at.go("settings")
    at.press("leave-nothing")
    word = at.window.desktop.words("leave-word")
    at.find("confirm-word").setText(f" {word.upper()} ")
    at.press("destroy")
    assert at.window.screen_shown.place().screen == "welcome"
    assert at.window.desktop.role == ""
    assert at.window.desktop.vault_folder is None
    assert not at.folder.exists()
    assert not settings_folder.exists()
    with pytest.raises(CollectorError) as caught:
        at.ask(lambda session: session.testimonies.every())
    assert caught.value.code == "vault.locked"


def test_what_stands_in_the_way_is_said_and_it_can_be_pressed_again(shown):
    at = shown()
    at.go("settings")
    at.press("leave-nothing")
    at.find("confirm-word").setText("destroy")
    (at.folder / "keys-2").unlink()
    (at.folder / "keys-2").mkdir()
    at.press("destroy")
    assert at.folder.exists()
    assert at.find("destroy").isEnabled()
    (at.folder / "keys-2").rmdir()
    at.press("destroy")
    assert not at.folder.exists()
    assert at.window.screen_shown.place().screen == "welcome"
