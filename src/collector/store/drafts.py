"""Drafts: one overwritten row each, without a custody leaf.

A mark on another page holds the draft's digest and how often it changed, so that ``vault check``
finds a page that was put back to an older state.  Every function works inside the caller's
transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from collector.store.errors import NoSuch
from collector.store.sqlite import Connection, database_errors, rows_digest, write_anew


@dataclass(frozen=True)
class Draft:
    """What is being written: ``body`` is the canonical JSON of the answers so far."""

    testimony: str
    revision: int
    human_code: str
    salt: bytes = field(repr=False)
    body: bytes = field(repr=False)
    kept_at: str


@dataclass(frozen=True)
class DraftExhibit:
    """An exhibit of a draft; ``name`` is the file's own name and never leaves the vault."""

    media: str
    sha256: bytes
    name: str = field(repr=False)
    body: bytes = field(repr=False)


def keep(db: Connection, draft: Draft) -> None:
    """Write the draft over what it was."""
    with database_errors():
        db.execute(
            "INSERT INTO draft VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (testimony) DO UPDATE SET"
            " revision = excluded.revision, human_code = excluded.human_code,"
            " salt = excluded.salt, body = excluded.body, kept_at = excluded.kept_at",
            (
                draft.testimony,
                draft.revision,
                draft.human_code,
                draft.salt,
                draft.body,
                draft.kept_at,
            ),
        )
        _mark(db, draft.testimony)


def attach(db: Connection, testimony: str, exhibit: DraftExhibit) -> None:
    """Add an exhibit after those that are there."""
    with database_errors():
        last = db.execute(
            "SELECT max(ord) FROM draft_exhibit WHERE testimony = ?", (testimony,)
        ).fetchone()[0]
        db.execute(
            "INSERT INTO draft_exhibit VALUES (?, ?, ?, ?, ?, ?)",
            (
                testimony,
                exhibit.media,
                (last or 0) + 1,
                exhibit.sha256,
                exhibit.name,
                exhibit.body,
            ),
        )
        _mark(db, testimony)


def detach(db: Connection, testimony: str, media: str) -> None:
    """Take an exhibit out of a draft.  Raises ``NoSuch``."""
    with database_errors():
        rows = db.execute("SELECT * FROM draft_exhibit").fetchall()
        others = [row for row in rows if row[:2] != (testimony, media)]
        if len(others) == len(rows):
            raise NoSuch(what="exhibit")
        write_anew(db, "draft_exhibit", others)
        _mark(db, testimony)


def describe(db: Connection, testimony: str, exhibit: DraftExhibit) -> None:
    """Write an exhibit's body over what it was.  Raises ``NoSuch``."""
    with database_errors():
        changed = db.execute(
            "UPDATE draft_exhibit SET body = ? WHERE testimony = ? AND media = ?",
            (exhibit.body, testimony, exhibit.media),
        )
        if changed.rowcount != 1:
            raise NoSuch(what="exhibit")
        _mark(db, testimony)


def remove(db: Connection, testimony: str) -> None:
    """Remove a draft and what hangs on it; the bytes of exhibits are the caller's."""
    get(db, testimony)
    with database_errors():
        db.execute("DELETE FROM draft_mark WHERE testimony = ?", (testimony,))
        # The exhibits before the drafts that they belong to, and after them again.
        exhibits_left, drafts_left = (
            db.execute(f"SELECT * FROM {table} WHERE testimony <> ?", (testimony,)).fetchall()  # noqa: S608
            for table in ("draft_exhibit", "draft")
        )
        write_anew(db, "draft_exhibit", [])
        write_anew(db, "draft", drafts_left)
        write_anew(db, "draft_exhibit", exhibits_left)


def get(db: Connection, testimony: str) -> Draft:
    """Return one draft.  Raises ``NoSuch``."""
    with database_errors():
        row = db.execute("SELECT * FROM draft WHERE testimony = ?", (testimony,)).fetchone()
    if row is None:
        raise NoSuch(what="draft")
    return Draft(*row)


def exists(db: Connection, testimony: str) -> bool:
    """Tell whether there is a draft of this account."""
    with database_errors():
        row = db.execute("SELECT 1 FROM draft WHERE testimony = ?", (testimony,)).fetchone()
    return row is not None


def every(db: Connection) -> list[Draft]:
    """Return all drafts, the latest kept first."""
    with database_errors():
        rows = db.execute("SELECT * FROM draft ORDER BY kept_at DESC, testimony").fetchall()
    return [Draft(*row) for row in rows]


def exhibits(db: Connection, testimony: str) -> list[DraftExhibit]:
    """Return a draft's exhibits in the order they were added."""
    with database_errors():
        rows = db.execute(
            "SELECT media, sha256, name, body FROM draft_exhibit WHERE testimony = ? ORDER BY ord",
            (testimony,),
        ).fetchall()
    return [DraftExhibit(*row) for row in rows]


def in_use(db: Connection, sha256: bytes) -> bool:
    """Tell whether a draft still shows these bytes."""
    with database_errors():
        row = db.execute(
            "SELECT 1 FROM draft_exhibit WHERE sha256 = ? LIMIT 1", (sha256,)
        ).fetchone()
    return row is not None


def changed_outside(db: Connection) -> list[str]:
    """Return the ids of drafts that are not what their marks say, and of marks without a draft."""
    with database_errors():
        marks = dict(db.execute("SELECT testimony, digest FROM draft_mark").fetchall())
        ids = [row[0] for row in db.execute("SELECT testimony FROM draft").fetchall()]
        return sorted(
            {name for name in ids if marks.get(name) != _digest(db, name)} | (set(marks) - set(ids))
        )


def _mark(db: Connection, testimony: str) -> None:
    db.execute(
        "INSERT INTO draft_mark VALUES (?, 1, ?) ON CONFLICT (testimony) DO UPDATE SET"
        " changes = changes + 1, digest = excluded.digest",
        (testimony, _digest(db, testimony)),
    )


def _digest(db: Connection, testimony: str) -> bytes:
    return rows_digest(
        row
        for sql in (
            "SELECT * FROM draft WHERE testimony = ?",
            "SELECT * FROM draft_exhibit WHERE testimony = ? ORDER BY ord",
        )
        for row in db.execute(sql, (testimony,))
    )
