"""One open volume file: items appended as rows of chunks, read back, removed.

A volume knows nothing of blobs and digests.  Every foreign error ends here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from importlib.resources import files
from pathlib import Path

from collector.errors import CollectorError
from collector.paths import machine_errors, new_file, sync_folder
from collector.store.errors import VaultDamaged
from collector.store.media.pipeline import Block
from collector.store.media.values import VolumeRow
from collector.store.media.writeback import Writeback
from collector.store.sqlite import (
    USER_VERSION,
    VOLUME_LAYOUT,
    VOLUME_PAGE_SIZE,
    Connection,
    RawKey,
    create,
    database_errors,
    open_existing,
    transaction,
)

CHUNK_SIZE = 1024 * 1024  # at least this much but for an item's end; below 2 MiB
_PIECE_SIZE = 256 * 1024
# A page keeps 48 bytes for SQLCipher's nonce and HMAC and 4 for the chain of overflow pages.
_PAYLOAD_PER_PAGE = VOLUME_PAGE_SIZE - 48 - 4
_SPARE_PAGES = 8  # rows, index and tree pages that come with a chunk
_REMOVED_AT_ONCE = 16  # chunks
_CACHE_KIB = 4096  # holds one chunk, so that its zeros are never written before its bytes


def file_name(number: int) -> str:
    """Return the name of a volume's file."""
    return f"{number:06d}.db"


