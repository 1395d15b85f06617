"""After a wipe the vault holds nothing of what was delivered, in no byte and under no key.

One account has a marker word wherever a word can stand; it is delivered for real and wiped. An
attacker then has the vault's passphrase, so that every page and every key is open to him, copies of
single files made before, and suspicions: a photograph, a record, a name that he knows.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB

from collector.crypto.commitment import commitment
from collector.model.records import read_record
from collector.model.testimony_input import read_input
from collector.session import Session, wipe
from collector.store import records
from collector.store.errors import VaultUnreadable
from collector.store.exhibits import GivenFile
from collector.store.keyfile import NAMES
from delivering import carry
from makers import OWN_SAMPLES, PASSPHRASE, PLATFORM, add, form, make, reopen, trust
from markers import material
from markers.keys import Keys, keys_of
from markers.marks import LATIN, words

OTHER = OWN_SAMPLES / "notice.jpg"
_SALT = 16
Value = TypeVar("Value", int, bytes)


@dataclass(frozen=True)
class Wiped:
    """The vault now, a copy of it as it was, and what an attacker may have known of it."""

    vault: Path
    before: Path
    items: list[tuple[str, bytes]]
    nonces: list[bytes]
    secrets: dict[str, bytes]
    stays: str


@pytest.fixture(scope="module")
def wiped(tmp_path_factory) -> Wiped:
    folder = tmp_path_factory.mktemp("wiped")
    material.lay(folder / "given")
    with (
        make(folder / "coordinator", "coordinator") as coordinator,
        make(folder / "field") as field,
    ):
        trust(field, coordinator)
        account = deliverable(field, folder / "given")
        field.testimonies.seal(account)
        field.outbox.export(field.trust.platform(PLATFORM))
        carry(field, coordinator)
        stays = add(field, OTHER, about="Застаецца тут")
        field.testimonies.seal(stays)
        add(field, OWN_SAMPLES / "window-3.jpg", about="Яшчэ піша")
        items, nonces, secrets = known(field, account)
        field.close()
        shutil.copytree(folder / "field", folder / "before")
        with reopen(folder / "field") as again:
            session, done = wipe(again)
            assert (done.accounts, done.left) == (1, 0)
            with session:
                assert session.check() == []
    return Wiped(folder / "field", folder / "before", items, nonces, secrets, stays)


def deliverable(session: Session, given: Path) -> str:
    """Begin an account with a word everywhere, all of which may go to the platform."""
    row = form()["consent"][0]
    every = {"voice": True, "face": True, "document": True, "body": True}
    whole = material.account(consent=[{**row, "media": every}])
    read = read_input(json.dumps(whole).encode())
    files = [GivenFile(given / entry.file, entry) for entry in read.exhibits]
    return session.testimonies.add(read, files)


def known(
    session: Session, account: str
) -> tuple[list[tuple[str, bytes]], list[bytes], dict[str, bytes]]:
    """Return the account's items and their nonces, and what only its records hold."""
    db = session.vault.db
    held = records.of_testimony(db, account)
    reads = [read_record(it.data) for it in held]
    blobs = {
        bytes.fromhex(read.file.sha256): label
        for read in reads
        for kind, label in (("media", "media"), ("identity", "identity"))
        if read.kind == kind
    }
    items = [("record", it.digest) for it in held] + [(label, it) for it, label in blobs.items()]
    nonces = [
        db.execute("SELECT nonce FROM item WHERE label = ? AND digest = ?", it).fetchone()[0]
        for it in items
    ]
    testimony = next(read for read in reads if read.kind == "testimony")
    secrets = {f"salt of a {it.kind}": bytes.fromhex(it.salt) for it in reads}
    secrets |= {"human code": testimony.human_code.encode()}
    secrets |= {f"digest of a {label} {n}": it for n, (label, it) in enumerate(items)}
    secrets |= {f"nonce {number}": it for number, it in enumerate(nonces)}
    return items, nonces, secrets


def opened(folder: Path, at: Path) -> tuple[Keys, list[bytes]]:
    """Return all keys of a vault and every page of it, decrypted."""
    shutil.copytree(folder, at)
    keys = keys_of(at, PASSPHRASE)
    return keys, [page for path, it in keys.cabinets.items() for page in it.in_file(path)]


def found_in(data: bytes, secrets: dict[str, bytes]) -> set[str]:
    """Return the names of the secrets that stand in some bytes, as they are or in hexadecimal."""
    return {
        name for name, octets in secrets.items() if octets in data or octets.hex().encode() in data
    }


def test_before_it_everything_is_found(wiped, tmp_path):
    _, pages = opened(wiped.before, tmp_path / "copy")
    everything = b"".join(pages)
    assert LATIN.encode() in everything
    assert found_in(everything, wiped.secrets) == set(wiped.secrets)


def test_afterwards_no_page_and_no_byte_holds_any_of_it(wiped, tmp_path):
    _, pages = opened(wiped.vault, tmp_path / "copy")
    raw = [path.read_bytes() for path in wiped.vault.rglob("*") if path.is_file()]
    assert len(pages) > 20
    for data in (b"".join(pages), *raw):
        assert [it for it in words() if it.octets in data] == []
        assert found_in(data, wiped.secrets) == set()


