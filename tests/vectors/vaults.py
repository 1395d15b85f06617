"""A good vault to spoil, and what is needed to spoil it: its key, its pages, its digest.

The vault is made once and copied for every test.  It holds a sealed account with an exhibit, a
sealed identity and consent; a draft with an exhibit; a trusted platform; a bundle in the outbox.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from collector.crypto.kdf import hkdf
from collector.session import Session
from collector.store import keyfile
from collector.store.sqlite import VAULT_LAYOUT, VAULT_PAGE_SIZE, RawKey, _connect
from makers import OWN_SAMPLES, PASSPHRASE, PLATFORM, TEST_POLICY, add, make, trust

SEALED_PHOTO = OWN_SAMPLES / "courtyard.jpg"
DRAFT_PHOTO = OWN_SAMPLES / "window-3.jpg"
_RESERVED = 48
"""At the end of each page: 16 octets of IV, 32 of HMAC."""


@dataclass(frozen=True)
class Base:
    """The good vaults: an interviewer's and a coordinator's, closed, and what is in the first."""

    field: Path
    coordinator: Path
    sealed: str
    draft: str
    bundle: bytes


@cache
def base() -> Base:
    """Make the good vaults, once for all tests of this process."""
    folder = Path(tempfile.mkdtemp(prefix="vaults-"))
    with (
        make(folder / "field") as field,
        make(folder / "coordinator", "coordinator") as coordinator,
    ):
        trust(field, coordinator)
        sealed = add(field, SEALED_PHOTO)
        field.testimonies.seal(sealed)
        exported = field.outbox.export(field.trust.platform(PLATFORM))
        draft = add(field, DRAFT_PHOTO, about="Яшчэ не скончана")
        bundle = exported.file.read_bytes()
    return Base(folder / "field", folder / "coordinator", sealed, draft, bundle)


def copy(folder: Path, *, of: Path | None = None) -> Path:
    """Return a fresh copy of a good vault (the interviewer's) under ``folder``."""
    return Path(shutil.copytree(of or base().field, folder / "vault"))


def take_back(session: Session) -> None:
    """Take back what waits to be sent, so that the same can be exported anew."""
    for it in session.delivery.turn():
        session.delivery.withdraw(it.sent.bundle)


def state(folder: Path) -> dict[str, str]:
    """Return what lies in a folder, octet for octet: relative path to kind, mode and digest."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name, mode = str(path.relative_to(folder)), oct(path.lstat().st_mode)
        if path.is_symlink():
            found[name] = f"{mode} -> {path.readlink()}"
        elif path.is_file():
            found[name] = f"{mode} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        else:
            found[name] = mode
    return found


def dump(session: Session) -> dict[str, list]:
    """Return every row of every table of an open vault."""
    db = session.vault.db
    tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: sorted(db.execute(f"SELECT * FROM {name}"), key=repr)  # noqa: S608
        for (name,) in tables
    }


def vault_key_of(folder: Path) -> bytes:
    """Return the vault key, as somebody who has the passphrase finds it."""
    return keyfile.unlock(keyfile.read(folder), PASSPHRASE, TEST_POLICY)


def key_of(folder: Path, label: str = "collector/1/vault.db") -> bytes:
    """Return the key of ``vault.db``, or that of another label."""
    vault_id = keyfile.read(folder).header.vault_id
    return hkdf(vault_key_of(folder), vault_id, label)


def wrap_key_of(folder: Path) -> bytes:
    """Return the key under which the private keys are wrapped."""
    return key_of(folder, "collector/1/sign-wrap")


@contextmanager
def with_key_in_hand(folder: Path) -> Iterator[Any]:
    """Yield a connection that writes into ``vault.db`` past the program.

    Nothing holds such a person back: triggers are dropped, foreign keys are off.
    """
    connection = _connect(folder / "vault.db", "rw", RawKey(key_of(folder)), VAULT_LAYOUT)
    try:
        connection.execute("PRAGMA foreign_keys = OFF")
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, sql in triggers:
            connection.execute(sql)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()


# --- pages ---------------------------------------------------------------------------------------


def pages(path: Path) -> list[bytes]:
    """Return the pages of ``vault.db`` as they lie there, encrypted."""
    data = path.read_bytes()
    return [data[at : at + VAULT_PAGE_SIZE] for at in range(0, len(data), VAULT_PAGE_SIZE)]


def put_page(path: Path, number: int, page: bytes) -> None:
    """Write one encrypted page, counted from 1, over the one that is there."""
    with path.open("r+b") as file:
        file.seek((number - 1) * VAULT_PAGE_SIZE)
        file.write(page)


def pages_of(folder: Path, *names: str) -> set[int]:
    """Return the numbers of the pages that hold these tables and indexes.

    Values that overflow into pages of their own are left out.
    """
    with with_key_in_hand(folder) as db:
        every = dict(db.execute("SELECT name, rootpage FROM sqlite_master").fetchall())
    key, stored = key_of(folder), pages(folder / "vault.db")
    return {number for name in names for number in _tree(key, stored, every[name])}


def _tree(key: bytes, stored: list[bytes], number: int) -> Iterator[int]:
    yield number
    page = _decrypted(key, stored[number - 1], first=number == 1)
    start = 100 if number == 1 else 0
    if page[start] not in (2, 5):  # only these have children (SQLite file format, section 1.6)
        return
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    for cell in range(count):
        pointer = start + 12 + 2 * cell
        at = int.from_bytes(page[pointer : pointer + 2], "big")
        yield from _tree(key, stored, int.from_bytes(page[at : at + 4], "big"))
    yield from _tree(key, stored, int.from_bytes(page[start + 8 : start + 12], "big"))


def _decrypted(key: bytes, page: bytes, *, first: bool) -> bytes:
    salt = 16 if first else 0
    body, iv = page[salt:-_RESERVED], page[-_RESERVED : -_RESERVED + 16]
    decryptor = Cipher(AES(key), CBC(iv)).decryptor()
    return bytes(salt) + decryptor.update(body) + decryptor.finalize()
