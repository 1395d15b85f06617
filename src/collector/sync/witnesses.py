"""What this vault has to bound times with: its authorities, its receipts, the heads it saw."""

from __future__ import annotations

from collections.abc import Iterable

from collector.store import imports, signers
from collector.store.platform_cards import issued_cards
from collector.store.signers import SeenHead
from collector.store.sqlite import Connection
from collector.sync.bundle.dating import Witnesses


def witnesses(
    db: Connection, signer: bytes, heads: Iterable[SeenHead], now: tuple[int, str] | None = None
) -> Witnesses:
    """Return what can be brought against the times in a signer's bundle.

    ``heads`` are those the bundle proves to be of its log, its own among them; ``now`` is the size
    of its head and the time, for a bundle that is being looked at.
    """
    proven = set(heads)
    seen = [(head.size, at) for head, at in signers.seen_at(db, signer).items() if head in proven]
    return Witnesses(
        authorities=frozenset(_authorities(db)),
        receipts=imports.receipt_times(db),
        seen=[*seen, *([now] if now else [])],
    )


def _authorities(db: Connection) -> Iterable[bytes]:
    """Yield the certificates that the cards issued here named, the first card's to the last's."""
    for card in issued_cards(db):
        if card.time_authority is not None:
            yield bytes.fromhex(card.time_authority.certificate)
