"""The judge of crashes can fail: each thing it looks for, once, done to a vault on purpose."""

from __future__ import annotations

import shutil

import pytest

from crash.driver import VAULT
from crash.judge import judge
from crash.places import place
from makers import add, reopen


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(place("attach").folder, tmp_path / "place")
    return tmp_path / "place"


def change(folder, *statements):
    with reopen(folder / VAULT) as session:
        for statement in statements:
            session.vault.db.execute(statement)


def refused(folder, words, acks=()):
    with pytest.raises(AssertionError, match=words):
        judge(place("attach"), folder, acks)


def test_nothing_done_is_nothing_found(folder):
    judge(place("attach"), folder, [])


def test_an_acknowledged_account_that_is_not_there(folder):
    refused(folder, "acknowledged and missing: account", [{"account": "0" * 32}])


def test_an_acknowledged_exhibit_that_is_not_there(folder):
    refused(folder, "acknowledged and missing: exhibit", [{"exhibit": "0" * 32}])


def test_an_acknowledged_bundle_that_is_not_there(folder):
    refused(folder, "acknowledged and missing: bundle", [{"bundle": "0" * 32}])


def test_an_account_that_nobody_asked_for(folder):
    with reopen(folder / VAULT) as session:
        add(session, identity=None)
    refused(folder, "something is half there")


def test_an_exhibit_without_its_draft(folder):
    change(folder, "PRAGMA foreign_keys = OFF", "DELETE FROM draft_exhibit")
    refused(folder, "draft.changed")


def test_a_file_that_nothing_names(folder):
    (folder / VAULT / "media" / "000009.db-journal").touch(mode=0o600)
    refused(folder, "000009.db-journal")


def test_an_event_that_is_gone(folder):
    change(
        folder,
        "PRAGMA foreign_keys = OFF",
        "DROP TRIGGER event_is_kept",
        "DELETE FROM event WHERE leaf = (SELECT max(leaf) FROM event)",
    )
    refused(folder, "vault.reference")
