"""Two databases, two keys: which one a vault is, and who may carry a switch to its end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from collector.errors import CollectorError, NoRoom
from collector.session import wipe
from collector.store import keyfile, rekeying, switching, vault
from collector.store.errors import VaultInUse
from collector.store.sqlite import VAULT_LAYOUT, RawKey, open_existing, rehearsal
from collector.store.vault_keys import database_key
from collector.store.wiping import WipeUnfinished
from delivering import confirm
from makers import OWN_SAMPLES, PASSPHRASE, PLATFORM, TEST_POLICY, add, make, reopen, trust
from vectors.vaults import dump, state


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A vault with one account that was delivered and one that was not, and who would wipe it."""
    folder = tmp_path_factory.mktemp("template")
    with make(folder / "coordinator", "coordinator") as other, make(folder / "vault") as session:
        trust(session, other)
        session.testimonies.seal(add(session, OWN_SAMPLES / "courtyard.jpg"))
        session.outbox.export(session.trust.platform(PLATFORM))
        confirm(session)
        session.testimonies.seal(add(session, OWN_SAMPLES / "notice.jpg", about="Застаецца"))
    return folder / "vault"


@pytest.fixture
def folder(tmp_path, template):
    return shutil.copytree(template, tmp_path / "vault")


def prepared(folder):
    """Write a next database that holds the same rows, and return the key nobody decided for yet."""
    with reopen(folder) as session, rehearsal(session.vault.db):
        return rekeying.write_next(session.vault)


def decided(folder):
    """Leave a vault as a program does that dies right after the key files were written."""
    new = prepared(folder)
    keyfile.write(folder, new.header, new.entries, new.vault_key)
    return new


def key_of(folder, new):
    return RawKey(database_key(new.vault_key, keyfile.read(folder).header.vault_id))


def about(folder):
    with reopen(folder) as session:
        assert session.check() == []
        return {it.about for it in session.testimonies.every()}


ALL = {"Застаецца", "Затрыманне ў двары"}


def test_what_nobody_decided_for_is_thrown_away(folder):
    prepared(folder)
    assert (folder / "next.db").is_file()
    assert about(folder) == ALL
    assert not (folder / "next.db").exists()


def test_what_was_decided_for_takes_its_place(folder):
    before = (folder / "vault.db").read_bytes()
    decided(folder)
    assert about(folder) == ALL
    assert not (folder / "next.db").exists()
    assert (folder / "vault.db").read_bytes() != before


def test_the_rows_are_the_same_but_for_what_the_keys_wrap(folder):
    with reopen(folder) as session:
        rows = dump(session)
    new = decided(folder)
    with reopen(folder) as session:
        now = dump(session)
        assert session.vault.signing_key.seed
    assert {name for name in rows if rows[name] != now[name]} == {"slot", "own_key", "outbox"}
    assert [it.kind for it in new.entries] == [row[2] for row in sorted(rows["slot"])]


def test_one_copy_of_the_keys_decides(folder):
    older = (folder / "keys-2").read_bytes()
    decided(folder)
    (folder / "keys-2").write_bytes(older)
    assert about(folder) == ALL
    assert (folder / "keys-1").read_bytes() == (folder / "keys-2").read_bytes() != older


def test_a_torn_first_copy_decides_nothing(folder):
    older = (folder / "keys-2").read_bytes()
    decided(folder)
    whole = (folder / "keys-1").read_bytes()
    (folder / "keys-1").write_bytes(whole[:400] + older[400:])
    (folder / "keys-2").write_bytes(older)
    assert about(folder) == ALL
    assert (folder / "keys-1").read_bytes() == (folder / "keys-2").read_bytes() == older


def test_a_database_torn_while_it_was_copied_is_copied_again(folder):
    decided(folder)
    whole = (folder / "next.db").read_bytes()
    for torn in (b"", whole[:16384], whole[:16384] + bytes(len(whole) - 16384)):
        place = folder.with_name(f"torn-{len(torn)}-{sum(torn[-9:])}")
        shutil.copytree(folder, place)
        (place / "vault.db").write_bytes(torn)
        assert about(place) == ALL
    (folder / "vault.db").unlink()
    assert about(folder) == ALL


def test_an_old_log_whose_name_comes_back_is_not_played_into_the_new_database(folder):
    with reopen(folder) as session:
        add(session, about="Пазней")
        shutil.copytree(folder, folder.with_name("killed"))
    killed = folder.with_name("killed")
    log = (killed / "vault.db-wal").read_bytes()
    assert log
    decided(killed)
    (killed / "vault.db-wal").write_bytes(log)
    assert about(killed) == {*ALL, "Пазней"}


