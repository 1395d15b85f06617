"""What came in: imported bundles with the evidence of their hands, arrivals, quarantine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from collector import clock
from collector.store.signers import SeenHead
from collector.store.sqlite import Connection, database_errors

History = Literal["first-contact", "continues", "rewritten"]
Verdict = Literal["imported", "arrival", "quarantined"]


@dataclass(frozen=True)
class ImportedBundle:
    """A bundle whose content is in the vault.

    ``known`` is the newest head of its signer that had been seen before; None at the first contact.
    """

    id: str
    signer: bytes
    tagmanifest: bytes
    sequence: int
    previous: bytes | None
    day: str
    card_digest: bytes
    file_sha256: bytes
    history: History
    imported_at: str
    known: SeenHead | None = None


@dataclass(frozen=True)
class Arrival:
    """A valid bundle of a signer nobody has vouched for."""

    file: str
    sha256: bytes
    tagmanifest: bytes
    size: int
    signer: bytes
    at: str


@dataclass(frozen=True)
class Quarantined:
    """A refused bundle and the code of the reason."""

    file: str
    sha256: bytes
    size: int
    code: str
    at: str


@dataclass(frozen=True)
class WrittenReceipt:
    """A receipt that lies in the outbox for its sender.

    ``tagmanifest`` names the bundle; the ``bundle`` id is what the sender drew, and not alone in
    naming it where one was refused.  ``at`` is its time.
    """

    tagmanifest: bytes
    bundle: str
    file: str
    sha256: bytes
    at: str


@dataclass(frozen=True)
class Noted:
    """A line of the intake log."""

    file_sha256: bytes
    verdict: Verdict
    code: str
    bundle: str | None = None


def keep(db: Connection, bundle: ImportedBundle, evidence: dict[str, bytes]) -> None:
    """Keep a bundle and the files that prove who signed it, in the caller's transaction."""
    with database_errors():
        db.execute(
            "INSERT INTO bundle VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                bundle.id,
                bundle.signer,
                bundle.tagmanifest,
                bundle.sequence,
                bundle.previous,
                bundle.day,
                bundle.card_digest,
                bundle.file_sha256,
                bundle.history,
                bundle.imported_at,
                None if bundle.known is None else bundle.known.size,
                None if bundle.known is None else bundle.known.root,
            ),
        )
        db.executemany(
            "INSERT INTO bundle_file VALUES (?, ?, ?)",
            [(bundle.id, name, data) for name, data in sorted(evidence.items())],
        )


def bundles(db: Connection, ids: Collection[str] | None = None) -> list[ImportedBundle]:
    """Return every imported bundle, the oldest first; or those of these ids."""
    only = "" if ids is None else "WHERE id IN (SELECT value FROM json_each(?))"
    with database_errors():
        rows = db.execute(
            f"SELECT * FROM bundle {only} ORDER BY imported_at, sequence, id",  # noqa: S608
            () if ids is None else (json.dumps(list(ids)),),
        ).fetchall()
    return [
        replace(ImportedBundle(*facts), known=None if size is None else SeenHead(size, root))
        for *facts, size, root in rows
    ]


def came(db: Connection, tagmanifest: bytes) -> bool:
    """Tell whether a bundle was imported."""
    with database_errors():
        return (
            db.execute("SELECT 1 FROM bundle WHERE tagmanifest = ?", (tagmanifest,)).fetchone()
            is not None
        )


def gaps(db: Connection) -> frozenset[str]:
    """Return the ids of the imported bundles of which the one before has not come."""
    with database_errors():
        rows = db.execute(
            "SELECT id FROM bundle WHERE previous IS NOT NULL"
            " AND previous NOT IN (SELECT tagmanifest FROM bundle)"
        ).fetchall()
    return frozenset(row[0] for row in rows)


def evidence_of(db: Connection, bundle: str) -> dict[str, bytes]:
    """Return the files that prove who signed a bundle."""
    with database_errors():
        return dict(
            db.execute(
                "SELECT name, bytes FROM bundle_file WHERE bundle = ? ORDER BY name", (bundle,)
            ).fetchall()
        )


def signed_lists(db: Connection, bundle: str) -> list[bytes]:
    """Return every tag manifest kept under a bundle's id, whichever bundle brought it."""
    with database_errors():
        rows = db.execute(
            "SELECT bytes FROM bundle_file WHERE name = ?", (f"{bundle}/tagmanifest-sha512.txt",)
        ).fetchall()
    return [bytes(row[0]) for row in rows]


def await_word(db: Connection, arrival: Arrival) -> None:
    """List a bundle among the arrivals."""
    with database_errors():
        db.execute(
            "INSERT INTO arrival VALUES (?, ?, ?, ?, ?, ?)",
            (
                arrival.file,
                arrival.sha256,
                arrival.tagmanifest,
                arrival.size,
                arrival.signer,
                arrival.at,
            ),
        )


