"""Receipts that platforms gave for bundles made here, kept whole (SCHEMA.md section 10).

Verifying them is for ``sync.receiving``; what is kept here was verified.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from collector.store.custody import Item
from collector.store.outbox import Sent
from collector.store.signers import SeenHead
from collector.store.sqlite import Connection, database_errors

RECEIPT: Final = "receipt"
"""The label of a receipt as an item of the custody log."""
TAKEN: Final = "receipt-taken"
IdentityOpened = Literal["yes", "not_yet", "none"]
_COLUMNS: Final = (
    "bundle, at, taken_at, refused, identity_opened, safe_to_delete, head_size, head_root,"
    " body, signature"
)


@dataclass(frozen=True)
class TakenReceipt:
    """A verified receipt.  ``at`` is the platform's time, ``taken_at`` ours (UTC).

    ``refused`` is the platform's code where it took nothing of the bundle; ``head`` the newest
    state of this vault's log that the platform has seen, None where it refused.
    """

    bundle: str
    at: str
    taken_at: str
    refused: str | None
    identity_opened: IdentityOpened
    safe_to_delete: bool
    head: SeenHead | None
    body: bytes = field(repr=False)
    signature: str = field(repr=False)

    @property
    def item(self) -> Item:
        """Return what names the receipt in the custody log."""
        return Item(RECEIPT, hashlib.sha256(self.body).digest())


@dataclass(frozen=True)
class Awaiting:
    """What a receipt for a finished bundle is opened and compared with.

    ``receipt_key`` is the one-time age identity, wrapped (see ``outbox.Building``).
    """

    sent: Sent
    card_serial: int
    receipt_key: bytes = field(repr=False)
    receipt_secret: bytes = field(repr=False)


def awaiting(db: Connection, sent: Sequence[Sent]) -> list[Awaiting]:
    """Return finished bundles with the secrets of their receipts."""
    with database_errors():
        rows = db.execute(
            "SELECT bundle, card_serial, receipt_key, receipt_secret FROM outbox"
        ).fetchall()
    secrets = {bundle: rest for bundle, *rest in rows}
    return [Awaiting(it, *secrets[it.bundle]) for it in sent]


def keep(db: Connection, receipt: TakenReceipt) -> None:
    """Keep a receipt, inside the caller's transaction."""
    head = receipt.head
    with database_errors():
        db.execute(
            f"INSERT INTO taken_receipt (digest, {_COLUMNS})"  # noqa: S608 - our own names
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                receipt.item.digest,
                receipt.bundle,
                receipt.at,
                receipt.taken_at,
                receipt.refused,
                receipt.identity_opened,
                int(receipt.safe_to_delete),
                None if head is None else head.size,
                None if head is None else head.root,
                receipt.body,
                receipt.signature,
            ),
        )


def of_bundle(db: Connection, bundle: str) -> list[TakenReceipt]:
    """Return the receipts taken for a bundle, the oldest first; the last one holds."""
    return _select(db, "WHERE bundle = ? ORDER BY at", (bundle,))


def every(db: Connection) -> list[TakenReceipt]:
    """Return all receipts taken, those of each bundle the oldest first."""
    return _select(db, "ORDER BY bundle, at", ())


def acknowledged(db: Connection, sent: Sequence[Sent]) -> int:
    """Return the size of the newest head among those of these bundles that a receipt names.

    0 where none does.  All bundles are of one platform.
    """
    given = {(it.ready.head_size, it.ready.head_root) for it in sent}
    bundles = {it.bundle for it in sent}
    named = [it.head for it in every(db) if it.bundle in bundles and it.head is not None]
    return max((it.size for it in named if (it.size, it.root) in given), default=0)


def _select(db: Connection, tail: str, values: tuple[str, ...]) -> list[TakenReceipt]:
    with database_errors():
        rows = db.execute(f"SELECT {_COLUMNS} FROM taken_receipt {tail}", values)  # noqa: S608
        return [_read(row) for row in rows.fetchall()]


def _read(row: tuple[Any, ...]) -> TakenReceipt:
    bundle, at, taken_at, refused, opened, safe, size, root, body, signature = row
    head = None if size is None else SeenHead(size, root)
    return TakenReceipt(bundle, at, taken_at, refused, opened, bool(safe), head, body, signature)
