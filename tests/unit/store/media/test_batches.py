"""A batch is all or nothing, and its calls have one order."""

from __future__ import annotations

import errno

import pytest

from collector.errors import MachineFault, NoRoom
from collector.store.errors import SourceChanged
from collector.store.media import shelf
from collector.store.media.volume import Volume
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


def failing_source(size):
    """Give some bytes, and then turn out to have changed."""
    yield noise(size)
    raise SourceChanged


@pytest.mark.parametrize("size", [10, 2_000_000, 2 * SMALL])
def test_a_source_that_fails_leaves_the_volumes_as_they_were(tmp_path, size):
    with library(tmp_path) as (db, held):
        keep(db, held, noise(300_000))
        before = content(tmp_path)
        with pytest.raises(SourceChanged), held.batch() as batch:
            batch.add([noise(500_000)])
            batch.add(failing_source(size))
        assert helpers() == []
        after = content(tmp_path)
        assert {name: after[name] for name in before} == before
        assert db.execute("SELECT count(*) FROM blob").fetchone() == (1,)
        assert items_in_volumes(db, held) == 1
        assert list(held.check(deep=True)) == []


def test_after_a_source_failed_the_batch_can_go_on(tmp_path):
    with library(tmp_path) as (db, held):
        with held.batch() as batch:
            first = batch.add([b"first"])
            with pytest.raises(SourceChanged):
                batch.add(failing_source(3_000_000))
            last = batch.add([b"last"])
            batch.settle()
            with transaction(db):
                batch.record()
        assert (whole(held, first), whole(held, last)) == (b"first", b"last")
        assert items_in_volumes(db, held) == 2


def test_an_item_left_open_is_dropped_with_its_threads(tmp_path):
    with library(tmp_path) as (db, held):
        with held.batch() as batch:
            batch.open()
            batch.write(noise(1_200_000))
        assert helpers() == []
        assert items_in_volumes(db, held) == 0


def test_what_was_settled_but_never_recorded_is_taken_back(tmp_path):
    with library(tmp_path) as (db, held):
        with held.batch() as batch:
            stored = batch.add([noise(2 * SMALL)])
            batch.settle()
        assert held.known(stored.sha256) is None
        assert items_in_volumes(db, held) == 0


def test_when_one_volume_cannot_be_committed_the_others_are_taken_back(tmp_path, monkeypatch):
    commit = Volume.commit

    def fail_second(volume):
        if volume.number == 2:
            raise NoRoom
        commit(volume)

    with library(tmp_path) as (db, held):
        keep(db, held, noise(1000))
        monkeypatch.setattr(Volume, "commit", fail_second)
        with pytest.raises(NoRoom), held.batch() as batch:
            batch.add([noise(2 * SMALL)])
            batch.settle()
        monkeypatch.undo()
        assert items_in_volumes(db, held) == 1
        assert list(held.check(deep=True)) == []


def test_nothing_is_settled_before_the_folder_is_synced(tmp_path, monkeypatch):
    """Until then a power cut could bring the journal back, and with it the state before."""

    def fail(folder):
        raise OSError(errno.EIO, "input/output error")

    with library(tmp_path) as (db, held):
        keep(db, held, noise(1000))
        monkeypatch.setattr(shelf, "sync_folder", fail)
        with pytest.raises(MachineFault), held.batch() as batch:
            batch.add([noise(2000)])
            batch.settle()
        monkeypatch.undo()
        assert items_in_volumes(db, held) == 1


def test_rows_that_were_rolled_back_leave_their_items_to_the_sweep(tmp_path):
    with library(tmp_path) as (db, held):
        with pytest.raises(ZeroDivisionError), held.batch() as batch:
            stored = batch.add([noise(2 * SMALL)])
            batch.settle()
            with transaction(db):
                batch.record()
                raise ZeroDivisionError
        assert held.known(stored.sha256) is None
        # what nobody names must not be closed in for ever
        other = keep(db, held, noise(1000))[0]
        assert db.execute("SELECT state FROM volume WHERE number = 1").fetchone() == ("open",)
        held.sweep()
        assert items_in_volumes(db, held) == 1
        assert whole(held, other)
        assert whole(held, keep(db, held, b"room again")[0]) == b"room again"


def test_removed_bytes_go_with_the_sweep_and_their_room_is_used_again(tmp_path):
    item = noise(2_000_000)
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, item)
        size = (tmp_path / "media" / "000001.db").stat().st_size
        with transaction(db):
            held.remove(stored.sha256)
        held.sweep()
        assert held.known(stored.sha256) is None
        assert items_in_volumes(db, held) == 0
        keep(db, held, noise(1_900_000))
        assert (tmp_path / "media" / "000001.db").stat().st_size <= size
        assert set(content(tmp_path)) == {"000001.db"}


def test_a_removal_that_was_rolled_back_loses_nothing(tmp_path):
    item = noise(100_000)
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, item)
        with pytest.raises(ZeroDivisionError), transaction(db):
            held.remove(stored.sha256)
            raise ZeroDivisionError
        held.sweep()
        assert whole(held, stored) == item


def test_calls_out_of_order_are_refused(tmp_path):
    with library(tmp_path) as (db, held), held.batch() as batch:
        with pytest.raises(RuntimeError):
            batch.write(b"before open")
        with pytest.raises(RuntimeError):
            held.batch()
        with pytest.raises(RuntimeError):
            held.sweep()
        with transaction(db), pytest.raises(RuntimeError):
            batch.open()
        with transaction(db), pytest.raises(RuntimeError):
            batch.record()
        batch.open()
        with pytest.raises(RuntimeError):
            batch.open()
        with pytest.raises(RuntimeError):
            batch.settle()
        batch.close()
        batch.settle()
        with pytest.raises(RuntimeError):
            batch.record()
        with pytest.raises(RuntimeError):
            batch.open()
