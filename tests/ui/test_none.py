"""The binding gives back every reference to None it takes: one lost at each call ends the process.

PySide6 6.12.0 on Python 3.11 loses one at every call that returns nothing, and the interpreter
stops after some thousands of them.  From Python 3.12 on None is immortal and cannot be lost.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

CALLS = 2_000
# Everything that lives in the process holds None too: some come and go on their own.
COMES_AND_GOES = 200


class Teller(QObject):
    """Somebody who tells, and a slot that returns nothing."""

    told = Signal(object)

    def hear(self, _anything: object) -> None:
        """Return None to the binding."""


def lost(call) -> int:
    """Return how many references to None are gone after many calls."""
    call()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    return before - sys.getrefcount(None)


def test_calls_that_return_nothing_lose_no_reference_to_none(qtbot):
    field, widget, teller, timer = QPlainTextEdit(), QWidget(), Teller(), QTimer()
    for it in (field, widget):
        qtbot.addWidget(it)
    teller.told.connect(teller.hear)
    calls = {
        "setObjectName": lambda: widget.setObjectName("a"),
        "update": widget.update,
        "setPlainText": lambda: field.setPlainText("слова"),
        "setEnabled": lambda: widget.setEnabled(True),
        "emit": lambda: teller.told.emit(None),
        "stop": timer.stop,
        "parent": widget.parentWidget,
    }
    found = {name: lost(call) for name, call in calls.items()}
    assert max(found.values()) <= COMES_AND_GOES, found


def test_a_virtual_method_of_ours_that_returns_nothing_loses_none(qtbot):
    class Painted(QWidget):
        def event(self, event):
            self.setProperty("seen", True)
            return super().event(event)

        def resizeEvent(self, _event):  # noqa: N802 - Qt's name
            return None

    widget = Painted()
    qtbot.addWidget(widget)
    widget.show()
    sizes = iter(range(100, 100 + CALLS + 2))
    assert lost(lambda: widget.resize(next(sizes), 100)) <= COMES_AND_GOES
