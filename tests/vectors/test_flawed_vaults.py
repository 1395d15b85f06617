"""Vaults with one flaw each: refused by its own code, and every octet as before."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from collector.crypto.kdf import Argon2Cost
from collector.crypto.slot_file import FILE_BYTES, assemble, read_header, split_slots
from collector.crypto.slots import SlotEntry, SlotKind, write_slots
from collector.errors import CollectorError
from collector.session import create_session, open_session
from collector.store.policy import PRODUCTION
from makers import PASSPHRASE, TEST_POLICY, make, reopen
from vectors.vaults import base, copy, pages, put_page, state, vault_key_of, with_key_in_hand

KEYS = ("keys-1", "keys-2")
MIB = 1024


def on_keys(change):
    """Change both copies of the key file alike."""

    def spoil(vault: Path) -> None:
        for name in KEYS:
            (vault / name).write_bytes(change((vault / name).read_bytes()))

    return spoil


def with_cost(**changes: int):
    """Write another cost into the header, checksum and all, as a forger would."""

    def change(data: bytes) -> bytes:
        header = read_header(data)
        cost = replace(header.cost, **changes)
        return assemble(replace(header, cost=cost), split_slots(data))

    return on_keys(change)


def with_version(version: int):
    def change(data: bytes) -> bytes:
        body = data[:8] + version.to_bytes(4, "big") + data[12:-32]
        return body + hashlib.sha256(body).digest()

    return change


def with_other_vault_id(data: bytes) -> bytes:
    header = replace(read_header(data), vault_id=bytes(16))
    return assemble(header, split_slots(data))


def on_database(change):
    def spoil(vault: Path) -> None:
        path = vault / "vault.db"
        path.write_bytes(change(path.read_bytes()))

    return spoil


def in_database(*statements: str):
    def spoil(vault: Path) -> None:
        with with_key_in_hand(vault) as db:
            for statement in statements:
                db.execute(statement)

    return spoil


def from_another_vault(*names: str):
    def spoil(vault: Path) -> None:
        for name in names:
            shutil.copy(base().coordinator / name, vault / name)

    return spoil


def without(name: str):
    def spoil(vault: Path) -> None:
        path = vault / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return spoil


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def emptied(vault: Path) -> None:
    shutil.rmtree(vault)
    vault.mkdir()


def linked(vault: Path) -> None:
    vault.rename(vault.with_name("elsewhere"))
    vault.symlink_to(vault.with_name("elsewhere"), target_is_directory=True)


def a_file(vault: Path) -> None:
    shutil.rmtree(vault)
    vault.write_bytes(b"words")


REFUSED = {
    # the key file
    "keys-both-torn": (on_keys(lambda data: data[:500]), "vault.key-files", 1),
    "keys-both-empty": (on_keys(lambda _: b""), "vault.key-files", 1),
    "keys-both-longer": (on_keys(lambda data: data + b"\0"), "vault.key-files", 1),
    "keys-both-flipped": (on_keys(lambda data: flipped(data, 300)), "vault.key-files", 1),
    "keys-both-garbage": (on_keys(lambda _: bytes(FILE_BYTES)), "vault.key-files", 1),
    "keys-both-missing": (
        lambda vault: [(vault / name).unlink() for name in KEYS],
        "vault.none",
        2,
    ),
    "keys-memory-lowered": (with_cost(memory_kib=4 * MIB), "vault.key-derivation", 1),
    "keys-memory-raised": (with_cost(memory_kib=513 * MIB), "vault.key-derivation", 1),
    "keys-memory-absurd": (with_cost(memory_kib=2**32 - 1), "vault.key-derivation", 1),
    "keys-passes-raised": (with_cost(passes=65), "vault.key-derivation", 1),
    "keys-passes-absurd": (with_cost(passes=2**32 - 1), "vault.key-derivation", 1),
    "keys-lanes-raised": (with_cost(lanes=17), "vault.key-derivation", 1),
    "keys-passes-within-bounds": (with_cost(passes=2), "passphrase.wrong", 3),
    "keys-vault-id": (on_keys(with_other_vault_id), "passphrase.wrong", 3),
    "keys-newer": (on_keys(with_version(2)), "slots.too-new", 1),
    "keys-version-zero": (on_keys(with_version(0)), "vault.key-files", 1),
    "keys-of-another-vault": (from_another_vault(*KEYS), "vault.unreadable", 1),
    # vault.db
    "database-missing": (without("vault.db"), "vault.file-missing", 1),
    "database-zero-length": (on_database(lambda _: b""), "vault.file-empty", 1),
    "database-garbage": (on_database(lambda data: bytes(len(data))), "vault.unreadable", 1),
    "database-plain-sqlite": (
        on_database(lambda data: b"SQLite format 3\0" + data[16:]),
        "vault.unreadable",
        1,
    ),
    "database-of-another-vault": (from_another_vault("vault.db"), "vault.unreadable", 1),
    "database-first-page-flipped": (
        on_database(lambda data: flipped(data, 5000)),
        "vault.unreadable",
        1,
    ),
    "database-truncated-to-half": (
        on_database(lambda data: data[: len(data) // 2]),
        "vault.damaged",
        1,
    ),
    "database-truncated-to-a-page": (on_database(lambda data: data[:16384]), "vault.damaged", 1),
    "database-newer": (in_database("PRAGMA user_version = 2"), "vault.too-new", 1),
    "database-version-zero": (in_database("PRAGMA user_version = 0"), "vault.damaged", 1),
    "database-not-ours": (in_database("PRAGMA application_id = 7"), "vault.damaged", 1),
    "database-without-marker": (
        in_database("DELETE FROM meta WHERE name = 'format'"),
        "vault.damaged",
        1,
    ),
    "database-other-marker": (
        in_database("UPDATE meta SET value = x'00' WHERE name = 'format'"),
        "vault.damaged",
        1,
    ),
    "database-other-vault-id": (
        in_database("UPDATE meta SET value = zeroblob(16) WHERE name = 'vault_id'"),
        "vault.damaged",
        1,
    ),
    "database-other-role": (
        in_database("UPDATE meta SET value = x'ff' WHERE name = 'role'"),
        "vault.damaged",
        1,
    ),
    "database-tables-gone": (in_database("DROP TABLE meta"), "vault.damaged", 1),
    "signing-key-altered": (
        in_database("UPDATE own_key SET wrapped = zeroblob(80) WHERE name = 'vault-signing'"),
        "wrap.damaged",
        1,
    ),
    "signing-key-gone": (
        in_database("DELETE FROM own_key WHERE name = 'vault-signing'"),
        "vault.damaged",
        1,
    ),
    # the folder
    "folder-media-missing": (without("media"), "vault.damaged", 1),
    "folder-outbox-missing": (without("outbox"), "vault.damaged", 1),
    "folder-quarantine-missing": (without("quarantine"), "vault.damaged", 1),
    "folder-empty": (emptied, "vault.none", 2),
    "folder-missing": (shutil.rmtree, "vault.none", 2),
    "folder-is-a-file": (a_file, "vault.none", 2),
    "folder-is-a-link": (linked, "vault.link", 2),
}


@pytest.mark.parametrize("flaw", REFUSED)
def test_refused_and_every_octet_as_before(tmp_path, flaw):
    spoil, code, exit_code = REFUSED[flaw]
    vault = copy(tmp_path)
    spoil(vault)
    before = state(tmp_path)

    with pytest.raises(CollectorError) as refused:
        reopen(vault)
    assert (refused.value.code, int(refused.value.exit)) == (code, exit_code)
    assert all(refused.value.told())
    assert state(tmp_path) == before


@pytest.mark.parametrize(
    "passphrase",
    [PASSPHRASE.strip(), PASSPHRASE.upper(), PASSPHRASE + "x", "x"],
    ids=["outer-blank-lost", "capitals", "one-more", "another"],
)
def test_wrong_passphrase(tmp_path, passphrase):
    vault = copy(tmp_path)
    before = state(vault)
    with pytest.raises(CollectorError) as refused:
        open_session(vault, passphrase, TEST_POLICY)
    assert (refused.value.code, int(refused.value.exit)) == ("passphrase.wrong", 3)
    assert state(vault) == before


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("", "passphrase.empty"),
        ("a\tb", "passphrase.characters"),
        ("a\ud800", "passphrase.characters"),
    ],
    ids=["empty", "tab", "lone-surrogate"],
)
def test_passphrases_that_cannot_be(tmp_path, passphrase, code):
    vault = copy(tmp_path)
    before = state(vault)
    for try_it in (open_session, lambda *args: create_session(args[0] / "new", args[1], "self")):
        with pytest.raises(CollectorError) as refused:
            try_it(vault, passphrase)
        assert (refused.value.code, int(refused.value.exit)) in {
            (code, 2),
            ("vault.key-derivation", 1),  # the program itself never opens a vault this cheap
        }
    assert state(vault) == before


def test_the_program_itself_never_opens_a_vault_of_a_test(tmp_path):
    """The floor of 256 MiB holds on reading too (attack V6)."""
    vault = copy(tmp_path)
    with pytest.raises(CollectorError) as refused:
        open_session(vault, PASSPHRASE, PRODUCTION)
    assert refused.value.code == "vault.key-derivation"


@pytest.mark.parametrize("torn", KEYS)
@pytest.mark.parametrize(
    "tear",
    [lambda data: data[:100], lambda data: b"", lambda data: flipped(data, 200), None],
    ids=["cut", "empty", "flipped", "missing"],
)
def test_one_torn_copy_of_the_keys_opens_and_heals(tmp_path, torn, tear):
    vault = copy(tmp_path)
    before = state(vault)
    if tear is None:
        (vault / torn).unlink()
    else:
        (vault / torn).write_bytes(tear((vault / torn).read_bytes()))
    with reopen(vault) as session:
        assert session.check() == []
    assert state(vault) == before


@pytest.mark.parametrize("written", KEYS)
def test_of_two_copies_of_the_keys_the_one_written_last_is_taken(tmp_path, written):
    """A power cut between the two copies leaves one of each generation."""
    vault = copy(tmp_path)
    data = (vault / written).read_bytes()
    header = read_header(data)
    with with_key_in_hand(vault) as db:
        rows = db.execute("SELECT key, kind FROM slot ORDER BY number").fetchall()
    entries = [SlotEntry(key, SlotKind(kind)) for key, kind in rows]
    newer = replace(header, generation=header.generation + 1)
    (vault / written).write_bytes(write_slots(newer, entries, vault_key_of(vault)))
    after = (vault / written).read_bytes()
    with reopen(vault) as session:
        assert session.check() == []
    assert {(vault / name).read_bytes() for name in KEYS} == {after}


def test_a_copy_of_the_keys_that_was_made_to_look_newer_opens_nothing(tmp_path):
    """The header is bound to every slot: who changes it can only lock out, not let in."""
    vault = copy(tmp_path)
    data = (vault / "keys-2").read_bytes()
    header = read_header(data)
    forged = replace(header, generation=header.generation + 1)
    (vault / "keys-2").write_bytes(assemble(forged, split_slots(data)))
    before = state(vault)
    with pytest.raises(CollectorError) as refused:
        reopen(vault)
    assert refused.value.code == "passphrase.wrong"
    assert state(vault) == before


def test_a_newer_key_file_beside_an_older_one_is_refused(tmp_path):
    vault = copy(tmp_path)
    newer = vault / "keys-2"
    newer.write_bytes(with_version(2)(newer.read_bytes()))
    before = state(vault)
    with pytest.raises(CollectorError) as refused:
        reopen(vault)
    assert refused.value.code == "slots.too-new"
    assert state(vault) == before


@pytest.mark.parametrize("number", range(2, len(pages(base().field / "vault.db")) + 1))
def test_a_flipped_page_refuses_or_is_named(tmp_path, number):
    """attack V3: never silently empty, and nothing is written."""
    vault = copy(tmp_path)
    page = pages(vault / "vault.db")[number - 1]
    put_page(vault / "vault.db", number, flipped(page, 9000))
    before = state(vault)
    try:
        with reopen(vault) as session:
            found = session.check()
    except CollectorError as refused:
        assert (refused.code, int(refused.exit)) in {("vault.damaged", 1), ("vault.unreadable", 1)}
    else:
        assert "vault.page-changed" in {it.code for it in found}
    assert state(vault) == before


def test_a_database_cut_by_one_octet_opens_and_is_named(tmp_path):
    """A crash while the file grows leaves that too, with what is lost in the log beside it."""
    vault = copy(tmp_path)
    on_database(lambda data: data[:-1])(vault)
    before = state(vault)
    with reopen(vault) as session:
        assert "vault.page-changed" in {it.code for it in session.check()}
    assert state(vault) == before


# --- making one where it cannot be --------------------------------------------------------------


def not_empty(folder: Path) -> None:
    folder.mkdir()
    (folder / "letter.txt").write_text("not ours")


CREATE = {
    "other-files": (not_empty, "vault.exists", 2),
    "a-vault": (lambda folder: shutil.copytree(base().field, folder), "vault.exists", 2),
    "a-file": (lambda folder: folder.write_text("not ours"), "vault.exists", 2),
    "a-link": (lambda folder: folder.symlink_to(folder.parent), "vault.link", 2),
    "a-link-to-nothing": (lambda folder: folder.symlink_to("nowhere"), "vault.link", 2),
}


@pytest.mark.parametrize("place", CREATE)
def test_a_vault_is_never_made_over_something(tmp_path, place):
    prepare, code, exit_code = CREATE[place]
    prepare(tmp_path / "vault")
    before = state(tmp_path)
    with pytest.raises(CollectorError) as refused:
        make(tmp_path / "vault")
    assert (refused.value.code, int(refused.value.exit)) == (code, exit_code)
    assert state(tmp_path) == before


def test_an_unfinished_vault_is_no_vault_and_only_its_own_leftovers_go(tmp_path):
    """Names with signs of a pattern in them are names like others."""
    leftover = tmp_path / f".a*.new-{bytes(16).hex()}"
    others = tmp_path / f".abc.new-{bytes(16).hex()}"
    for folder in (leftover, others):
        folder.mkdir()
        (folder / "keys-1").write_bytes(b"torn")
    make(tmp_path / "a*").close()
    assert not leftover.exists()
    assert others.exists()


@pytest.mark.parametrize("memory", [8 * MIB])
def test_costs_below_the_floor_cannot_be_written(tmp_path, memory):
    cheap = replace(PRODUCTION, fixed=Argon2Cost(memory_kib=memory, passes=3, lanes=4))
    with pytest.raises(CollectorError) as refused:
        create_session(tmp_path / "vault", PASSPHRASE, "self", cheap)
    assert refused.value.code == "vault.key-derivation"
    assert list(tmp_path.iterdir()) == []
