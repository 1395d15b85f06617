"""The one file that starts job threads: all work on vaults and files, away from the window.

One thread owns the open session, and the child that decodes pictures.  Jobs run in the order they
were given; what was typed (an urgent job) goes before everything that has not begun, and between
two pieces of a file that is being taken in.  Results come back on the window's thread, and are
dropped when whoever asked is gone.

A second thread may use the network and never touches the vault: what has to be written down
meanwhile it asks of the first, and waits.
"""

from __future__ import annotations

import queue
import threading
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage
from shiboken6 import isValid

from collector import log
from collector.errors import CollectorError, WrongUsage
from collector.session import Session
from collector.ui.decoding.decoder import Decoder
from collector.ui.faults import Fault

T = TypeVar("T")
_BEAT: Final = 0.25
"""Seconds between two looks at whether to wait any longer."""
_IDLE: Final = 5.0
"""Seconds without a job after which the child that decodes pictures is ended."""


class Stopped(CollectorError):
    """The person stopped a job, or locked the vault while it ran."""

    code = "job.stopped"
    words = "this was stopped"
    hint = "nothing of it was left behind"


class Locked(WrongUsage):
    """A job needs a vault, and none is open."""

    code = "vault.locked"
    words = "the vault is locked"
    hint = "open it again"


class Job:
    """What a running job may ask and tell.  Lives on the job thread."""

    def __init__(self, tasks: Tasks, order: _Order) -> None:
        self._tasks = tasks
        self._order = order

    @property
    def session(self) -> Session:
        """Return the open session.  Raises ``Locked``."""
        if self._tasks.held is None:
            raise Locked
        return self._tasks.held

    def hold(self, session: Session) -> None:
        """Make a session that this job opened the one of all later jobs."""
        self._tasks.held = session

    def drop(self) -> None:
        """Close the session, if one is open, and forget it; end the child that decodes pictures."""
        self._tasks.decoder.end()
        held, self._tasks.held = self._tasks.held, None
        if held is not None:
            held.close()

    def picture(self, data: bytes, mime: str, side: int) -> QImage | None:
        """Return a picture decoded by the child, as :meth:`Decoder.picture`.

        What was typed meanwhile is carried out.  Only where no transaction is open.  Raises
        ``Stopped`` if the job is to end.
        """
        return self._tasks.decoder.picture(data, mime, side, self._beat)

    def report(self, done: int, total: int = 0) -> None:
        """Tell how far the job is, in units of its own.  Raises ``Stopped`` if it is to end."""
        self.go_on()
        if self._order.progress is not None:
            self._tasks.tell(self._order, "progress", (done, total))

    def go_on(self) -> None:
        """Raise ``Stopped`` if the job is to end."""
        if self._order.stop.is_set():
            raise Stopped

    def let_urgent_pass(self) -> None:
        """Carry out what was typed meanwhile.  Only where no transaction is open."""
        self._tasks.run_urgent()

    def _beat(self) -> None:
        self.go_on()
        self.let_urgent_pass()


Work = Callable[[Job], T]


@dataclass(eq=False)
class _Order:
    """A job that was given, and to whom its result goes."""

    owner: QObject
    work: Work[Any]
    done: Callable[[Any], None] | None
    failed: Callable[[CollectorError], None] | None
    progress: Callable[[int, int], None] | None
    urgent: bool
    between: bool
    stop: threading.Event = field(default_factory=threading.Event)


class Running(Generic[T]):
    """A job that was given: it can be asked to stop."""

    def __init__(self, order: _Order) -> None:
        self._order = order

    def stop(self) -> None:
        """Ask the job to end; it answers by ``failed`` with ``Stopped``, or was done already."""
        self._order.stop.set()

    @property
    def is_stopping(self) -> bool:
        """Tell whether it was asked to end; it may have been done before it heard of it."""
        return self._order.stop.is_set()


