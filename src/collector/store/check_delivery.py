"""Is what is known of deliveries whole, and does it agree with what platforms signed?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from collector.store import choices, deliveries, imports, outbox, taken_receipts
from collector.store.finding import Finding
from collector.store.vault import Vault


def check_delivery(vault: Vault) -> Iterator[Finding]:
    """Every finished bundle has its way; a state that rests on a receipt has it, and none is lost.

    What was chosen about sending is what was kept.  Of the receipts written here, each is among
    those whose digests are kept for ever.
    """
    if choices.changed_outside(vault.db):
        yield Finding("choice.changed", "choice")
    held = {it.bundle: it for it in deliveries.every(vault.db)}
    newest = {it.bundle: it for it in taken_receipts.every(vault.db)}
    for sent in outbox.ready(vault.db):
        delivery, receipt = held.get(sent.bundle), newest.get(sent.bundle)
        if delivery is None:
            yield Finding("outbox.delivery-missing", sent.bundle)
        elif delivery.state in ("delivered", "refused") and receipt is None:
            yield Finding("outbox.receipt-missing", sent.bundle)
        elif receipt is not None and receipt.refused is None and delivery.state != "delivered":
            yield Finding("outbox.state-contradicted", sent.bundle)
    known = imports.receipt_times(vault.db)
    for written in imports.receipts(vault.db):
        if hashlib.sha256(imports.body_of(vault.db, written)).digest() not in known:
            yield Finding("receipt.digest-missing", written.bundle)
