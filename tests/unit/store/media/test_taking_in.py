"""What goes in comes out, whatever its size and however it is given."""

from __future__ import annotations

import hashlib
import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from collector.store.errors import NoSuch
from collector.store.media.blocks import BLOCK_SIZE
from collector.store.media.library import MediaLibrary
from collector.store.sqlite import transaction
from unit.store.media.vaults import SMALL, content, keep, library, noise, whole


@pytest.mark.parametrize(
    "size",
    [0, 1, 65535, BLOCK_SIZE - 1, BLOCK_SIZE, BLOCK_SIZE + 1, 2 * BLOCK_SIZE, 3 * SMALL],
)
def test_bytes_come_back_after_the_vault_was_closed(tmp_path, size):
    item = noise(size)
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, item)
    assert stored.size == size
    assert stored.sha256 == hashlib.sha256(item).digest()
    assert stored.sha512 == hashlib.sha512(item).digest()
    with library(tmp_path) as (_, held):
        held.sweep()
        assert held.known(stored.sha256) == stored
        assert whole(held, stored) == item
        assert list(held.check(deep=True)) == []


def test_the_same_buffer_may_be_reused_for_every_piece(tmp_path):
    buffer = bytearray(200_000)
    expected = bytearray()
    with library(tmp_path) as (db, held), held.batch() as batch:
        batch.open()
        for n in range(20):
            buffer[:] = bytes([n]) * len(buffer)
            expected += buffer
            batch.write(memoryview(buffer))
        stored = batch.close()
        batch.settle()
        with transaction(db):
            batch.record()
        assert whole(held, stored) == expected
    assert stored.sha512 == hashlib.sha512(expected).digest()


def test_pieces_of_every_shape_make_one_item(tmp_path):
    item = noise(3_000_000)
    cuts = [0, 1, 2, 2, 1000, 130_000, 131_072, 1_500_000, 2_999_999, len(item)]
    pieces = [item[a:b] for a, b in pairwise(cuts)]
    with library(tmp_path) as (db, held):
        with held.batch() as batch:
            stored = batch.add(pieces)
            batch.settle()
            with transaction(db):
                batch.record()
        assert whole(held, stored) == item


def test_a_large_item_goes_on_in_the_next_volumes(tmp_path):
    items = [noise(3 * SMALL), noise(1000), noise(SMALL)]
    with library(tmp_path) as (db, held):
        stored = keep(db, held, *items)
        states = db.execute("SELECT state, digest FROM volume ORDER BY number").fetchall()
        assert [whole(held, blob) for blob in stored] == items
    files = content(tmp_path)
    assert len(files) == len(states) >= 5
    assert all(len(data) <= SMALL for data in files.values())
    assert [state for state, _ in states] == ["closed"] * (len(states) - 1) + ["open"]
    for (_, digest), name in zip(states[:-1], sorted(files), strict=False):
        assert digest == hashlib.sha256(files[name]).digest()


def test_a_closed_volume_is_never_written_again(tmp_path):
    with library(tmp_path) as (db, held):
        keep(db, held, noise(SMALL + 1000))
        before = content(tmp_path)["000001.db"]
        keep(db, held, noise(SMALL))
        held.sweep()
        assert content(tmp_path)["000001.db"] == before


def test_volumes_are_filled_before_new_ones_are_made(tmp_path):
    with library(tmp_path) as (db, held):
        for _ in range(3):
            keep(db, held, noise(100_000))
    with library(tmp_path) as (db, held):
        keep(db, held, noise(100_000))
        assert set(content(tmp_path)) == {"000001.db"}


@pytest.mark.skipif(sys.platform != "linux", reason="open files are listed there only")
def test_however_many_volumes_there_are_few_are_open_at_once(tmp_path):
    def volumes_open():
        found = [path.resolve().name for path in Path("/proc/self/fd").iterdir()]
        return len([name for name in found if re.fullmatch(r"[0-9]{6}\.db", name)])

    item = noise(8 * SMALL)
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, item)
        assert len(content(tmp_path)) > 8
        assert whole(held, stored) == item
        assert volumes_open() <= 4
    assert volumes_open() == 0


def test_many_items_are_read_at_the_same_time(tmp_path):
    items = [noise(SMALL - SMALL // 5) for _ in range(8)]
    with library(tmp_path) as (db, held):
        stored = keep(db, held, *items)
        readings = [held.read(blob.sha256) for blob in stored]
        started = [next(reading) for reading in readings]
        ended = [b"".join(reading) for reading in readings]
    assert [a + b for a, b in zip(started, ended, strict=True)] == items


def test_files_are_for_their_owner_only(tmp_path):
    with library(tmp_path) as (db, held):
        keep(db, held, noise(10))
    assert (tmp_path / "media" / "000001.db").stat().st_mode & 0o077 == 0


def test_nothing_readable_lies_in_a_volume(tmp_path):
    phrase = b"a sentence that nobody may find " * 5000
    with library(tmp_path) as (db, held):
        keep(db, held, phrase)
    assert all(b"nobody may find" not in data for data in content(tmp_path).values())


def test_unknown_bytes_are_no_damage(tmp_path):
    with library(tmp_path) as (_, held):
        assert held.known(bytes(32)) is None
        with pytest.raises(NoSuch):
            held.read(bytes(32))


def test_volumes_too_small_to_hold_anything_are_refused(tmp_path):
    with pytest.raises(ValueError, match="small"):
        MediaLibrary(None, tmp_path, volume_limit=1000)
