"""The interval in which an item entered a log: what bounds it, and what contradicts it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from collector.model.entry_time import Bound, HeadThere, NotKnownBefore, entry_time
from collector.model.envelope import Stamp

SOURCES = ("stamp", "own-clock")


def at(minute: int) -> str:
    return f"2026-05-04T{minute // 60:02}:{minute % 60:02}:00Z"


def clock(minute: int) -> Stamp:
    return Stamp(utc=at(minute), clock="unknown")


def head(size: int, minute: int, source: str = "stamp") -> HeadThere:
    return HeadThere(size, Bound(at(minute), source))


def known(leaf: int, minute: int, source: str = "stamp") -> NotKnownBefore:
    return NotKnownBefore(leaf, Bound(at(minute), source))


minutes = st.integers(0, 24 * 60 - 1)
places = st.integers(0, 50)
heads = st.lists(st.builds(head, places, minutes, st.sampled_from(SOURCES)), max_size=8)
earlier = st.lists(
    st.builds(known, places, minutes, st.sampled_from(("stamp", "receipt"))), max_size=8
)


def test_nothing_bounds_what_nobody_witnessed():
    found = entry_time(5, clock(10), [], [])
    assert (found.not_before, found.not_after) == (None, None)
    assert found.contradictions == ()


def test_only_heads_that_hold_the_entry_bound_it_from_above():
    assert entry_time(5, clock(10), [head(5, 20)], []).not_after is None
    assert entry_time(5, clock(10), [head(6, 20)], []).not_after == Bound(at(20), "stamp")


def test_only_what_stands_before_the_entry_bounds_it_from_below():
    assert entry_time(5, clock(10), [], [known(5, 1)]).not_before is None
    assert entry_time(5, clock(10), [], [known(4, 1)]).not_before == Bound(at(1), "stamp")


def test_an_authority_comes_before_the_platforms_own_clock_which_counts_without_one():
    own = [head(6, 15, "own-clock"), head(7, 12, "own-clock")]
    assert entry_time(5, clock(10), [*own, head(9, 20)], []).not_after == Bound(at(20), "stamp")
    assert entry_time(5, clock(10), own, []).not_after == Bound(at(12), "own-clock")


def test_a_clock_outside_the_bounds_contradicts_them_and_nothing_is_corrected():
    bounds = [head(6, 20)], [known(4, 10)]
    for minute, expected in ((9, ("clock-too-early",)), (21, ("clock-too-late",)), (15, ())):
        found = entry_time(5, clock(minute), *bounds)
        assert found.contradictions == expected
        assert found.shown == clock(minute)
        assert (found.not_before.at, found.not_after.at) == (at(10), at(20))


def test_bounds_that_cross_are_told():
    found = entry_time(5, clock(15), [head(6, 10)], [known(4, 20)])
    assert "bounds-cross" in found.contradictions


@given(places, minutes, st.tuples(heads, earlier), st.tuples(heads, earlier))
def test_more_witnesses_never_widen_the_interval(leaf, minute, some, more):
    less = entry_time(leaf, clock(minute), *some)
    found = entry_time(leaf, clock(minute), some[0] + more[0], some[1] + more[1])
    if less.not_before is not None:
        assert found.not_before.at >= less.not_before.at
    if less.not_after is not None and found.not_after.source == less.not_after.source:
        assert found.not_after.at <= less.not_after.at


@given(places, places, minutes, heads, earlier)
def test_what_was_logged_later_is_not_dated_earlier(one, other, minute, some, before):
    first = entry_time(min(one, other), clock(minute), some, before)
    second = entry_time(max(one, other), clock(minute), some, before)
    if first.not_before is not None:
        assert second.not_before.at >= first.not_before.at
    if second.not_after is not None:
        assert first.not_after is not None
        if first.not_after.source == second.not_after.source:
            assert first.not_after.at <= second.not_after.at


@given(st.lists(minutes, min_size=1, max_size=20), st.data())
def test_where_all_clocks_are_right_nothing_is_contradicted(times, data):
    history = sorted(times)
    leaf = data.draw(st.integers(0, len(history) - 1))
    # Whoever sees a head, or learns of something, does so when it has come about, or later.
    seen = [
        head(size, max(history[:size], default=0), data.draw(st.sampled_from(SOURCES)))
        for size in data.draw(st.lists(st.integers(1, len(history)), max_size=5))
    ]
    learnt = [
        known(place, data.draw(st.integers(0, history[place])))
        for place in data.draw(st.lists(st.integers(0, len(history) - 1), max_size=5))
    ]
    found = entry_time(leaf, clock(history[leaf]), seen, learnt)
    assert found.contradictions == ()
