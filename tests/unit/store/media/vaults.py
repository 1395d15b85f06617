"""A vault.db and a media folder, without the rest of a vault."""

from __future__ import annotations

import secrets
import shutil
import threading
from contextlib import contextmanager
from importlib.resources import files

from collector.store.media.library import MediaLibrary
from collector.store.sqlite import (
    VAULT_LAYOUT,
    VOLUME_PAGE_SIZE,
    RawKey,
    create,
    open_existing,
    transaction,
)

KEY = RawKey(bytes(range(32)))
SMALL = 4 * 1024 * 1024


@contextmanager
def library(folder, *, limit=SMALL):
    """Yield the connection and the library of the vault in ``folder``, made if it is new."""
    media = folder / "media"
    if media.exists():
        db = open_existing(folder / "vault.db", KEY, VAULT_LAYOUT)
    else:
        media.mkdir(parents=True)
        schema = files("collector.store").joinpath("schema.sql").read_text(encoding="utf-8")
        db = create(folder / "vault.db", KEY, VAULT_LAYOUT, schema)
    held = MediaLibrary(db, media, volume_limit=limit)
    try:
        yield db, held
    finally:
        held.close()
        db.close()


def keep(db, held, *items):
    """Take items in the way every caller must, and return what was stored."""
    with held.batch() as batch:
        stored = [batch.add([item]) for item in items]
        batch.settle()
        with transaction(db):
            batch.record()
    return stored


def spoiled_copies(vault):
    """Yield copies of a vault, in each of which another page of the first volume is spoiled."""
    good = (vault / "media" / "000001.db").read_bytes()
    for page in range(1, len(good) // VOLUME_PAGE_SIZE):
        copy = vault / str(page)
        shutil.copytree(vault / "media", copy / "media")
        shutil.copy(vault / "vault.db", copy)
        spoiled = bytearray(good)
        spoiled[page * VOLUME_PAGE_SIZE + 30_000] ^= 1
        (copy / "media" / "000001.db").write_bytes(spoiled)
        yield copy


def noise(size):
    """Return bytes that resemble nothing else."""
    return secrets.token_bytes(size)


def whole(held, stored):
    """Return a blob's bytes, read to the end."""
    return b"".join(held.read(stored.sha256))


def content(folder):
    """Return the name and bytes of every file of the media folder."""
    return {path.name: path.read_bytes() for path in (folder / "media").iterdir()}


def as_after_a_crash(folder, image):
    """Copy the files of an open vault: what a killed process would leave behind."""
    shutil.copytree(folder, image)


def items_in_volumes(db, held):
    """Return how many items all volumes hold, named by a row or not."""
    numbers = [row[0] for row in db.execute("SELECT number FROM volume").fetchall()]
    return sum(len(held._shelf.get(number).items()) for number in numbers)


def helpers():
    """Return the digest threads that are still there."""
    return [thread for thread in threading.enumerate() if thread.name.startswith("digest-")]
