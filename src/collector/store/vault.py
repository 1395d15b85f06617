"""Making, opening and closing a vault (SCHEMA.md sections 1 to 3).

One thread owns an open vault.  Nothing here recreates, skips or overwrites what cannot be read.
"""

from __future__ import annotations

import re
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from weakref import WeakValueDictionary

from collector import clock
from collector.crypto.ed25519 import SigningKey
from collector.crypto.kdf import argon2id, passphrase_bytes
from collector.crypto.slots import SLOTS, SlotEntry, SlotHeader, SlotKind, random_entry, slot_key
from collector.errors import CollectorError, NoRoom, Vanished
from collector.paths import (
    machine_errors,
    make_private_folder,
    new_file,
    random_name,
    sync_folder,
    tighten,
)
from collector.store import (
    deliveries,
    imports,
    keyfile,
    outbox,
    own_keys,
    sealed_files,
    switching,
    wal,
)
from collector.store.errors import (
    NoSuch,
    NotAVault,
    VaultDamaged,
    VaultExists,
    VaultInUse,
    VaultIsLink,
    VaultLogForeign,
    VaultMoved,
)
from collector.store.media.library import MediaLibrary
from collector.store.policy import KdfPolicy
from collector.store.sqlite import (
    VAULT_LAYOUT,
    Connection,
    RawKey,
    create,
    database_errors,
    empty_log,
    open_existing,
    transaction,
)
from collector.store.vault_keys import database_key, wrapping_key

FORMAT = b"collector-vault/1"
ROLES = ("self", "interviewer", "coordinator")
FOLDERS = ("media", "outbox", "quarantine")
_LISTED = {
    "outbox": "SELECT file, sha256 FROM outbox LEFT JOIN delivery USING (bundle)"
    " WHERE outbox.state = 'ready' AND wiped = 0 AND delivery.state IS NOT 'withdrawn'"
    " UNION SELECT file, sha256 FROM receipt",
    "quarantine": "SELECT file, sha256 FROM quarantined UNION SELECT file, sha256 FROM arrival",
}
_OPEN: WeakValueDictionary[tuple[int, int], Vault] = WeakValueDictionary()
"""Open vaults of this process, by device and number of their folder.

Locks belong to a process: closing any handle of a file, even one that only read it, drops them.  So
a vault that is open here is not looked at a second time.
"""


@dataclass(frozen=True, eq=False)
class Vault:
    """One open vault.  ``close`` drops the connections and, with them, the keys."""

    folder: Path
    place: tuple[int, int]
    vault_id: bytes
    role: str
    db: Connection = field(repr=False)
    media: MediaLibrary = field(repr=False)
    wrap_key: bytes = field(repr=False)
    signing_key: SigningKey = field(repr=False)

    @property
    def outbox(self) -> Path:
        """The folder of sealed files that wait to leave."""
        return self.folder / "outbox"

    @property
    def quarantine(self) -> Path:
        """The folder of files that were refused or wait for a word."""
        return self.folder / "quarantine"

    @property
    def is_open(self) -> bool:
        """Whether it was not closed yet."""
        held = _OPEN.get(self.place)
        return held is not None and held.media is self.media

    def must_lie(self) -> None:
        """Make sure that what lies in its folder is what was opened, before that is written over.

        Raises ``VaultMoved``.
        """
        try:
            there = _place(self.folder)
        except Vanished:
            there = None
        if there != self.place:
            raise VaultMoved

    def close(self) -> None:
        """Write the log back, empty it, and let go of everything.

        The keys go even where the log cannot be written back: what it holds is safe in it.  May be
        called again.
        """
        if not self.is_open:
            return
        with database_errors():
            try:
                self.media.close()
                empty_log(self.db)
            finally:
                self.db.close()
                _OPEN.pop(self.place, None)


