"""Keeps what is typed: after a moment of rest, soon while somebody goes on, and before leaving."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from collector.errors import CollectorError
from collector.model.testimony_input import TestimonyInput
from collector.ui.screen import Screen

# Milliseconds.
REST: Final = 700
LATEST: Final = 3_000
AGAIN: Final = 3_000


class Typing(QObject):
    """Tells when what is typed is to be kept: after a rest, and in time if there is none."""

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._latest = QTimer(self, singleShot=True, interval=LATEST)
        for timer in (self._rest, self._latest):
            timer.timeout.connect(self.due)

    def touch(self) -> None:
        """Take note of a key."""
        self._rest.start()
        if not self._latest.isActive():
            self._latest.start()

    def again(self) -> None:
        """Come back to it in a while: it could not be kept."""
        self._latest.start(AGAIN)

    def stop(self) -> None:
        """Wait for the next key."""
        self._rest.stop()
        self._latest.stop()


class Autosave(QObject):
    """Keeps the form of one draft.

    ``collect`` puts the form together; it is called when something is to be kept and not for each
    key, so that a long account stays light.  ``kept`` is told when the form was on disk (UTC).
    """

    def __init__(
        self,
        screen: Screen,
        account: str,
        collect: Callable[[], TestimonyInput],
        kept: Callable[[str], None],
        failed: Callable[[CollectorError], None],
    ) -> None:
        super().__init__(screen)
        self._screen, self._account, self._collect = screen, account, collect
        self._kept, self._failed = kept, failed
        self._dirty = False
        self._given = 0
        self._typing = Typing(self)
        self._typing.due.connect(self.flush)

    @property
    def dirty(self) -> bool:
        """Tell whether something was changed, or could not be kept, that no job has now."""
        return self._dirty

    def touch(self) -> None:
        """Take note that something was changed."""
        self._dirty = True
        self._typing.touch()

    def flush(self) -> None:
        """Hand the form to a job at once if anything was changed."""
        self._typing.stop()
        if not self._dirty:
            return
        self._dirty = False
        self._given += 1
        number, account, form = self._given, self._account, self._collect()
        self._screen.keep(
            lambda job: job.session.testimonies.keep(account, form),
            lambda at: self._was_kept(number, at),
            self._was_not_kept,
        )

    def settle(self) -> None:
        """Keep nothing of what was changed so far: another job does."""
        self._typing.stop()
        self._dirty = False

    def _was_kept(self, number: int, at: str) -> None:
        if number == self._given:
            self._kept(at)

    def _was_not_kept(self, error: CollectorError) -> None:
        self._dirty = True
        self._typing.again()
        self._failed(error)
