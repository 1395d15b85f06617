"""A vault that cannot write its log back lets go of its keys all the same."""

from __future__ import annotations

import dataclasses

import pytest
import sqlcipher3

from collector.errors import NoRoom
from makers import add, make, reopen


class FullDisk:
    """A connection whose log cannot be written back."""

    def __init__(self, real):
        self._real = real

    def execute(self, statement):
        assert "wal_checkpoint" in statement
        raise sqlcipher3.OperationalError("database or disk is full")

    def close(self):
        self._real.close()


def test_the_connection_is_closed_and_nothing_is_lost(tmp_path):
    session = make(tmp_path / "vault")
    testimony = add(session)
    with pytest.raises(NoRoom):
        dataclasses.replace(session.vault, db=FullDisk(session.vault.db)).close()
    with pytest.raises(sqlcipher3.ProgrammingError, match="closed"):
        session.vault.db.execute("SELECT 1")
    with reopen(tmp_path / "vault") as again:
        assert again.testimonies.with_open_identity() == [testimony]
        assert again.check() == []