def create_vault(folder: Path, passphrase: str, role: str, policy: KdfPolicy) -> Vault:
    """Make a vault in a folder that does not exist yet or is empty, and return it open.

    It is built beside its place and moved there whole: a crash leaves nothing under its name.
    Raises ``VaultExists``, ``PassphraseEmpty``, ``PassphraseCharacters`` and the machine's errors.
    """
    words = passphrase_bytes(passphrase)
    with machine_errors():
        if folder.is_symlink():
            raise VaultIsLink
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise VaultExists
        target = folder.absolute()
        _sweep_unfinished(target)
        building = target.with_name(f"{_unfinished_prefix(target)}{random_name()}")
        make_private_folder(building)
        try:
            vault_key = _build(building, words, role, policy)
            if target.exists():
                target.rmdir()
            building.rename(target)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
        sync_folder(target.parent)
    return _open_with(folder, keyfile.read(folder), vault_key)


def open_vault(folder: Path, passphrase: str, policy: KdfPolicy) -> Vault:
    """Open a vault and sweep what an interrupted run left unfinished.

    Raises ``NotAVault``, ``VaultIsLink``, ``WrongPassphrase``, ``VaultDamaged``, ``VaultTooNew``,
    ``VaultInUse`` and the machine's errors.  A vault that cannot be opened is left as it is.
    """
    with machine_errors():
        if folder.is_symlink():
            raise VaultIsLink
        if not folder.is_dir():
            raise NotAVault
    key_file = keyfile.read(folder)
    vault_key = keyfile.unlock(key_file, passphrase, policy)
    return _open_with(folder, key_file, vault_key)


def reopen_vault(folder: Path, vault_key: bytes) -> Vault:
    """Open a vault that this process just closed, with a key it still holds.

    Raises as ``open_vault``.
    """
    return _open_with(folder, keyfile.read(folder), vault_key)


def _open_with(folder: Path, key_file: keyfile.KeyFile, vault_key: bytes) -> Vault:
    place = _place(folder)
    if place in _OPEN:
        raise VaultInUse
    vault_id = key_file.header.vault_id
    key = database_key(vault_key, vault_id)
    switching.finish(folder, RawKey(key))
    if wal.is_foreign(folder / "vault.db", key, VAULT_LAYOUT.page_size):
        raise VaultLogForeign(part="vault.db-wal")
    db = open_existing(folder / "vault.db", RawKey(key), VAULT_LAYOUT)
    try:
        place = _place(folder)  # it keeps its number as long as a file in it is open
        _check_key_is_the_last(folder, key_file)
        facts = _facts(db, vault_id)
        wrap_key = wrapping_key(vault_key, vault_id)
        signing_key = _signing_key(db, wrap_key)
        with machine_errors():
            _tighten_folders(folder)
        if key_file.twin_differs:
            keyfile.mend(folder, key_file)
        switching.discard(folder)
        # Files first: on a disk that is full of them, removing them makes the room that rows need.
        _sweep_sealed_files(db, folder)
        _sweep_rows(db)
        media = MediaLibrary(db, folder / "media")
        media.sweep()
        with suppress(CollectorError):
            empty_log(db)  # after a crash it may hold what was deleted, such as an identity
    except BaseException:
        db.close()
        raise
    opened = Vault(
        folder=folder,
        place=place,
        vault_id=vault_id,
        role=facts["role"].decode(),
        db=db,
        media=media,
        wrap_key=wrap_key,
        signing_key=signing_key,
    )
    _OPEN[place] = opened
    return opened


def _check_key_is_the_last(folder: Path, key_file: keyfile.KeyFile) -> None:
    """Somebody may have given the vault another key before this process had its lock."""
    if keyfile.read(folder).data != key_file.data:
        raise VaultInUse


def _place(folder: Path) -> tuple[int, int]:
    with machine_errors():
        status = folder.stat()
    return status.st_dev, status.st_ino


def _signing_key(db: Connection, wrap_key: bytes) -> SigningKey:
    try:
        return SigningKey.from_seed(own_keys.private(db, wrap_key, own_keys.SIGNING))
    except NoSuch:
        raise VaultDamaged(part="its signing key") from None


def _tighten_folders(folder: Path) -> None:
    for name in FOLDERS:
        if not (folder / name).is_dir():
            raise VaultDamaged(part=f"the folder {name}")
        tighten(folder / name)
    tighten(folder)


