"""What a receipt says, in words a frightened person understands, and for ``--json``."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final

from collector.cli.reply import Finding
from collector.session import Received

IDENTITY: Final = MappingProxyType(
    {
        "yes": "read by the person who keeps that key",
        "not_yet": "arrived, not yet read",
        "none": "none was in this bundle",
    }
)
DELETES_NOTHING: Final = "this deleted nothing here; nothing is deleted without your yes"
PUT_BACK: Final = (
    "the platform has seen a later state of this vault than the one here: this vault was put back"
    " to an older copy, and what was added since is missing here"
)


def receipt_lines(received: Received, platform: str) -> list[tuple[str, str]]:
    """Return what to show of a receipt that was taken just now."""
    taken = received.receipt
    if taken.refused is not None:
        return [
            ("refused", f"{platform} took nothing of this bundle, and signed that on {taken.at}"),
            ("reason", taken.refused),
            ("bundle", taken.bundle),
        ]
    return [
        ("delivered", f"{platform} has this bundle, and signed that on {taken.at}"),
        ("bundle", taken.bundle),
        ("identity", IDENTITY[taken.identity_opened]),
        ("safe to delete", "yes, it says" if taken.safe_to_delete else "no"),
    ]


def receipt_findings(received: Received) -> list[Finding]:
    """Return what has to be told beside it."""
    if not received.put_back or received.receipt.head is None:
        return []
    head = received.receipt.head
    seen = {"size": head.size, "root": head.root.hex()}
    return [Finding("vault.put-back", PUT_BACK, {"seen": seen})]


def receipt_fields(received: Received) -> dict[str, Any]:
    """Return a receipt for ``--json``."""
    taken = received.receipt
    return {
        "state": "delivered" if taken.refused is None else "refused",
        "refused": taken.refused,
        "at": taken.at,
        "identity": taken.identity_opened,
        "safe_to_delete": taken.safe_to_delete,
        "put_back": received.put_back,
    }