def arrivals(db: Connection) -> list[Arrival]:
    """Return the bundles that wait for a word."""
    with database_errors():
        return [Arrival(*row) for row in db.execute("SELECT * FROM arrival ORDER BY at, file")]


def leave_arrivals(db: Connection, tagmanifest: bytes) -> str | None:
    """Take a bundle out of the arrivals; return the name of its file if it was there."""
    with database_errors():
        row = db.execute(
            "DELETE FROM arrival WHERE tagmanifest = ? RETURNING file", (tagmanifest,)
        ).fetchone()
    return None if row is None else str(row[0])


def quarantine(db: Connection, refused: Quarantined) -> None:
    """List a refused bundle."""
    with database_errors():
        db.execute(
            "INSERT INTO quarantined VALUES (?, ?, ?, ?, ?)",
            (refused.file, refused.sha256, refused.size, refused.code, refused.at),
        )


def quarantined(db: Connection) -> list[Quarantined]:
    """Return the refused bundles."""
    with database_errors():
        rows = db.execute("SELECT * FROM quarantined ORDER BY at, file").fetchall()
    return [Quarantined(*row) for row in rows]


def note(db: Connection, noted: Noted) -> None:
    """Write a line into the intake log."""
    with database_errors():
        db.execute(
            "INSERT INTO intake (at, file_sha256, verdict, code, bundle) VALUES (?, ?, ?, ?, ?)",
            (clock.now_utc(), noted.file_sha256, noted.verdict, noted.code, noted.bundle),
        )


def stage(db: Connection, found: list[bytes]) -> None:
    """Keep records of an import under way, invisible, after those that are there."""
    with database_errors():
        db.executemany("INSERT INTO staged (bytes) VALUES (?)", [(data,) for data in found])


def staged(db: Connection) -> Iterator[bytes]:
    """Yield the staged records, in the order they came."""
    with database_errors():
        for row in db.execute("SELECT bytes FROM staged ORDER BY ord"):
            yield bytes(row[0])


def clear_staged(db: Connection) -> None:
    """Drop what is staged."""
    with database_errors():
        # With a condition an empty table is left alone; without one its page is written anew.
        db.execute("DELETE FROM staged WHERE ord >= 0")


def keep_receipt(db: Connection, receipt: WrittenReceipt, body: bytes) -> None:
    """List a receipt that lies in the outbox, in place of the one there was for its bundle.

    Also of one of the same name for another bundle, which was refused: names are the senders'.
    ``body`` is what was signed.
    """
    with database_errors():
        db.execute(
            "DELETE FROM receipt WHERE tagmanifest = ? OR file = ?",
            (receipt.tagmanifest, receipt.file),
        )
        db.execute(
            "INSERT INTO receipt VALUES (?, ?, ?, ?, ?, ?)",
            (
                receipt.tagmanifest,
                receipt.bundle,
                receipt.file,
                receipt.sha256,
                body,
                receipt.at,
            ),
        )
        db.execute(
            "INSERT OR IGNORE INTO receipt_digest VALUES (?, ?)",
            (hashlib.sha256(body).digest(), receipt.at),
        )


def receipt_times(db: Connection) -> dict[bytes, str]:
    """Return the time of every receipt ever written here, by the SHA-256 of what was signed."""
    with database_errors():
        return dict(db.execute("SELECT digest, at FROM receipt_digest").fetchall())


def receipts(db: Connection) -> list[WrittenReceipt]:
    """Return the receipts written here, the oldest first."""
    return _receipts(db, "ORDER BY at, bundle, tagmanifest", ())


def receipts_not_opened(db: Connection, identity: str) -> list[WrittenReceipt]:
    """Return the receipts that name this identity record and say it was not opened yet."""
    return _receipts(
        db,
        "WHERE instr(body, ?) AND instr(body, ?) ORDER BY at, bundle, tagmanifest",
        (b'"identity_opened":"not_yet"', identity.encode()),
    )


def receipt_of(db: Connection, tagmanifest: bytes) -> WrittenReceipt | None:
    """Return the receipt written for a bundle, if there is one."""
    return next(iter(_receipts(db, "WHERE tagmanifest = ?", (tagmanifest,))), None)


def receipt_named(db: Connection, file: str) -> WrittenReceipt | None:
    """Return the receipt that lies under a name, if there is one."""
    return next(iter(_receipts(db, "WHERE file = ?", (file,))), None)


def body_of(db: Connection, receipt: WrittenReceipt) -> bytes:
    """Return what was signed as a receipt."""
    with database_errors():
        row = db.execute(
            "SELECT body FROM receipt WHERE tagmanifest = ?", (receipt.tagmanifest,)
        ).fetchone()
    return bytes(row[0])


def _receipts(db: Connection, tail: str, values: tuple[object, ...]) -> list[WrittenReceipt]:
    with database_errors():
        rows = db.execute(
            f"SELECT tagmanifest, bundle, file, sha256, at FROM receipt {tail}",  # noqa: S608
            values,
        ).fetchall()
    return [WrittenReceipt(*row) for row in rows]
