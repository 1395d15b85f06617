"""How long nobody has done anything: the time that the computer slept counts too."""

from __future__ import annotations

import sys
import time
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

_BEAT: Final = 5_000
"""Milliseconds until a window that woke with its computer looks at the time."""


class Idleness(QTimer):
    """A timer for one time after another; ``over`` tells that nobody did anything until then.

    Qt's own timers stand still while the computer sleeps, on Linux and macOS.
    """

    over = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, singleShot=True)
        self._until: float | None = None
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT)
        self._beat.timeout.connect(self.look)
        self.timeout.connect(self._end)

    def wait(self, milliseconds: int) -> bool:
        """Begin the time anew; unless it is over by now, then False."""
        if self.look():
            return False
        self._until = seconds() + milliseconds / 1000
        self.start(milliseconds)
        self._beat.start()
        return True

    def forget(self) -> None:
        """Wait for nothing."""
        self._until = None
        self.stop()
        self._beat.stop()

    def look(self) -> bool:
        """Return whether the time is over by now, which ``over`` has told then."""
        if self._until is None or seconds() < self._until:
            return False
        self._end()
        return True

    def _end(self) -> None:
        self.forget()
        self.over.emit()


def seconds() -> float:
    """Return seconds of a clock that nobody sets and that goes on while the computer sleeps."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()
