"""A database written anew: everything that stays, nothing that wraps under the old key."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import collector
from collector.crypto.wrap import WrapDamaged, unwrap
from collector.store import keyfile, own_keys, rekeying, wipe_rows
from collector.store.errors import VaultDamaged
from collector.store.rekeying import WRAPPED, write_next
from collector.store.sqlite import rehearsal
from makers import OWN_SAMPLES, PLATFORM, add, make, reopen, trust
from vectors.vaults import dump

# Where something is wrapped, and the table it lies in. A new place needs its column in WRAPPED.
WRAPPING = {"store/own_keys.py": "own_key", "sync/export.py": "outbox"}
KEEP_NOTHING = {"store/rekeying.py"}

# Tables that a wipe leaves as they are: they say nothing of anybody.
SILENT = {
    *("meta", "slot", "own_key", "volume", "event", "node", "head"),
    *("platform", "own_card", "signer", "signer_head"),
    *("outbox", "delivery", "failed_way", "choice", "taken_receipt", "stamp"),
}
# Tables of what somebody else handed in, of which nothing is ever wiped.
OTHERS = {
    *("bundle", "bundle_file", "staged", "arrival", "quarantined", "intake"),
    *("receipt", "receipt_digest"),
}


@pytest.fixture
def session(tmp_path):
    with (
        make(tmp_path / "coordinator", "coordinator") as coordinator,
        make(tmp_path / "vault") as made,
    ):
        trust(made, coordinator)
        made.testimonies.seal(add(made, OWN_SAMPLES / "courtyard.jpg"))
        made.outbox.export(made.trust.platform(PLATFORM))
        yield made


def switched(session):
    """Give the vault a new key and return it opened anew."""
    folder = session.vault.folder
    with rehearsal(session.vault.db):
        new = write_next(session.vault)
    keyfile.write(folder, new.header, new.entries, new.vault_key)
    session.close()
    return reopen(folder)


def test_every_place_that_wraps_is_wrapped_again():
    root = Path(collector.__file__).parent
    calling = set()
    for path in root.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
        if any(isinstance(it, ast.Name) and it.id == "wrap" for it in calls):
            calling.add(path.relative_to(root).as_posix())
    assert calling == WRAPPING.keys() | KEEP_NOTHING
    assert {table for table, _, _ in WRAPPED} == set(WRAPPING.values())


def test_of_every_table_it_is_known_whether_a_wipe_empties_it(session):
    emptied = {table for table, _ in (*wipe_rows._BY_DIGEST, *wipe_rows._BY_ACCOUNT)}
    assert dump(session).keys() == emptied | {"blob_part"} | SILENT | OTHERS


def test_what_was_wrapped_opens_under_the_new_key_and_no_longer_under_the_old(session):
    old = session.vault.wrap_key
    (receipt,) = session.vault.db.execute("SELECT bundle, receipt_key FROM outbox").fetchall()
    seed = own_keys.private(session.vault.db, old, "vault-signing")
    secret = unwrap(old, receipt[1], receipt[0].encode())
    with switched(session) as again:
        db, new = again.vault.db, again.vault.wrap_key
        assert new != old
        assert own_keys.private(db, new, "vault-signing") == seed
        wrapped = db.execute("SELECT receipt_key FROM outbox").fetchone()[0]
        assert unwrap(new, wrapped, receipt[0].encode()) == secret
        for table, name, column in WRAPPED:
            rows = db.execute(f"SELECT {name}, {column} FROM {table}").fetchall()  # noqa: S608
            for context, held in rows:
                with pytest.raises(WrapDamaged):
                    unwrap(old, held, context.encode())


def test_no_empty_slot_keeps_its_key_and_every_byte_of_the_slots_is_new(session):
    folder = session.vault.folder
    before = dict(session.vault.db.execute("SELECT number, key FROM slot").fetchall())
    kinds = dict(session.vault.db.execute("SELECT number, kind FROM slot").fetchall())
    file = keyfile.read(folder).data
    with switched(session) as again:
        now = dict(again.vault.db.execute("SELECT number, key FROM slot").fetchall())
    assert {it for it in now if now[it] == before[it]} == {it for it in kinds if kinds[it] == 1}
    data = keyfile.read(folder).data
    slots = [slice(80 + 92 * number, 80 + 92 * (number + 1)) for number in range(8)]
    assert [file[it] == data[it] for it in slots] == [False] * 8


def test_rules_and_indexes_come_with_it(session):
    sql = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    before = session.vault.db.execute(sql).fetchall()
    with switched(session) as again:
        assert again.vault.db.execute(sql).fetchall() == before
        pragmas = {it: again.vault.db.execute(f"PRAGMA {it}").fetchone()[0] for it in PRAGMAS}
    assert pragmas == PRAGMAS


PRAGMAS = {"journal_mode": "wal", "page_size": "16384", "user_version": 1, "secure_delete": 1}


def test_a_row_that_is_lost_on_the_way_is_noticed(session, monkeypatch):
    copy = rekeying._copy

    def losing(source, target):
        copy(source, target)
        target.execute("DELETE FROM head")

    monkeypatch.setattr(rekeying, "_copy", losing)
    with pytest.raises(VaultDamaged), rehearsal(session.vault.db):
        write_next(session.vault)


def test_a_row_that_points_nowhere_is_noticed(session):
    db = session.vault.db
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("DELETE FROM blob")
    with pytest.raises(VaultDamaged), rehearsal(db):
        write_next(session.vault)
