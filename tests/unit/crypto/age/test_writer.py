"""Writing: whole files in any pieces, to whom it may be, and nothing that only looks whole."""

from __future__ import annotations

import array
import io
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.crypto.age import (
    AgeWriter,
    HybridIdentity,
    MixedRecipients,
    NoRecipients,
    PayloadBroken,
    ShortWrite,
    TooManyRecipients,
    X25519Identity,
    open_age,
)
from unit.crypto.age.made import IDENTITY, encrypted, noise, opened, released, split

CHUNK = 65_536
edges = st.builds(
    lambda chunks, off: max(0, chunks * CHUNK + off), st.integers(0, 3), st.integers(-2, 2)
)


@settings(deadline=None)
@given(st.one_of(edges, st.integers(0, 5 * CHUNK)), st.lists(edges, max_size=6), st.data())
def test_any_size_in_any_pieces_comes_back(size, cuts, data):
    content = noise(size)
    out = io.BytesIO()
    writer = AgeWriter(out, [IDENTITY.recipient()])
    at = 0
    for cut in [*sorted(min(cut, size) for cut in cuts), size]:
        writer.write(memoryview(content)[at:cut])
        at = cut
    writer.finish()
    reader = open_age(io.BytesIO(out.getvalue()), [IDENTITY])
    assert released(reader, data.draw(st.integers(1000, 3 * CHUNK))) == (content, None)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1])
def test_size_is_the_least_that_the_format_allows(size):
    _, payload = split(encrypted(bytes(size)))
    chunks = max(1, -(-size // CHUNK))
    assert len(payload) == 16 + size + 16 * chunks


@pytest.mark.parametrize("kind", [X25519Identity, HybridIdentity])
def test_every_recipient_opens_the_file(kind):
    identities = [kind.generate() for _ in range(3)]
    data = encrypted(b"words", *(identity.recipient() for identity in identities))
    for identity in identities:
        assert opened(data, identity) == b"words"


def test_sixty_four_recipients_are_the_most():
    hybrid = HybridIdentity.generate()
    assert opened(encrypted(b"words", *[hybrid.recipient()] * 64), hybrid) == b"words"
    with pytest.raises(TooManyRecipients):
        encrypted(b"", *[hybrid.recipient()] * 65)


def test_nobody_and_a_mixture_are_refused_before_anything_is_written():
    old, new = X25519Identity.generate().recipient(), HybridIdentity.generate().recipient()
    out = io.BytesIO()
    with pytest.raises(NoRecipients):
        AgeWriter(out, [])
    for recipients in ([old, new], [new, old], [new, new, old]):
        with pytest.raises(MixedRecipients):
            AgeWriter(out, recipients)
    assert out.getvalue() == b""


def test_no_two_files_share_anything_but_the_form():
    first, second = (split(encrypted(b"the same words")) for _ in range(2))
    assert first[1][:16] != second[1][:16]
    assert first[1][16:] != second[1][16:]
    assert not set(first[0].split(b"\n")[1:-1]) & set(second[0].split(b"\n")[1:-1])


def test_any_kind_of_buffer_is_taken_and_not_kept():
    out = io.BytesIO()
    writer = AgeWriter(out, [IDENTITY.recipient()])
    content = bytearray(noise(100))
    expected = bytes(content) + bytes(range(50))
    writer.write(content)
    content[:] = bytes(100)
    writer.write(memoryview(array.array("H", bytes(range(50)))))
    writer.finish()
    assert opened(out.getvalue()) == expected


@pytest.mark.parametrize("size", [0, 10, CHUNK, 3 * CHUNK])
def test_a_file_that_was_not_finished_does_not_read_to_its_end(size):
    out = io.BytesIO()
    AgeWriter(out, [IDENTITY.recipient()]).write(bytes(size))
    content, error = released(open_age(io.BytesIO(out.getvalue()), [IDENTITY]))
    assert isinstance(error, PayloadBroken)
    assert len(content) < size or size == 0


def test_a_finished_file_takes_no_more():
    out = io.BytesIO()
    writer = AgeWriter(out, [IDENTITY.recipient()])
    writer.finish()
    before = out.getvalue()
    with pytest.raises(ValueError, match="finished"):
        writer.write(b"more")
    with pytest.raises(ValueError, match="finished"):
        writer.finish()
    assert out.getvalue() == before


class Failing:
    """An output that fails, or takes too little, at one write, and would work again afterwards."""

    def __init__(self, at: int, error: Exception | None):
        self.at, self.error = at, error
        self.written = io.BytesIO()

    def write(self, data):
        self.at -= 1
        if self.at:
            return self.written.write(data)
        if self.error:
            raise self.error
        return self.written.write(data[:-1])


@pytest.mark.parametrize("error", [OSError(28, "full"), None])
def test_after_a_failed_write_the_file_cannot_be_finished(error):
    out = Failing(3, error)
    writer = AgeWriter(out, [IDENTITY.recipient()])
    with pytest.raises(OSError if error else ShortWrite):
        writer.write(bytes(4 * CHUNK))
    for act in (writer.finish, lambda: writer.write(b"x")):
        with pytest.raises(ValueError, match="broken"):
            act()
    with pytest.raises(PayloadBroken):
        opened(out.written.getvalue())


def test_a_header_that_cannot_be_written_is_an_error():
    with pytest.raises(ShortWrite):
        AgeWriter(Failing(1, None), [IDENTITY.recipient()])


class Counter:
    """An output that keeps nothing."""

    def __init__(self):
        self.size = 0

    def write(self, data):
        self.size += len(data)


def test_memory_stays_the_same_however_much_is_written():
    out = Counter()
    block = memoryview(bytes(1 << 20))
    writer = AgeWriter(out, [IDENTITY.recipient()])
    tracemalloc.start()
    try:
        for _ in range(64):
            writer.write(block)
        writer.finish()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert out.size > 64 << 20
    assert peak < 1 << 20
