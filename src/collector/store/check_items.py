"""What the vault holds against the events that speak of it (SCHEMA.md section 6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from collector.crypto.commitment import commitment
from collector.model.custody import CustodyEvent
from collector.store.check_custody import event_in, leaves
from collector.store.custody import GIVEN_UP, IDENTITY, MEDIA, RECORD
from collector.store.finding import Finding
from collector.store.sqlite import Connection, database_errors
from collector.store.stamps import STAMP
from collector.store.taken_receipts import RECEIPT
from collector.store.vault import Vault

Named = tuple[str, bytes]
"""Label and digest of an item."""


def check_items(vault: Vault) -> Iterator[Finding]:
    """What is here is named by an event, and what an event names is here or was given up.

    A withdrawal that was put back is an item that is named and not here; if its nonce was put back
    too, it is a commitment that nothing opens and no event gave up.
    """
    walk = _Walk(_openings(vault.db))
    for leaf, data in leaves(vault.db):
        event = event_in(data)
        if event is not None:
            yield from walk.over(leaf, event)
    yield from walk.left()
    present, latest = _present(vault.db), _latest(vault.db)
    for label, digest in sorted(present - walk.latest.keys()):
        yield Finding(f"custody.{label}-without-event", digest.hex())
    for label, digest in sorted(walk.latest.keys() - present):
        yield Finding(f"custody.{label}-missing", digest.hex())
    for named in sorted(walk.latest.keys() | latest.keys()):
        if walk.latest.get(named) != latest.get(named):
            yield Finding("custody.chain", named[1].hex())


@dataclass(frozen=True)
class _Opening:
    """What a row says that an object of an event is; the nonce is None where none is kept."""

    label: str
    digest: bytes
    nonce: bytes | None

    @property
    def item(self) -> Named:
        """Return what names the item in this vault."""
        return self.label, self.digest

    def fits(self, label: str, named: str) -> bool:
        """Tell whether the commitment of an object is one to this item."""
        return (
            self.nonce is not None
            and self.label == label
            and commitment(self.label, self.nonce, self.digest).hex() == named
        )


@dataclass(frozen=True)
class _Walk:
    """The events of a log, one after the other; ``latest`` is the last leaf of each item."""

    openings: dict[tuple[int, int], _Opening]
    latest: dict[Named, int] = field(default_factory=dict)
    unopened: dict[str, str] = field(default_factory=dict)
    given_up: set[str] = field(default_factory=set)

    def over(self, leaf: int, event: CustodyEvent) -> Iterator[Finding]:
        """Take one event."""
        if event.event == GIVEN_UP:
            self.given_up.update(named.commitment for named in event.objects)
        for number, named in enumerate(event.objects):
            where = f"leaf {leaf}, object {number}"
            opening = self.openings.pop((leaf, number), None)
            if opening is None:
                self.unopened[named.commitment] = where
                continue
            if not opening.fits(named.label, named.commitment):
                yield Finding("custody.opening", where)
                continue
            if named.previous != self.latest.get(opening.item):
                yield Finding("custody.chain", where)
            self.latest[opening.item] = leaf

    def left(self) -> Iterator[Finding]:
        """Return what no event took, and what nothing opens though it was not given up."""
        for leaf, number in self.openings:
            yield Finding("custody.opening", f"leaf {leaf}, object {number}")
        for named, where in self.unopened.items():
            if named not in self.given_up:
                yield Finding("custody.opening-missing", where)


def _openings(db: Connection) -> dict[tuple[int, int], _Opening]:
    with database_errors():
        rows = db.execute(
            "SELECT leaf, object, label, digest, nonce FROM event_item"
            " LEFT JOIN item USING (label, digest)"
        ).fetchall()
    return {(leaf, number): _Opening(*rest) for leaf, number, *rest in rows}


def _present(db: Connection) -> set[Named]:
    """Return every item whose bytes the vault says it holds."""
    with database_errors():
        digests = "SELECT digest FROM record UNION SELECT digest FROM record_conflict"
        found = {(RECORD, row[0]) for row in db.execute(digests)}
        sealed = {row[0] for row in db.execute("SELECT sha256 FROM identity_file")}
        blobs = {row[0] for row in db.execute("SELECT sha256 FROM blob")}
        found |= {(RECEIPT, row[0]) for row in db.execute("SELECT digest FROM taken_receipt")}
        found |= {(STAMP, row[0]) for row in db.execute("SELECT sha256 FROM stamp")}
    return found | {(IDENTITY if sha256 in sealed else MEDIA, sha256) for sha256 in blobs}


def _latest(db: Connection) -> dict[Named, int]:
    """Return the last leaf of each item, as it is noted beside its nonce."""
    with database_errors():
        rows = db.execute("SELECT label, digest, latest FROM item").fetchall()
    return {(label, digest): leaf for label, digest, leaf in rows}
