"""A vault that is destroyed: unreadable from the first moment, gone in the end (attack V11)."""

from __future__ import annotations

import errno
import os
import shutil

import pytest

from collector.errors import MachineTrouble
from collector.session import destroy_vault, finish_destroying
from collector.store import keyfile
from collector.store.errors import NotAVault, NotDestroyed, VaultDestroyed, VaultIsLink
from makers import OWN_SAMPLES, add, make, reopen

CALLS = ("fsync", "unlink", "rmdir")


class Killed(BaseException):
    """The program ends here."""


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("template") / "vault"
    with make(folder) as session:
        session.testimonies.seal(add(session, OWN_SAMPLES / "courtyard.jpg"))
        add(session, OWN_SAMPLES / "notice.jpg")
    return folder


@pytest.fixture
def folder(tmp_path, template):
    shutil.copytree(template, tmp_path / "vault")
    return tmp_path / "vault"


class Interruption:
    """Ends the n-th of the calls by which files are synced and removed, before it is made."""

    def __init__(self, monkeypatch, at: int, error: BaseException) -> None:
        self.made: list[str] = []
        for name in CALLS:
            monkeypatch.setattr(os, name, self._wrapped(name, getattr(os, name), at, error))

    def _wrapped(self, name, real, at, error):
        def call(*args, **kwargs):
            if len(self.made) == at:
                raise error
            self.made.append(name)
            return real(*args, **kwargs)

        return call


def calls_of_a_whole_run(folder, monkeypatch) -> list[str]:
    with reopen(folder) as session, monkeypatch.context() as patched:
        watch = Interruption(patched, -1, Killed())
        destroy_vault(session)
    return watch.made


def is_open_to(folder) -> bool:
    try:
        reopen(folder).close()
    except (VaultDestroyed, NotAVault):
        return False
    return True


def test_nothing_is_left(tmp_path, folder):
    (folder / "media" / "not-ours").mkdir()
    (folder / "media" / "not-ours" / "x").write_bytes(b"x")
    with reopen(folder) as session:
        destroy_vault(session)
        assert list(tmp_path.iterdir()) == []
        destroy_vault(session)
    finish_destroying(folder)
    with make(folder) as session:
        assert session.testimonies.every() == []


def test_the_keys_go_first_in_both_copies_and_every_slot(folder, monkeypatch):
    before = {name: (folder / name).read_bytes() for name in keyfile.NAMES}
    with reopen(folder) as session:
        monkeypatch.setattr(shutil, "rmtree", lambda *_: pytest.fail("too early"))
        monkeypatch.setattr(type(session.vault), "close", lambda _: (_ for _ in ()).throw(Killed()))
        with pytest.raises(Killed):
            destroy_vault(session)
        monkeypatch.undo()
    for name in keyfile.NAMES:
        after = (folder / name).read_bytes()
        assert len(after) == len(before[name])
        assert set(after[80:]) == {0}
    assert not is_open_to(folder)


@pytest.mark.parametrize("error", [Killed(), OSError(errno.EIO, "disk")], ids=["killed", "disk"])
def test_interrupted_anywhere_it_stays_shut_and_can_be_finished(
    tmp_path, template, monkeypatch, error
):
    shutil.copytree(template, tmp_path / "whole")
    calls = calls_of_a_whole_run(tmp_path / "whole", monkeypatch)
    assert (calls.count("unlink"), calls.count("rmdir")) == (4, 4)
    for at in range(len(calls)):
        folder = tmp_path / f"vault-{at}"
        shutil.copytree(template, folder)
        with reopen(folder) as session, monkeypatch.context() as patched:
            watch = Interruption(patched, at, error)
            with pytest.raises((Killed, MachineTrouble)):
                destroy_vault(session)
        assert watch.made == calls[:at]
        if folder.exists():
            assert not is_open_to(folder)
        if at % 2:
            finish_destroying(folder)
        else:
            destroy_vault(session)
        assert not folder.exists()


def test_a_copy_that_was_not_reached_opens_nothing_either(folder):
    """Killed between the two copies: the word was given, so it is not taken back."""
    whole = (folder / "keys-2").read_bytes()
    keyfile.overwrite(folder)
    (folder / "keys-2").write_bytes(whole)
    with pytest.raises(VaultDestroyed):
        reopen(folder)
    assert (folder / "keys-2").read_bytes() == whole
    finish_destroying(folder)
    assert not folder.exists()


def test_what_was_not_destroyed_is_not_cleared_away(tmp_path, folder):
    torn = tmp_path / "torn"
    shutil.copytree(folder, torn)
    for name in keyfile.NAMES:
        (torn / name).write_bytes(bytes(848))
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_bytes(b"x")
    before = sorted(tmp_path.rglob("*"))
    for path in (folder, torn, other, other / "letter.txt"):
        with pytest.raises(NotDestroyed):
            finish_destroying(path)
    (tmp_path / "link").symlink_to(folder)
    with pytest.raises(VaultIsLink):
        finish_destroying(tmp_path / "link")
    (tmp_path / "link").unlink()
    assert sorted(tmp_path.rglob("*")) == before
    reopen(folder).close()


def test_what_links_lead_to_is_not_removed(tmp_path, folder):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "letter.txt").write_bytes(b"x")
    (folder / "link").symlink_to(elsewhere)
    with reopen(folder) as session:
        destroy_vault(session)
    assert (elsewhere / "letter.txt").read_bytes() == b"x"
    assert not folder.exists()


def test_a_vault_whose_keys_cannot_be_overwritten_stays_as_it_was(folder, monkeypatch):
    def refused(*_):
        raise OSError(errno.EROFS, "read-only")

    with reopen(folder) as session:
        with monkeypatch.context() as patched:
            patched.setattr(keyfile, "write_synced", refused)
            with pytest.raises(MachineTrouble):
                destroy_vault(session)
        assert len(session.testimonies.every()) == 2
    assert is_open_to(folder)
