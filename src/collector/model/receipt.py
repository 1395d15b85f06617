"""The receipt: what a platform gives back for one bundle (sync/bundle/FORMAT.md, section 8).

It speaks of that bundle's items only.  ``safe_to_delete`` is the platform's word, not an order:
nothing is deleted without the person's yes.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from collector.model.envelope import Document, Stamp
from collector.model.values import Count, Id, PublicKey, Sha256, Size, Value, whole

ItemKind = Literal["testimony", "consent", "media", "identity"]
Verdict = Literal["accepted", "already_held", "disputed", "refused"]


class ReceiptItem(Value, frozen=True, kw_only=True):
    """A record of the bundle, and what became of it.

    ``disputed``: kept apart, because other bytes or another author claim the same record.
    """

    kind: ItemKind
    id: Id
    revision: Count
    verdict: Verdict


class HeadSeen(Value, frozen=True, kw_only=True):
    """The sender's custody head as the platform saw it (C2SP tlog-checkpoint)."""

    origin: Annotated[str, Meta(pattern=whole("log/[0-9a-f]{32}"))]
    size: Size
    root: Annotated[Sha256, Meta(description="root hash, hexadecimal")]


class Receipt(Document, frozen=True, kw_only=True, tag="receipt"):
    """The body of a receipt.

    ``card`` and ``file`` are SHA-256 digests of the card file and of the bundle file as it
    arrived; ``tagmanifest`` names the bundle whatever its encryption.
    """

    sender_key: PublicKey
    card: Sha256
    file: Sha256
    tagmanifest: Sha256
    sequence: Count
    items: tuple[ReceiptItem, ...]
    identity_opened: Literal["yes", "not_yet", "none"]
    head: HeadSeen
    time: Stamp
    safe_to_delete: bool
