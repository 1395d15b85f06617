"""Keys a coordinator has vouched for, and the heads of their logs that were seen."""

from __future__ import annotations

from dataclasses import dataclass

from collector.store.errors import NoSuch
from collector.store.sqlite import Connection, database_errors


@dataclass(frozen=True)
class Signer:
    """An enrolled key.  Nothing here says who holds it."""

    public: bytes
    enrolled_at: str
    revoked_at: str | None


@dataclass(frozen=True)
class SeenHead:
    """A head of a signer's custody log."""

    size: int
    root: bytes


def enrol(db: Connection, public: bytes, at: str) -> bool:
    """Enrol a key inside the caller's transaction; ``False`` if it was enrolled already."""
    with database_errors():
        done = db.execute("INSERT OR IGNORE INTO signer VALUES (?, ?, NULL)", (public, at))
    return bool(done.rowcount == 1)


def revoke(db: Connection, public: bytes, at: str) -> bool:
    """Revoke an enrolled key inside the caller's transaction; ``False`` if it was revoked already.

    Raises ``NoSuch`` for a key that was never enrolled.
    """
    with database_errors():
        done = db.execute(
            "UPDATE signer SET revoked_at = ? WHERE public = ? AND revoked_at IS NULL", (at, public)
        )
    if done.rowcount == 1:
        return True
    if public not in {it.public for it in every(db)}:
        raise NoSuch(what="trusted signer")
    return False


def every(db: Connection) -> list[Signer]:
    """Return all enrolled keys."""
    with database_errors():
        return [Signer(*row) for row in db.execute("SELECT * FROM signer ORDER BY enrolled_at")]


def saw(db: Connection, public: bytes, head: SeenHead, at: str) -> None:
    """Remember a head; both sides of a rewritten history are kept."""
    with database_errors():
        db.execute(
            "INSERT OR IGNORE INTO signer_head VALUES (?, ?, ?, ?)",
            (public, head.size, head.root, at),
        )


def heads(db: Connection, public: bytes) -> list[SeenHead]:
    """Return every head seen of a signer, the smallest first."""
    with database_errors():
        rows = db.execute(
            "SELECT size, root FROM signer_head WHERE public = ? ORDER BY size, at", (public,)
        ).fetchall()
    return [SeenHead(*row) for row in rows]


def seen_at(db: Connection, public: bytes) -> dict[SeenHead, str]:
    """Return when each head of a signer was first seen, by this vault's clock (UTC)."""
    with database_errors():
        rows = db.execute("SELECT size, root, at FROM signer_head WHERE public = ?", (public,))
        return {SeenHead(size, root): at for size, root, at in rows.fetchall()}
