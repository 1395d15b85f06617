"""The custody log: events as leaves of an RFC 6962 tree, and signed heads (SCHEMA.md section 6).

Events and the rows they speak of become visible in one transaction: every writing function works
inside the caller's.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from collector import __version__, clock
from collector.crypto import checkpoint as checkpoints
from collector.crypto import merkle, sshsig
from collector.crypto.checkpoint import Checkpoint, origin_of
from collector.crypto.commitment import commitment
from collector.crypto.ed25519 import SigningKey
from collector.crypto.namespaces import CHECKPOINT
from collector.model.custody import Agent, CustodyEvent, CustodyObject
from collector.model.envelope import SCHEMA, Stamp
from collector.model.reading import read_as, write
from collector.model.terms import Role
from collector.store.errors import VaultDamaged
from collector.store.sqlite import Connection, database_errors

SOFTWARE = f"collector/{__version__}"
RECORD, MEDIA, IDENTITY = "record", "media", "identity"
GIVEN_UP = "del"
"""The event that comes before ``forget``: what no such event names is never forgotten."""
POLICY = "poa"
"""The event of trust decisions; its detail says which."""
Outcome = Literal["success", "fail", "warning"]

_ROLES: dict[str, Role] = {
    "self": "self_recorder",
    "interviewer": "interviewer",
    "coordinator": "coordinator",
}


@dataclass(frozen=True)
class Item:
    """What an event is about: a record, the bytes of an exhibit, a sealed identity, a stamp, ..."""

    label: str
    digest: bytes


@dataclass(frozen=True)
class Opening:
    """What turns a commitment back into the name of an item."""

    object: int
    label: str
    nonce: bytes = field(repr=False)
    digest: bytes


@dataclass(frozen=True)
class Leaf:
    """One event with the openings that this vault still holds."""

    index: int
    data: bytes
    openings: tuple[Opening, ...]


@dataclass(frozen=True)
class Head:
    """A signed state of the log."""

    size: int
    root: bytes
    checkpoint: bytes
    signature: str


class CustodyLog:
    """The log of one vault.  ``role`` is the vault's role, ``key`` its signing key."""

    def __init__(self, db: Connection, key: SigningKey, role: str) -> None:
        self._db = db
        self._key = key
        self._agent = Agent(role=_ROLES[role], software=SOFTWARE)

    def append(
        self,
        event: str,
        items: tuple[Item, ...] = (),
        *,
        outcome: Outcome = "success",
        detail: tuple[str, ...] = (),
    ) -> int:
        """Append one event and return its leaf index.  ``event`` is a V-CUST code."""
        index, named = self.size(), self._named(items)
        with database_errors():
            data = write(
                CustodyEvent(
                    schema=SCHEMA,
                    event=event,
                    random=secrets.token_hex(16),
                    at=Stamp(utc=clock.now_utc(), clock="unknown"),
                    agent=self._agent,
                    objects=tuple(named_as for named_as, _ in named),
                    outcome=outcome,
                    detail=detail,
                )
            )
            self._db.execute("INSERT INTO event VALUES (?, ?)", (index, data))
            for number, (_, item) in enumerate(named):
                self._db.execute(
                    "INSERT INTO event_item VALUES (?, ?, ?, ?)",
                    (index, number, item.label, item.digest),
                )
                self._db.execute(
                    "UPDATE item SET latest = ? WHERE label = ? AND digest = ?",
                    (index, item.label, item.digest),
                )
            for node in merkle.appended_nodes(index, merkle.leaf_hash(data), self._node):
                self._db.execute("INSERT INTO node VALUES (?, ?, ?)", node)
        return index

    def sign_head(self, reason: str) -> Head:
        """Sign the present state.  The same state is signed once."""
        size = self.size()
        known = self.head(size)
        if known is not None:
            return known
        root = merkle.root(size, self._node)
        text = Checkpoint(origin_of(self._key.public), size, root).encode()
        head = Head(size, root, text, sshsig.sign(self._key, CHECKPOINT, text))
        with database_errors():
            self._db.execute(
                "INSERT INTO head VALUES (?, ?, ?, ?, ?)",
                (size, text, head.signature, reason, clock.now_utc()),
            )
        return head

    def size(self) -> int:
        """Return the number of leaves."""
        with database_errors():
            return int(
                self._db.execute("SELECT ifnull(max(leaf), -1) + 1 FROM event").fetchone()[0]
            )

    def latest_day(self) -> str:
        """Return the latest day there is reason to believe in (``YYYY-MM-DD``).

        The device's day, or that of the last event where it is later: a clock put back revives
        nothing that has expired.  Only until something is logged under it: a clock that was ahead
        once must not end for good what is still valid.
        """
        with database_errors():
            row = self._db.execute("SELECT bytes FROM event ORDER BY leaf DESC LIMIT 1").fetchone()
        today = clock.today_utc()
        return today if row is None else max(today, read_as(row[0], CustodyEvent).at.utc[:10])

    def head(self, size: int) -> Head | None:
        """Return the signed head of that size, if there is one."""
        with database_errors():
            row = self._db.execute(
                "SELECT checkpoint, signature FROM head WHERE size = ?", (size,)
            ).fetchone()
        if row is None:
            return None
        return Head(size, checkpoints.parse(row[0]).root, row[0], row[1])

    def leaves_of(self, items: frozenset[Item]) -> list[Leaf]:
        """Return every event that concerns one of the items, opened for these items alone."""
        with database_errors():
            indexes = sorted(
                {
                    row[0]
                    for item in items
                    for row in self._db.execute(
                        "SELECT leaf FROM event_item WHERE label = ? AND digest = ?",
                        (item.label, item.digest),
                    )
                }
            )
            return [self._leaf(index, items) for index in indexes]

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """Return the proof that a leaf stands in the tree of that size."""
        return merkle.inclusion_proof(index, size, self._node)

    def consistency(self, old: int, new: int) -> list[bytes]:
        """Return the proof that the tree of size ``new`` begins with that of size ``old``."""
        return merkle.consistency_proof(old, new, self._node)

    def root(self, size: int) -> bytes:
        """Return the root of the first ``size`` leaves."""
        return merkle.root(size, self._node)

    def forget(self, item: Item) -> None:
        """Destroy the nonce of an item that was given up: its events stay, and name nothing."""
        with database_errors():
            values = (item.label, item.digest)
            self._db.execute("DELETE FROM event_item WHERE label = ? AND digest = ?", values)
            self._db.execute("DELETE FROM item WHERE label = ? AND digest = ?", values)

    def in_order(self, items: Iterable[Item]) -> list[Item]:
        """Return items as events name them: in an order that tells nothing of their digests."""
        return [item for _, item in self._named(items)]

    def _named(self, items: Iterable[Item]) -> list[tuple[CustodyObject, Item]]:
        with database_errors():
            named = [(self._object(item), item) for item in items]
        return sorted(named, key=lambda pair: pair[0].commitment)

    def _object(self, item: Item) -> CustodyObject:
        values = (item.label, item.digest)
        row = self._db.execute(
            "SELECT nonce, latest FROM item WHERE label = ? AND digest = ?", values
        ).fetchone()
        if row is None:
            row = (secrets.token_bytes(32), None)
            self._db.execute("INSERT INTO item VALUES (?, ?, ?, NULL)", (*values, row[0]))
        named = commitment(item.label, row[0], item.digest)
        return CustodyObject(label=item.label, commitment=named.hex(), previous=row[1])

    def _leaf(self, index: int, items: frozenset[Item]) -> Leaf:
        data = self._db.execute("SELECT bytes FROM event WHERE leaf = ?", (index,)).fetchone()[0]
        rows = self._db.execute(
            "SELECT object, label, nonce, digest FROM event_item JOIN item USING (label, digest)"
            " WHERE leaf = ? ORDER BY object",
            (index,),
        ).fetchall()
        shown = tuple(Opening(*row) for row in rows if Item(row[1], row[3]) in items)
        return Leaf(index, data, shown)

    def _node(self, level: int, index: int) -> bytes:
        row = self._db.execute(
            "SELECT hash FROM node WHERE level = ? AND idx = ?", (level, index)
        ).fetchone()
        if row is None:
            raise VaultDamaged(part="the custody log")
        return bytes(row[0])


def record_item(data: bytes) -> Item:
    """Return the item that stands for a record's bytes."""
    return Item(RECORD, hashlib.sha256(data).digest())
