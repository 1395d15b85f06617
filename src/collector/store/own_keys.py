"""Private keys that this vault holds, each wrapped under a key derived from the vault key.

Names: ``vault-signing``; in a platform's vault ``card-root``, ``receipt``, ``content-N`` and, where
the platform keeps them here, ``identity-N``.
"""

from __future__ import annotations

from collector.crypto.wrap import unwrap, wrap
from collector.store.errors import NoSuch
from collector.store.sqlite import Connection, database_errors

SIGNING = "vault-signing"
CARD_ROOT, RECEIPT, CONTENT, IDENTITY = "card-root", "receipt", "content-1", "identity-1"


def keep(db: Connection, wrap_key: bytes, name: str, public: str, private: bytes) -> None:
    """Keep a private key under a name that is not taken; inside the caller's transaction."""
    sealed = wrap(wrap_key, private, name.encode())
    with database_errors():
        db.execute("INSERT INTO own_key VALUES (?, ?, ?)", (name, public, sealed))


def private(db: Connection, wrap_key: bytes, name: str) -> bytes:
    """Return a private key.  Raises ``NoSuch`` and ``WrapDamaged``."""
    with database_errors():
        row = db.execute("SELECT wrapped FROM own_key WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise NoSuch(what="key")
    return unwrap(wrap_key, row[0], name.encode())


def names(db: Connection) -> dict[str, str]:
    """Return name and public key of every private key held."""
    with database_errors():
        return dict(db.execute("SELECT name, public FROM own_key ORDER BY name").fetchall())


def content_keys(db: Connection, wrap_key: bytes) -> list[str]:
    """Return the private age keys that open this platform's bundles, of all its cards."""
    content = [name for name in names(db) if name.startswith("content-")]
    return [private(db, wrap_key, name).decode("ascii") for name in content]
