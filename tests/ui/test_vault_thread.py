"""The window's thread calls nothing of the vault: no store, no sync, no crypto, no database.

Every call on that thread is watched while somebody goes through all screens, types and chooses.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

import collector
from collector.settings import Settings
from collector.ui.desktop import Place
from collector.ui.screen import Screen
from collector.ui.screens.account.tiles import Tiles
from makers import PASSPHRASE
from ui.account_driver import press
from ui.test_every_screen import places

ROOT = Path(collector.__file__).parent.as_posix()
ROOMS = ("store/", "sync/", "crypto/")
DATABASES = ("sqlcipher3", "sqlite3", "_sqlite3")
ALLOWED = {
    "store/listing.py Listed.in_bundle": "a value: looks at its own state",
    "store/platform_cards.py TrustedCard.root": "a value: its own text as bytes",
    "store/platform_cards.py TrustedCard.post_quantum": "a value: looks at its own text",
    "crypto/fingerprint.py words": "the twelve words of a public key that is at hand",
    "crypto/sshsig.py public_line": "the text of a public key that is at hand",
}


class Watch:
    """What was called on this thread that must not be, by name, and from where in the window."""

    def __init__(self) -> None:
        self.found: set[str] = set()
        self._known: dict[CodeType, bool] = {}

    def __call__(self, frame: FrameType, event: str, argument: object) -> None:
        if event == "call":
            code = frame.f_code
            forbidden = self._known.get(code)
            if forbidden is None:
                forbidden = self._known[code] = _place(code).startswith(ROOMS)
            entered = _entered(frame) if forbidden else None
            if entered is not None:
                self._take(f"{_place(entered)} {entered.co_qualname}", frame)
        elif event == "c_call":
            kind = type(getattr(argument, "__self__", None))
            if kind.__module__.partition(".")[0] in DATABASES:
                self._take(f"{kind.__module__} {kind.__name__}", frame)

    def _take(self, name: str, frame: FrameType) -> None:
        if name not in ALLOWED:
            self.found.add(f"{name}, called by {_caller(frame)}")


def _entered(frame: FrameType) -> CodeType | None:
    """Return the first call into the rooms below, None where a module is being read."""
    code = frame.f_code
    while (outer := frame.f_back) is not None:
        if _place(outer.f_code).startswith(ROOMS):
            code = outer.f_code
        elif not _place(outer.f_code).startswith("<"):  # what a dataclass wrote for itself
            break
        frame = outer
    return None if code.co_name == "<module>" else code


def _caller(frame: FrameType | None) -> str:
    while frame is not None and _place(frame.f_code).startswith((*ROOMS, "<")):
        frame = frame.f_back
    return _place(frame.f_code) if frame is not None else ""


def _place(code: CodeType) -> str:
    return code.co_filename.replace(os.sep, "/").removeprefix(f"{ROOT}/")


@contextmanager
def watched() -> Iterator[set[str]]:
    """Watch this thread's calls; other threads are free."""
    watch, before = Watch(), sys.getprofile()
    sys.setprofile(watch)
    try:
        yield watch.found
    finally:
        sys.setprofile(before)


def use(at) -> None:
    """Type into every field that can be seen, choose in every list, look at every exhibit."""
    screen = at.window.screen_shown
    for tiles in screen.findChildren(Tiles):
        for row in range(tiles.tiles.rowCount()):
            tiles.setCurrentIndex(tiles.tiles.index(row))
            at.settle()
    for kind in (QLineEdit, QPlainTextEdit):
        for field in screen.findChildren(kind):
            if field.isVisible() and field.isEnabled() and not field.isReadOnly():
                press(field, "a1")
    for listed in screen.findChildren(QComboBox):
        if listed.isVisible() and not listed.objectName().startswith(("set-", "steps")):
            QTest.keyClick(listed, Qt.Key.Key_Down)
    at.settle()


def go_through(at, every: list[Place]) -> None:
    """Show every place and use it."""
    for place in every:
        at.window.go(place)
        for _ in range(3):
            at.settle()
        use(at)


@pytest.mark.parametrize("role", ["interviewer", "coordinator", "self"])
def test_going_through_every_screen_calls_nothing_of_the_vault(shown, tmp_path, role):
    at = shown(role)
    every = places(at, role, tmp_path)
    with watched() as found:
        go_through(at, every)
        at.window.change(Settings(language="be"))
        at.window.lock()
        at.settle()
        press(at.find("passphrase"), "wrong")
        at.press("open")
        at.find("passphrase").clear()
        press(at.find("passphrase"), PASSPHRASE)
        at.press("open")
        at.pause(lambda: at.window.desktop.role)
        at.settle()
        at.window.lock()
    assert sorted(found) == []


def test_the_first_start_calls_nothing_of_the_vault(window, pause):
    with watched() as found:
        window.begin()
        for name in ("language-en", "next", "role-interviewer", "vault-here"):
            pause(lambda name=name: window.findChild(QAbstractButton, name))
            window.findChild(QAbstractButton, name).click()
        pause(lambda: window.findChild(QLineEdit, "passphrase-again"))
        for name in ("passphrase", "passphrase-again"):
            press(window.findChild(QLineEdit, name), PASSPHRASE)
        window.findChild(QAbstractButton, "make-vault").click()
        pause(lambda: window.desktop.role)
    assert sorted(found) == []


def test_a_screen_that_calls_the_session_itself_is_found(shown):
    class Direct(Screen):
        def __init__(self, desktop, place):
            super().__init__(desktop, place)
            self.total = sum(1 for _ in desktop.tasks.held.testimonies.every())

    at = shown()
    with watched() as found, pytest.raises(Exception, match=r"thread|damaged"):
        Direct(at.window.desktop, Place("accounts"))
    assert any(it.startswith("store/") for it in found)
    assert any(it.startswith("sqlcipher3") for it in found)
