"""Platform cards this vault trusts, and cards it issued.  Bytes in, bytes out."""

from __future__ import annotations

from dataclasses import dataclass, field

from collector.store.sqlite import Connection, database_errors


@dataclass(frozen=True)
class KeptCard:
    """A card file's exact bytes with its serial and SHA-256."""

    serial: int
    digest: bytes
    data: bytes = field(repr=False)


def trust(db: Connection, root: bytes, card: KeptCard, at: str) -> bool:
    """Keep a card as trusted, inside the caller's transaction; ``False`` for one of its number."""
    with database_errors():
        done = db.execute(
            "INSERT OR IGNORE INTO platform VALUES (?, ?, ?, ?, ?)",
            (root, card.serial, card.digest, card.data, at),
        )
    return bool(done.rowcount == 1)


def trusted(db: Connection) -> dict[bytes, KeptCard]:
    """Return the newest trusted card of every platform, by root key."""
    with database_errors():
        rows = db.execute(
            "SELECT root, serial, digest, card FROM platform ORDER BY serial"
        ).fetchall()
    return {root: KeptCard(serial, digest, data) for root, serial, digest, data in rows}


def of_platform(db: Connection, root: bytes) -> list[KeptCard]:
    """Return every card of a platform that was ever trusted, the oldest first."""
    with database_errors():
        rows = db.execute(
            "SELECT serial, digest, card FROM platform WHERE root = ? ORDER BY serial", (root,)
        ).fetchall()
    return [KeptCard(*row) for row in rows]


def issue(db: Connection, card: KeptCard) -> None:
    """Keep a card this vault issued."""
    with database_errors():
        db.execute("INSERT INTO own_card VALUES (?, ?, ?)", (card.serial, card.digest, card.data))


def issued(db: Connection) -> list[KeptCard]:
    """Return all cards this vault issued, the oldest first."""
    with database_errors():
        rows = db.execute("SELECT serial, digest, card FROM own_card ORDER BY serial").fetchall()
    return [KeptCard(*row) for row in rows]