def test_what_was_not_delivered_is_still_there(wiped):
    with reopen(wiped.vault) as session:
        states = {it.about: it.state for it in session.testimonies.every()}
        assert states == {"Застаецца тут": "sealed", "Яшчэ піша": "draft"}
        assert session.vault.media.is_intact(hashlib.sha256(OTHER.read_bytes()).digest())
        assert [it.wiped for it in session.outbox.every()] == [True]
    assert list((wiped.vault / "outbox").iterdir()) == []


def test_an_older_database_does_not_open_with_the_new_keys(wiped, tmp_path):
    mixed = shutil.copytree(wiped.vault, tmp_path / "mixed")
    shutil.copy(wiped.before / "vault.db", mixed / "vault.db")
    with pytest.raises(VaultUnreadable):
        reopen(mixed)


def test_the_new_database_does_not_open_with_older_keys(wiped, tmp_path):
    mixed = shutil.copytree(wiped.vault, tmp_path / "mixed")
    for name in NAMES:
        shutil.copy(wiped.before / name, mixed / name)
    with pytest.raises(VaultUnreadable):
        reopen(mixed)


def test_older_volumes_and_databases_open_with_no_key_the_vault_still_holds(wiped, tmp_path):
    """Every 32 bytes in a row, of every page, and all keys that can be derived or unwrapped."""
    older = [wiped.before / "vault.db", *sorted((wiped.before / "media").iterdir())]
    before = candidates(*opened(wiped.before, tmp_path / "before"))
    assert set(open_with(older, before)) == set(older)
    now = candidates(*opened(wiped.vault, tmp_path / "now"))
    assert list(open_with(older, now)) == []


def candidates(keys: Keys, pages: list[bytes]) -> set[bytes]:
    found = {key for _, key in keys.everything() if len(key) == 32}
    for page in pages[: -_media_pages(keys)]:
        found |= {page[at : at + 32] for at in range(len(page) - 31)}
    return found


def _media_pages(keys: Keys) -> int:
    """Of media only the database says the keys: their pages hold pictures."""
    return sum(
        path.stat().st_size // it.page_size
        for path, it in keys.cabinets.items()
        if path.name != "vault.db"
    )


def open_with(files: list[Path], candidates: set[bytes]) -> Iterator[Path]:
    """Yield the files of which some key opens the beginning.

    It is known: SQLite's header says three fixed numbers at its offset 21, and ciphertext begins
    where its magic would stand.
    """
    for path in files:
        data = path.read_bytes()
        page_size = 64 * 1024 if path.parent.name == "media" else 16 * 1024
        vector = data[page_size - 48 : page_size - 32]
        block = data[_SALT : _SALT + 16]
        for key in candidates:
            clear = Cipher(AES(key), ECB()).decryptor().update(block)  # noqa: S305
            header = bytes(one ^ other for one, other in zip(clear, vector, strict=True))
            if header[5:8] == b"\x40\x20\x20" and header[:2] in (b"\x40\x00", b"\x00\x01"):
                yield path
                break


def test_what_somebody_knows_cannot_be_found_in_the_trace(wiped):
    """No nonce that is left, nor any other 32 bytes, opens a commitment of a known item."""
    named = commitments(wiped.before)
    assert all(
        commitment(label, nonce, digest).hex() in named
        for (label, digest), nonce in zip(wiped.items, wiped.nonces, strict=True)
    )
    with reopen(wiped.vault) as session:
        left = {it for it in values(session, bytes) if len(it) == 32}
    named = commitments(wiped.vault)
    guessed = [
        label
        for label, digest in wiped.items
        for nonce in left
        if commitment(label, nonce, digest).hex() in named
    ]
    assert len(left) > 10
    assert guessed == []


def test_no_size_of_a_known_photograph_or_record_is_left(wiped):
    """Few files have exactly so many octets."""
    with reopen(wiped.before) as session:
        held = {row[0] for row in session.vault.db.execute("SELECT size FROM blob")}
        numbers = values(session, int)
    with reopen(wiped.vault) as session:
        stay = {row[0] for row in session.vault.db.execute("SELECT size FROM blob")}
        left = values(session, int)
    assert len(held - stay) > 1
    assert held <= numbers
    assert not (held - stay) & left


def test_the_order_in_which_an_event_names_its_items_tells_nothing(wiped):
    with reopen(wiped.vault) as session:
        rows = session.vault.db.execute("SELECT bytes FROM event").fetchall()
    events = [msgspec.json.decode(row[0]) for row in rows]
    named = [[it["commitment"] for it in event["objects"]] for event in events]
    assert max(map(len, named)) > 3
    assert all(it == sorted(it) for it in named)


def commitments(folder: Path) -> set[str]:
    with reopen(folder) as session:
        rows = session.vault.db.execute("SELECT bytes FROM event").fetchall()
    events = [msgspec.json.decode(row[0]) for row in rows]
    return {it["commitment"] for event in events for it in event["objects"]}


def values(session: Session, kind: type[Value]) -> set[Value]:
    """Return every number, or every row of octets, in any table."""
    db = session.vault.db
    tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = (
        value
        for (name,) in tables
        for row in db.execute(f"SELECT * FROM {name}")  # noqa: S608
        for value in row
    )
    return {it for it in found if isinstance(it, kind)}