class Tasks(QObject):
    """The job thread as the window sees it."""

    _told = Signal(object, str, object)

    def __init__(self) -> None:
        super().__init__()
        self.held: Session | None = None
        """The open session.  Only the job thread may touch it."""
        self.decoder = Decoder()
        """What decodes pictures.  Only the job thread may touch it."""
        self._jobs: deque[_Order] = deque()
        self._urgent: deque[_Order] = deque()
        self._wake = threading.Condition()
        self._current: _Order | None = None
        self._ended = False
        self._told.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._loop, name="jobs", daemon=True)
        self._thread.start()

    def start(
        self,
        owner: QObject,
        work: Work[T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[CollectorError], None] | None = None,
        *,
        progress: Callable[[int, int], None] | None = None,
        urgent: bool = False,
        between: bool = False,
    ) -> Running[T]:
        """Give a job.  ``done``, ``failed`` and ``progress`` are called on the window's thread.

        They are not called any more once ``owner`` is gone.  An error nobody asked for is logged; a
        fault of the program, and what was typed and could not be kept, is told in the window.
        An urgent job that goes only ``between`` others never runs in the middle of one.
        """
        order = _Order(owner, work, done, failed, progress, urgent, between)
        with self._wake:
            (self._urgent if urgent else self._jobs).append(order)
            self._wake.notify()
        return Running(order)

    @property
    def is_long_at_work(self) -> bool:
        """Tell whether a job that reports how far it is runs or waits, as taking in files does."""
        with self._wake:
            given = [*self._jobs, *([self._current] if self._current else [])]
        return any(it.progress is not None for it in given)

    def stop_all(self) -> None:
        """Ask the running job and every waiting one to end; what was typed is kept all the same."""
        with self._wake:
            waiting = [*self._jobs]
            if self._current is not None and not self._current.urgent:
                waiting.append(self._current)
        for order in waiting:
            order.stop.set()

    def end(self) -> None:
        """Carry out what was typed, close the session and end the thread.  Waits for it."""
        self.stop_all()
        self.start(self, lambda job: job.drop())
        with self._wake:
            self._ended = True
            self._wake.notify()
        self._thread.join()

    def answer(self, work: Work[T], beat: Callable[[], None] | None = None) -> T:
        """Let this thread do something urgent, and wait for what comes of it.

        For another job thread, never for the window's.  ``beat`` is called while it waits, and may
        raise to wait no longer.  Raises what ``work`` raises.
        """
        replies: queue.SimpleQueue[T | CollectorError] = queue.SimpleQueue()

        def answering(job: Job) -> None:
            try:
                replies.put(work(job))
            except CollectorError as error:
                _empty_frames(error)
                replies.put(error)
            except BaseException:
                replies.put(Fault(place="answer"))
                raise

        self.start(self, answering, urgent=True)
        while True:
            try:
                reply = replies.get(timeout=_BEAT)
            except queue.Empty:
                if beat is not None:
                    beat()
                continue
            if isinstance(reply, CollectorError):
                raise reply
            return reply

    def run_urgent(self) -> None:
        """Carry out the urgent jobs that wait and may go now.  Called on the job thread."""
        while True:
            with self._wake:
                order = next((it for it in self._urgent if not it.between), None)
                if order is None:
                    return
                self._urgent.remove(order)
            self._carry_out(order)

    def tell(self, order: _Order, kind: str, value: object) -> None:
        """Send something to the window's thread."""
        self._told.emit(order, kind, value)

    def _loop(self) -> None:
        while True:
            with self._wake:
                while not (self._urgent or self._jobs or self._ended):
                    if not self._wake.wait(_IDLE if self.decoder.is_running else None):
                        break
                if not (self._urgent or self._jobs) and self._ended:
                    return
                waiting = self._urgent or self._jobs
                order = self._current = waiting.popleft() if waiting else None
            if order is None:
                self.decoder.end()
                continue
            self._carry_out(order)
            with self._wake:
                self._current = None

    def _carry_out(self, order: _Order) -> None:
        try:
            job = Job(self, order)
            job.go_on()
            value = order.work(job)
        except CollectorError as error:
            _empty_frames(error)
            self.tell(order, "failed", error)
        except Exception as error:  # a fault of ours must not end the thread
            self.tell(order, "failed", Fault(place=log.unexpected(error)))
        else:
            self.tell(order, "done", value)

    def _deliver(self, order: _Order, kind: str, value: object) -> None:
        is_there = isValid(order.owner)
        if isinstance(value, CollectorError) and kind == "failed":
            if is_there and order.failed is not None:
                order.failed(value)
            else:
                _unasked(value, lost=order.urgent and not is_there)
        elif is_there and kind == "done":
            if order.done is not None:
                order.done(value)
        elif is_there and order.progress is not None:
            order.progress(*cast("tuple[int, int]", value))


def _empty_frames(error: BaseException | None) -> None:
    """Let go of what the frames held that an error came through, on this thread.

    A screen may keep the error: not with it a passphrase, a key, or what only this thread may end.
    """
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__context__


def _unasked(error: CollectorError, *, lost: bool) -> None:
    """Note an error nobody asked for; raise one that must not pass in silence (``faults``)."""
    log.event("job-failed", code=error.code)
    if isinstance(error, Fault) or (lost and not isinstance(error, Stopped)):
        raise error
