"""What nobody caught is told in the window, and nothing of what it was raised with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from collector.errors import NoRoom
from collector.settings import Settings
from collector.ui import window as window_of
from collector.ui.desktop import Place
from collector.ui.faults import told_by
from collector.ui.screens.accounts import list as accounts
from fluent_files import LANGUAGES
from makers import reopen
from ui.looking import cut_off

CONTENT = "Іван Прыклад"
TITLES = {
    "en": "This step did not work",
    "be": "Гэты крок не ўдаўся",
    "ru": "Этот шаг не удался",
}


def fail(*_anything: object) -> None:
    raise ValueError(CONTENT)


@pytest.fixture
def at(shown):
    """A window that hears of what nobody caught, as the program does."""
    seen = shown()
    with told_by(seen.window):
        yield seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_in_a_button_is_told_in_the_window_without_its_content(at, pause, language, capsys):
    at.window.change(Settings(language=language))
    at.settle()
    at.find("new-account").clicked.connect(fail)
    at.press("new-account")
    pause(lambda: at.sees(TITLES[language]))
    assert not at.sees(CONTENT)
    assert not at.sees("Traceback")
    pause(lambda: cut_off(at.window) == [])
    printed = capsys.readouterr()
    assert CONTENT not in printed.out + printed.err


def test_the_program_goes_on_and_the_notice_goes_when_it_was_read(at, pause):
    QTimer.singleShot(0, at.window, fail)
    pause(lambda: at.sees(TITLES["en"]))
    at.press("rail-settings")
    assert at.sees(TITLES["en"])
    at.press("fault-read")
    assert not at.sees(TITLES["en"])
    at.press("rail-accounts")
    at.find("new-account")


def test_a_fault_in_a_job_that_nobody_asked_after_is_told(at, pause):
    at.window.desktop.tasks.start(at.window, fail)
    pause(lambda: at.sees(TITLES["en"]))


def test_what_was_typed_and_could_not_be_kept_is_told_once_its_screen_is_gone(at, pause):
    def full(_job) -> None:
        raise NoRoom

    gone = QObject()
    at.window.desktop.tasks.start(gone, full, urgent=True)
    gone.deleteLater()
    pause(lambda: at.sees("There is no room left on the disk"))


def test_settings_that_could_not_be_kept_are_told(at, pause, settings_folder):
    if settings_folder.exists():
        shutil.rmtree(settings_folder)
    settings_folder.write_bytes(b"a file stands in the way")
    at.window.change(Settings(language="en", theme="dark"))
    pause(lambda: at.sees("What was kept before is safe"))


def test_what_paints_wrongly_each_time_does_not_keep_the_window_busy(at, pause):
    class Bad(QWidget):
        painted = 0

        def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            Bad.painted += 1
            fail()

    bad = Bad(at.window.screen_shown)
    bad.setGeometry(0, 0, 50, 50)
    bad.show()
    pause(lambda: at.sees(TITLES["en"]))
    at.settle()
    before = Bad.painted
    for _ in range(20):
        at.settle()
    assert Bad.painted - before <= 2
    bad.hide()


def test_it_locks_though_leaving_the_screen_fails(at, monkeypatch, pause):
    monkeypatch.setattr(at.window.screen_shown, "leave", fail)
    at.window.lock()
    at.settle()
    pause(lambda: at.sees(TITLES["en"]))
    assert at.window.desktop.role == ""
    reopen(at.folder).close()


def test_it_closes_though_leaving_the_screen_fails(at, monkeypatch):
    monkeypatch.setattr(at.window.screen_shown, "leave", fail)
    assert at.window.close()
    reopen(at.folder).close()


def test_a_screen_that_cannot_be_made_gives_way_to_the_first_one(at, monkeypatch, pause):
    make = window_of.make_screen

    def made(desktop, place):
        if place.screen == "settings":
            fail()
        return make(desktop, place)

    monkeypatch.setattr(window_of, "make_screen", made)
    at.press("rail-settings")
    pause(lambda: at.sees(TITLES["en"]))
    assert isinstance(at.window.screen_shown, accounts.AccountsScreen)


def test_where_no_screen_can_be_made_the_notice_is_there(at, monkeypatch, pause):
    monkeypatch.setattr(window_of, "make_screen", fail)
    QTimer.singleShot(0, at.window, lambda: at.window.go(Place("settings")))
    pause(lambda: at.sees(TITLES["en"]))


def test_elsewhere_a_fault_in_a_slot_still_fails_the_test(shown, qtbot):
    seen = shown()
    with qtbot.capture_exceptions() as caught:
        QTimer.singleShot(0, seen.window, fail)
        seen.window.desktop.tasks.start(seen.window, fail)
        qtbot.waitUntil(lambda: len(caught) == 2)
    assert not seen.sees(TITLES["en"])


PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from collector import log, starting
from collector.ui import main, window
starting.start()

def fail():
    raise ValueError({content!r})

def look():
    labels = [it for top in QApplication.topLevelWidgets() for it in top.findChildren(QLabel)]
    if not any("This step did not work" in it.text() for it in labels if it.isVisible()):
        QTimer.singleShot(20, look)
        return
    print("told")
    {end}

begin = window.Window.begin
def begun(self):
    begin(self)
    QTimer.singleShot(0, self, fail)
    QTimer.singleShot(20, look)
window.Window.begin = begun
sys.exit(main.main())
"""


@pytest.mark.parametrize(
    ("end", "code"),
    [("QApplication.closeAllWindows()", 0), ("raise KeyboardInterrupt", 0)],
    ids=["closed by its frame", "stopped at the keyboard"],
)
def test_the_program_itself_tells_it_and_ends_well(tmp_path, end, code):
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(content=CONTENT, end=end)],
        capture_output=True,
        check=False,
        timeout=60,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "COLLECTOR_SETTINGS": str(tmp_path / "settings"),
            "XDG_DATA_HOME": str(tmp_path / "data"),
        },
    )
    printed = (ran.stdout + ran.stderr).decode()
    assert ran.returncode == code, printed
    assert "told" in printed
    assert CONTENT not in printed
    assert "Traceback" not in printed
