"""Every key of a vault, found with its passphrase: to search for them, and to open pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from collector.crypto.kdf import argon2id, hkdf, passphrase_bytes
from collector.session import open_session
from collector.store import keyfile, own_keys
from collector.store.media import rows
from collector.store.media.volume import file_name
from collector.store.sqlite import VAULT_PAGE_SIZE, VOLUME_PAGE_SIZE
from makers import TEST_POLICY
from markers.marks import Pattern, secret
from markers.pages import Cabinet


@dataclass(frozen=True)
class Keys:
    """The keys of one vault: raw ones by name, private ones by name, and the page readers."""

    raw: dict[str, bytes] = field(repr=False)
    private: dict[str, bytes] = field(repr=False)
    cabinets: dict[Path, Cabinet] = field(repr=False)

    def patterns(self) -> list[Pattern]:
        """Return what must not be found in the clear anywhere."""
        return [it for name, key in self.everything() for it in secret(name, key)]

    def everything(self) -> Iterator[tuple[str, bytes]]:
        """Yield all keys; an age identity is also one without its letters' case."""
        yield from self.raw.items()
        for name, key in self.private.items():
            yield name, key
            if key.isascii():
                yield name, key.lower()


def keys_of(folder: Path, passphrase: str) -> Keys:
    """Open a vault and return its keys."""
    key_file = keyfile.read(folder)
    vault_id, header = key_file.header.vault_id, key_file.header
    root = argon2id(passphrase_bytes(passphrase), header.salt, header.cost)
    vault_key = keyfile.unlock(key_file, passphrase, TEST_POLICY)
    db_key = hkdf(vault_key, vault_id, "collector/1/vault.db")
    wrap_key = hkdf(vault_key, vault_id, "collector/1/sign-wrap")
    raw = {"argon2id": root, "vault key": vault_key, "vault.db key": db_key, "wrap key": wrap_key}
    cabinets = {folder / "vault.db": Cabinet.of(folder / "vault.db", db_key, VAULT_PAGE_SIZE)}
    with open_session(folder, passphrase, TEST_POLICY) as session:
        db = session.vault.db
        for number, key in db.execute("SELECT number, key FROM slot"):
            raw[f"slot key {number}"] = key
        for row in rows.volumes(db):
            raw[f"volume key {row.number}"] = row.key
            path = folder / "media" / file_name(row.number)
            cabinets[path] = Cabinet.of(path, row.key, VOLUME_PAGE_SIZE)
        private = {name: own_keys.private(db, wrap_key, name) for name in own_keys.names(db)}
    return Keys(raw, private, cabinets)
