"""A vault.db and a media folder, without the rest of a vault."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

from collector.store.media.library import MediaLibrary
from collector.store.sqlite import VAULT_LAYOUT, RawKey, create, open_existing, transaction

KEY = RawKey(bytes(range(32)))
SMALL = 4 * 1024 * 1024


@contextmanager
def library(folder, *, limit: int = SMALL) -> Iterator[tuple]:
    """Yield the connection and the library of the vault in ``folder``, made if it is new."""
    media = folder / "media"
    if media.exists():
        db = open_existing(folder / "vault.db", KEY, VAULT_LAYOUT)
    else:
        media.mkdir()
        schema = files("collector.store").joinpath("schema.sql").read_text(encoding="utf-8")
        db = create(folder / "vault.db", KEY, VAULT_LAYOUT, schema)
    shelf = MediaLibrary(db, media, volume_limit=limit)
    try:
        yield db, shelf
    finally:
        shelf.close()
        db.close()


def keep(db, shelf, *items: bytes) -> list:
    """Take items in, whole, the way every caller must."""
    with shelf.batch() as batch:
        stored = [batch.add([item]) for item in items]
        batch.settle()
        with transaction(db):
            batch.record()
    return stored


def noise(size: int) -> bytes:
    """Return bytes that nothing can compress or confuse with others."""
    return secrets.token_bytes(size)


def content(folder) -> dict[str, bytes]:
    """Return the name and bytes of every file of the media folder."""
    return {path.name: path.read_bytes() for path in (folder / "media").iterdir()}
