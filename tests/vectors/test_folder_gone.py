"""A vault whose folder is moved, removed or exchanged while it is open (attack V12)."""

from __future__ import annotations

import shutil

import pytest

from collector.session import destroy_vault, wipe
from collector.store import sqlite
from collector.store.errors import VaultMoved
from collector.store.exhibits import GivenFile
from makers import OWN_SAMPLES, PLATFORM, add, exhibit, given, reopen
from vectors.vaults import base, copy, dump, state, take_back

NOTICE = OWN_SAMPLES / "notice.jpg"


def attach(session):
    entry = given(exhibits=[exhibit(NOTICE.name)]).exhibits[0]
    return session.testimonies.attach(base().draft, GivenFile(NOTICE, entry))


def export(session):
    return session.outbox.export(session.trust.platform(PLATFORM), [base().sealed])


WRITING = {
    "typing": lambda session: session.testimonies.keep(base().draft, given(about="new words")),
    "adding": add,
    "attaching": attach,
    "sealing": lambda session: session.testimonies.seal(base().draft),
    "exporting": export,
    "wiping": wipe,
    "destroying": destroy_vault,
}


@pytest.mark.parametrize("act", WRITING)
@pytest.mark.parametrize("how", ["moved", "removed"])
def test_nothing_is_said_to_be_kept_in_a_folder_that_is_gone(tmp_path, how, act):
    """SQLite would go on writing into what nobody finds again."""
    vault = copy(tmp_path)
    elsewhere = vault.with_name("elsewhere")
    with reopen(vault) as session:
        take_back(session)
        before = dump(session)
        vault.rename(elsewhere)
        if how == "removed":
            shutil.rmtree(elsewhere)
        with pytest.raises(VaultMoved):
            WRITING[act](session)
        if how == "removed":
            return
        elsewhere.rename(vault)
        assert dump(session) == before
        add(session)
        assert session.check() == []
    with reopen(vault) as session:
        assert session.check() == []


@pytest.mark.parametrize("act", WRITING)
def test_a_vault_in_the_place_of_the_one_that_is_open_is_not_touched(tmp_path, act):
    """As when a stick is exchanged for another one of the same name."""
    vault = copy(tmp_path)
    with reopen(vault) as session:
        take_back(session)
        before = dump(session)
        vault.rename(vault.with_name("elsewhere"))
        other = copy(tmp_path, of=base().coordinator)
        assert other == vault
        there = state(other)
        with pytest.raises(VaultMoved):
            WRITING[act](session)
        assert state(other) == there
        assert dump(session) == before
    for folder in (vault, vault.with_name("elsewhere")):
        with reopen(folder) as session:
            assert session.check() == []


def test_nothing_is_said_to_be_kept_in_a_database_that_another_took_the_place_of(tmp_path):
    """As by a program that keeps folders alike, or puts a backup back."""
    vault = copy(tmp_path)
    older = (vault / "vault.db").read_bytes()
    with reopen(vault) as session:
        (vault / "put back").write_bytes(older)
        (vault / "put back").replace(vault / "vault.db")
        with pytest.raises(VaultMoved):
            add(session)
        with pytest.raises(VaultMoved):
            WRITING["typing"](session)


@pytest.mark.parametrize("when", ["at the opening", "later"])
def test_a_file_system_that_tells_no_number_for_a_moment_keeps_nothing_from_being_kept(
    tmp_path, monkeypatch, when
):
    """As Windows does while another program holds the file."""
    vault = copy(tmp_path)
    tells = sqlite._number_of
    if when == "at the opening":
        monkeypatch.setattr(sqlite, "_number_of", lambda _path: 0)
    with reopen(vault) as session:
        monkeypatch.setattr(sqlite, "_number_of", tells if when != "later" else lambda _path: 0)
        add(session)
        assert session.check() == []
