"""Does a sender's log continue the one this vault has seen, and has every bundle come?"""

from __future__ import annotations

from collections.abc import Sequence

from collector.store import imports
from collector.store.imports import History, ImportedBundle
from collector.store.signers import SeenHead
from collector.store.sqlite import Connection


def judge_history(seen: Sequence[SeenHead], head: SeenHead, proven: Sequence[SeenHead]) -> History:
    """Compare a verified head with the heads seen of the same signer.

    ``proven`` are the older heads the bundle proves its head to continue.  A first contact can be
    invented; ``rewritten`` also covers a log that was put back to an older copy.
    """
    if not seen:
        return "first-contact"
    if head in seen:
        return "continues"
    return "continues" if newest(seen) in proven else "rewritten"


def newest(seen: Sequence[SeenHead]) -> SeenHead | None:
    """Return the head of the largest tree; of two, the one that is known longer."""
    return max(seen, key=lambda known: known.size, default=None)


def is_gap(db: Connection, bundle: ImportedBundle) -> bool:
    """Tell whether the bundle that this one names as the one before has not come."""
    return bundle.previous is not None and not imports.came(db, bundle.previous)
