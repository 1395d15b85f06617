"""Looking for damage in the media: volumes first, then blobs, then files that are not ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from collector.errors import CollectorError, MachineTrouble
from collector.model.untrusted import shown
from collector.paths import machine_errors
from collector.store.errors import VaultDamaged
from collector.store.media import rows
from collector.store.media.reading import is_intact, parts_of
from collector.store.media.shelf import Shelf
from collector.store.media.values import MediaFinding, StoredBlob, VolumeRow
from collector.store.media.volume import file_name
from collector.store.sqlite import (
    VOLUME_LAYOUT,
    Connection,
    RawKey,
    database_errors,
    open_existing,
)

VOLUME_MISSING = "media.volume-missing"
VOLUME_SWAPPED = "media.volume-swapped"
VOLUME_DAMAGED = "media.volume-damaged"
VOLUME_CHANGED = "media.volume-changed"
BLOB_MISSING = "media.blob-missing"
BLOB_CHANGED = "media.blob-changed"
UNLISTED_FILE = "media.unlisted-file"


def check_media(
    db: Connection, shelf: Shelf, folder: Path, *, deep: bool, beat: Callable[[], None]
) -> Iterator[MediaFinding]:
    """Yield what is wrong.

    Every volume is opened, every page of an open one authenticated, every closed one compared with
    its final digest; every blob's parts are looked for.  ``deep`` reads every blob and compares
    both digests and the size.  ``beat`` is called after each piece; what it raises ends the check.
    """
    listed = rows.volumes(db)
    for row in listed:
        beat()
        try:
            yield from _volume(shelf, folder, row, listed, beat)
        except MachineTrouble as trouble:  # as a sector of the disk that cannot be read
            yield MediaFinding(trouble.code, row.number)
    for stored in rows.blobs(db):
        beat()
        code = _blob(db, shelf, stored, deep=deep, beat=beat)
        if code is not None:
            yield MediaFinding(code, sha256=stored.sha256)
    yield from _unlisted(folder, listed)


def _volume(
    shelf: Shelf,
    folder: Path,
    row: VolumeRow,
    listed: list[VolumeRow],
    beat: Callable[[], None],
) -> Iterator[MediaFinding]:
    if row.state == "making":
        return  # nothing is in it; the next opening removes it
    with machine_errors():
        present = (folder / file_name(row.number)).is_file()
    if not present:
        yield MediaFinding(VOLUME_MISSING, row.number)
        return
    try:
        volume = shelf.get(row.number)
    except VaultDamaged:
        code = VOLUME_SWAPPED if _is_another(folder, row, listed) else VOLUME_DAMAGED
        yield MediaFinding(code, row.number)
        return
    if row.digest is not None:
        if volume.digest(beat) == row.digest:
            return
        yield MediaFinding(VOLUME_CHANGED, row.number)
    if not volume.is_sound() and not _all_in_use_are_sound(folder, row):
        yield MediaFinding(VOLUME_DAMAGED, row.number)


def _all_in_use_are_sound(folder: Path, row: VolumeRow) -> bool:
    """Return whether only pages that are free fail.

    Of those SQLite keeps no earlier content in its journal: torn by a power cut they stay torn,
    until they are used again and written anew.  Through a connection of its own, which a page that
    does not decrypt may spoil: this check reads every page in use, and none that is free.
    """
    try:
        path = folder / file_name(row.number)
        connection = open_existing(path, RawKey(row.key), VOLUME_LAYOUT, read_only=True)
        try:
            with database_errors(f"volume {row.number}"):
                found = connection.execute("PRAGMA integrity_check").fetchall()
        finally:
            connection.close()
    except CollectorError:
        return False
    return bool(found == [("ok",)])


def _is_another(folder: Path, row: VolumeRow, listed: list[VolumeRow]) -> bool:
    """Return whether the key of another volume opens the file."""
    for other in listed:
        if other.number != row.number:
            try:
                with machine_errors():
                    path = folder / file_name(row.number)
                    open_existing(path, RawKey(other.key), VOLUME_LAYOUT, read_only=True).close()
            except CollectorError:
                continue
            return True
    return False


def _blob(
    db: Connection, shelf: Shelf, stored: StoredBlob, *, deep: bool, beat: Callable[[], None]
) -> str | None:
    try:
        sizes = [shelf.get(part.volume).size_of(part.item) for part in parts_of(db, stored)]
        if 0 in sizes or (stored.size and not sizes):
            return BLOB_MISSING
        if sum(sizes) != stored.size:
            return BLOB_CHANGED
        if deep and not is_intact(db, shelf, stored, both=True, beat=beat):
            return BLOB_CHANGED
    except VaultDamaged:
        return BLOB_MISSING
    except MachineTrouble as trouble:
        return trouble.code
    return None


def _unlisted(folder: Path, listed: list[VolumeRow]) -> Iterator[MediaFinding]:
    ours = {file_name(row.number) for row in listed}
    ours |= {f"{file_name(row.number)}-journal" for row in listed if row.state == "open"}
    with machine_errors():
        names = sorted(path.name for path in folder.iterdir())
    for name in names:
        if name not in ours:
            yield MediaFinding(UNLISTED_FILE, file=shown(name))
