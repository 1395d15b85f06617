"""Bundles made here: a row before the file, the digest after it (SCHEMA.md section 3)."""

from __future__ import annotations

from dataclasses import dataclass, field

from collector.store import deliveries
from collector.store.custody import Item
from collector.store.errors import NoSuch
from collector.store.sqlite import Connection, database_errors


@dataclass(frozen=True)
class Building:
    """A bundle about to be written.  ``receipt_key`` is the wrapped one-time age identity."""

    bundle: str
    file: str
    platform: bytes
    card_serial: int
    sequence: int
    receipt_key: bytes = field(repr=False)
    receipt_secret: bytes = field(repr=False)
    made_at: str


@dataclass(frozen=True)
class Ready:
    """What is known once the file is on disk: digests, size, and the head that went with it."""

    tagmanifest: bytes
    sha256: bytes
    size: int
    head_size: int
    head_root: bytes


@dataclass(frozen=True)
class Sent:
    """A finished bundle: what the outbox shows.

    ``wiped``: its file is gone, because what was in it was wiped, or because it was taken back and
    a platform had it all the same.
    """

    bundle: str
    file: str
    platform: bytes
    sequence: int
    made_at: str
    ready: Ready
    wiped: bool = False


def begin(db: Connection, building: Building, items: list[Item]) -> None:
    """Write the row that comes before the file."""
    with database_errors():
        db.execute(
            "INSERT INTO outbox (bundle, file, state, platform, card_serial, sequence,"
            " receipt_key, receipt_secret, made_at) VALUES (?, ?, 'building', ?, ?, ?, ?, ?, ?)",
            (
                building.bundle,
                building.file,
                building.platform,
                building.card_serial,
                building.sequence,
                building.receipt_key,
                building.receipt_secret,
                building.made_at,
            ),
        )
        db.executemany(
            "INSERT INTO outbox_item VALUES (?, ?, ?)",
            [(building.bundle, item.label, item.digest) for item in items],
        )


def finish(db: Connection, bundle: str, ready: Ready) -> None:
    """Say that the file is on disk, and let it wait for its delivery."""
    with database_errors():
        db.execute(
            "UPDATE outbox SET state = 'ready', tagmanifest = ?, sha256 = ?, size = ?,"
            " head_size = ?, head_root = ? WHERE bundle = ?",
            (
                ready.tagmanifest,
                ready.sha256,
                ready.size,
                ready.head_size,
                ready.head_root,
                bundle,
            ),
        )
    deliveries.begin(db, bundle)


def is_building(db: Connection, bundle: str) -> bool:
    """Tell whether the row of a bundle waits for its file."""
    with database_errors():
        row = db.execute("SELECT state FROM outbox WHERE bundle = ?", (bundle,)).fetchone()
    return bool(row == ("building",))


def give_up(db: Connection, bundle: str) -> None:
    """Forget a bundle whose file was not finished."""
    with database_errors():
        db.execute("DELETE FROM outbox WHERE bundle = ? AND state = 'building'", (bundle,))


def same_items(db: Connection, platform: bytes, card_serial: int, items: list[Item]) -> Sent | None:
    """Return the bundle of exactly these items for a platform and card, if one still counts."""
    wanted = {(item.label, item.digest) for item in items}
    with database_errors():
        names = db.execute(
            "SELECT bundle FROM outbox JOIN delivery USING (bundle) WHERE platform = ?"
            " AND card_serial = ? AND wiped = 0"
            " AND delivery.state NOT IN ('refused', 'withdrawn')",
            (platform, card_serial),
        ).fetchall()
        for (bundle,) in names:
            held = db.execute("SELECT label, digest FROM outbox_item WHERE bundle = ?", (bundle,))
            if set(held.fetchall()) == wanted:
                return next(it for it in ready(db, platform) if it.bundle == bundle)
    return None


