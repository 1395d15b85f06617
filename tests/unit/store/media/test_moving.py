"""What stays is moved out of volumes that are given up; their keys and files go."""

from __future__ import annotations

import pytest

from collector.errors import CollectorError
from collector.store.errors import VaultDamaged
from collector.store.media import rows
from collector.store.sqlite import VOLUME_LAYOUT, RawKey, open_existing, transaction
from unit.store.media.vaults import (
    SMALL,
    content,
    items_in_volumes,
    keep,
    library,
    noise,
    whole,
)


def forget(db, held, gone, moved):
    """Do what every caller must: forget the blobs, name the copies, sweep afterwards."""
    with transaction(db):
        for stored in gone:
            held.remove(stored.sha256)
        moved.record(db)
    held.sweep()


def states(db):
    return {it.number: it.state for it in rows.volumes(db)}


@pytest.fixture
def full(tmp_path):
    """Three volumes, two of them closed, and an item that begins in one and ends in the next."""
    items = [noise(size) for size in (SMALL // 4, SMALL, SMALL // 2, SMALL // 8)]
    with library(tmp_path / "home") as (db, held):
        stored = [keep(db, held, it)[0] for it in items]
        assert list(states(db).values()) == ["closed", "closed", "open"]
        assert [part.volume for _, part in rows.parts(db, stored[1].sha256)] == [1, 2]
        assert [part.volume for _, part in rows.parts(db, stored[3].sha256)] == [3]
        yield db, held, stored, items


def test_a_closed_volume_goes_with_its_key_and_what_stays_is_whole(full, tmp_path):
    db, held, stored, items = full
    before = {it.number: it for it in rows.volumes(db)}
    copies = content(tmp_path / "home")
    moved = held.move({stored[0].sha256})
    forget(db, held, stored[:1], moved)
    assert moved.volumes == {1, 3}
    assert not {"000001.db", "000003.db"} & set(content(tmp_path / "home"))
    keys = {it.key for it in rows.volumes(db)}
    assert keys & {it.key for it in before.values()} == {before[2].key}
    assert [whole(held, it) for it in stored[1:]] == items[1:]
    assert list(held.check(deep=True)) == []
    assert len(copies["000001.db"]) > SMALL // 2


def test_only_the_part_of_an_item_that_lies_in_such_a_volume_is_copied(tmp_path):
    items = [noise(SMALL), noise(2 * SMALL), noise(1000)]
    with library(tmp_path / "home") as (db, held):
        stored = [keep(db, held, it)[0] for it in items]
        first = rows.parts(db, stored[1].sha256)
        kept = [part for _, part in first if states(db)[part.volume] == "closed"][-1]
        assert kept.volume not in {part.volume for _, part in rows.parts(db, stored[0].sha256)}
        forget(db, held, stored[:1], held.move({stored[0].sha256}))
        assert kept in [part for _, part in rows.parts(db, stored[1].sha256)]
        assert [whole(held, it) for it in stored[1:]] == items[1:]
        assert list(held.check(deep=True)) == []


def test_open_volumes_go_too_because_they_may_have_held_what_was_removed(tmp_path):
    with library(tmp_path / "home") as (db, held):
        stored = keep(db, held, b"stays")
        moved = held.move(set())
        forget(db, held, [], moved)
        assert moved.volumes == {1}
        assert states(db) == {2: "open"}
        assert whole(held, stored[0]) == b"stays"


def test_where_nothing_stays_no_volume_is_made(tmp_path):
    with library(tmp_path / "home") as (db, held):
        stored = keep(db, held, noise(5000), noise(6000))
        forget(db, held, stored, held.move({it.sha256 for it in stored}))
        assert states(db) == {}
        assert content(tmp_path / "home") == {}


def test_what_is_not_recorded_is_swept(full):
    db, held, stored, items = full
    named = db.execute("SELECT count(*) FROM blob_part").fetchone()[0]
    held.move({stored[0].sha256})
    assert items_in_volumes(db, held) > named
    held.sweep()
    assert items_in_volumes(db, held) == named
    assert [whole(held, it) for it in stored] == items
    assert list(held.check(deep=True)) == []


def test_something_damaged_that_stays_is_not_moved(full):
    db, held, stored, _ = full
    db.execute("UPDATE blob SET size = size - 1 WHERE sha256 = ?", (stored[3].sha256,))
    with pytest.raises(VaultDamaged):
        held.move({stored[0].sha256})
    held.sweep()
    assert whole(held, stored[0])


def test_a_volume_left_behind_opens_with_none_of_the_keys(full, tmp_path):
    db, held, stored, _ = full
    copy = tmp_path / "copy.db"
    held.close()
    copy.write_bytes(content(tmp_path / "home")["000001.db"])
    forget(db, held, stored[:1], held.move({stored[0].sha256}))
    for row in rows.volumes(db):
        with pytest.raises(CollectorError):
            open_existing(copy, RawKey(row.key), VOLUME_LAYOUT, read_only=True)
