"""Reading: only authentic bytes, in order, and the end only where the end is."""

from __future__ import annotations

import io
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.crypto.age import (
    AgeWriter,
    PayloadAltered,
    PayloadBroken,
    PayloadEmptyFinal,
    PayloadTrailing,
    PayloadTruncated,
    open_age,
)
from unit.crypto.age.made import (
    IDENTITY,
    built,
    chunk,
    encrypted,
    header,
    noise,
    opened,
    released,
    split,
)

CHUNK = 65_536
SEALED = CHUNK + 16
FULL = [noise(CHUNK + i)[i:] for i in range(6)]


def outcome(data: bytes, size: int = 100_000):
    content, error = released(open_age(io.BytesIO(data), [IDENTITY]), size)
    return content, type(error)


@pytest.mark.parametrize("size", [1, 7, CHUNK - 1, CHUNK, CHUNK + 1, 10**7])
def test_reads_are_as_long_as_asked_until_the_end(size):
    content = noise(5 * CHUNK + 3 if size > 1000 else 100)
    reader = open_age(io.BytesIO(encrypted(content)), [IDENTITY])
    got = []
    while part := reader.read(size):
        got.append(part)
    assert b"".join(got) == content
    assert all(len(part) == size for part in got[:-1])
    assert reader.read(size) == b""


def test_reading_nothing_says_nothing_and_reading_without_a_size_is_refused():
    reader = open_age(io.BytesIO(encrypted(b"words")), [IDENTITY])
    assert reader.read(0) == b""
    with pytest.raises(ValueError, match="size"):
        reader.read(-1)
    assert reader.read(9) == b"words"


def test_a_stream_that_gives_little_at_a_time_is_read_all_the_same():
    content = noise(3 * CHUNK + 5)

    class Pipe(io.BytesIO):
        def read(self, size=-1):
            return super().read(min(size, 777))

    assert released(open_age(Pipe(encrypted(content)), [IDENTITY])) == (content, None)


@settings(deadline=None)
@given(st.integers(0, 5 * SEALED), st.integers(1, 255))
def test_no_byte_of_the_payload_can_change_unseen(at, mask):
    content = b"".join(FULL[:4])
    head, payload = split(encrypted(content))
    at %= len(payload)
    changed = payload[:at] + bytes([payload[at] ^ mask]) + payload[at + 1 :]
    got, error = outcome(head + changed)
    assert error is PayloadAltered
    good_chunks = 0 if at < 16 else (at - 16) // SEALED
    assert got == content[: good_chunks * CHUNK]


