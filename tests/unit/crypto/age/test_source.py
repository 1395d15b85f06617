"""A stream that can be looked into ahead, over streams that give little at a time."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.crypto.age.source import ByteSource


class Dribble:
    """A stream that returns at most a few bytes a call, as pipes may, and counts its ends."""

    def __init__(self, data: bytes, at_most: int = 3):
        self.rest = data
        self.at_most = at_most
        self.ends = 0

    def read(self, size):
        part, self.rest = self.rest[: min(size, self.at_most)], self.rest[min(size, self.at_most) :]
        self.ends += not part
        return part


steps = st.lists(
    st.tuples(st.sampled_from(["peek", "line", "read"]), st.integers(0, 40)), max_size=30
)


@settings(deadline=None)
@given(st.binary(max_size=200).map(lambda data: data.replace(b"\x00", b"\n")), steps)
def test_any_mix_of_calls_gives_the_bytes_in_order(data, calls):
    source, model = ByteSource(Dribble(data)), io.BytesIO(data)
    for call, size in calls:
        if call == "peek":
            at = model.tell()
            expected = model.read(size)
            model.seek(at)
        else:
            expected = {"line": model.readline, "read": model.read}[call](size)
        assert getattr(source, call)(size) == expected
    assert source.read(1000) == model.read()


@pytest.mark.parametrize("size", [1, 4095, 4096, 4097, 10_000])
def test_reading_goes_on_behind_what_was_looked_at(size):
    data = bytes(range(256)) * 40
    source = ByteSource(io.BytesIO(data))
    assert source.peek(5000) == data[:5000]
    assert source.read(size) + source.read(len(data)) == data


def test_the_end_is_asked_for_once():
    stream = Dribble(b"abc")
    source = ByteSource(stream)
    assert source.read(10) == b"abc"
    assert (source.read(10), source.peek(10), source.line(10)) == (b"", b"", b"")
    assert stream.ends == 1
