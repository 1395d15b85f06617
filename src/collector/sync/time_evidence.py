"""Which time stamps and receipts travel with a bundle: those that bound the time of its items.

What bounds nothing stays here: each stamp tells when this vault was at work.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain

from collector.store.custody import Item, Leaf
from collector.store.stamps import STAMP, KeptStamp
from collector.sync.bundle import limits


@dataclass(frozen=True)
class LoggedItem:
    """Something from outside that could not be known before, and where the log took it in."""

    item: Item
    leaf: int


@dataclass(frozen=True)
class TimeEvidence:
    """``stamps`` by size; ``items`` are those whose events travel."""

    stamps: tuple[KeptStamp, ...]
    items: frozenset[Item]


def choose(
    stamps: Sequence[KeptStamp], receipts: Sequence[LoggedItem], entries: Collection[int], size: int
) -> TimeEvidence:
    """Return what bounds entries at these leaves of a log whose head has that size.

    ``stamps`` and ``receipts`` are those of the platform that is to get the bundle.  Of more stamps
    than fit, those over the largest heads travel.
    """
    usable = sorted((it for it in stamps if it.size <= size), key=lambda it: it.size)
    logged = [LoggedItem(Item(STAMP, it.sha256), it.leaf) for it in usable if it.leaf < size]
    after = {_first_over(usable, leaf) for leaf in entries}
    before = {_last_below(found, leaf) for leaf in entries for found in (logged, receipts)}
    items = {it.item for it in before if it is not None}
    wanted = [it for it in usable if it in after or Item(STAMP, it.sha256) in items]
    kept = tuple(wanted[-limits.STAMPS :])
    dropped = {Item(STAMP, it.sha256) for it in wanted[: -limits.STAMPS]}
    return TimeEvidence(kept, frozenset(items - dropped))


def entries_of(leaves: Sequence[Leaf]) -> frozenset[int]:
    """Return the leaves at which the items that these events open to entered the log."""
    first: dict[tuple[str, bytes], int] = {}
    for leaf, opening in chain.from_iterable(((it, its) for its in it.openings) for it in leaves):
        named = opening.label, opening.digest
        first[named] = min(leaf.index, first.get(named, leaf.index))
    return frozenset(first.values())


def _first_over(stamps: Sequence[KeptStamp], leaf: int) -> KeptStamp | None:
    return next((it for it in stamps if it.size > leaf), None)


def _last_below(logged: Sequence[LoggedItem], leaf: int) -> LoggedItem | None:
    below = [it for it in logged if it.leaf < leaf]
    return max(below, key=lambda it: it.leaf, default=None)
