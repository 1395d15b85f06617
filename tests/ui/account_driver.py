"""Driving the screen of one account as a person does, and reading what is kept by another door."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget

from collector.crypto import fingerprint
from collector.model.testimony_input import TestimonyInput
from makers import PLATFORM, make, reopen


class Account:
    """A draft in the editor: ``Account(at)`` begins one, ``Account(at, id)`` goes on with it."""

    def __init__(self, at, account=None, step="words"):
        self.at = at
        self.id = account or at.ask(lambda session: session.testimonies.add(TestimonyInput()))
        at.go("account", self.id, step)

    def lock(self):
        """Lock by the keyboard, from wherever the focus is."""
        self.at.window.activateWindow()
        self.at.pause(self.at.window.isActiveWindow)
        # Where the system hands keys in: a widget alone would be told past the window.
        top = self.at.window.windowHandle()
        QTest.keyClick(top, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self.at.pause(lambda: not self.at.window.desktop.role)

    def step(self, name):
        """Show another step, by the list at the left."""
        self.at.press(f"step-{name}")

    def type(self, name, text):
        """Type at the end of a field, key by key."""
        field = self.at.find(name)
        field.setFocus()
        press(field, text)

    def choose(self, name, key, within=None):
        """Choose an answer in a list that opens."""
        made = self._one(name, within, QComboBox)
        made.setCurrentIndex(made.findData(key))
        made.activated.emit(made.currentIndex())
        self.at.settle()

    def answer(self, question, key):
        """Press one of several answers."""
        self._one(f"answer-{key}", self.at.find(question), QAbstractButton).click()
        self.at.settle()

    def tick(self, name, within=None):
        """Press a box."""
        self._one(name, within, QAbstractButton).click()

    def part(self, name) -> QWidget:
        """Return a part by its name."""
        return self.at.find(name)

    def kept(self) -> TestimonyInput:
        """Return the answers as they lie in the open vault."""
        return self.at.ask(lambda session: session.testimonies.draft(self.id).form)

    def _one(self, name, within, kind):
        found = (within or self.at.window).findChildren(kind, name)
        seen = [it for it in found if it.isVisible()]
        assert len(seen) == 1, f"{len(seen)} visible controls are called {name}"
        return seen[0]


def let_trust(at, folder, name=PLATFORM, **keys) -> None:
    """Let the open vault trust a platform that is made for it."""
    with make(folder, "coordinator") as platform:
        card = platform.trust.new_card(name, **keys)
    spoken = fingerprint.words(card.root)
    at.ask(lambda session: session.trust.trust_card(card.data, spoken))


def press(field, text) -> None:
    """Press a key for each letter.  ``QTest.keyClicks`` knows no letters but Latin ones."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(field, event)


def kept_on_disk(folder, account) -> TestimonyInput:
    """Return the answers of a draft, read by opening the vault anew."""
    with reopen(folder) as session:
        return session.testimonies.draft(account).form


def text_of(form: TestimonyInput) -> str:
    """Return the words as one text."""
    return "\n\n".join(paragraph.text for paragraph in form.words)
