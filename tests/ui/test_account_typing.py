"""Not one character is lost: whatever happens right after the last key, it is on disk."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtTest import QTest

from collector.errors import NoRoom
from collector.settings import Settings
from collector.store import testimonies
from ui.account_driver import Account, kept_on_disk, press, text_of

SAID = "Мы выйшлі з двара недзе а дзявятай вечара. Людзі ў чорным стаялі"


@pytest.fixture
def at(shown):
    return shown("interviewer")


@pytest.fixture
def account(at):
    return Account(at)


def test_after_a_rest_it_is_on_disk_and_only_then_the_window_says_so(at, account):
    before = at.find("kept").text()
    held = at.ask(lambda session: session.testimonies.draft(account.id).listed.kept_at)
    account.type("words", SAID)
    at.pause(lambda: text_of(account.kept()) == SAID)
    at.settle()
    at.find("words")
    kept_at = at.ask(lambda session: session.testimonies.draft(account.id).listed.kept_at)
    assert kept_at >= held
    assert at.window.desktop.words.time(kept_at) in at.find("kept").text()
    assert before.startswith("Kept at")


def test_somebody_who_never_rests_is_kept_too(at, account):
    typed = ""
    while not account.at.window.screen_shown._autosave._given:
        account.type("words", "а")
        typed += "а"
        QTest.qWait(100)
    kept = text_of(account.kept())
    assert kept
    assert typed.startswith(kept)


def test_closing_the_window_in_the_middle_of_a_word(at, account):
    account.type("words", SAID)
    at.window.close()
    assert text_of(kept_on_disk(at.folder, account.id)) == SAID


def test_locking_right_after_the_last_key(at, account):
    account.type("about", "Двор")
    account.type("words", SAID)
    account.lock()
    at.window.close()
    kept = kept_on_disk(at.folder, account.id)
    assert (kept.about, text_of(kept)) == ("Двор", SAID)


def test_another_language_right_after_the_last_key(at, account):
    account.type("words", SAID)
    at.window.desktop.change(Settings(language="be", theme="dark", text_size=150))
    at.settle()
    assert at.find("words").toPlainText() == SAID
    assert at.sees("Словамі самога чалавека")
    assert text_of(account.kept()) == SAID


def test_another_step_and_back_right_after_the_last_key(at, account):
    account.type("words", SAID)
    account.step("when")
    account.step("words")
    assert at.find("words").toPlainText() == SAID


def test_stop_goes_back_to_the_list_with_everything_kept(at, account):
    account.type("about", "Двор, вечар")
    at.press("stop")
    at.settle()
    assert at.window.screen_shown.place().screen == "accounts"
    assert account.kept().about == "Двор, вечар"


def test_blank_lines_no_break_spaces_and_signs_beyond_the_first_plane_come_back(at, account):
    said = "  першы\u00a0радок\n\n\n\nдругі 🕯 радок\n\nтрэці\n\n\n"
    data = QMimeData()
    data.setText(said)
    account.part("words").insertFromMimeData(data)
    at.window.close()
    assert text_of(kept_on_disk(at.folder, account.id)) == said


def test_it_comes_back_into_the_window_as_it_was(at, account):
    said = "адзін\u00a0два\n\n\nтры\n"
    data = QMimeData()
    data.setText(said)
    account.part("words").insertFromMimeData(data)
    account.step("safety")
    account.step("words")
    assert account.part("words").typed() == said


def test_what_could_not_be_kept_is_tried_again(at, account, monkeypatch):
    real, failures = testimonies.Testimonies.keep, []

    def keep(self, *given):
        if not failures:
            failures.append(given)
            raise NoRoom
        return real(self, *given)

    monkeypatch.setattr(testimonies.Testimonies, "keep", keep)
    account.type("words", SAID)
    at.pause(lambda: len(failures) == 1)
    at.settle()
    assert at.sees("room left on the disk")
    at.pause(lambda: text_of(account.kept()) == SAID)
    at.pause(lambda: not at.sees("room left on the disk"))


def test_what_could_not_be_kept_stays_in_the_window_whatever_is_pressed(at, account, monkeypatch):
    real, full = testimonies.Testimonies.keep, [True]

    def keep(self, *given):
        if full:
            raise NoRoom
        return real(self, *given)

    monkeypatch.setattr(testimonies.Testimonies, "keep", keep)
    account.type("words", SAID)
    account.step("safety")
    account.answer("mode", "V-MODE-01")
    at.press("stop")
    assert at.window.screen_shown.place().screen == "account"
    account.step("words")
    assert at.find("words").toPlainText() == SAID
    full.clear()
    at.press("stop")
    at.settle()
    assert at.window.screen_shown.place().screen == "accounts"
    kept = account.kept()
    assert (text_of(kept), kept.mode) == (SAID, "V-MODE-01")


def test_a_paste_that_is_too_long_is_taken_as_far_as_there_is_room(at, account):
    account.type("words", SAID)
    data = QMimeData()
    data.setText("б" * 1_000_000)
    field = account.part("words")
    field.insertFromMimeData(data)
    press(field, "яшчэ")
    at.window.close()
    kept = text_of(kept_on_disk(at.folder, account.id))
    assert kept.startswith(SAID + "б")
    assert len(kept.replace("\n\n", "")) == 700_000
    assert max(len(line) for line in kept.split("\n")) < 6_000


def test_markup_and_steering_characters_stay_the_words_they_are(at, account):
    said = "<b>не</b> &amp; \u202eхітра\u202c\u200b \x07 ok"
    data = QMimeData()
    data.setText(said)
    account.part("words").insertFromMimeData(data)
    at.window.close()
    assert text_of(kept_on_disk(at.folder, account.id)) == said


def test_an_account_that_is_gone_says_so_and_keeps_nothing(at, account):
    at.ask(lambda session: session.testimonies.remove_draft(account.id))
    at.go("account", account.id, "words")
    assert at.window.screen_shown._page is None
    assert any(it.isVisible() for it in [at.window.screen_shown._frame.trouble])


def test_long_accounts_are_put_together_only_to_be_kept(at, account, monkeypatch):
    data = QMimeData()
    data.setText("\n\n".join(f"Абзац {n}. " + "слова " * 60 for n in range(300)))
    field = account.part("words")
    field.insertFromMimeData(data)
    at.pause(lambda: len(account.kept().words) == 300)
    at.settle()
    collected = []
    real = type(field).typed
    monkeypatch.setattr(type(field), "typed", lambda self: collected.append(1) or real(self))
    press(field, "слова за словам")
    assert collected == []
    at.window.screen_shown.leave()
    assert collected == [1]
