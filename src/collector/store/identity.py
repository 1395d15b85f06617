"""The identity compartment: an open form before any card is trusted, sealed files afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field

from collector.store.drafts import DraftExhibit
from collector.store.sqlite import Connection, database_errors, write_anew


@dataclass(frozen=True)
class SealedIdentity:
    """An age file to a platform's identity keys.

    ``header`` is the opening line of its plaintext (canonical JSON of ``IdentityPlain``): it says
    what the file belongs to and nothing of the person.  The bytes lie in the media volumes.
    """

    testimony: str
    n: int
    author: bytes
    card_root: bytes
    header: bytes = field(repr=False)
    sha256: bytes


def keep_open(db: Connection, testimony: str, body: bytes, at: str) -> None:
    """Keep a form in the vault because no card is trusted yet."""
    with database_errors():
        db.execute(
            "INSERT INTO identity_open VALUES (?, ?, ?) ON CONFLICT (testimony) DO UPDATE SET"
            " body = excluded.body, kept_at = excluded.kept_at",
            (testimony, body, at),
        )


def open_form(db: Connection, testimony: str) -> bytes | None:
    """Return the form that is still open, if there is one."""
    with database_errors():
        row = db.execute(
            "SELECT body FROM identity_open WHERE testimony = ?", (testimony,)
        ).fetchone()
    return None if row is None else bytes(row[0])


def remove_open_form(db: Connection, testimony: str) -> None:
    """Remove an open form: it was sealed, or given up."""
    with database_errors():
        rows = db.execute("SELECT * FROM identity_open WHERE testimony <> ?", (testimony,))
        write_anew(db, "identity_open", rows.fetchall())


def remove_open_exhibit(db: Connection, testimony: str, media: str) -> None:
    """Remove an open exhibit: it was sealed, or given up.  The bytes are the caller's."""
    with database_errors():
        rows = db.execute(
            "SELECT * FROM identity_open_exhibit WHERE testimony <> ? OR media <> ?",
            (testimony, media),
        )
        write_anew(db, "identity_open_exhibit", rows.fetchall())


def remove_open(db: Connection, testimony: str) -> None:
    """Remove all that is open of a draft that is given up.  The bytes are the caller's."""
    remove_open_form(db, testimony)
    for exhibit in open_exhibits(db, testimony):
        remove_open_exhibit(db, testimony, exhibit.media)


def describe_open(db: Connection, testimony: str, exhibit: DraftExhibit) -> None:
    """Write the body of an open exhibit over what it was."""
    with database_errors():
        db.execute(
            "UPDATE identity_open_exhibit SET body = ? WHERE testimony = ? AND media = ?",
            (exhibit.body, testimony, exhibit.media),
        )


def keep_open_exhibit(db: Connection, testimony: str, exhibit: DraftExhibit) -> None:
    """Keep an exhibit of the compartment in the vault because no card is trusted yet."""
    with database_errors():
        db.execute(
            "INSERT INTO identity_open_exhibit VALUES (?, ?, ?, ?, ?)",
            (testimony, exhibit.media, exhibit.sha256, exhibit.name, exhibit.body),
        )


def open_exhibits(db: Connection, testimony: str) -> list[DraftExhibit]:
    """Return the exhibits of the compartment that are still open."""
    with database_errors():
        rows = db.execute(
            "SELECT media, sha256, name, body FROM identity_open_exhibit"
            " WHERE testimony = ? ORDER BY media",
            (testimony,),
        ).fetchall()
    return [DraftExhibit(*row) for row in rows]


def in_use(db: Connection, sha256: bytes) -> bool:
    """Tell whether these bytes are an exhibit of a compartment that is still open."""
    with database_errors():
        row = db.execute(
            "SELECT 1 FROM identity_open_exhibit WHERE sha256 = ? LIMIT 1", (sha256,)
        ).fetchone()
    return row is not None


def with_open(db: Connection) -> list[str]:
    """Return the testimonies of which something is still open."""
    with database_errors():
        rows = db.execute(
            "SELECT testimony FROM identity_open"
            " UNION SELECT testimony FROM identity_open_exhibit ORDER BY testimony"
        ).fetchall()
    return [row[0] for row in rows]


def keep_sealed(db: Connection, sealed: SealedIdentity) -> None:
    """Keep what a sealed file is; inside the caller's transaction.

    A vault that was put back from a backup may send another file under the same number; both stay.
    """
    with database_errors():
        db.execute(
            "INSERT OR IGNORE INTO identity_file VALUES (?, ?, ?, ?, ?, ?)",
            (
                sealed.testimony,
                sealed.n,
                sealed.author,
                sealed.card_root,
                sealed.header,
                sealed.sha256,
            ),
        )


def sealed_files(db: Connection, testimony: str) -> list[SealedIdentity]:
    """Return the sealed files of a testimony, by number."""
    with database_errors():
        rows = db.execute(
            "SELECT * FROM identity_file WHERE testimony = ? ORDER BY author, n", (testimony,)
        ).fetchall()
    return [SealedIdentity(*row) for row in rows]


def remove_sealed(db: Connection, sealed: SealedIdentity) -> None:
    """Remove a sealed file of a draft: it was given up.  The bytes are the caller's."""
    with database_errors():
        db.execute(
            "DELETE FROM identity_file WHERE testimony = ? AND sha256 = ?",
            (sealed.testimony, sealed.sha256),
        )


def next_number(db: Connection, testimony: str) -> int:
    """Return the number the next sealed file of a testimony gets."""
    with database_errors():
        row = db.execute(
            "SELECT max(n) FROM identity_file WHERE testimony = ?", (testimony,)
        ).fetchone()
    return int(row[0] or 0) + 1
