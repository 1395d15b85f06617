"""Sealed records: immutable bytes under the key (author, id, revision)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import Enum
from itertools import groupby
from typing import Protocol, TypeVar

from collector.store.errors import NoSuch
from collector.store.sqlite import Connection, database_errors

_COLUMNS = "author, id, revision, kind, testimony, digest, bytes, bundle"
# Of two authors who both claim a revision, the one the log knew first.
FIRST_KNOWN = (
    "(SELECT min(leaf) FROM event_item"
    " WHERE event_item.label = 'record' AND event_item.digest = record.digest)"
)
_OF_ACCOUNTS = f"ORDER BY id, revision, {FIRST_KNOWN}, author"


class Added(Enum):
    """What adding a record came to."""

    NEW = "new"
    SAME = "same"
    CONFLICT = "conflict"
    CLAIMED = "claimed"
    """New, of an account that another author has signed too."""


class Revision(Protocol):
    """What tells which revision of an account holds."""

    @property
    def author(self) -> bytes:
        """The key that signed it."""

    @property
    def revision(self) -> int:
        """Its number, from 1 on."""


R = TypeVar("R", bound=Revision)


@dataclass(frozen=True)
class StoredRecord:
    """A record as stored.  ``bundle`` is the bundle that brought it, ``None`` for our own."""

    author: bytes
    id: str
    revision: int
    kind: str
    testimony: str
    digest: bytes
    data: bytes = field(repr=False)
    bundle: str | None


@dataclass(frozen=True)
class _Named:
    author: bytes
    id: str
    revision: int
    digest: bytes


def add(db: Connection, record: StoredRecord) -> Added:
    """Add a record inside the caller's transaction; never replaces.

    The same bytes again are ``SAME``; other bytes under the same key are kept apart.
    """
    with database_errors():
        row = db.execute(
            "SELECT digest FROM record WHERE author = ? AND id = ? AND revision = ?",
            (record.author, record.id, record.revision),
        ).fetchone()
        if row is None:
            db.execute(
                "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    record.author,
                    record.id,
                    record.revision,
                    record.kind,
                    record.testimony,
                    record.digest,
                    record.data,
                    record.bundle,
                ),
            )
            return Added.NEW
        if row[0] == record.digest:
            return Added.SAME
        db.execute(
            "INSERT OR IGNORE INTO record_conflict VALUES (?, ?, ?, ?, ?, ?)",
            (record.author, record.id, record.revision, record.digest, record.data, record.bundle),
        )
        return Added.CONFLICT


def is_claimed(db: Connection, record: StoredRecord) -> bool:
    """Tell whether a record is an account that another author has signed too."""
    if record.kind != "testimony":
        return False
    with database_errors():
        row = db.execute(
            "SELECT 1 FROM record WHERE testimony = ? AND kind = 'testimony' AND author <> ?"
            " LIMIT 1",
            (record.testimony, record.author),
        ).fetchone()
    return row is not None


def of_testimony(db: Connection, testimony: str) -> list[StoredRecord]:
    """Return all records that belong to a testimony, its own revisions among them."""
    order = f"ORDER BY kind, id, revision, {FIRST_KNOWN}, author"
    return _select(db, f"WHERE testimony = ? {order}", (testimony,))


def testimonies(db: Connection) -> list[StoredRecord]:
    """Return every revision of every testimony."""
    return _select(db, f"WHERE kind = 'testimony' {_OF_ACCOUNTS}", ())


def testimonies_of(db: Connection, ids: Collection[str]) -> list[StoredRecord]:
    """Return every revision of these testimonies."""
    named = "testimony IN (SELECT value FROM json_each(?))"
    return _select(
        db, f"WHERE kind = 'testimony' AND {named} {_OF_ACCOUNTS}", (json.dumps(list(ids)),)
    )


def current_testimonies(db: Connection) -> list[bytes]:
    """Return the digest of every account in its current revision; no bytes are read for it."""
    with database_errors():
        rows = db.execute(
            "SELECT author, id, revision, digest FROM record"  # noqa: S608 - our own names
            f" WHERE kind = 'testimony' {_OF_ACCOUNTS}"
        ).fetchall()
    named = [_Named(*row) for row in rows]
    return [
        current(list(revisions)).digest for _, revisions in groupby(named, key=lambda it: it.id)
    ]


def every(db: Connection) -> list[StoredRecord]:
    """Return all records."""
    return _select(db, "ORDER BY author, id, revision", ())


def current(revisions: list[R]) -> R:
    """Return the revision that holds: the highest by the author of the lowest.

    Takes the revisions of one testimony by all authors, at least one, in the order in which this
    module returns them: where two authors claim the lowest, the one known first has it, so that
    nobody can put an account of his own in another's place.  Raises ``NoSuch`` for none.
    """
    if not revisions:
        raise NoSuch(what="sealed account")
    first = min(revisions, key=lambda record: record.revision)
    return max(
        (record for record in revisions if record.author == first.author),
        key=lambda record: record.revision,
    )


def names_file(db: Connection, kind: str, sha256: bytes) -> bool:
    """Tell whether a sealed record of this kind, ``media`` or ``identity``, names these bytes."""
    with database_errors():
        row = db.execute(
            "SELECT 1 FROM record WHERE kind = ? AND instr(bytes, ?) LIMIT 1",
            (kind, sha256.hex().encode()),
        ).fetchone()
    return row is not None


def conflicts(db: Connection) -> int:
    """Return how many records came with other bytes under a key that was taken."""
    with database_errors():
        return int(db.execute("SELECT count(*) FROM record_conflict").fetchone()[0])


def in_conflict(db: Connection) -> frozenset[tuple[bytes, str]]:
    """Return author and id of the records of which a revision came with other bytes too."""
    with database_errors():
        return frozenset(db.execute("SELECT author, id FROM record_conflict").fetchall())


def every_conflicting(db: Connection) -> list[bytes]:
    """Return the other bytes that came under a key that was taken, always in one order."""
    with database_errors():
        rows = db.execute("SELECT bytes FROM record_conflict ORDER BY id, revision, digest")
        return [data for (data,) in rows.fetchall()]


def sha256(data: bytes) -> bytes:
    """Return the digest by which records are named everywhere."""
    return hashlib.sha256(data).digest()


def sha512(data: bytes) -> bytes:
    """Return the digest by which a bundle's manifest names a record."""
    return hashlib.sha512(data).digest()


def _select(db: Connection, tail: str, values: tuple[object, ...]) -> list[StoredRecord]:
    with database_errors():
        rows = db.execute(f"SELECT {_COLUMNS} FROM record {tail}", values).fetchall()  # noqa: S608
    return [StoredRecord(*row) for row in rows]
