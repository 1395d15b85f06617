"""What is being sent, whichever screen is shown: judges the connection, sends, asks for receipts.

The network has a job thread of its own, which never sees the vault.  What it writes down meanwhile
goes to the thread of the vault; once that is locked, everything ends at the next beat, and the
bundle waits as before.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from collector import desk
from collector.desk import Endpoint, Errand, Judgement, Question, Wanted
from collector.errors import CollectorError
from collector.session import ReceiptReplayed
from collector.ui.tasks import Job, Locked, Running, Stopped, Tasks
from collector.ui.wire_job import JobWatch, VaultLedger, stamp_after

ASK_EVERY_MINUTES: Final = 5
KEPT_OPEN_HOURS: Final = 12
"""The longest that a vault stays open untouched for what is sent: a line can be slow for days."""
_SPEED_OVER: Final = 10.0
"""Seconds over which a speed is measured: shorter, and the time left would jump."""

T = TypeVar("T")
Doing = Literal["nothing", "judging", "sending", "asking"]
Purpose = Literal["look", "ask", "send"]
"""Why a connection is judged: only to see, to ask the person then, or to send at once."""


@dataclass(frozen=True)
class Underway:
    """What the courier does just now.

    ``judgement`` is the last one.  ``octets`` of ``size`` have left; ``speed`` is in octets a
    second, None until it can be told.  ``may_send``: the connection was found safe, and the person
    wants to be asked.  ``receipts`` came when they were asked for last.  ``sends``: bundles have
    their turn, until nothing is left to do for them; ``kind`` is that of the way the last one goes.
    ``kept_open``: the person wants the vault to stay open until then.
    """

    doing: Doing = "nothing"
    bundle: str = ""
    judgement: Judgement | None = None
    octets: int = 0
    size: int = 0
    speed: float | None = None
    error: CollectorError | None = None
    may_send: bool = False
    receipts: int = 0
    sends: bool = False
    kind: str = ""
    kept_open: bool = False

    @property
    def seconds_left(self) -> float | None:
        """Return how long the rest takes at this speed."""
        return (self.size - self.octets) / self.speed if self.speed else None


class Courier(QObject):
    """One for the window.  ``changed`` tells that ``now`` is another."""

    changed = Signal()
    keeping = Signal()
    """Whether the vault is to stay open is another matter than before."""
    moved = Signal()
    """Something in the queue has another state."""

    def __init__(self, vault: Tasks) -> None:
        super().__init__()
        self._vault = vault
        self._wire = Tasks()
        self.now = Underway()
        self._running: Running[Any] | None = None
        self._stopped = False
        self._unsafe: dict[Endpoint, Judgement] = {}
        self._left: list[str] = []
        self._owner = QObject(self)
        self._clock = QTimer(self)
        self._clock.setInterval(ASK_EVERY_MINUTES * 60_000)
        self._clock.timeout.connect(self._look)

    # what the person does

    def send(self, bundles: list[str]) -> None:
        """Judge the connection for each bundle, and send those whose connection is safe."""
        if self.now.doing != "nothing":
            return
        self._stopped = False
        self._unsafe.clear()
        self._clock.start()
        self._left = list(bundles)
        self._tell(sends=True)
        self._next("send")

    def keep_open(self, on: bool) -> None:
        """Let the vault stay open until what is being sent is sent, or lock as it would."""
        self._tell(kept_open=on and self.now.sends)

    def check(self, bundle: str) -> None:
        """Only judge the connection that a bundle would take."""
        if self.now.doing == "nothing":
            self._stopped = False
            self._left = [bundle]
            self._next("look")

    def stop(self) -> None:
        """Stop; what is under way goes on where it stopped, when the person sends again.

        Until then nothing begins by itself.
        """
        self._clock.stop()
        self._left = []
        self._stopped = True
        if self._running is not None:
            self._running.stop()

    def forget(self) -> None:
        """What was judged holds no more: another place or way out was chosen.

        So what is under way stops, which goes by the old one; what begins by itself will again.
        """
        if self.now.doing != "nothing":
            self.stop()
            self._clock.start()
        self._tell(judgement=None, error=None, may_send=False)

    def open(self) -> None:
        """The vault was opened: look from time to time whether something may go."""
        self._stopped = False
        self._clock.start()
        QTimer.singleShot(0, self, self._look)

    def close(self) -> None:
        """The vault is being locked: let go of everything, and hear of nothing any more."""
        self._clock.stop()
        self._left = []
        self._unsafe.clear()  # an endpoint knows the password of its proxy
        self._owner.deleteLater()
        self._owner = QObject(self)
        self._wire.stop_all()
        self.now = Underway()

    def end(self) -> None:
        """The window closes."""
        self.close()
        self._wire.end()

    def _run(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Callable[[CollectorError], None],
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Let the thread of the network work, unless the person stopped it all meanwhile."""
        self._running = self._wire.start(self._owner, work, done, failed, progress=progress)
        if self._stopped:
            self._running.stop()

    # one bundle after the other

    def _next(self, purpose: Purpose) -> None:
        if not self._left:
            if purpose == "send":
                self._ask_for_receipts()
            else:
                self._tell(doing="nothing", bundle="")
            return
        bundle = self._left.pop(0)
        self._tell(doing="judging", bundle=bundle, octets=0, size=0, speed=None, error=None)

        def asked(job: Job) -> Question:
            delivery = job.session.delivery
            delivery.nobody_sends()
            if purpose == "send":
                delivery.wanted_now(bundle)
            return delivery.question(bundle)

        self._vault.start(
            self._owner,
            asked,
            lambda question: self._judge(bundle, question, purpose),
            lambda error: self._failed(bundle, purpose, error),
        )

    def _judge(self, bundle: str, question: Question, purpose: Purpose) -> None:
        """Judge a connection; what was just found unsafe is not called again for each bundle."""
        if question.endpoint in self._unsafe and purpose == "send":
            self._judged(bundle, question, self._unsafe[question.endpoint], purpose)
            return
        self._run(
            lambda job: desk.judge_connection(question, JobWatch(job)),
            lambda found: self._judged(bundle, question, found, purpose),
            self._gave_up,
        )

    def _judged(
        self, bundle: str, question: Question, judgement: Judgement, purpose: Purpose
    ) -> None:
        if judgement.of_way:
            self._unsafe[question.endpoint] = judgement
        ask = purpose == "ask" and judgement.safe
        self._tell(judgement=judgement, may_send=ask)
        if purpose == "look" or ask:
            self._next(purpose)
        elif not judgement.safe:
            self._vault.start(
                self._owner,
                lambda job: job.session.delivery.judged(bundle, question, judgement),
                lambda _none: self._go_on(bundle, purpose),
                self._gave_up,
            )
        else:
            self._vault.start(
                self._owner,
                lambda job: job.session.delivery.set_out(bundle, question.endpoint),
                self._deliver,
                lambda error: self._failed(bundle, purpose, error),
            )

    def _deliver(self, errand: Errand) -> None:
        kind, size = errand.endpoint.kind, errand.parcel.size
        self._tell(doing="sending", bundle=errand.bundle, size=size, kind=kind)
        self.moved.emit()
        speed = _Speed()

        def progress(octets: int, _size: int) -> None:
            self._tell(octets=octets, speed=speed.at(octets))

        def work(job: Job) -> None:
            desk.deliver(errand, VaultLedger(self._vault, job), JobWatch(job))
            stamp_after(errand, self._vault, job, JobWatch(job))

        self._run(
            work,
            lambda _none: self._go_on(errand.bundle, "send"),
            lambda error: self._failed(errand.bundle, "send", error),
            progress,
        )

    def _go_on(self, bundle: str, purpose: Purpose) -> None:
        """Try the next way of a bundle where one failed and there is another, else the next one."""

        def known(other_way: bool) -> None:
            if other_way:
                self._left.insert(0, bundle)
            self.moved.emit()
            self._next(purpose)

        def work(job: Job) -> bool:
            job.session.delivery.nobody_sends()  # also not where that could not be written down
            return job.session.delivery.of_bundle(bundle).other_way

        self._vault.start(self._owner, work, known, self._gave_up)

    def _failed(self, bundle: str, purpose: Purpose, error: CollectorError) -> None:
        """Tell what went wrong with one bundle; unless it was stopped, the others have a turn."""
        if isinstance(error, (Stopped, Locked)):
            self._gave_up(error)
            return
        self._tell(error=error)
        self._go_on(bundle, purpose)

    def _gave_up(self, error: CollectorError) -> None:
        self._left = []
        shown = None if isinstance(error, Stopped) else error
        self._tell(doing="nothing", octets=0, size=0, speed=None, error=shown)
        self._vault.start(
            self._owner,
            lambda job: job.session.delivery.nobody_sends(),
            lambda _none: self.moved.emit(),
            lambda _error: None,  # a vault that is locked does so by itself when it is opened
        )

    # receipts

    def ask_for_receipts(self) -> None:
        """Ask the platforms for what they have signed meanwhile."""
        if self.now.doing == "nothing":
            self._stopped = False
            self._ask_for_receipts()

    def _ask_for_receipts(self) -> None:
        self._tell(doing="asking", bundle="", octets=0, size=0, speed=None, receipts=0)
        self._vault.start(
            self._owner,
            lambda job: job.session.delivery.receipts_wanted(),
            self._fetch,
            self._gave_up,
        )

    def _fetch(self, wanted: list[Wanted]) -> None:
        if not wanted:
            self._tell(doing="nothing")
            self.moved.emit()
            return
        first, *rest = wanted
        self._tell(doing="asking", bundle=first.bundle)

        def fetched(job: Job) -> Judgement | bytes | None:
            watch = JobWatch(job)
            judgement = desk.judge_connection(first.question, watch)
            return desk.fetch_receipt(first, watch) if judgement.safe else judgement

        def came(data: Judgement | bytes | None) -> None:
            if isinstance(data, Judgement):
                self._tell(judgement=data)
                there = first.question.endpoint
                self._fetch([it for it in rest if it.question.endpoint != there])
                return
            if data is None:
                self._fetch(rest)
                return
            self._vault.start(
                self._owner,
                lambda job: job.session.receipts.take(data, first.bundle),
                lambda _received: self._taken(rest),
                lambda error: self._not_taken(error, rest),
            )

        self._run(fetched, came, lambda error: self._not_taken(error, rest))

    def _taken(self, rest: list[Wanted]) -> None:
        self._tell(receipts=self.now.receipts + 1)
        self._fetch(rest)

    def _not_taken(self, error: CollectorError, rest: list[Wanted]) -> None:
        if isinstance(error, Stopped):
            self._gave_up(error)
            return
        # What was taken lies there still: nothing new, and nothing wrong.
        if not isinstance(error, ReceiptReplayed):
            self._tell(error=error)
        self._fetch(rest)

    # by itself

    def _look(self) -> None:
        """See whether the person wants sending to begin by itself, and whether something may go."""
        if self.now.doing != "nothing":
            return

        def due(job: Job) -> tuple[str, list[str]]:
            delivery = job.session.delivery
            delivery.nobody_sends()
            mode = delivery.choices.mode
            turn = [] if mode == "press" else [it for it in delivery.turn() if it.has_way]
            return mode, [it.sent.bundle for it in turn]

        def begin(found: tuple[str, list[str]]) -> None:
            mode, turn = found
            if not turn or self.now.doing != "nothing":
                return
            if mode == "safe":
                self.send(turn)
            else:
                self._stopped = False
                self._left = turn[:1]
                self._next("ask")

        self._vault.start(self._owner, due, begin)

    def _tell(self, **changes: object) -> None:
        before = self.now.kept_open
        if changes.get("doing") == "nothing":
            changes |= {"sends": False, "kept_open": False}
        self.now = replace(self.now, **changes)  # type: ignore[arg-type]
        if self.now.kept_open != before:
            self.keeping.emit()
        self.changed.emit()


class _Speed:
    """Octets a second over the last while."""

    def __init__(self) -> None:
        self._seen: list[tuple[float, int]] = []

    def at(self, octets: int) -> float | None:
        """Return the speed, once there is enough to tell it by."""
        now = time.monotonic()
        self._seen.append((now, octets))
        while self._seen[0][0] < now - _SPEED_OVER:
            self._seen.pop(0)
        first, before = self._seen[0]
        return (octets - before) / (now - first) if now - first > 1 and octets > before else None
