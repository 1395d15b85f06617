"""The same bytes are kept once, but never on the word of a damaged copy."""

from __future__ import annotations

from unit.store.media.vaults import (
    SMALL,
    content,
    items_in_volumes,
    keep,
    library,
    noise,
    spoiled_copies,
    whole,
)


def test_bytes_known_already_are_not_stored_again(tmp_path):
    item = noise(1_500_000)
    with library(tmp_path) as (db, held):
        first = keep(db, held, item)
        assert keep(db, held, item) == first
        assert items_in_volumes(db, held) == 1
        before = {name: len(data) for name, data in content(tmp_path).items()}
        keep(db, held, noise(len(item)))  # what the repeat had taken is used
        assert {name: len(data) for name, data in content(tmp_path).items()} == before


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


def test_any_damaged_page_costs_only_what_lies_on_it_and_giving_it_again_mends_it(tmp_path):
    """A page that does not decrypt spoils the transaction in which it is met, and what follows."""
    items = [noise(size) for size in (150_000, 900, 100_000)]
    with library(tmp_path) as (db, held):
        stored = keep(db, held, *items)
    for folder in spoiled_copies(tmp_path):
        with library(folder) as (db, held):
            lost = {it.sha256 for it in held.check(deep=True) if it.sha256}
            for order in (stored, stored[::-1]):
                assert {it.sha256 for it in order if not held.is_intact(it.sha256)} == lost
        with library(folder) as (db, held):
            assert keep(db, held, *items) == stored
            assert [whole(held, it) for it in stored] == items


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