@settings(deadline=None)
@given(st.integers(0, 3 * SEALED + 40))
def test_a_payload_cut_short_never_ends_well(size):
    content = b"".join(FULL[:3]) + b"the end"
    head, payload = split(encrypted(content))
    size = min(size, len(payload) - 17)
    got, error = outcome(head + payload[: 16 + size])
    assert issubclass(error, PayloadBroken)
    assert got == content[: size // SEALED * CHUNK]


@pytest.mark.parametrize("chunks", range(5))
def test_a_cut_between_chunks_is_called_one(chunks):
    content = b"".join(FULL[:5])
    head, payload = split(encrypted(content))
    for extra in (0, 1, 15):
        data = head + payload[: 16 + chunks * SEALED + extra]
        assert outcome(data) == (content[: chunks * CHUNK], PayloadTruncated)


@pytest.mark.parametrize("order", [(1, 0, 2), (0, 2), (0, 0, 1, 2), (0, 2, 1), (1, 2), (2,)])
def test_chunks_moved_dropped_or_repeated_are_noticed(order):
    head, payload = split(encrypted(b"".join(FULL[:2]) + b"the end"))
    chunks = [payload[16 + i * SEALED :][:SEALED] for i in range(3)]
    good = 1 if order[0] == 0 else 0
    expected = b"".join(FULL[:good])
    got = outcome(head + payload[:16] + b"".join(chunks[i] for i in order))
    assert got == (expected, PayloadAltered)


def test_a_chunk_of_another_file_is_noticed():
    (head, mine), (_, other) = (split(encrypted(b"".join(FULL[:2]))) for _ in range(2))
    assert outcome(head + mine[: 16 + SEALED] + other[16 + SEALED :]) == (FULL[0], PayloadAltered)


def test_another_nonce_is_noticed():
    head, payload = split(encrypted(b"words"))
    assert outcome(head + bytes(16) + payload[16:]) == (b"", PayloadAltered)


@pytest.mark.parametrize("count", [1, 3, 4, 5, 8])
def test_bytes_after_the_end_are_noticed_wherever_it_is(count):
    *first, last = [FULL[i % 6] for i in range(count)]
    chunks = [chunk(i, data, final=False) for i, data in enumerate(first)]
    whole = built(*chunks, chunk(count - 1, last, final=True))
    content = b"".join([*first, last])
    assert outcome(whole) == (content, type(None))
    for extra in (b"x", bytes(16), chunk(count, b"more", final=True), bytes(2 * SEALED)):
        assert outcome(whole + extra) == (content, PayloadTrailing)


def test_bytes_after_a_short_end_are_noticed():
    whole = built(chunk(0, b"words", final=True))
    assert outcome(whole + b"x") == (b"", PayloadAltered)
    assert outcome(whole + bytes(SEALED)) == (b"", PayloadAltered)


@pytest.mark.parametrize("count", [1, 4, 5])
def test_an_empty_last_chunk_is_for_empty_files_only(count):
    chunks = [chunk(i, FULL[i], final=False) for i in range(count)]
    got = outcome(built(*chunks, chunk(count, b"", final=True)))
    assert got == (b"".join(FULL[:count]), PayloadEmptyFinal)
    assert outcome(built(chunk(0, b"", final=True))) == (b"", type(None))


def test_a_last_chunk_that_is_not_marked_is_no_end():
    assert outcome(built(chunk(0, b"", final=False))) == (b"", PayloadAltered)
    assert outcome(built(chunk(0, b"words", final=False))) == (b"", PayloadAltered)
    assert outcome(built(chunk(0, FULL[0], final=False))) == (FULL[0], PayloadTruncated)


def test_a_short_chunk_before_the_end_is_noticed():
    data = built(chunk(0, b"short", final=False), chunk(1, b"end", final=True))
    assert outcome(data) == (b"", PayloadAltered)


def test_a_header_alone_is_no_file():
    assert outcome(header() + bytes(16)) == (b"", PayloadTruncated)


def test_an_error_stays():
    reader = open_age(io.BytesIO(built(chunk(0, FULL[0], final=False))), [IDENTITY])
    assert reader.read(2 * CHUNK) == FULL[0]
    for _ in range(3):
        with pytest.raises(PayloadTruncated):
            reader.read(1)


class Vanishing(io.BytesIO):
    """A file that cannot be read any further, as when a stick is pulled."""

    def read(self, size=-1):
        if self.tell() > 300_000:
            raise OSError(5, "gone")
        return super().read(size)


def test_errors_of_the_stream_come_after_the_authentic_bytes_and_stay():
    content = noise(1_000_000)
    reader = open_age(Vanishing(encrypted(content)), [IDENTITY])
    got, error = released(reader, 10**6)
    assert type(error) is OSError
    assert got
    assert content.startswith(got)
    with pytest.raises(OSError, match="gone"):
        reader.read(1)


def test_an_empty_file_is_empty():
    assert opened(encrypted(b"")) == b""


class Endless:
    """A sound file that is made while it is read, so that nothing holds the whole of it."""

    def __init__(self, size: int):
        self.left = size
        self.ready = bytearray()
        self.writer = AgeWriter(self, [IDENTITY.recipient()])

    def write(self, data):
        self.ready += data

    def read(self, size):
        while self.left and len(self.ready) < size:
            self.left -= CHUNK
            self.writer.write(FULL[0])
            if not self.left:
                self.writer.finish()
        part = bytes(self.ready[:size])
        del self.ready[:size]
        return part


def test_memory_stays_the_same_however_much_is_read():
    stream = Endless(1024 * CHUNK)
    tracemalloc.start()
    try:
        reader = open_age(stream, [IDENTITY])
        total = 0
        while part := reader.read(1 << 18):
            total += len(part)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert total == 1024 * CHUNK
    assert peak < 4 << 20
