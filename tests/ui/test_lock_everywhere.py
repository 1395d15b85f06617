"""Ctrl+L on every screen of every role: nothing is left to be seen, the vault is closed.

Whether a vault is closed is asked of another process: it opens it, or is refused.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from collector.crypto import fingerprint
from collector.ui.desktop import Place
from collector.ui.parts.choosing import choose_file
from collector.ui.screens.account.steps import STEPS
from collector.ui.screens.alone.steps import STEPS as QUESTIONS
from collector.ui.tasks import Job
from coordinating import Sender, choose
from makers import OWN_SAMPLES, PASSPHRASE, PLATFORM, add, make, trust
from ui.account_driver import press
from ui.looking import mark_exhibit
from ui.test_every_screen import places

TESTS = Path(__file__).resolve().parent.parent
ANOTHER = """
import sys
from pathlib import Path
from collector.errors import CollectorError
from makers import reopen
for line in sys.stdin:
    try:
        reopen(Path(line.rstrip("\\n"))).close()
        print("opened", flush=True)
    except CollectorError as error:
        print(error.code, flush=True)
"""
ROLES = ("interviewer", "coordinator", "self")
TYPED = "апошняе слова"
KEPT = (
    *(("interviewer", "account", step) for step in ("earlier", "consent", "words", "when")),
    *(("interviewer", "account", step) for step in ("exhibits", "identity")),
    *(("self", "alone", step) for step in ("tell", "where", "who", "seal")),
)
assert {step for _, _, step in KEPT} <= {*STEPS, *QUESTIONS}


@pytest.fixture(scope="module")
def another():
    """Another process, which says how it went when it tried to open a vault."""
    path = os.pathsep.join([str(TESTS), *sys.path])
    command = [sys.executable, "-c", ANOTHER]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8"}
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": path}, **pipes) as process:

        def ask(folder: Path) -> str:
            process.stdin.write(f"{folder}\n")
            process.stdin.flush()
            return process.stdout.readline().strip()

        yield ask
        process.stdin.close()


def lock(at) -> None:
    """Press Ctrl+L in whatever has the keyboard, and wait until all that was given is done."""
    if QGuiApplication.focusWindow() is None:
        at.window.activateWindow()
        QApplication.processEvents()
    top = QGuiApplication.focusWindow() or at.window.windowHandle()
    QTest.keyClick(top, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    at.pause(lambda: not at.window.desktop.role)
    at.settle()


def unlock(at) -> None:
    """Open the vault again, as the person does."""
    at.find("passphrase").setText(PASSPHRASE)
    at.press("open")
    at.pause(lambda: at.window.desktop.role)
    at.settle()


def show(at, place: Place) -> None:
    """Show a place with all it reads."""
    at.window.activateWindow()
    at.window.go(place)
    for _ in range(3):
        at.settle()


def dialogs_over_each_other(at) -> None:
    """Open a dialog for a file, and a question that came out of it."""
    dialog = choose_file(at.window.screen_shown, at.window.desktop.words, "title", lambda _it: None)
    asked = QMessageBox(dialog)
    asked.setText("question")
    asked.open()


def list_or_menu(at) -> None:
    """Open a list of answers, or a menu where the screen has none."""
    lists = [it for it in at.window.findChildren(QComboBox) if it.isVisible()]
    if lists:
        lists[0].showPopup()
    else:
        menu = QMenu(at.window.screen_shown)
        menu.addAction("remove")
        menu.popup(QPoint(20, 20))


def still_seen(at) -> list[str]:
    """Return what can be seen beside the screen that asks for the passphrase."""
    tops = [it for it in QApplication.topLevelWidgets() if it.isVisible()]
    found = [type(it).__name__ for it in tops if it is not at.window]
    screens = [it for it in at.window.findChildren(QWidget, "page") if it.isVisible()]
    return found + [type(it).__name__ for it in screens if it is not at.window.screen_shown]


def what_is_wrong(at, another, place, open_something) -> list[str]:
    """Lock at a place with something open; return what is not as it should be then."""
    show(at, place)
    open_something(at)
    QApplication.processEvents()
    lock(at)
    found = still_seen(at)
    if at.window.screen_shown.place().screen != "unlock":
        found.append(f"the screen {at.window.screen_shown.place().screen}")
    opened = another(at.folder)
    if opened != "opened":
        found.append(opened)
    unlock(at)
    return [f"{place.screen} {place.page}: {it}" for it in found]


@pytest.mark.parametrize("role", ROLES)
def test_with_a_dialog_and_a_question_open_on_every_screen(shown, another, tmp_path, role):
    at = shown(role)
    every = places(at, role, tmp_path)
    assert another(at.folder) == "vault.in-use"
    wrong = [what_is_wrong(at, another, it, dialogs_over_each_other) for it in every]
    assert [it for found in wrong for it in found] == []


def test_with_a_list_or_a_menu_open(shown, another):
    at = shown()
    for screen in ("settings", "accounts"):
        assert what_is_wrong(at, another, Place(screen), list_or_menu) == []


def inputs(at) -> list[QLineEdit | QPlainTextEdit]:
    """Return the fields that take any text."""
    found = [
        it
        for kind in (QLineEdit, QPlainTextEdit)
        for it in at.window.screen_shown.findChildren(kind)
    ]
    return [
        it
        for it in found
        if it.isVisible()
        and not it.isReadOnly()
        and not (isinstance(it, QLineEdit) and it.validator() is not None)
    ]


def typed(at) -> list[str]:
    return [it.text() if isinstance(it, QLineEdit) else it.toPlainText() for it in inputs(at)]


def there(at, name) -> bool:
    return any(it.isVisible() for it in at.window.findChildren(QWidget, name))


def ask_everything(at, step) -> None:
    """Open what has to be opened before one can type."""
    if step == "exhibits":
        mark_exhibit(at)
        at.pause(lambda: there(at, "exhibit-made-by"))  # the card is laid out piece by piece
    wanted = {"earlier": ("earlier", "some"), "identity": ("identity-answer", "gives")}
    if step in wanted:
        question, key = wanted[step]
        at.find(question).findChild(QWidget, f"answer-{key}").click()
    for _ in range(2):
        at.settle()


@pytest.mark.parametrize(("role", "editor", "step"), KEPT)
def test_what_was_typed_last_is_there_afterwards(shown, another, role, editor, step):
    at = shown(role)
    draft = at.ask(lambda session: add(session, OWN_SAMPLES / "courtyard.jpg"))
    place = Place(editor, draft, step)
    show(at, place)
    ask_everything(at, step)
    fields = inputs(at)
    assert fields
    for field in fields:
        field.setFocus()
        press(field, TYPED)
    before = typed(at)
    lock(at)
    assert another(at.folder) == "opened"
    assert not at.sees(TYPED)
    unlock(at)
    show(at, place)
    if step == "exhibits":
        ask_everything(at, step)
    assert all(TYPED in it for it in before)
    assert [it for it in typed(at) if it] == before  # what was said may open another question


def nothing_half(at, another) -> None:
    """Look whether the vault is sound, and nothing half-done lies in it."""
    assert another(at.folder) == "opened"
    assert list((at.folder / "outbox").iterdir()) == []
    unlock(at)
    assert at.ask(lambda session: session.check()) == []


@pytest.fixture
def begun(monkeypatch):
    """The first report of a job waits until somebody stops the job; by then this is set."""
    reached, real = threading.Event(), Job.report

    def report(self, done, total=0):
        reached.set()
        self._order.stop.wait(timeout=20)
        real(self, done, total)

    monkeypatch.setattr(Job, "report", report)
    return reached


def test_taking_in_an_exhibit_ends_cleanly(shown, another, begun):
    at = shown()
    draft = at.ask(add)
    show(at, Place("account", draft, "exhibits"))
    at.find("exhibits-choose").click()
    choose(OWN_SAMPLES / "courtyard.jpg")
    at.pause(begun.is_set)
    lock(at)
    nothing_half(at, another)
    assert at.ask(lambda session: session.testimonies.draft(draft).exhibits) == ()


def test_making_a_bundle_ends_cleanly(shown, another, begun, tmp_path):
    at, stick = shown(), tmp_path / "stick"
    stick.mkdir()

    def seal(session):
        with make(tmp_path / "platform", "coordinator") as platform:
            trust(session, platform)
        account = add(session, OWN_SAMPLES / "courtyard.jpg")
        session.testimonies.seal(account)
        return account

    show(at, Place("hand-over", at.ask(seal)))
    at.pause(lambda: at.find("write").isEnabled())
    at.find("write").click()
    choose(stick)
    at.pause(begun.is_set)
    lock(at)
    assert list(stick.iterdir()) == []
    nothing_half(at, another)
    assert at.ask(lambda session: session.outbox.every()) == []


def test_bringing_a_bundle_in_ends_cleanly(shown, another, begun, tmp_path):
    at = shown("coordinator")
    sender = Sender(tmp_path / "sender", at.ask(lambda session: session.trust.new_card(PLATFORM)))
    with sender.session as field:
        bundle, own = sender.send(), field.trust.own_signer
    at.ask(lambda session: session.trust.enrol(own, fingerprint.words(own)))
    show(at, Place("arrivals"))
    at.find("bring-in").click()
    choose(bundle)
    at.pause(begun.is_set)
    lock(at)
    nothing_half(at, another)
    assert at.ask(lambda session: session.intake.imported()) == []
    assert at.ask(lambda session: session.testimonies.every()) == []
    assert at.ask(lambda session: session.intake.refused()) == []
