"""The receipt: what a platform gives back for one bundle (sync/bundle/FORMAT.md, section 8).

It speaks of that bundle's items only.  ``safe_to_delete`` is the platform's word, not an order:
nothing is deleted without the person's yes.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import Meta

from collector.model.custody import DetailCode
from collector.model.envelope import Document, Stamp
from collector.model.values import Count, Id, PublicKey, Sha256, Size, Value, whole

ItemKind = Literal["testimony", "consent", "media", "identity"]
Verdict = Literal["accepted", "already_held", "disputed", "refused"]


class ReceiptItem(Value, frozen=True, kw_only=True):
    """A record of the bundle, and what became of it.

    ``disputed``: kept apart, because other bytes claim the same record; or an account that another
    author has signed too.
    """

    kind: ItemKind
    id: Id
    revision: Count
    verdict: Verdict


class HeadSeen(Value, frozen=True, kw_only=True):
    """The newest of the sender's custody heads that the platform saw (C2SP tlog-checkpoint)."""

    origin: Annotated[str, Meta(pattern=whole("log/[0-9a-f]{32}"))]
    size: Size
    root: Annotated[Sha256, Meta(description="root hash, hexadecimal")]


class Receipt(Document, frozen=True, kw_only=True, tag="receipt"):
    """The body of a receipt.

    ``card`` and ``file`` are SHA-256 digests of the card file and of the bundle file as it
    arrived; ``tagmanifest`` names the bundle whatever its encryption.  ``refused`` is the code of
    the reason where nothing was taken of the bundle; such a receipt names no items and no head.
    """

    sender_key: PublicKey
    card: Sha256
    file: Sha256
    tagmanifest: Sha256
    sequence: Count
    refused: DetailCode | None
    items: tuple[ReceiptItem, ...]
    identity_opened: Literal["yes", "not_yet", "none"]
    head: HeadSeen | None
    time: Stamp
    safe_to_delete: bool


_HELD: Final = ("accepted", "already_held")


def is_sound(receipt: Receipt) -> bool:
    """Tell whether what a receipt says fits together; what it says of a bundle is not asked."""
    items = receipt.items
    identity = any(it.kind == "identity" for it in items)
    if (receipt.identity_opened == "none") == identity:
        return False
    if receipt.safe_to_delete and not all(it.verdict in _HELD for it in items):
        return False
    if receipt.refused is not None:
        return not items and receipt.head is None and not receipt.safe_to_delete
    return bool(items) and receipt.head is not None
