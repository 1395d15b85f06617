"""The same bytes are kept once, but never on the word of a damaged copy."""

from __future__ import annotations

from unit.store.media.vaults import SMALL, content, items_in_volumes, keep, library, noise, whole


def test_bytes_known_already_are_not_stored_again(tmp_path):
    item = noise(1_500_000)
    with library(tmp_path) as (db, held):
        first = keep(db, held, item)
        before = content(tmp_path)
        assert keep(db, held, item) == first
        assert content(tmp_path) == before
        assert items_in_volumes(db, held) == 1


def test_a_repeat_that_spans_volumes_leaves_nothing_behind(tmp_path):
    item, other = noise(2 * SMALL), noise(2 * SMALL)
    with library(tmp_path) as (db, held):
        keep(db, held, item)
        count = items_in_volumes(db, held)
        keep(db, held, item)
        assert items_in_volumes(db, held) == count
        emptied = len(content(tmp_path))
        (stored,) = keep(db, held, other)
        assert len(content(tmp_path)) == emptied  # what the repeat had opened was used
        assert whole(held, stored) == other


def test_the_same_bytes_twice_in_a_batch_are_stored_once(tmp_path):
    item = noise(200_000)
    with library(tmp_path) as (db, held):
        first, other, again = keep(db, held, item, noise(10), item)
        assert first == again
        assert items_in_volumes(db, held) == 2
        assert whole(held, other) != whole(held, first) == item


def test_nothing_but_repeats_is_recorded_without_new_rows(tmp_path):
    with library(tmp_path) as (db, held):
        keep(db, held, b"one", b"")
        keep(db, held, b"one", b"")
        assert db.execute("SELECT count(*) FROM blob").fetchone() == (2,)


def test_a_damaged_copy_is_replaced_by_the_bytes_given_again(tmp_path):
    item = noise(500_000)
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, item)
    (tmp_path / "media" / "000001.db").unlink()
    with library(tmp_path) as (db, held):
        assert keep(db, held, item) == [stored]
        assert whole(held, stored) == item
        assert [(it.code, it.volume) for it in held.check(deep=True)] == [
            ("media.volume-missing", 1)
        ]
