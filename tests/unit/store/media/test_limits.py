"""A full disk loses nothing, and memory does not grow with the media."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from collector.errors import NoRoom
from collector.store.sqlite import transaction
from unit.store.media.vaults import (
    SMALL,
    content,
    helpers,
    items_in_volumes,
    keep,
    library,
    noise,
    whole,
)

pytestmark = pytest.mark.thorough


@pytest.fixture
def small_disk(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = (
        sys.platform == "linux"
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)],
            check=False,
            capture_output=True,
        ).returncode
    )
    if not mounted:
        pytest.skip("only the superuser can make a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def filled(folder, limit):
    """Fill the disk in one batch; return what the vault holds afterwards."""
    item = noise(500_000)
    with library(folder, limit=limit) as (db, held):
        kept = keep(db, held, item)[0]
        before = len(content(folder)["000001.db"])
        with pytest.raises(NoRoom), held.batch() as batch:
            batch.add([noise(1000)])
            try:
                batch.add(noise(500_000) for _ in range(40))
            finally:
                with pytest.raises(NoRoom):
                    batch.settle()
        assert helpers() == []
        # pages that are put back are encrypted anew, so that only their number can be compared
        assert len(content(folder)["000001.db"]) == before
        assert items_in_volumes(db, held) == 1
        assert whole(held, kept) == item
        smaller = keep(db, held, noise(700_000))[0]
        assert whole(held, smaller)
    with library(folder, limit=limit) as (_, held):
        held.sweep()
        assert list(held.check(deep=True)) == []
        assert whole(held, kept) == item


def test_a_full_disk_within_one_volume(small_disk):
    filled(small_disk / "vault", 16 * SMALL)


def test_a_full_disk_over_several_volumes(small_disk):
    filled(small_disk / "vault", SMALL // 2)


def test_a_volume_that_the_system_lets_grow_no_further(tmp_path):
    item = noise(500_000)
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, item)
        held._shelf.get(1)._connection.execute("PRAGMA max_page_count = 12").fetchall()
        before = content(tmp_path)
        with pytest.raises(NoRoom), held.batch() as batch:
            batch.add([noise(2_000_000)])
        assert content(tmp_path) == before
        assert whole(held, stored) == item


def test_what_cannot_be_recorded_for_want_of_room_is_gone_after_the_sweep(tmp_path):
    with library(tmp_path) as (db, held):
        with pytest.raises(NoRoom), held.batch() as batch:
            stored = batch.add([noise(2_000_000)])
            batch.settle()
            with transaction(db):
                batch.record()
                raise NoRoom
        held.sweep()
        assert held.known(stored.sha256) is None
        assert items_in_volumes(db, held) == 0


GROWTH = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import vaults

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

block = bytes(1024 * 1024)
with vaults.library(Path(sys.argv[1]), limit=64 * 1024 * 1024) as (db, held):
    vaults.keep(db, held, b"warm")
    before = peak()
    with held.batch() as batch:
        stored = batch.add(block for _ in range(256))
        batch.settle()
        with vaults.transaction(db):
            batch.record()
    for _ in held.read(stored.sha256):
        pass
    print(peak() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is counted differently elsewhere")
def test_memory_does_not_grow_with_the_media(tmp_path):
    own = str(Path(__file__).parent)
    ran = subprocess.run(
        [sys.executable, "-c", GROWTH, str(tmp_path / "vault"), own],
        check=True,
        capture_output=True,
        text=True,
    )
    assert int(ran.stdout) < 48  # MiB, for 256 MiB over five volumes
