"""The window itself: locking, what it leaves behind, language and theme at once."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from collector import settings as kept_settings
from collector.settings import Settings
from collector.ui import idleness
from collector.ui.courier import Underway
from collector.ui.desktop import Place
from collector.ui.tasks import Locked, Stopped
from makers import reopen


@pytest.mark.parametrize("role", ["interviewer", "coordinator", "self"])
def test_the_lock_stands_in_the_same_corner_on_every_screen_of_a_role(shown, role):
    seen = shown(role)
    corners = set()
    for entry in [
        it.objectName()
        for it in seen.window.findChildren(QWidget)
        if it.objectName().startswith("rail-")
    ]:
        seen.press(entry)
        lock = seen.find("lock")
        spot = lock.mapTo(seen.window, lock.rect().bottomLeft())
        corners.add((spot.x(), seen.window.height() - spot.y()))
    assert len(corners) == 1


def test_locking_closes_the_vault_and_every_dialog(shown, pause):
    seen = shown()
    dialog = QDialog(seen.window)
    dialog.open()
    pause(dialog.isActiveWindow)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    pause(lambda: seen.window.desktop.role == "")
    seen.settle()
    assert not dialog.isVisible()
    with pytest.raises(Locked):
        seen.ask(lambda session: session)
    reopen(seen.folder).close()


def test_locking_stops_the_work_under_way_and_waits_for_its_clean_end(shown, pause):
    seen = shown()
    heard, begun, gate = [], threading.Event(), threading.Event()

    def long_work(job) -> None:
        begun.set()
        gate.wait()
        job.report(1, 2)
        heard.append("went on")

    seen.window.desktop.tasks.start(seen.window, long_work, heard.append, heard.append)
    begun.wait()
    seen.window.lock()
    gate.set()
    pause(lambda: heard)
    assert isinstance(heard[0], Stopped)
    seen.settle()
    reopen(seen.folder).close()


def test_nothing_is_left_on_the_clipboard(shown):
    seen = shown()
    QApplication.clipboard().setText("a digest")
    seen.window.lock()
    assert QApplication.clipboard().text() == ""


def test_without_a_key_or_a_movement_it_locks_by_itself(shown, pause):
    seen = shown()
    seen.window._idle.setInterval(1)
    seen.window._idle.start()
    pause(lambda: seen.window.desktop.role == "")
    assert seen.sees("It locked by itself")
    assert not seen.sees("was stopped")


@pytest.fixture
def slept(monkeypatch):
    """Let the computer sleep for hours: its clock goes on, and the timers of Qt do not."""

    def sleep(hours: float) -> None:
        woken = idleness.seconds() + hours * 3600
        monkeypatch.setattr(idleness, "seconds", lambda: woken)

    return sleep


def test_a_computer_that_slept_longer_locks_as_it_wakes_though_nobody_does_anything(
    shown, slept, pause
):
    seen = shown()
    seen.window._idle._beat.setInterval(1)
    slept(8)
    pause(lambda: seen.window.desktop.role == "")
    assert seen.sees("It locked by itself")


def test_the_touch_that_wakes_a_computer_does_not_keep_the_vault_open(shown, slept):
    seen = shown()
    slept(8)
    QTest.keyClick(seen.window.windowHandle(), Qt.Key.Key_Shift)
    assert seen.window.desktop.role == ""
    assert not seen.window._idle.isActive()
    assert seen.sees("It locked by itself")


def test_a_computer_that_slept_a_moment_stays_open(shown, slept):
    seen = shown()
    slept(0.05)
    QTest.keyClick(seen.window.windowHandle(), Qt.Key.Key_Shift)
    assert seen.window.desktop.role == "interviewer"


def test_what_breaks_off_as_a_computer_wakes_gives_a_vault_kept_open_no_more_time(shown, slept):
    seen = shown()
    courier = seen.window.desktop.courier
    courier.now = Underway(doing="sending", sends=True)
    courier.keep_open(on=True)
    slept(8)
    QTest.keyClick(seen.window.windowHandle(), Qt.Key.Key_Shift)
    assert seen.window.desktop.role == "interviewer"
    slept(13)
    courier._gave_up(Stopped())
    assert seen.window.desktop.role == ""


def test_it_says_so_if_locking_by_itself_stopped_what_takes_long(shown, pause):
    seen = shown()
    heard, begun, gate = [], threading.Event(), threading.Event()

    def long_work(job) -> None:
        begun.set()
        gate.wait()
        job.report(1, 2)

    seen.window.desktop.tasks.start(
        seen.window, long_work, heard.append, heard.append, progress=lambda _done, _all: None
    )
    begun.wait()
    seen.window._idle.setInterval(1)
    seen.window._idle.start()
    pause(lambda: seen.window.desktop.role == "")
    gate.set()
    pause(lambda: heard)
    assert isinstance(heard[0], Stopped)
    assert seen.sees("What was being added, written or checked just then was stopped")


def test_who_locks_is_not_told_why(shown):
    seen = shown()
    seen.window.lock()
    assert not seen.sees("It locked by itself")


def test_a_key_begins_the_time_anew(shown):
    seen = shown()
    seen.window._idle.stop()
    QTest.keyClick(seen.window.windowHandle(), Qt.Key.Key_Shift)
    assert seen.window._idle.isActive()
    assert seen.window._idle.interval() == 5 * 60_000


def test_language_and_theme_change_at_once_and_are_kept(shown):
    seen = shown()
    assert seen.sees("Accounts")
    seen.window.change(Settings(language="be", theme="dark", text_size=150))
    seen.settle()
    assert seen.sees("Сведчанні")
    assert not seen.sees("Accounts")
    assert kept_settings.load() == Settings(language="be", theme="dark", text_size=150)


def test_closing_the_window_closes_the_vault(shown):
    seen = shown()
    seen.window.close()
    reopen(seen.folder).close()


def test_qt_keeps_no_settings_on_disk(shown, tmp_path, monkeypatch):
    shown()
    held = QSettings("QtProject")
    held.setValue("FileDialog/lastVisited", "file:///secret")
    held.sync()
    assert held.status() != QSettings.Status.NoError
    assert not list(tmp_path.rglob("*.conf"))


def test_a_screen_that_is_gone_drops_its_results(shown):
    seen = shown()
    for _ in range(20):
        seen.window.go(Place("accounts"))
    seen.settle()
    assert seen.sees("Accounts")