class Volume:
    """One open volume.  Used by one thread, the one that opened it."""

    def __init__(self, path: Path, row: VolumeRow, connection: Connection, limit: int) -> None:
        self.number = row.number
        self.path = path
        self.readers = 0
        self._part = f"media volume {row.number}"
        self._pages = limit // VOLUME_PAGE_SIZE
        self._connection = connection
        self._closed = False
        self._writeback = Writeback(path)
        with self._errors():
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}").fetchall()

    @classmethod
    def make(cls, folder: Path, row: VolumeRow, limit: int) -> Volume:
        """Create the file, which must not exist, whole and synced, its name too."""
        path = folder / file_name(row.number)
        schema = files("collector.store").joinpath("volume.sql").read_text(encoding="utf-8")
        with machine_errors():
            new_file(path).close()
            connection = create(path, RawKey(row.key), VOLUME_LAYOUT, schema)
            try:
                with transaction(connection, VOLUME_LAYOUT.part):
                    connection.execute("INSERT INTO volume VALUES (?, ?)", (row.number, row.uuid))
                sync_folder(folder)
                return cls(path, row, connection, limit)
            except BaseException:
                connection.close()
                raise

    @classmethod
    def open(cls, folder: Path, row: VolumeRow, limit: int) -> Volume:
        """Open an existing volume; a closed one for reading only.

        Raises ``VaultDamaged`` when the file is missing, does not open with this volume's key, or
        says inside that it is another volume.
        """
        path = folder / file_name(row.number)
        with machine_errors():
            connection = open_existing(
                path, RawKey(row.key), VOLUME_LAYOUT, read_only=row.state == "closed"
            )
        try:
            volume = cls(path, row, connection, limit)
            volume._check_identity(row)
        except BaseException:
            connection.close()
            raise
        return volume

    def close(self) -> None:
        """Let the connection go; a transaction that is still open is rolled back."""
        self._closed = True
        try:
            with self._errors():
                self._connection.close()
        finally:
            self._writeback.close()  # only now: it drops this process's locks on the file

    # --- transactions -------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether a transaction or a reader would suffer if the volume were closed."""
        return self.readers > 0 or bool(self._connection.in_transaction)

    def begin(self) -> None:
        """Begin the transaction that spans a batch."""
        self._execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Commit and sync.  The journal's removal is durable once the folder is synced."""
        self._execute("COMMIT")

    def roll_back(self) -> None:
        """Put the file back to what it was; when even that fails, opening it again does it."""
        if self._connection.in_transaction:
            self._execute("ROLLBACK")
        # After a full disk SQLite puts back, and gives the room back, at the next reading only.
        self._number("SELECT count(*) FROM volume")

    def drop_stale_journal(self) -> None:
        """Remove a journal that a crash left behind before it came into force.

        Opening plays a journal in force back and removes it; this one SQLite leaves until the next
        change.  So one is made that changes nothing: SQLite alone may judge and remove journals.
        """
        if self.path.with_name(f"{self.path.name}-journal").exists():
            with transaction(self._connection, self._part):
                self._connection.execute(f"PRAGMA user_version = {USER_VERSION}")

    def mark(self) -> None:
        """Remember this point inside the transaction."""
        self._execute("SAVEPOINT item")

    def keep(self) -> None:
        """Forget the mark and keep what came after it."""
        self._execute("RELEASE item")

    def back_to_mark(self) -> None:
        """Drop what came after the mark."""
        self._execute("ROLLBACK TO item")
        self._execute("RELEASE item")

    # --- items --------------------------------------------------------------------------------

    def room(self) -> int:
        """Return how many bytes still fit; 0 when the volume is full."""
        used = self._number("PRAGMA page_count") - self._number("PRAGMA freelist_count")
        return max(0, self._pages - used - _SPARE_PAGES) * _PAYLOAD_PER_PAGE

    def try_a_row(self) -> None:
        """Write a row and take it back; nothing is done inside a transaction, where one did it.

        Raises ``VaultDamaged`` where a damaged page stands in the way: met later, it would spoil
        the transaction of a whole batch.
        """
        if self._connection.in_transaction:
            return
        self.begin()
        try:
            self._execute("INSERT INTO chunk (item, seq, data) VALUES (randomblob(16), 0, x'00')")
        except BaseException:
            with suppress(CollectorError):
                self.roll_back()
            raise
        self.roll_back()

    def append(self, item: bytes, seq: int, blocks: Sequence[Block], size: int) -> None:
        """Write one chunk, ``size`` bytes in all, without binding it as a parameter."""
        with self._errors():
            row = self._connection.execute(
                "INSERT INTO chunk (item, seq, data) VALUES (?, ?, zeroblob(?))", (item, seq, size)
            ).lastrowid
            blob = self._connection.open_blob("chunk", "data", row, False)
            try:
                for piece in _pieces(blocks):
                    blob.write(piece)
            finally:
                blob.close()
        self._writeback.wrote(size)

    def read(self, item: bytes) -> Iterator[bytes]:
        """Yield an item's bytes in order.

        Whether all of them are there is for the reader to say, who knows size and digest.
        """
        self.readers += 1
        try:
            with self._errors():
                chunks = self._connection.execute(
                    "SELECT id FROM chunk WHERE item = ? ORDER BY seq", (item,)
                ).fetchall()
            for (chunk,) in chunks:
                yield from self._chunk(chunk)
        finally:
            self.readers -= 1

    def size_of(self, item: bytes) -> int:
        """Return how many bytes of an item are here, without reading them."""
        return self._number("SELECT total(length(data)) FROM chunk WHERE item = ?", item)

    def items(self) -> set[bytes]:
        """Return the names of all items that have a chunk here."""
        with self._errors():
            return {row[0] for row in self._connection.execute("SELECT DISTINCT item FROM chunk")}

    def remove(self, items: set[bytes]) -> None:
        """Remove items that nothing names; their pages are overwritten and used again.

        Some chunks per transaction: the journal keeps what is overwritten, and a full disk is when
        people remove things.
        """
        with self._errors():
            found = [
                row[0]
                for item in sorted(items)
                for row in self._connection.execute("SELECT id FROM chunk WHERE item = ?", (item,))
            ]
        for start in range(0, len(found), _REMOVED_AT_ONCE):
            some = [(row,) for row in found[start : start + _REMOVED_AT_ONCE]]
            with transaction(self._connection, self._part):
                self._connection.executemany("DELETE FROM chunk WHERE id = ?", some)

    # --- the whole file -----------------------------------------------------------------------

    def is_sound(self) -> bool:
        """Return whether every page carries a valid HMAC."""
        try:
            with self._errors():
                return not self._connection.execute("PRAGMA cipher_integrity_check").fetchall()
        except VaultDamaged:
            return False

    def digest(self, beat: Callable[[], None] = lambda: None) -> bytes:
        """Return the SHA-256 of the file; ``beat`` is called after each piece.

        Only between transactions: closing a file drops this process's locks on it.
        """
        with machine_errors(), self.path.open("rb") as file:
            hasher = hashlib.sha256()
            while piece := file.read(CHUNK_SIZE):
                hasher.update(piece)
                beat()
            return hasher.digest()

    # --- plumbing -----------------------------------------------------------------------------

    def _check_identity(self, row: VolumeRow) -> None:
        with self._errors():
            inside = self._connection.execute("SELECT number, uuid FROM volume").fetchall()
        if inside != [(row.number, row.uuid)]:
            raise VaultDamaged(part=self._part)

    def _errors(self) -> AbstractContextManager[None]:
        return database_errors(self._part)

    def _execute(self, statement: str) -> None:
        with self._errors():
            self._connection.execute(statement)

    def _number(self, query: str, *values: bytes) -> int:
        with self._errors():
            return int(self._connection.execute(query, values).fetchone()[0])

    def _chunk(self, row: int) -> Iterator[bytes]:
        with self._errors():
            blob = self._connection.open_blob("chunk", "data", row, True)
        try:
            while piece := self._piece(blob.read):
                yield piece
        finally:
            if not self._closed:
                blob.close()

    def _piece(self, read: Callable[[int], bytes]) -> bytes:
        if self._closed:
            raise RuntimeError("the vault was closed while an item was being read")
        with self._errors():
            return read(_PIECE_SIZE)


def _pieces(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if len(block) <= _PIECE_SIZE:
            yield block
            continue
        view = memoryview(block)
        for start in range(0, len(view), _PIECE_SIZE):
            yield view[start : start + _PIECE_SIZE]