def test_an_emptied_next_database_that_comes_back_brings_nothing_with_it(folder):
    decided(folder)
    with reopen(folder) as session:
        add(session, about="Пасля")
    (folder / "next.db").write_bytes(b"")
    assert about(folder) == {*ALL, "Пасля"}
    assert not (folder / "next.db").exists()


def test_it_is_emptied_before_its_name_goes_because_a_name_may_come_back(folder):
    """After a power cut, with all that was in it: an old state under a key that is right."""
    decided(folder)
    kept = folder.with_name("kept")
    os.link(folder / "next.db", kept)
    assert about(folder) == ALL
    assert kept.stat().st_size == 0


def test_while_another_process_finishes_the_vault_is_in_use(folder):
    new = decided(folder)
    with closing(open_existing(folder / "next.db", key_of(folder, new), VAULT_LAYOUT)):
        before = (folder / "vault.db").read_bytes()
        with pytest.raises(VaultInUse):
            reopen(folder)
        assert (folder / "vault.db").read_bytes() == before
    assert about(folder) == ALL


def test_who_unlocked_before_the_decision_is_turned_away(folder):
    """Another process may decide between a passphrase being checked and the lock being taken."""
    held = keyfile.read(folder)
    old = keyfile.unlock(held, PASSPHRASE, TEST_POLICY)
    decided(folder)
    before = state(folder)
    with pytest.raises(VaultInUse):
        vault._open_with(folder, held, old)
    assert state(folder) == before
    assert about(folder) == ALL


OPENING = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from makers import reopen
from collector.errors import CollectorError
try:
    reopen(Path(sys.argv[2]))
except CollectorError as refused:
    print(refused.code)
"""


def opened_elsewhere(folder):
    """Let another process open the vault, and return what it was told."""
    tests = str(Path(__file__).resolve().parents[2])
    command = [sys.executable, "-c", OPENING, tests, str(folder)]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def test_nobody_else_opens_the_vault_before_it_is_closed_though_it_is_decided(folder, monkeypatch):
    write, told = keyfile.write, []

    def write_and_ask(*arguments):
        told.append(opened_elsewhere(folder))
        write(*arguments)
        told.append(opened_elsewhere(folder))
        assert (folder / "next.db").stat().st_size > 0, "somebody else put it in its place"

    monkeypatch.setattr(keyfile, "write", write_and_ask)
    session, _ = wipe(reopen(folder))
    with session:
        assert session.check() == []
        assert {it.about for it in session.testimonies.every()} == {"Застаецца"}
    assert told == ["vault.in-use\n", "vault.in-use\n"]
    assert about(folder) == {"Застаецца"}


def test_closing_the_old_database_after_the_decision_writes_nothing(folder, monkeypatch):
    write, session = keyfile.write, reopen(folder)

    def write_and_put(*arguments):
        write(*arguments)
        (folder / "vault.db").write_bytes((folder / "next.db").read_bytes())

    monkeypatch.setattr(keyfile, "write", write_and_put)
    monkeypatch.setattr(switching, "finish", lambda *_: None)
    again, _ = wipe(session)
    with again:
        assert again.check() == []


def test_a_next_database_of_a_stranger_is_not_taken(folder, tmp_path, template):
    other = tmp_path / "other"
    make(other).close()
    shutil.copy(other / "vault.db", folder / "next.db")
    assert about(folder) == ALL


def test_a_disk_that_could_not_hold_the_new_one_is_noticed_before(folder, monkeypatch):
    usage = shutil.disk_usage(folder)
    with reopen(folder) as session:
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=0))
        with rehearsal(session.vault.db):
            rekeying.write_next(session.vault)
            (folder / "vault.db").stat()
        with (folder / "next.db").open("ab") as grown:
            grown.truncate((folder / "vault.db").stat().st_size + 1)
        with pytest.raises(NoRoom):
            switching.check_room(folder)


def test_an_opening_that_fails_after_the_decision_says_so_and_the_next_one_ends_it(
    folder, monkeypatch
):
    session = reopen(folder)

    def in_use(*_):
        raise VaultInUse

    with monkeypatch.context() as patched, pytest.raises(WipeUnfinished):
        patched.setattr(switching, "finish", in_use)
        wipe(session)
    with pytest.raises(CollectorError):
        session.testimonies.every()
    assert about(folder) == {"Застаецца"}
