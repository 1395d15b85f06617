"""``receipt apply`` and ``receipt export``."""

from __future__ import annotations

from pathlib import Path

from collector import desk
from collector.cli.call import Call
from collector.cli.reply import Reply
from collector.cli.verbs.receipt_text import (
    DELETES_NOTHING,
    receipt_fields,
    receipt_findings,
    receipt_lines,
)
from collector.cli.wording import counted, pairs
from collector.model.untrusted import shown
from collector.session import HandedOut, Sent, Session


def apply(call: Call) -> Reply:
    """Verify a receipt that somebody brought, and believe it if it holds."""
    data = desk.read_file(Path(call.args.file), desk.RECEIPT_LIMIT)
    with call.open(call.args.vault) as session:
        received = session.receipts.take(data)
        platform = _name(session, received.sent)
    pairs(call.console, receipt_lines(received, platform))
    findings = receipt_findings(received)
    for it in findings:
        call.console.say(it.words)
    if received.receipt.refused is None:
        call.console.note(DELETES_NOTHING)
    return Reply(ids=[received.receipt.bundle], findings=findings, fields=receipt_fields(received))


def export(call: Call) -> Reply:
    """Put every receipt where its sender looks for it."""
    folder = Path(call.args.out)
    desk.must_take_files(folder)
    with call.open(call.args.vault) as session:
        done = session.intake.hand_out_receipts(folder)
    tell_handed_out(call, done)
    return Reply(fields={"receipts": handed_out_fields(done)})


def tell_handed_out(call: Call, done: HandedOut) -> None:
    """Say what became of the receipts in a folder."""
    call.console.say(
        f"{counted(done.new, 'receipt')} put there, {done.replaced} replaced by a later one,"
        f" {done.there} there already"
    )


def handed_out_fields(done: HandedOut) -> dict[str, int]:
    """Return the same for ``--json``."""
    return {"new": done.new, "replaced": done.replaced, "there": done.there}


def _name(session: Session, sent: Sent) -> str:
    cards = {card.root: card.card.name for card in session.trust.platforms()}
    return shown(cards[sent.platform], 80)