def _build(folder: Path, passphrase: bytes, role: str, policy: KdfPolicy) -> bytes:
    vault_key, vault_id, salt = (secrets.token_bytes(n) for n in (32, 16, 32))
    cost = policy.cost_for_new()
    policy.check(cost)
    header = SlotHeader(vault_id=vault_id, salt=salt, cost=cost, generation=0)
    root = argon2id(passphrase, salt, cost)
    entries = [SlotEntry(slot_key(root, header, 0), SlotKind.PASSPHRASE)]
    entries += [random_entry() for _ in range(SLOTS - 1)]
    for name in FOLDERS:
        make_private_folder(folder / name)
    schema = files("collector.store").joinpath("schema.sql").read_text(encoding="utf-8")
    new_file(folder / "vault.db").close()
    db = create(
        folder / "vault.db", RawKey(database_key(vault_key, vault_id)), VAULT_LAYOUT, schema
    )
    try:
        with transaction(db):
            _write_facts(db, vault_id, role)
            for number, entry in enumerate(entries):
                db.execute("INSERT INTO slot VALUES (?, ?, ?)", (number, entry.key, entry.kind))
            signing = SigningKey.generate()
            wrap_key = wrapping_key(vault_key, vault_id)
            own_keys.keep(db, wrap_key, own_keys.SIGNING, signing.public.hex(), signing.seed)
        empty_log(db)
    finally:
        db.close()
    keyfile.write(folder, header, entries, vault_key)
    return vault_key


def _write_facts(db: Connection, vault_id: bytes, role: str) -> None:
    facts = {
        "format": FORMAT,
        "vault_id": vault_id,
        "role": role.encode(),
        "created_day": clock.today_utc().encode(),
    }
    db.executemany("INSERT INTO meta VALUES (?, ?)", facts.items())


def _facts(db: Connection, vault_id: bytes) -> dict[str, bytes]:
    with database_errors():
        facts: dict[str, bytes] = dict(db.execute("SELECT name, value FROM meta").fetchall())
    if (
        facts.get("format") != FORMAT
        or facts.get("vault_id") != vault_id
        or facts.get("role") not in {role.encode() for role in ROLES}
    ):
        raise VaultDamaged(part="vault.db")
    return facts


def _unfinished_prefix(target: Path) -> str:
    return f".{target.name}.new-"


def _sweep_unfinished(target: Path) -> None:
    """Remove what interrupted creations of this vault left beside its place.

    No key file was ever complete under the vault's own name, so nothing was acknowledged in it.
    """
    unfinished = re.compile(re.escape(_unfinished_prefix(target)) + "[0-9a-f]{32}")
    for leftover in target.parent.iterdir():
        if unfinished.fullmatch(leftover.name):
            shutil.rmtree(leftover, ignore_errors=True)


def listed_files(db: Connection, folder: str) -> dict[str, bytes]:
    """Return names and SHA-256 of the files that must be in ``outbox`` or ``quarantine``."""
    with database_errors():
        return dict(db.execute(_LISTED[folder]).fetchall())


def _sweep_rows(db: Connection) -> None:
    """Remove unfinished rows (SCHEMA.md section 3).

    On a full disk they stay: an import removes what is staged before it begins, no list shows what
    is being built, and who sends puts back what was being sent.
    """
    with suppress(NoRoom), transaction(db):
        imports.clear_staged(db)
        db.execute("DELETE FROM outbox WHERE state = 'building'")
        deliveries.put_back(db)


def _sweep_sealed_files(db: Connection, folder: Path) -> None:
    """Finish or remove files that an interrupted run left (SCHEMA.md section 3)."""
    for path in (folder / "outbox" / name for name in outbox.gone_files(db)):
        with suppress(CollectorError, OSError):  # what resists goes at another opening
            if path.exists():
                sealed_files.remove(path)
    for name in ("outbox", "quarantine"):
        sealed_files.tidy(folder / name, listed_files(db, name))
