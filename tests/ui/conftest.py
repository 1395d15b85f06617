"""A real window, offscreen, with settings of its own and vaults that open fast.

Jobs run on their thread as always; ``pause`` lets the window work until something is true.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from collector.session import Session, create_session
from collector.settings import Settings
from collector.ui.desktop import Place
from collector.ui.main import make_application
from collector.ui.window import Window
from makers import PASSPHRASE, TEST_POLICY

PATIENCE = 20_000  # milliseconds; only a hang is that slow
# Said by the offscreen platform itself: for dialogs with a smallest size, for lists that open.
OFFSCREEN = "This plugin does not support "


@pytest.fixture(scope="session")
def qapp_cls():
    return QApplication


@pytest.fixture(scope="session")
def qapp():
    """The one application, made as the program makes it."""
    return make_application(["collector"])


@pytest.fixture(autouse=True)
def said_by_qt():
    """Fail a test in which Qt warned of anything."""
    said: list[str] = []

    def hear(kind, _context, text):
        if kind != QtMsgType.QtDebugMsg and not text.startswith(OFFSCREEN):
            said.append(text)

    before = qInstallMessageHandler(hear)
    yield said
    qInstallMessageHandler(before)
    assert said == []


@pytest.fixture
def settings_folder(tmp_path, monkeypatch):
    """Settings that are this test's alone."""
    folder = tmp_path / "settings"
    monkeypatch.setenv("COLLECTOR_SETTINGS", str(folder))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return folder


@pytest.fixture
def window(qtbot, settings_folder):
    """A window in English in which nothing is open yet."""
    made = Window(TEST_POLICY)
    made.desktop.settings = Settings(language="en")
    made.show()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def pause(qtbot):
    """Let the window work until something is true."""

    def until(is_true: Callable[[], object]) -> None:
        qtbot.waitUntil(lambda: bool(is_true()), timeout=PATIENCE)

    return until


class Shown:
    """A window with a vault of a role, driven like a person would."""

    def __init__(self, window: Window, pause, folder: Path, role: str) -> None:
        self.window, self.pause, self.folder = window, pause, folder
        window.desktop.vault_folder = folder
        window.desktop.tasks.start(window, self._make(role), window.desktop.opened)
        pause(lambda: window.desktop.role and window.screen_shown is not None)
        self.settle()

    def _make(self, role: str):
        def make(job) -> str:
            job.hold(create_session(self.folder, PASSPHRASE, role, TEST_POLICY))
            return role

        return make

    def settle(self) -> None:
        """Wait until every job given so far is done, and its result shown."""
        done: list[int] = []
        self.window.desktop.tasks.start(self.window, lambda _job: 1, done.append)
        self.pause(lambda: done)
        QApplication.processEvents()  # what was put into a layout is shown by the event loop

    def ask(self, question: Callable[[Session], object]) -> object:
        """Ask the open vault something, on its own thread."""
        answers: list[object] = []
        self.window.desktop.tasks.start(
            self.window, lambda job: question(job.session), answers.append, answers.append
        )
        self.pause(lambda: answers)
        if isinstance(answers[0], Exception):
            raise answers[0]
        return answers[0]

    def go(self, screen: str, id: str = "", page: str = "", data: object = None) -> QWidget:
        """Show a screen and wait for what it reads."""
        self.window.go(Place(screen, id, page, data))
        self.settle()
        return self.window.screen_shown

    def find(self, name: str) -> QWidget:
        """Return the visible control of that object name."""
        found = [it for it in self.window.findChildren(QWidget, name) if it.isVisible()]
        assert len(found) == 1, f"{len(found)} visible controls are called {name}"
        return found[0]

    def press(self, name: str) -> None:
        """Press a button by its object name, as a person does, and wait for what follows."""
        made = self.find(name)
        assert made.isEnabled(), f"{name} cannot be pressed"
        made.click()
        self.settle()

    def texts(self) -> list[str]:
        """Return every text that can be seen."""
        found = []
        for widget in self.window.findChildren(QWidget):
            if widget.isVisible():
                for name in ("text", "toPlainText", "placeholderText", "currentText"):
                    read = getattr(widget, name, None)
                    if callable(read) and read():
                        found.append(str(read()))
        return found

    def sees(self, text: str) -> bool:
        """Tell whether some visible text contains ``text``."""
        return any(text in found for found in self.texts())


@pytest.fixture
def shown(window, pause, tmp_path):
    """A window with a new vault: ``shown("interviewer")``."""
    return lambda role="interviewer": Shown(window, pause, tmp_path / "vault", role)
