"""Reading a blob back, verified: what does not hold is never passed over in silence."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator

from collector.store.errors import VaultDamaged
from collector.store.media import rows
from collector.store.media.pipeline import SideHash
from collector.store.media.shelf import Shelf
from collector.store.media.values import Part, StoredBlob
from collector.store.sqlite import Connection


def parts_of(db: Connection, stored: StoredBlob) -> list[Part]:
    """Return a blob's parts in order.  Raises ``VaultDamaged`` when one has no row."""
    placed = rows.parts(db, stored.sha256)
    if [place for place, _ in placed] != list(range(len(placed))):
        raise VaultDamaged(part="a media item")
    return [part for _, part in placed]


def read_verified(db: Connection, shelf: Shelf, stored: StoredBlob) -> Generator[bytes]:
    """Yield a blob's bytes in pieces of at most 256 KiB.

    Nothing read may be believed before the iteration has ended by itself: the SHA-256 is known only
    then.  Raises ``VaultDamaged`` when size or SHA-256 do not hold or a part is missing.
    """
    return _pieces(shelf, stored, parts_of(db, stored), ("sha256",), (stored.sha256,))


def is_intact(
    db: Connection,
    shelf: Shelf,
    stored: StoredBlob,
    *,
    both: bool = False,
    beat: Callable[[], None] = lambda: None,
) -> bool:
    """Read a blob and return whether it is as it was stored, by SHA-256 or by both digests.

    ``beat`` is called after each piece; what it raises ends the reading.
    """
    names = ("sha256", "sha512") if both else ("sha256",)
    digests = (stored.sha256, stored.sha512) if both else (stored.sha256,)
    try:
        for _ in _pieces(shelf, stored, parts_of(db, stored), names, digests):
            beat()
    except VaultDamaged:
        return False
    return True


def _pieces(
    shelf: Shelf,
    stored: StoredBlob,
    parts: list[Part],
    algorithms: tuple[str, ...],
    digests: tuple[bytes, ...],
) -> Generator[bytes]:
    try:
        yield from _verified(shelf, stored, parts, algorithms, digests)
    except VaultDamaged:
        for part in parts:
            shelf.distrust(part.volume)
        raise


def _verified(
    shelf: Shelf,
    stored: StoredBlob,
    parts: list[Part],
    algorithms: tuple[str, ...],
    digests: tuple[bytes, ...],
) -> Iterator[bytes]:
    size = 0
    with SideHash(algorithms) as hashing:
        for part in parts:
            for piece in shelf.get(part.volume).read(part.item):
                size += len(piece)
                if size > stored.size:
                    raise VaultDamaged(part="a media item")
                hashing.feed(piece)
                yield piece
        if size != stored.size or hashing.digests() != digests:
            raise VaultDamaged(part="a media item")
