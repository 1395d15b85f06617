"""Opening SQLCipher databases the one way SCHEMA.md section 2 allows.

Foreign errors end here: whoever calls ``database_errors`` sees only our own.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

import sqlcipher3

from collector.errors import CollectorError, MachineFault, NoPermission, NoRoom
from collector.paths import machine_errors
from collector.store.errors import (
    VaultDamaged,
    VaultFileEmpty,
    VaultFileMissing,
    VaultInUse,
    VaultMoved,
    VaultTooNew,
    VaultUnreadable,
)

Connection: TypeAlias = Any  # sqlcipher3 ships no types

USER_VERSION = 1
VAULT_APPLICATION_ID = 0x434C5631
VOLUME_APPLICATION_ID = 0x434C4D31
_EFFECTIVE = os.access in os.supports_effective_ids
_GONE = "collector_file_is_gone"
VAULT_PAGE_SIZE = 16 * 1024
VOLUME_PAGE_SIZE = 64 * 1024
LOCK_MEMORY = "PRAGMA cipher_memory_security = ON"


@dataclass(frozen=True)
class Layout:
    """What is fixed for one kind of database by the format version."""

    application_id: int
    page_size: int
    journal: str
    locking: str
    part: str


VAULT_LAYOUT = Layout(VAULT_APPLICATION_ID, VAULT_PAGE_SIZE, "WAL", "EXCLUSIVE", "vault.db")
VOLUME_LAYOUT = Layout(
    VOLUME_APPLICATION_ID, VOLUME_PAGE_SIZE, "DELETE", "NORMAL", "a media volume"
)


@dataclass(frozen=True)
class RawKey:
    """A 32-byte SQLCipher key that is used as it is."""

    value: bytes = field(repr=False)

    def pragma(self) -> str:
        """Return the ``PRAGMA key`` statement."""
        return f"PRAGMA key = \"x'{self.value.hex()}'\""


@contextmanager
def database_errors(part: str = "vault.db") -> Iterator[None]:
    """Translate what SQLite and its Python face raise.

    Corrupt pages also surface as ``UnicodeDecodeError``, and in a
    transaction as SQLite's "out of memory", which is how a page that does not decrypt answers.
    """
    try:
        yield
    except CollectorError:
        raise
    except sqlcipher3.Error as error:
        raise _translated(str(error).lower(), part) from None
    except (UnicodeDecodeError, MemoryError):
        raise VaultDamaged(part=part) from None


def _translated(text: str, part: str) -> CollectorError:
    if "locked" in text or "busy" in text:
        return VaultInUse()
    if "full" in text:
        return NoRoom()
    if "readonly" in text or "unable to open" in text:
        return NoPermission()
    if "disk i/o" in text:
        return MachineFault()
    return VaultDamaged(part=part)


def create(path: Path, key: RawKey, layout: Layout, schema: str) -> Connection:
    """Put a schema into a database that does not exist, or whose file is empty, at one stroke."""
    with database_errors(layout.part):
        connection = _connect(path, "rwc", key, layout)
        try:
            connection.execute(f"PRAGMA journal_mode = {layout.journal}").fetchall()
            connection.execute("BEGIN IMMEDIATE")
            for statement in _statements(schema):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {layout.application_id}")
            connection.execute(f"PRAGMA user_version = {USER_VERSION}")
            connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
        return connection


def open_existing(
    path: Path, key: RawKey, layout: Layout, *, read_only: bool = False
) -> Connection:
    """Open a database that must exist, be readable with the key, ours, and not too new.

    ``read_only`` is for files that nobody writes any more: whatever journal lies beside such a file
    is not its own, and is ignored instead of being played back into it.
    """
    with machine_errors():
        if not path.is_file():
            raise VaultFileMissing(part=layout.part)
        if path.stat().st_size == 0:
            raise VaultFileEmpty(part=layout.part)
        # Asked beforehand: of a file it may only read, SQLite says that the disk is at fault.
        if not read_only and not os.access(path, os.W_OK, effective_ids=_EFFECTIVE):
            raise NoPermission
    with database_errors(layout.part), _key_errors(layout):
        connection = _connect(path, "ro&immutable=1" if read_only else "rw", key, layout)
        try:
            _check_marks(connection, layout)
            if not read_only:
                # Takes the one lock now, so that a second program hears of it before it writes.
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def _key_errors(layout: Layout) -> Iterator[None]:
    """Tell a file that the key does not open from one that is damaged further in."""
    try:
        yield
    except sqlcipher3.DatabaseError as error:
        if "not a database" in str(error).lower():
            raise VaultUnreadable(part=layout.part) from None
        raise


def _check_marks(connection: Connection, layout: Layout) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != layout.application_id:
        raise VaultDamaged(part=layout.part)
    if version > USER_VERSION:
        raise VaultTooNew
    if version != USER_VERSION:
        raise VaultDamaged(part=layout.part)


def _connect(path: Path, mode: str, key: RawKey, layout: Layout) -> Connection:
    uri = f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"
    connection = sqlcipher3.connect(uri, uri=True, isolation_level=None, timeout=0.2)
    try:
        connection.create_function(_GONE, 0, _gone_from(path.absolute()))
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(LOCK_MEMORY)
        connection.execute(key.pragma())
        for pragma in (
            f"cipher_page_size = {layout.page_size}",
            "cipher_hmac_algorithm = HMAC_SHA256",
            f"locking_mode = {layout.locking}",
            "synchronous = FULL",
            "fullfsync = ON",
            "checkpoint_fullfsync = ON",
            "secure_delete = ON",
            "temp_store = MEMORY",
            "foreign_keys = ON",
            "trusted_schema = OFF",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _gone_from(path: Path) -> Callable[[], bool]:
    number = _number_of(path) or 0

    def is_gone() -> bool:
        found = _number_of(path)
        return found is None or (found != number and 0 not in (found, number))

    return is_gone


def _number_of(path: Path) -> int | None:
    """Return by which number a system knows a file: 0 where it does not tell, None for none."""
    try:
        return path.stat().st_ino
    except OSError:
        return None


def _statements(schema: str) -> Iterator[str]:
    """Split a schema at statement ends; triggers hold semicolons, so SQLite itself is asked."""
    pending = ""
    for line in schema.splitlines(keepends=True):
        pending += line
        if sqlcipher3.complete_statement(pending):
            yield pending
            pending = ""


@contextmanager
def transaction(connection: Connection, part: str = "vault.db") -> Iterator[None]:
    """All or nothing, on disk when the block ends.  Blocks do not nest.

    Raises as ``must_lie`` before anything is done.
    """
    with database_errors(part):
        must_lie(connection)
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def must_lie(connection: Connection) -> None:
    """Make sure that the file of a database is where it was opened, and no other one there.

    SQLite goes on writing into one that was moved, removed or replaced, and finds that all is well:
    it compares the numbers of the two itself, but not where it keeps a log.  Raises ``VaultMoved``.
    """
    with database_errors():
        if connection.execute(f"SELECT {_GONE}()").fetchone()[0]:
            raise VaultMoved


@contextmanager
def rehearsal(connection: Connection, part: str = "vault.db") -> Iterator[None]:
    """A transaction that is rolled back in any case: what is done in it is only looked at."""
    with database_errors(part):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def write_anew(connection: Connection, table: str, rows: Sequence[Sequence[object]]) -> None:
    """Empty a table and write these rows, whole ones, inside the caller's transaction.

    SQLite overwrites the pages that a table gives up, but may leave copies of one removed row in
    the space between others (measured).  ``table`` is a name of our schema.
    """
    connection.execute(f"DELETE FROM {table}")  # noqa: S608
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608


def rows_digest(rows: Iterable[Sequence[object]]) -> bytes:
    """Return the SHA-256 of rows: of each value, its length in 8 bytes, then its bytes or text."""
    hasher = hashlib.sha256()
    for row in rows:
        for value in row:
            data = value if isinstance(value, bytes) else str(value).encode()
            hasher.update(len(data).to_bytes(8, "big") + data)
    return hasher.digest()


def flaws(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield what SQLCipher and SQLite find wrong in a database file: the kind, and where it is.

    Kinds: ``page-changed`` (not authentic), ``structure``, ``reference`` (to a row that is not).
    """
    with database_errors():
        for pragma, kind in (
            ("cipher_integrity_check", "page-changed"),
            ("integrity_check", "structure"),
            ("foreign_key_check", "reference"),
        ):
            for row in connection.execute(f"PRAGMA {pragma}").fetchall():
                if row[0] != "ok":
                    yield kind, str(row[0])


def empty_log(connection: Connection) -> None:
    """Write the log back and empty it: it still holds what was deleted since it was begun."""
    with database_errors():
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
