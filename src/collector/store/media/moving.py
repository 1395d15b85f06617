"""Moving what stays out of volumes that are given up, so that their keys can be destroyed.

Order (SCHEMA.md section 11): ``copy`` before any transaction of ``vault.db``; then ``record``
inside one.  What was copied and never recorded is swept.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from collector.store.errors import VaultDamaged
from collector.store.media import rows
from collector.store.media.batch import MediaBatch
from collector.store.media.reading import is_intact, parts_of
from collector.store.media.shelf import Shelf
from collector.store.media.values import Part, StoredBlob
from collector.store.sqlite import Connection, database_errors

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Moved:
    """``volumes`` are those left behind; ``places`` says where each blob with a new place lies."""

    volumes: frozenset[int]
    places: dict[bytes, list[Part]]

    def record(self, db: Connection) -> None:
        """Give the copies their names and destroy the keys of the volumes left behind.

        Inside the caller's transaction, when nothing else lies in these volumes any more.
        """
        with database_errors():
            for sha256, parts in self.places.items():
                rows.move_blob(db, sha256, parts)
            for number in self.volumes:
                rows.leave_volume(db, number, secrets.token_bytes(32))


def left_behind(db: Connection, gone: Collection[bytes]) -> frozenset[int]:
    """Return the volumes to give up: those that hold a blob that goes, and every open one.

    An open one may have held what was since removed from it: a copy made earlier would show it.
    """
    holding = {part.volume for sha256 in gone for _, part in rows.parts(db, sha256)}
    return frozenset(holding | {it.number for it in rows.volumes(db) if it.state == "open"})


def to_move(db: Connection, gone: Collection[bytes]) -> list[StoredBlob]:
    """Return the blobs that stay and have a part in a volume that is given up."""
    leaving = left_behind(db, gone)
    found = []
    for stored in rows.blobs(db):
        if stored.sha256 not in gone:
            lie_in = {part.volume for _, part in rows.parts(db, stored.sha256)}
            if lie_in & leaving:
                found.append(stored)
    return found


def copy(
    db: Connection,
    shelf: Shelf,
    gone: Collection[bytes],
    progress: Progress | None,
) -> Moved:
    """Copy what stays into new volumes, on disk, read back and compared.

    ``progress`` takes the bytes read so far.  Raises ``VaultDamaged`` for a blob that is not what
    it was, ``NoRoom``, and what ``progress`` raises.
    """
    leaving, staying = left_behind(db, gone), to_move(db, gone)
    copied: dict[Part, bytes] = {}
    done = 0
    with MediaBatch(db, shelf, leaving=leaving) as batch:
        for stored in staying:
            placed = parts_of(db, stored)
            if len(placed) > 1 and not is_intact(db, shelf, stored):
                raise VaultDamaged(part="a media item")
            for part in (it for it in placed if it.volume in leaving):
                pieces = shelf.get(part.volume).read(part.item)
                whole = batch.add(_counted(pieces, done, progress))
                if len(placed) == 1 and (whole.sha256, whole.size) != (stored.sha256, stored.size):
                    raise VaultDamaged(part="a media item")
                copied[part] = whole.sha256
                done += whole.size
        batch.settle()
        lie_in = batch.hand_over()
    new = {part: lie_in[sha256] for part, sha256 in copied.items()}
    for part, sha256 in copied.items():
        _read_back(shelf, new[part], sha256)
    return Moved(leaving, dict(_places(db, staying, new)))


def _counted(pieces: Iterator[bytes], done: int, progress: Progress | None) -> Iterator[bytes]:
    for piece in pieces:
        done += len(piece)
        if progress is not None:
            progress(done)
        yield piece


def _places(
    db: Connection, staying: Iterable[StoredBlob], new: dict[Part, list[Part]]
) -> Iterator[tuple[bytes, list[Part]]]:
    for stored in staying:
        yield (
            stored.sha256,
            [place for part in parts_of(db, stored) for place in new.get(part, [part])],
        )


def _read_back(shelf: Shelf, parts: list[Part], sha256: bytes) -> None:
    hasher = hashlib.sha256()
    for part in parts:
        for piece in shelf.get(part.volume).read(part.item):
            hasher.update(piece)
    if hasher.digest() != sha256:
        raise VaultDamaged(part="a media item")
