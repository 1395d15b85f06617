"""What ``vault.db`` knows of volumes and blobs: the statements, and nothing else.

Functions that write are called inside a transaction of ``vault.db``.
"""

from __future__ import annotations

from collections.abc import Sequence

from collector.store.media.values import Part, StoredBlob, VolumeRow
from collector.store.sqlite import Connection, database_errors


def volumes(db: Connection) -> list[VolumeRow]:
    """Return all volumes in the order of their numbers."""
    with database_errors():
        rows = db.execute("SELECT number, uuid, key, state, digest FROM volume ORDER BY number")
        return [VolumeRow(*row) for row in rows.fetchall()]


def add_volume(db: Connection, row: VolumeRow) -> None:
    """Insert a volume's row."""
    values = (row.number, row.uuid, row.key, row.state, row.digest)
    db.execute(
        "INSERT INTO volume (number, uuid, key, state, digest) VALUES (?, ?, ?, ?, ?)", values
    )


def change_volume(db: Connection, number: int, state: str, digest: bytes | None = None) -> None:
    """Give a volume another state."""
    db.execute("UPDATE volume SET state = ?, digest = ? WHERE number = ?", (state, digest, number))


def remove_volume(db: Connection, number: int) -> None:
    """Forget a volume and its key."""
    db.execute("DELETE FROM volume WHERE number = ?", (number,))


def items_of(db: Connection, volume: int) -> set[bytes]:
    """Return the names of the items that a volume must hold."""
    with database_errors():
        rows = db.execute("SELECT item FROM blob_part WHERE volume = ?", (volume,)).fetchall()
        return {row[0] for row in rows}


def blob(db: Connection, sha256: bytes) -> StoredBlob | None:
    """Return what is known of a blob."""
    with database_errors():
        row = db.execute("SELECT sha512, size FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
        return None if row is None else StoredBlob(sha256, *row)


def blobs(db: Connection) -> list[StoredBlob]:
    """Return all blobs, those of one volume together."""
    with database_errors():
        rows = db.execute(
            "SELECT sha256, sha512, size FROM blob LEFT JOIN blob_part USING (sha256)"
            " GROUP BY sha256 ORDER BY min(volume), sha256"
        )
        return [StoredBlob(*row) for row in rows.fetchall()]


def parts(db: Connection, sha256: bytes) -> list[tuple[int, Part]]:
    """Return a blob's parts with their place, in order."""
    with database_errors():
        rows = db.execute(
            "SELECT part, volume, item FROM blob_part WHERE sha256 = ? ORDER BY part", (sha256,)
        )
        return [(place, Part(volume, item)) for place, volume, item in rows.fetchall()]


def add_blob(db: Connection, stored: StoredBlob, lie_in: Sequence[Part], added_at: str) -> None:
    """Insert a blob and where it lies; a blob that is known already is given its new place."""
    key = stored.sha256
    db.execute(
        "INSERT INTO blob (sha256, sha512, size, added_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (sha256) DO NOTHING",
        (key, stored.sha512, stored.size, added_at),
    )
    move_blob(db, key, lie_in)


def move_blob(db: Connection, sha256: bytes, lie_in: Sequence[Part]) -> None:
    """Say where a known blob lies now."""
    db.execute("DELETE FROM blob_part WHERE sha256 = ?", (sha256,))
    db.executemany(
        "INSERT INTO blob_part (sha256, part, volume, item) VALUES (?, ?, ?, ?)",
        [(sha256, place, part.volume, part.item) for place, part in enumerate(lie_in)],
    )


def leave_volume(db: Connection, number: int, instead: bytes) -> None:
    """Destroy a volume's key, 32 other bytes in its place; its file goes at the next opening."""
    db.execute(
        "UPDATE volume SET state = 'making', key = ?, digest = NULL WHERE number = ?",
        (instead, number),
    )


def remove_blob(db: Connection, sha256: bytes) -> None:
    """Forget a blob and where it lies."""
    db.execute("DELETE FROM blob WHERE sha256 = ?", (sha256,))