def accounts(db: Connection, bundle: str | None = None) -> dict[str, tuple[str, ...]]:
    """Return the ids of the accounts in each bundle, as far as their records are still here.

    Of one bundle alone where it is named.
    """
    with database_errors():
        rows = db.execute(
            "SELECT outbox_item.bundle, record.id FROM outbox_item"
            " JOIN record ON record.digest = outbox_item.digest"
            " WHERE outbox_item.label = 'record' AND record.kind = 'testimony'"
            " AND (?1 IS NULL OR outbox_item.bundle = ?1) ORDER BY record.id",
            (bundle,),
        ).fetchall()
    found: dict[str, tuple[str, ...]] = {}
    for name, testimony in rows:
        found[name] = (*found.get(name, ()), testimony)
    return found


def file_is_gone(db: Connection, bundle: str) -> None:
    """Say of a bundle that its file is not here any more, whatever becomes of its delivery."""
    with database_errors():
        db.execute("UPDATE outbox SET wiped = 1 WHERE bundle = ?", (bundle,))


def gone_files(db: Connection) -> list[str]:
    """Return the names of the files that are not here any more, or are to go."""
    with database_errors():
        rows = db.execute(
            "SELECT file FROM outbox LEFT JOIN delivery USING (bundle)"
            " WHERE wiped = 1 OR delivery.state = 'withdrawn'"
        ).fetchall()
    return [file for (file,) in rows]


def card_of(db: Connection, bundle: str) -> tuple[bytes, int]:
    """Return root key and serial of the card a bundle was made for.  Raises ``NoSuch``."""
    with database_errors():
        row = db.execute(
            "SELECT platform, card_serial FROM outbox WHERE bundle = ?", (bundle,)
        ).fetchone()
    if row is None:
        raise NoSuch(what="bundle")
    return row[0], row[1]


def record_names(db: Connection, bundle: str) -> list[tuple[str, str, int]]:
    """Return kind, id and revision of every record in a bundle; none once any of them is gone."""
    with database_errors():
        rows = db.execute(
            "SELECT kind, id, revision FROM outbox_item LEFT JOIN record USING (digest)"
            " WHERE outbox_item.bundle = ? AND label = 'record'",
            (bundle,),
        ).fetchall()
    return [] if any(row[0] is None for row in rows) else rows


def identity_records(db: Connection, bundle: str) -> list[bytes]:
    """Return the records in a bundle that name an identity file, as far as they are still here."""
    with database_errors():
        rows = db.execute(
            "SELECT record.bytes FROM outbox_item JOIN record USING (digest)"
            " WHERE outbox_item.bundle = ? AND label = 'record' AND kind = 'identity'",
            (bundle,),
        ).fetchall()
    return [data for (data,) in rows]


def ready(db: Connection, platform: bytes | None = None) -> list[Sent]:
    """Return the finished bundles, in the order they were made for each platform."""
    return _found(db, "?1 IS NULL OR platform = ?1", platform)


def find(db: Connection, name: str) -> Sent:
    """Return one finished bundle by its id or the name of its file.  Raises ``NoSuch``."""
    found = _found(db, "bundle = ?1 OR file = ?1", name)
    if not found:
        raise NoSuch(what="bundle")
    return found[0]


def _found(db: Connection, condition: str, value: bytes | str | None) -> list[Sent]:
    """Return the finished bundles of a condition; that is of this file, never from outside."""
    with database_errors():
        rows = db.execute(
            "SELECT bundle, file, platform, sequence, made_at, tagmanifest, sha256, size,"  # noqa: S608
            f" head_size, head_root, wiped FROM outbox WHERE state = 'ready' AND ({condition})"
            " ORDER BY platform, sequence",
            (value,),
        ).fetchall()
    return [
        Sent(bundle, file, root, sequence, made_at, Ready(*rest), bool(wiped))
        for bundle, file, root, sequence, made_at, *rest, wiped in rows
    ]
