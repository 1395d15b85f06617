"""What the screen of the queue reads from the vault, and the jobs it gives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from collector import desk
from collector.desk import RECEIPT_LIMIT, Judgement, NoWay, PlatformGone
from collector.errors import CollectorError
from collector.model.delivery import WITH_LOGIN
from collector.session import Received, TakenReceipt, Waiting
from collector.ui.tasks import Job


@dataclass(frozen=True)
class Bundle:
    """A bundle of the queue, the human codes of its accounts, and the receipt that holds for it."""

    waiting: Waiting
    codes: tuple[str, ...]
    receipt: TakenReceipt | None


@dataclass(frozen=True)
class Queue:
    """All bundles in their order.

    ``turn`` may be sent when the button is pressed, ``beforehand`` is what can be judged of the
    first of them without asking anybody; ``problem`` is why that cannot be.  ``login_missing``: its
    server asks who is there, and no name is kept for it.  ``wipeable`` counts the accounts that
    could go, ``only_if_named`` those that could with what no platform has.
    """

    bundles: tuple[Bundle, ...]
    turn: tuple[Waiting, ...]
    beforehand: Judgement | None
    problem: CollectorError | None
    login_missing: bool
    wipeable: int
    only_if_named: int


def read_queue(job: Job) -> Queue:
    """Read the queue."""
    session = job.session
    every = session.delivery.every()
    accounts = session.testimonies.named({name for it in every for name in it.accounts})
    codes = {it.id: it.human_code for it in accounts}
    turn = tuple(it for it in every if _can_be_pressed(it))
    beforehand, problem, login_missing = None, None, False
    if turn:
        try:
            question = session.delivery.question(turn[0].sent.bundle)
            beforehand = desk.known_beforehand(question)
            asks = question.transport.kind in WITH_LOGIN
            login_missing = asks and question.endpoint.login is None
        except (NoWay, PlatformGone) as cannot:
            problem = cannot
    # Only what was delivered can be wiped; planning that reads every sealed account.
    delivered = any(it.delivery.state == "delivered" for it in every)
    plan = session.wipeable() if delivered else None
    return Queue(
        bundles=tuple(
            Bundle(
                waiting=it,
                codes=tuple(codes[name] for name in it.accounts if name in codes),
                receipt=session.receipts.held(it.sent.bundle),
            )
            for it in every
        ),
        turn=turn,
        beforehand=beforehand,
        problem=problem,
        login_missing=login_missing,
        wipeable=len(plan.goes) if plan else 0,
        only_if_named=len(plan.named_only) if plan else 0,
    )


def _can_be_pressed(waiting: Waiting) -> bool:
    """Tell whether the button sends it: whatever held it, the person may try again now."""
    return waiting.delivery.state == "waiting" and not waiting.delivery.paused


def take_receipt(job: Job, path: Path) -> Received:
    """Take a receipt that came by another way.  Raises what refuses it."""
    data = desk.read_file(path, RECEIPT_LIMIT)
    return job.session.receipts.take(data)
