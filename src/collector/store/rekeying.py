"""Writing what a vault holds into a new database, under a new vault key (SCHEMA.md section 11).

Row by row and not page by page: a page keeps what its rows were.
"""

from __future__ import annotations

import secrets
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from collector.crypto.slots import SlotEntry, SlotHeader, SlotKind, random_entry
from collector.crypto.wrap import unwrap, wrap
from collector.paths import machine_errors, new_file, sync_and_close, sync_folder
from collector.store import keyfile, switching
from collector.store.errors import VaultDamaged
from collector.store.sqlite import (
    VAULT_LAYOUT,
    Connection,
    RawKey,
    create,
    database_errors,
    flaws,
    open_existing,
    transaction,
)
from collector.store.vault import Vault
from collector.store.vault_keys import database_key, wrapping_key

WRAPPED: Final = (("own_key", "name", "wrapped"), ("outbox", "bundle", "receipt_key"))
"""Where wrapped keys are kept: table, the column that is the context of each, the column itself."""

# While it is written nobody needs the file, so that it has no journal.
_WRITING: Final = replace(VAULT_LAYOUT, journal="OFF")


@dataclass(frozen=True, eq=False)
class NewKey:
    """A vault key that opens ``next.db``, and what the key files are written from."""

    vault_key: bytes = field(repr=False)
    header: SlotHeader
    entries: list[SlotEntry] = field(repr=False)


def write_next(vault: Vault) -> NewKey:
    """Write ``next.db`` from what ``vault.db`` shows its own connection, under a new vault key.

    Changes that are not committed are shown too.  It is on disk and looked through when this
    returns; what an error left of it is the caller's to discard.  Raises ``VaultDamaged``,
    ``WrapDamaged`` and the machine's errors.
    """
    header = keyfile.read(vault.folder).header
    vault_key = secrets.token_bytes(32)
    new = NewKey(vault_key, header, _entries(vault.db))
    key = RawKey(database_key(vault_key, vault.vault_id))
    path = vault.folder / switching.NEXT
    switching.discard(vault.folder)
    with machine_errors():
        new_file(path).close()
        with closing(create(path, key, _WRITING, _schema(vault.db))) as database:
            with transaction(database):
                _copy(vault.db, database)
                _write_slots(database, new.entries)
                _wrap_anew(database, vault.wrap_key, wrapping_key(vault_key, vault.vault_id))
            with database_errors():
                database.execute(f"PRAGMA journal_mode = {VAULT_LAYOUT.journal}").fetchall()
        _sync(path)
    with closing(open_existing(path, key, VAULT_LAYOUT)) as database:
        _check(vault.db, database)
    return new


def _entries(db: Connection) -> list[SlotEntry]:
    with database_errors():
        rows = db.execute("SELECT key, kind FROM slot ORDER BY number").fetchall()
    held = [SlotEntry(key, SlotKind(kind)) for key, kind in rows]
    return [random_entry() if it.kind is SlotKind.EMPTY else it for it in held]


def _schema(db: Connection) -> str:
    with database_errors():
        rows = db.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
            " ORDER BY rowid"
        ).fetchall()
    return "".join(f"{row[0]};\n" for row in rows)


def _tables(db: Connection) -> list[str]:
    with database_errors():
        rows = db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
    return [row[0] for row in rows]


def _copy(source: Connection, target: Connection) -> None:
    """Copy every row.  References are looked at when all are there."""
    with database_errors():
        target.execute("PRAGMA defer_foreign_keys = ON")
        for table in _tables(source):
            rows = source.execute(f"SELECT * FROM {table}")  # noqa: S608 - a name of our schema
            marks = ", ".join("?" * len(rows.description))
            target.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608


def _write_slots(database: Connection, entries: list[SlotEntry]) -> None:
    with database_errors():
        database.executemany(
            "UPDATE slot SET key = ? WHERE number = ?",
            [(entry.key, number) for number, entry in enumerate(entries)],
        )


def _wrap_anew(database: Connection, old: bytes, new: bytes) -> None:
    for table, name, column in WRAPPED:
        with database_errors():
            rows = database.execute(f"SELECT {name}, {column} FROM {table}").fetchall()  # noqa: S608
            for context, held in rows:
                bound = context.encode()
                database.execute(
                    f"UPDATE {table} SET {column} = ? WHERE {name} = ?",  # noqa: S608
                    (wrap(new, unwrap(old, held, bound), bound), context),
                )


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        sync_and_close(file)
    sync_folder(path.parent)


def _check(source: Connection, database: Connection) -> None:
    """Read all of what was written.  Raises ``VaultDamaged``."""
    found = [where for _, where in flaws(database)]
    for table in _tables(source):
        sql = f"SELECT count(*) FROM {table}"  # noqa: S608 - a name of our schema
        with database_errors():
            if source.execute(sql).fetchone() != database.execute(sql).fetchone():
                found.append(table)
    if found:
        raise VaultDamaged(part=switching.NEXT)
