"""Receipts for what a field vault sent: real ones, or rows as a hand-over would leave them there.

The rows are those of SCHEMA.md section 10; verifying receipts has tests of its own.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import count

from collector import clock
from collector.session import Session
from collector.store import deliveries, outbox, taken_receipts
from collector.store.custody import CustodyLog
from collector.store.outbox import Sent
from collector.store.signers import SeenHead
from collector.store.sqlite import transaction
from collector.store.taken_receipts import TAKEN, TakenReceipt
from collector.sync.receipt_flaws import ReceiptReplayed

_NUMBERS = count(1)


def receipt(sent: Sent, *, safe: bool = True, refused: str | None = None) -> TakenReceipt:
    """Return a receipt that was verified, later than all before it."""
    number = next(_NUMBERS)
    return TakenReceipt(
        bundle=sent.bundle,
        at=f"2026-01-01T00:00:00.{number:06d}Z",
        taken_at=clock.now_utc(),
        refused=refused,
        identity_opened="none",
        safe_to_delete=safe and refused is None,
        head=SeenHead(sent.ready.head_size, sent.ready.head_root) if refused is None else None,
        body=b'{"number":%d}' % number,
        signature="none",
    )


def take(session: Session, sent: Sent, *, safe: bool = True, refused: str | None = None) -> None:
    """Keep a receipt for one bundle, as taking it does."""
    kept = receipt(sent, safe=safe, refused=refused)
    db, log = session.vault.db, session.custody
    with transaction(db):
        taken_receipts.keep(db, kept)
        _log(log, kept)
        if refused is None:
            deliveries.delivered(db, sent.bundle)
        else:
            deliveries.refused(db, sent.bundle, refused)


def confirm(session: Session, *, safe: bool = True) -> None:
    """Let every bundle of the outbox be delivered."""
    for sent in outbox.ready(session.vault.db):
        take(session, sent, safe=safe)


def carry(field: Session, coordinator: Session) -> None:
    """Let the coordinator take in every bundle that waits, and the field vault what is new."""
    waiting = {it.bundle for it in deliveries.every(field.vault.db) if it.state == "waiting"}
    for sent in outbox.ready(field.vault.db):
        if sent.bundle in waiting:
            coordinator.intake.take(field.vault.outbox / sent.file)
    for written in coordinator.outbox.receipts():
        with suppress(ReceiptReplayed):
            field.receipts.take((coordinator.vault.outbox / written.file).read_bytes())


def _log(log: CustodyLog, kept: TakenReceipt) -> None:
    log.append("X-HANDOVER-OUT", (kept.item,), detail=(TAKEN,))
