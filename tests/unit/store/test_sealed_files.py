"""Sealed files: whole under their names, or not there."""

from __future__ import annotations

import resource

import pytest

from collector.errors import NoRoom
from collector.store.sealed_files import new_sealed_file

ROOM = 100_000


@pytest.fixture
def full_disk():
    """Let no file grow beyond some bytes, as a disk without room does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("full_disk")
@pytest.mark.parametrize("piece", [700, 70_000])
def test_on_a_full_disk_nothing_stays_that_takes_its_room(tmp_path, piece):
    """What waits to be written when it fails is tried once more at the closing, and fails again."""
    with pytest.raises(NoRoom), new_sealed_file(tmp_path, "bundle") as out:
        for _ in range(2 * ROOM // piece + 1):
            out.write(b"x" * piece)
    assert list(tmp_path.iterdir()) == []
