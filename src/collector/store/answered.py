"""What platforms have said by now of the bundles made here, and of what is in them."""

from __future__ import annotations

from dataclasses import dataclass

from collector.crypto import sshsig
from collector.crypto.ed25519 import BadSignature
from collector.crypto.namespaces import RECEIPT
from collector.model.card import PlatformCard
from collector.model.card_rules import revokes_itself
from collector.store import deliveries, outbox, taken_receipts
from collector.store.custody import Item
from collector.store.deliveries import DeliveryState
from collector.store.outbox import Sent
from collector.store.platform_cards import trusted_cards
from collector.store.sqlite import Connection, database_errors
from collector.store.taken_receipts import TakenReceipt


@dataclass(frozen=True)
class Answered:
    """A bundle of the outbox: for whom, how far it has come, and what its latest receipt says.

    ``safe``: deleting what is in it is; ``doubted``: so that receipt says too, but its key was
    revoked since, or the whole platform; ``read``: the identity files in it were opened.
    """

    platform: bytes
    state: DeliveryState
    safe: bool
    doubted: bool
    read: bool
    items: frozenset[Item]


def answered_bundles(db: Connection) -> list[Answered]:
    """Return the finished bundles."""
    latest = {it.bundle: it for it in taken_receipts.every(db)}
    states = {it.bundle: it.state for it in deliveries.every(db)}
    cards = {it.root: it.card for it in trusted_cards(db)}
    items = _items(db)
    return [
        _answered(
            it,
            states[it.bundle],
            items.get(it.bundle, frozenset()),
            latest.get(it.bundle),
            cards.get(it.platform),
        )
        for it in outbox.ready(db)
        if it.bundle in states
    ]


def bundles_of(db: Connection, items: frozenset[Item]) -> list[Sent]:
    """Return the finished bundles that hold one of these items."""
    held = _items(db)
    return [it for it in outbox.ready(db) if held.get(it.bundle, frozenset()) & items]


def _answered(
    sent: Sent,
    state: DeliveryState,
    items: frozenset[Item],
    latest: TakenReceipt | None,
    card: PlatformCard | None,
) -> Answered:
    if latest is None or state != "delivered":
        return Answered(sent.platform, state, safe=False, doubted=False, read=False, items=items)
    doubted = card is not None and (
        revokes_itself(card) or _signed_by(latest, frozenset(card.revoked_keys))
    )
    return Answered(
        platform=sent.platform,
        state=state,
        safe=latest.safe_to_delete and not doubted,
        doubted=latest.safe_to_delete and doubted,
        read=latest.identity_opened == "yes" and not doubted,
        items=items,
    )


def _signed_by(receipt: TakenReceipt, keys: frozenset[str]) -> bool:
    """Tell whether one of these keys signed a receipt."""
    if not keys:
        return False
    try:
        return sshsig.verify(receipt.signature, RECEIPT, receipt.body).hex() in keys
    except BadSignature:
        return False


def _items(db: Connection) -> dict[str, frozenset[Item]]:
    found: dict[str, set[Item]] = {}
    with database_errors():
        for bundle, label, digest in db.execute("SELECT bundle, label, digest FROM outbox_item"):
            found.setdefault(bundle, set()).add(Item(label, digest))
    return {bundle: frozenset(items) for bundle, items in found.items()}
