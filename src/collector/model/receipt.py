"""The receipt: what a platform says it has (formats.md section 4).

It concerns the items of one bundle only, and deletes nothing: ``safe_to_delete`` is what the
platform says, the person decides.
"""

from __future__ import annotations

from typing import Literal

from collector.model.envelope import Document
from collector.model.values import Count, Id, PublicKey, Sha256, Size, UtcTime, Value

RecordKind = Literal["testimony", "consent", "media", "identity"]
Verdict = Literal["taken", "known", "conflict"]
IdentityOpened = Literal["yes", "not_yet", "none"]


class ReceiptItem(Value, frozen=True, kw_only=True):
    """One record of the bundle: ``taken``, ``known`` already, or kept apart as a ``conflict``."""

    record: RecordKind
    id: Id
    revision: Count
    verdict: Verdict


class SeenState(Value, frozen=True, kw_only=True):
    """The head of the sender's log as the platform saw it."""

    size: Size
    root: Sha256


class Receipt(Document, frozen=True, kw_only=True, tag="receipt"):
    """What was received: whose, for which card, which file, which bundle in the series."""

    sender: PublicKey
    card: Sha256
    file: Sha256
    tag_manifest: Sha256
    bundle: Id
    sequence: Count
    items: tuple[ReceiptItem, ...]
    identity_opened: IdentityOpened
    head: SeenState
    at: UtcTime
    safe_to_delete: bool
