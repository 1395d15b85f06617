"""What nobody caught: noted without what it says, and told in the window.

An exception that leaves a slot or an event handler is handed to ``sys.excepthook`` (PySide6 prints
it there), and Qt goes on.  A test, which has a hook of its own, fails by it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal

from collector import log
from collector.errors import CollectorError


class Fault(CollectorError):
    """A fault of the program."""

    code = "internal"
    words = "this step did not work because of a mistake in the program"
    hint = (
        "what was kept before is on the disk; do the step again, or close the program and open it"
        " again; if it does not work then, ask for help and name this place: {place}"
    )


class Teller(Protocol):
    """Who can tell a person."""

    def tell_fault(self, error: CollectorError) -> None:
        """Show what nobody caught."""

    def close(self) -> bool:
        """End."""


class _Hearing(QObject):
    """Brings what was heard out of whatever was going on, as painting."""

    heard = Signal(object)
    ended = Signal()

    def hear(
        self,
        _kind: type[BaseException],
        error: BaseException,
        _trace: TracebackType | None,
    ) -> None:
        """Note an exception, and have it told; let a person at the keyboard end the program."""
        if isinstance(error, CollectorError):
            log.event("uncaught", code=error.code)
            self.heard.emit(error)
        elif isinstance(error, Exception):
            self.heard.emit(Fault(place=log.unexpected(error)))
        else:
            self.ended.emit()


@contextmanager
def told_by(window: Teller) -> Iterator[None]:
    """Have the window tell what nobody catches meanwhile."""
    hearing, before = _Hearing(), sys.excepthook
    hearing.heard.connect(window.tell_fault, Qt.ConnectionType.QueuedConnection)
    hearing.ended.connect(window.close, Qt.ConnectionType.QueuedConnection)
    sys.excepthook = hearing.hear
    try:
        yield
    finally:
        sys.excepthook = before


@contextmanager
def going_on() -> Iterator[None]:
    """Treat what goes wrong within as if nobody had caught it, and go on after it."""
    try:
        yield
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__)
