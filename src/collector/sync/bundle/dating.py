"""When the items of a bundle entered the sender's log, as far as the reader can believe it.

FORMAT.md section 5 gives the rules, ``model.entry_time`` the interval; here the events and stamps
of a bundle become what that needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from collector.model.entry_time import Bound, EntryTime, HeadThere, NotKnownBefore, entry_time
from collector.sync.bundle.proofs import RECEIPT, STAMP, Event
from collector.sync.bundle.stamps import HeadStamp


@dataclass(frozen=True)
class Witnesses:
    """What a reader has to bound times with.

    ``authorities`` are the SHA-256 digests of the certificates it believes; ``receipts`` the times
    (UTC) of the receipts it wrote, by the SHA-256 of what was signed; ``seen`` the sizes of those
    heads of this very log that it saw, and when, by its own clock.
    """

    authorities: frozenset[bytes] = frozenset()
    receipts: Mapping[bytes, str] = field(default_factory=dict)
    seen: Sequence[tuple[int, str]] = ()


@dataclass(frozen=True)
class DatedItem:
    """An item of the bundle and when it entered the log.  ``digest`` is SHA-256, hexadecimal."""

    label: str
    digest: str
    time: EntryTime


@dataclass(frozen=True)
class StampShown:
    """A time stamp, whether anybody here vouches for its authority or not.

    Between ``earliest`` and ``latest`` (UTC) the log had ``size`` events, by the word of whoever
    has the certificate of that digest (hexadecimal).
    """

    size: int
    earliest: str
    latest: str
    certificate: str
    believed: bool


@dataclass(frozen=True)
class Dating:
    """What a bundle shows of time: its items, in the order they entered the log, and its stamps."""

    items: tuple[DatedItem, ...] = ()
    stamps: tuple[StampShown, ...] = ()

    def of(self, label: str, digest: str) -> EntryTime | None:
        """Return when an item entered the log."""
        return self._by_item.get((label, digest))

    @cached_property
    def _by_item(self) -> Mapping[tuple[str, str], EntryTime]:
        return {(it.label, it.digest): it.time for it in self.items}


NO_WITNESSES: Final = Witnesses()
NO_DATING: Final = Dating()


def date_bundle(
    events: Sequence[Event], stamps: Sequence[HeadStamp], witnesses: Witnesses = NO_WITNESSES
) -> Dating:
    """Return when every item that these events open to entered the log.

    What no witness of the reader bears out bounds nothing, and is shown all the same.
    """
    believed = [it for it in stamps if it.token.certificate in witnesses.authorities]
    heads = [HeadThere(it.size, Bound(it.token.latest, "stamp")) for it in believed]
    heads += [HeadThere(size, Bound(at, "own-clock")) for size, at in witnesses.seen]
    earlier = list(_not_known_before(events, believed, witnesses))
    return Dating(
        items=tuple(
            DatedItem(label, digest.hex(), entry_time(event.index, event.shown, heads, earlier))
            for (label, digest), event in _entries(events).items()
        ),
        stamps=tuple(
            StampShown(
                size=it.size,
                earliest=it.token.earliest,
                latest=it.token.latest,
                certificate=it.token.certificate.hex(),
                believed=it in believed,
            )
            for it in stamps
        ),
    )


def _entries(events: Sequence[Event]) -> dict[tuple[str, bytes], Event]:
    """Return the first event of every item, in the order of the log."""
    found: dict[tuple[str, bytes], Event] = {}
    for event in events:
        for opening in event.openings:
            item = opening.label, opening.digest
            if opening.label not in {STAMP, RECEIPT} and item not in found:
                found[item] = event
    return found


def _not_known_before(
    events: Sequence[Event], believed: Sequence[HeadStamp], witnesses: Witnesses
) -> Iterator[NotKnownBefore]:
    """Yield each bound that is later than all before it: the others bound nothing any more."""
    known = {
        **{(RECEIPT, digest): Bound(at, "receipt") for digest, at in witnesses.receipts.items()},
        **{(STAMP, it.token.digest): Bound(it.token.earliest, "stamp") for it in believed},
    }
    latest = ""
    for event in events:
        for opening in event.openings:
            bound = known.get((opening.label, opening.digest))
            if bound is not None and bound.at > latest:
                latest = bound.at
                yield NotKnownBefore(event.index, bound)
