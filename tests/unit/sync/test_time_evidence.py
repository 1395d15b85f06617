"""Of stamps and receipts only those travel that bound the time of something in the bundle."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from collector.store.custody import Item
from collector.store.stamps import KeptStamp
from collector.sync.time_evidence import LoggedItem, choose


def stamp(size: int) -> KeptStamp:
    """Return a stamp over a head of that size, logged right behind it."""
    digest = size.to_bytes(32, "big")
    return KeptStamp(digest, size, bytes(32), bytes(32), "2026-05-04T12:00:00Z", size, b"token")


def receipt(leaf: int) -> LoggedItem:
    return LoggedItem(Item("receipt", leaf.to_bytes(32, "big")), leaf)


def sizes(stamps, entries, size=1000):
    return [it.size for it in choose(stamps, [], entries, size).stamps]


def test_the_nearest_stamp_on_either_side_of_an_entry_travels():
    stamps = [stamp(size) for size in (10, 20, 30, 40)]
    assert sizes(stamps, {25}) == [20, 30]
    assert sizes(stamps, {5}) == [10]
    assert sizes(stamps, {45}) == [40]
    assert sizes(stamps, set()) == []


def test_a_stamp_beyond_the_head_stays():
    assert sizes([stamp(10), stamp(20)], {5}, size=9) == []
    assert choose([stamp(10)], [], {5}, 10).items == frozenset()


def test_the_last_receipt_before_an_entry_travels():
    receipts = [receipt(3), receipt(7), receipt(30)]
    assert choose([], receipts, {20}, 100).items == {receipts[1].item}
    assert choose([], receipts, {2}, 100).items == frozenset()


def test_of_more_stamps_than_fit_those_over_the_largest_heads_travel():
    stamps = [stamp(size) for size in range(10, 810, 20)]
    found = choose(stamps, [], {it.size + 10 for it in stamps}, 1000)
    assert [it.size for it in found.stamps] == [it.size for it in stamps][-32:]
    known = {it.sha256 for it in found.stamps}
    assert {it.digest for it in found.items} <= known


entries = st.sets(st.integers(0, 200), max_size=6)
places = st.sets(st.integers(1, 200), max_size=20)


@given(places, places, entries, st.integers(0, 200))
def test_every_event_that_travels_is_in_the_log_and_has_its_stamp(stamped, taken, found, size):
    receipts = [receipt(leaf) for leaf in taken if leaf < size]
    evidence = choose([stamp(it) for it in stamped], receipts, found, size)
    assert all(it.size <= size for it in evidence.stamps)
    travelling = {it.sha256 for it in evidence.stamps}
    assert {it.digest for it in evidence.items if it.label == "stamp"} <= travelling
    assert len(evidence.stamps) + len(evidence.items) <= 4 * len(found)
