"""A folder somebody chose: is a vault there, and where would a new one go."""

from __future__ import annotations

import os
import sys

import pytest

from collector.store.errors import VaultExists
from collector.store.vault_places import vault_place
from makers import OWN_SAMPLES, add, make, reopen


def test_a_new_vault_gets_a_folder_of_its_own(tmp_path):
    found = vault_place(tmp_path)
    assert (found.folder, found.there) == (tmp_path / "vault", False)
    make(found.folder).close()
    again = vault_place(tmp_path)
    assert (again.folder, again.there) == (tmp_path / "vault", True)


def test_the_vault_itself_can_be_chosen(tmp_path):
    make(tmp_path / "named").close()
    found = vault_place(tmp_path / "named")
    assert (found.folder, found.there) == (tmp_path / "named", True)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are always text")
def test_a_vault_lies_in_a_folder_whose_name_is_no_utf8(tmp_path):
    """As old sticks have them: written in another code page."""
    folder = tmp_path / os.fsdecode("справа".encode("cp1251"))
    folder.mkdir()
    make(folder / "vault").close()
    with reopen(folder / "vault") as session:
        add(session, OWN_SAMPLES / "notice.jpg")
        assert session.check() == []


def test_one_copy_of_the_key_file_is_a_vault_too(tmp_path):
    make(tmp_path / "vault").close()
    (tmp_path / "vault" / "keys-1").unlink()
    assert vault_place(tmp_path).there


def test_a_folder_that_is_not_there_yet_is_no_trouble(tmp_path):
    found = vault_place(tmp_path / "new")
    assert (found.folder, found.there) == (tmp_path / "new" / "vault", False)


def test_an_empty_folder_of_that_name_may_be_used(tmp_path):
    (tmp_path / "vault").mkdir()
    assert not vault_place(tmp_path).there


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_nothing_else_of_that_name_is_touched(tmp_path, kind):
    if kind == "file":
        (tmp_path / "vault").write_text("mine")
    else:
        (tmp_path / "vault").mkdir()
        (tmp_path / "vault" / "mine").write_text("mine")
    with pytest.raises(VaultExists):
        vault_place(tmp_path)
