"""How much of an upload goes out in one request, and what is learnt from a line that broke."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from collector.sync.transport.request_size import RequestSize

KIB = 1024
MIB = 1024 * KIB
FEW = 6


def requests(size, offset, until):
    """Return where each request ends that goes out from an offset."""
    ends = []
    while offset < until:
        offset = size.end(offset)
        ends.append(offset)
    return ends


@given(
    st.integers(64 * KIB, 512 * MIB),
    st.integers(0, 100 * MIB),
    st.integers(0, 128 * KIB),
)
def test_little_is_under_way_where_the_line_broke_last_time(breaks, begun, unwritten):
    """A line that bears so many octets, and a server that loses some it was sent."""
    came = max(32 * KIB, breaks - unwritten)
    size = RequestSize()
    size.resume(512 * MIB, begun, begun + came)
    offset = begun + came
    ends = requests(size, offset, offset + breaks)
    under_way = offset + breaks - max([offset, *(it for it in ends if it <= offset + breaks)])
    small = max(16 * KIB, min(came // 16, 64 * KIB))
    assert under_way <= small or unwritten > 4 * small
    assert len(ends) <= 2 + FEW


def test_a_first_attempt_knows_of_no_break():
    assert requests(RequestSize(), 0, 8 * MIB) == [4 * MIB, 8 * MIB]


def test_a_line_that_bears_more_than_last_time_is_used_to_the_full():
    size = RequestSize()
    size.resume(16 * MIB, 0, MIB)
    ends = requests(size, MIB, 40 * MIB)
    assert ends[-1] - ends[-2] == 16 * MIB
    assert len(ends) <= 3 + FEW


def test_small_requests_say_nothing_of_what_a_line_bears():
    size = RequestSize()
    size.resume(16 * MIB, 0, MIB)
    size.took(64 * KIB, 0.2)
    assert size.octets == 16 * MIB
    size.took(16 * MIB, 16)
    assert size.octets == 8 * MIB


def test_an_attempt_that_left_nothing_makes_smaller_requests():
    size = RequestSize()
    size.resume(4 * MIB, MIB, MIB)
    assert requests(size, MIB, 4 * MIB) == [3 * MIB, 5 * MIB]
    for _ in range(20):
        size.resume(size.octets, MIB, MIB)
    assert size.octets == 256 * KIB


def test_a_server_that_holds_less_than_before_teaches_nothing():
    size = RequestSize()
    size.resume(16 * MIB, 8 * MIB, 2 * MIB)
    assert size.octets == RequestSize().octets
