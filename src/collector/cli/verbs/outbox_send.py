"""``outbox send`` and ``outbox carry``: judge the connection, then send, then ask for receipts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from collector import desk, log
from collector.cli.call import Call
from collector.cli.expected import twelve_words
from collector.cli.progress import Progress
from collector.cli.reply import DONE, Finding, Reply
from collector.cli.verbs.outbox import platform_name
from collector.cli.verbs.outbox_choices import choices_of, login_in
from collector.cli.verbs.platform import HOW_TO_GET_THEM
from collector.cli.verbs.receipt_text import receipt_findings
from collector.cli.verbs.safety_words import tell
from collector.desk import Carrying, Errand, Ledger, NetworkTrouble, Question, TrustedCard
from collector.errors import CollectorError, Exit, MachineTrouble
from collector.model.delivery import DeliveryChoices
from collector.model.untrusted import shown
from collector.session import ReceiptReplayed, Session, Waiting


class NotSafe(MachineTrouble):
    """The connection was judged, and something speaks against it."""

    code = "delivery.not-safe"
    words = "this connection is not safe, so nothing was sent"
    hint = "everything waits in the outbox; mend what the list names, then send again"


class NotSafeToCarry(NotSafe):
    """The same, where no vault keeps what was not sent."""

    hint = "the file is as it was; mend what the list names, then carry it again"


_NOTHING_DUE: Final = Finding(
    "delivery.nothing-due",
    "nothing is due: what waits is paused, held, or tried again later (collector outbox list);"
    " name a bundle that is held to try it now",
)
_NOTHING_WAITS: Final = Finding("delivery.nothing-waits", "no bundle waits to be sent")
_NOT_ASKED: Final = Finding(
    "delivery.receipts-not-asked", "not asked for receipts: this connection is not safe"
)


@dataclass(frozen=True)
class _Outcome:
    """What became of one bundle."""

    bundle: str
    code: str
    exit: Exit = Exit.DONE
    findings: tuple[Finding, ...] = ()


class _Watch:
    """Shows how far a delivery has come; an interrupt from the keyboard ends it by itself."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress = progress

    def sent(self, octets: int) -> None:
        """Show it."""
        if self._progress is not None:
            self._progress(octets)

    def gone(self, octets: int) -> None:
        """Show it as well: whoever looks wants to see that it moves."""
        self.sent(octets)

    def keep(self, token: str) -> None:
        """Nothing to show: the ledger keeps it."""

    def beat(self) -> None:
        """Nothing to show."""


def send(call: Call) -> Reply:
    """Send the bundles that were named, or all whose turn it is, and take in receipts."""
    remarks: list[Finding] = []
    with call.open(call.args.vault) as session:
        session.delivery.nobody_sends()  # a killed sender: there is one opening of a vault
        chosen = [session.delivery.of_bundle(name) for name in call.args.bundles]
        for it in chosen:
            session.delivery.wanted_now(it.sent.bundle)
        outcomes = [_send(call, session, it) for it in chosen or session.delivery.turn()]
        if not outcomes:
            waits = any(it.delivery.state == "waiting" for it in session.delivery.every())
            remarks.append(_NOTHING_DUE if waits else _NOTHING_WAITS)
            call.console.note(remarks[-1].words)
        outcomes += _receipts(call, session, session.delivery.receipts_wanted(), remarks)
    return _reply(outcomes, remarks)


def carry(call: Call) -> Reply:
    """Send sealed files to the platform of a card; no vault is needed and none is asked."""
    card = desk.show_card(Path(call.args.card))
    desk.check_words(card, twelve_words(call, HOW_TO_GET_THEM))
    login = call.args.login and login_in(Path(call.args.login))
    carrying = Carrying(card, choices_of(call, DeliveryChoices()), login)
    call.console.say(f"to {shown(card.card.name, 80)}:")
    for name in call.args.files:
        carrying.set_out(Path(name))  # before anything leaves, each of them is known to be sealed
    return _reply([_carry(call, carrying, name) for name in call.args.files])


def _carry(call: Call, carrying: Carrying, name: str) -> _Outcome:
    """Send one file by the first way of the card that does; the findings are of all."""
    question = carrying.question()
    outcome = _deliver(call, carrying, name, question)
    while (following := carrying.after(question)) is not None:
        question = following
        outcome = _after(outcome, _deliver(call, carrying, name, question))
    return outcome


def _send(call: Call, session: Session, waiting: Waiting) -> _Outcome:
    """Send one bundle by the first way of the card that does; the findings are of all."""
    outcome = _attempt(call, session, waiting)
    while outcome.exit != Exit.DONE and session.delivery.of_bundle(waiting.sent.bundle).other_way:
        outcome = _after(outcome, _attempt(call, session, waiting))
    return outcome


def _after(before: _Outcome, outcome: _Outcome) -> _Outcome:
    return replace(outcome, findings=(*before.findings, *outcome.findings))


