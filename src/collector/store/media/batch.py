"""Taking media in: a batch is one transaction over as many volumes as it needs.

Order (SCHEMA.md section 3): ``add`` or ``open``/``write``/``close``, then ``settle``, then
``record`` inside the caller's own transaction of ``vault.db``.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from types import TracebackType

from collector import clock
from collector.errors import CollectorError
from collector.store.media import rows
from collector.store.media.blocks import BlockCutter, take
from collector.store.media.pipeline import Block, SideHash
from collector.store.media.reading import is_intact
from collector.store.media.shelf import Shelf
from collector.store.media.values import Part, StoredBlob
from collector.store.media.volume import CHUNK_SIZE, Volume
from collector.store.sqlite import Connection, database_errors


class MediaBatch:
    """Media on their way in.  A context manager; what was not settled when it ends is undone.

    Never begin a transaction of ``vault.db`` before ``settle``: new volumes need their own.
    """

    def __init__(
        self, db: Connection, shelf: Shelf, *, leaving: frozenset[int] = frozenset()
    ) -> None:
        """``leaving``: volumes that are given up; nothing is written there, nor counts as kept."""
        self._db = db
        self._shelf = shelf
        self._leaving = leaving
        self._volumes: dict[int, Volume] = {}
        self._current: Volume | None = None
        self._item: _Item | None = None
        self._kept: dict[bytes, tuple[StoredBlob, list[Part]]] = {}
        self._failure: CollectorError | None = None
        self._settled = False
        self._recorded = False
        self._ended = False

    @property
    def under_way(self) -> bool:
        """Whether volumes hold something for this batch that no row names yet."""
        return not (self._ended or self._recorded)

    def __enter__(self) -> MediaBatch:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended = True
        if self._item is not None:
            self._item.hashing.stop()
        if not self._settled:
            self._roll_back()
        elif not self._recorded:
            self._take_back(self._kept)
        elif kind is None and not self._db.in_transaction:
            self._shelf.close_full()

    # --- giving ---------------------------------------------------------------------------------

    def add(self, chunks: Iterable[bytes | bytearray | memoryview]) -> StoredBlob:
        """Take in one item.  Whatever the source raises passes through; the item is dropped then.

        Raises ``NoRoom`` and the other errors of the machine; the batch is over then.
        """
        self.open()
        try:
            for chunk in chunks:
                self.write(chunk)
            return self.close()
        except BaseException:
            self._drop()
            raise

    def open(self) -> None:
        """Begin an item."""
        if self._settled or self._item is not None:
            raise RuntimeError("an item is under way, or the batch is settled")
        if self._db.in_transaction:
            raise RuntimeError("media are written before the transaction that records them")
        self._check()
        self._item = _Item()

    def write(self, chunk: bytes | bytearray | memoryview) -> None:
        """Go on with the item.  The chunk may be of any size, and reused when this returns."""
        item = self._under_way()
        for block in item.cutter.cut(chunk):
            self._feed(item, block)

    def close(self) -> StoredBlob:
        """End the item.  The same bytes twice in a batch are kept once."""
        item = self._under_way()
        for block in item.cutter.rest():
            self._feed(item, block)
        self._flush(item)
        sha256, sha512 = item.hashing.digests()
        stored = StoredBlob(sha256, sha512, item.size)
        if sha256 in self._kept:
            self._drop()
        else:
            self._kept[sha256] = (stored, item.parts)
            self._item = None
            with self._failing():
                for volume in item.volumes:
                    volume.keep()
        return stored

    # --- ending ---------------------------------------------------------------------------------

    def settle(self) -> None:
        """Put everything that was given on disk, synced.  Nothing names it yet.

        Bytes that were in the vault already, whole, are not kept twice.
        """
        if self._settled or self._item is not None:
            raise RuntimeError("an item is under way, or the batch is settled")
        self._check()
        holding = {part.volume for _, parts in self._kept.values() for part in parts}
        self._settled = True
        try:
            for number, volume in self._volumes.items():
                if number in holding:
                    volume.commit()
                else:
                    volume.roll_back()
            self._shelf.sync()
            self._drop_repeats()
        except BaseException:
            self._roll_back()
            self._take_back(self._kept)
            raise

    def record(self) -> None:
        """Insert the rows that make the media the vault's, inside the caller's transaction."""
        if not self._settled or not self._db.in_transaction:
            raise RuntimeError("settle first, then record inside a transaction")
        self._recorded = True
        added_at = clock.now_utc()
        with database_errors():
            for stored, parts in self._kept.values():
                rows.add_blob(self._db, stored, parts, added_at)

    def hand_over(self) -> dict[bytes, list[Part]]:
        """Return where everything lies that was given; naming it in a transaction is the caller's.

        What the caller does not name is swept.
        """
        if not self._settled:
            raise RuntimeError("settle first")
        self._recorded = True
        return {sha256: parts for sha256, (_, parts) in self._kept.items()}

    # --- inside ---------------------------------------------------------------------------------

    def _feed(self, item: _Item, block: Block) -> None:
        item.hashing.feed(block)
        item.waiting.append(block)
        item.waiting_size += len(block)
        if item.waiting_size >= CHUNK_SIZE:
            self._flush(item)

    def _flush(self, item: _Item) -> None:
        """Write what waits, going on in another volume where one is full."""
        while item.waiting:
            with self._failing():
                volume = self._volume_for(item)
                size = min(item.waiting_size, volume.room())
                blocks, item.waiting = take(item.waiting, size)
                volume.append(item.parts[-1].item, item.seq, blocks, size)
            item.seq += 1
            item.size += size
            item.waiting_size -= size

    def _volume_for(self, item: _Item) -> Volume:
        """Return a volume with room, in the batch's transaction and marked for this item."""
        if self._current is None or not self._current.room():
            self._current = self._shelf.writable(self._leaving)
        volume = self._current
        if volume.number not in self._volumes:
            volume.begin()
            self._volumes[volume.number] = volume
        if volume not in item.volumes:
            volume.mark()
            item.volumes.append(volume)
            item.parts.append(Part(volume.number, secrets.token_bytes(16)))
            item.seq = 0
        return volume

    def _is_stored(self, stored: StoredBlob) -> bool:
        """Known, and really there: a damaged copy is replaced by the one just given."""
        known = rows.blob(self._db, stored.sha256)
        if any(part.volume in self._leaving for _, part in rows.parts(self._db, stored.sha256)):
            return False
        return known == stored and is_intact(self._db, self._shelf, stored)

    def _drop_repeats(self) -> None:
        """Take back what was stored before; not earlier, since the old copy may be damaged.

        A page that does not decrypt would spoil the transaction in which it is met.
        """
        repeats = {it for it, (stored, _) in self._kept.items() if self._is_stored(stored)}
        self._take_back(repeats)
        for sha256 in repeats:
            del self._kept[sha256]

    def _drop(self) -> None:
        """Undo the item under way."""
        item, self._item = self._item, None
        if item is not None:
            item.hashing.stop()
            if self._failure is None:
                with self._failing():
                    for volume in item.volumes:
                        volume.back_to_mark()

    def _under_way(self) -> _Item:
        self._check()
        if self._item is None:
            raise RuntimeError("no item is under way")
        return self._item

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """Remember that a volume failed: its transaction can be gone, so the batch is over."""
        try:
            yield
        except CollectorError as error:
            self._failure = error
            raise

    def _check(self) -> None:
        if self._failure is not None:
            raise self._failure

    def _roll_back(self) -> None:
        for number, volume in self._volumes.items():
            try:
                volume.roll_back()
            except CollectorError:
                with suppress(CollectorError):
                    self._shelf.put_away(number)

    def _take_back(self, given: Iterable[bytes]) -> None:
        """Remove what was settled; what resists is swept at the next opening."""
        items: dict[int, set[bytes]] = {}
        for sha256 in given:
            for part in self._kept[sha256][1]:
                items.setdefault(part.volume, set()).add(part.item)
        for number, gone in items.items():
            with suppress(CollectorError):
                self._shelf.get(number).remove(gone)


class _Item:
    """One item under way."""

    def __init__(self) -> None:
        self.cutter = BlockCutter()
        self.hashing = SideHash(("sha256", "sha512"))
        self.waiting: list[Block] = []
        self.waiting_size = 0
        self.volumes: list[Volume] = []
        self.parts: list[Part] = []
        self.seq = 0
        self.size = 0
