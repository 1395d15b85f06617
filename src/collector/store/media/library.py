"""The door of this room: media of any size, named by the SHA-256 of their bytes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator
from pathlib import Path

from collector.store.errors import NoSuch
from collector.store.media import moving, rows
from collector.store.media.batch import MediaBatch
from collector.store.media.check import check_media
from collector.store.media.moving import Moved, Progress
from collector.store.media.reading import is_intact, read_verified
from collector.store.media.shelf import Shelf
from collector.store.media.values import MediaFinding, StoredBlob
from collector.store.sqlite import VOLUME_PAGE_SIZE, Connection, must_lie

__all__ = ["MediaBatch", "MediaFinding", "MediaLibrary", "StoredBlob"]

VOLUME_LIMIT = 2 * 1024**3 - 1024**2
_SMALLEST_LIMIT = 32 * VOLUME_PAGE_SIZE


class MediaLibrary:
    """All media of one open vault.  Belongs to the thread that owns ``vault.db``."""

    def __init__(self, db: Connection, folder: Path, *, volume_limit: int = VOLUME_LIMIT) -> None:
        """``volume_limit``: the size in bytes that no volume's file passes; at least 2 MiB."""
        if volume_limit < _SMALLEST_LIMIT:
            raise ValueError("volumes this small hold nothing")
        self._db = db
        self._folder = folder
        self._shelf = Shelf(db, folder, volume_limit)
        self._batch: MediaBatch | None = None

    def batch(self) -> MediaBatch:
        """Begin taking media in; see ``MediaBatch`` for the order of calls.  One at a time.

        Raises as ``sqlite.must_lie``.
        """
        self._not_while_giving()
        must_lie(self._db)
        self._batch = MediaBatch(self._db, self._shelf)
        return self._batch

    def known(self, sha256: bytes) -> StoredBlob | None:
        """Return what is known of these bytes; it says nothing about their volume's health."""
        return rows.blob(self._db, sha256)

    def read(self, sha256: bytes) -> Generator[bytes]:
        """Return the bytes, in pieces of at most 256 KiB, verified while they are read.

        Nothing may be believed before the iteration has ended by itself; whoever ends it earlier
        closes it, on the thread that owns the vault.  Raises ``NoSuch``, and
        ``VaultDamaged`` when size or SHA-256 do not hold or a part is missing.
        """
        stored = self.known(sha256)
        if stored is None:
            raise NoSuch(what="media item")
        return read_verified(self._db, self._shelf, stored)

    def is_intact(self, sha256: bytes) -> bool:
        """Read the bytes and return whether they are known and as they were stored."""
        stored = self.known(sha256)
        return stored is not None and is_intact(self._db, self._shelf, stored)

    def to_move(self, gone: Collection[bytes]) -> int:
        """Return how many bytes ``move`` would have to copy at most, if these blobs go."""
        return sum(stored.size for stored in moving.to_move(self._db, gone))

    def move(self, gone: Collection[bytes], progress: Progress | None = None) -> Moved:
        """Copy all that stays out of every volume that may hold something of these blobs.

        ``record`` of what is returned is called in the transaction that forgets them.  Raises as
        ``moving.copy``.
        """
        self._not_while_giving()
        return moving.copy(self._db, self._shelf, gone, progress)

    def remove(self, sha256: bytes) -> None:
        """Forget a blob, inside the caller's transaction of ``vault.db``.

        The bytes themselves go with the next ``sweep``: they must outlive a transaction that fails.
        In a closed volume they stay until the volume is rewritten, which is no task of this call.
        """
        rows.remove_blob(self._db, sha256)

    def sweep(self) -> None:
        """Remove what no row names: for every opening of the vault, and after removals.

        Never while a batch is under way.  What cannot be read or written now is left as it is.
        """
        self._not_while_giving()
        self._shelf.sweep()

    def check(
        self, *, deep: bool, beat: Callable[[], None] = lambda: None
    ) -> Iterator[MediaFinding]:
        """Yield what is wrong; ``deep`` reads every byte and compares both digests.

        ``beat`` is called after each piece; what it raises ends the check.
        """
        return check_media(self._db, self._shelf, self._folder, deep=deep, beat=beat)

    def close(self) -> None:
        """Close all volumes, and let their keys go."""
        self._shelf.close()

    def _not_while_giving(self) -> None:
        if self._batch is not None and self._batch.under_way:
            raise RuntimeError("a batch of media is under way")