def _attempt(call: Call, session: Session, waiting: Waiting) -> _Outcome:
    bundle = waiting.sent.bundle
    try:
        question = session.delivery.question(bundle)
        judgement = desk.judge_connection(question, _Watch())
        call.console.say(f"{bundle}, to {platform_name(waiting)}, {_way(question)}:")
        findings = tell(call, judgement)
        if not judgement.safe:
            session.delivery.judged(bundle, question, judgement)
            return _refused(call, bundle, NotSafe(), findings)
        errand = session.delivery.set_out(bundle, question.endpoint)
    except CollectorError as error:
        return _refused(call, bundle, error)
    outcome = _moved(call, bundle, errand, session.delivery)
    if outcome.exit == Exit.DONE and waiting.card is not None:
        _stamp(call, session, waiting.card, question)
    return outcome


def _stamp(call: Call, session: Session, card: TrustedCard, judged: Question) -> None:
    """Have the log stamped by the authority of the card, over the way out that was judged.

    It travels with the next bundle; without it everything goes on.
    """
    try:
        question = session.stamping.question(card, judged.endpoint)
        if question is None:
            return
        kept = session.stamping.take(question, desk.ask_authority(question, _Watch()))
    except CollectorError as error:
        call.console.note("there is no time stamp of the log:")
        call.console.complain(error)
        return
    log.event("stamped", events=kept.size)
    call.console.say(f"the log of this vault was stamped: {kept.time}")


def _way(question: Question) -> str:
    return f"by {question.transport.kind} at {shown(question.transport.address, 200)}"


def _deliver(call: Call, carrying: Carrying, name: str, question: Question) -> _Outcome:
    call.console.say(f"{name}, {_way(question)}:")
    judgement = desk.judge_connection(question, _Watch())
    findings = tell(call, judgement)
    if not judgement.safe:
        carrying.judged(question, judgement)
        return _refused(call, name, NotSafeToCarry(), findings)
    return _moved(call, name, carrying.set_out(Path(name)), carrying)


def _moved(call: Call, name: str, errand: Errand, ledger: Ledger) -> _Outcome:
    try:
        with call.progress("sending", errand.parcel.size) as progress:
            desk.deliver(errand, ledger, _Watch(progress))
    except CollectorError as error:
        return _refused(call, name, error)
    log.event("uploaded", bundle=errand.parcel.name)
    call.console.say(f"{name}: uploaded; the platform has not signed for it yet")
    return _Outcome(name, "uploaded")


def _receipts(
    call: Call, session: Session, wanted: Iterable[desk.Wanted], remarks: list[Finding]
) -> list[_Outcome]:
    """Ask for receipts over connections that are judged anew; where one is unsafe, only once.

    That one was not asked goes to the ``remarks``.
    """
    outcomes, unsafe = [], []
    for it in wanted:
        if it.question.endpoint in unsafe:
            continue
        judgement = desk.judge_connection(it.question, _Watch())
        if judgement.safe:
            outcomes += [done] if (done := _receipt(call, session, it)) is not None else []
        else:
            unsafe.append(it.question.endpoint)
            call.console.note(_NOT_ASKED.words)
            remarks += [_NOT_ASKED, *tell(call, judgement)]
    return outcomes


def _receipt(call: Call, session: Session, wanted: desk.Wanted) -> _Outcome | None:
    """Ask for one receipt."""
    try:
        data = desk.fetch_receipt(wanted, _Watch())
        if data is None:
            return None
        received = session.receipts.take(data, wanted.bundle)
    except ReceiptReplayed:
        return None  # what was taken lies there still: nothing new, and nothing wrong
    except CollectorError as error:
        return _refused(call, wanted.bundle, error)
    taken, findings = received.receipt, receipt_findings(received)
    state = "refused" if taken.refused else "delivered"
    call.console.say(f"{wanted.bundle}: {state}, signed by the platform on {taken.at}")
    for it in findings:
        call.console.say(it.words)
    return _Outcome(wanted.bundle, state, findings=tuple(findings))


def _refused(
    call: Call, name: str, error: CollectorError, findings: Iterable[Finding] = ()
) -> _Outcome:
    log.event("held", code=error.code)
    call.console.note(f"{name}:")
    call.console.complain(error)
    if isinstance(error, NetworkTrouble) and error.said:
        call.console.note(f"the server says: {shown(error.said, 300)}")
    what, todo = error.told()
    own = Finding(error.code, what, {"hint": todo, "bundle": name})
    return _Outcome(name, error.code, Exit(error.exit), (*findings, own))


def _reply(outcomes: Iterable[_Outcome], remarks: Iterable[Finding] = ()) -> Reply:
    """Return the reply of several: the first failure gives the code."""
    held = list(outcomes)
    failed = next((it for it in held if it.exit != Exit.DONE), None)
    return Reply(
        ids=list(dict.fromkeys(it.bundle for it in held)),
        findings=[*(finding for it in held for finding in it.findings), *remarks],
        fields={"bundles": [{"bundle": it.bundle, "code": it.code} for it in held]},
        code=failed.code if failed else DONE,
        exit=failed.exit if failed else Exit.DONE,
    )
