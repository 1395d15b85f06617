"""U10: servers that hold the right key, and answer without end or with more than memory holds."""

from __future__ import annotations

import tracemalloc

import pytest

from collector.sync.transport import errors
from collector.sync.transport.limits import Limits
from collector.sync.transport.ways import open_way
from collector.sync.transport.webdav_listing import sizes
from contract.flooding_sshd import flooding_sshd
from contract.odd_servers import PATIENT, SHORT
from contract.scripted import scripted
from contract.watches import Recorder, parcel

_BLOCK = 1024 * 1024
_SHORT = Limits(connect=10, stall=1, beat=0.05)
_CHUNKED = b"HTTP/1.1 200 so\r\nTransfer-Encoding: chunked\r\n\r\n"


def flooding(first: bytes, again: bytes):
    """Return a server that answers so, and then goes on as fast as it can until nobody listens."""
    block = again * (_BLOCK // len(again))

    def script(talk):
        script.sent = 0
        talk.request()
        talk.sock.sendall(first)
        while True:
            talk.sock.sendall(block)
            script.sent += len(block)

    return script


def patient():
    """Return one who waits far longer than a way may."""
    return Recorder(stop=lambda it: it.beats > 600)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (_CHUNKED + b"0\r\n", b"X: y\r\n"),
    ],
    ids=["another-continue", "another-trailer"],
)
def test_u10_a_server_that_never_comes_to_its_answer_is_left(tmp_path, first, again):
    with scripted(flooding(first, again), tmp_path) as server, pytest.raises(errors.Stalled):
        open_way(server.endpoint(), SHORT).fetch("a" * 32, 1000, patient())


@pytest.mark.parametrize("size", [b"-1", b"-5", b"-ffffffffffffffffffff", b"f" * 5000])
def test_u10_of_a_chunk_of_no_size_no_more_is_taken_than_was_asked_for(tmp_path, size):
    script = flooding(_CHUNKED + size + b"\r\n", b"x")
    with scripted(script, tmp_path) as server, pytest.raises(errors.NotThisProtocol):
        open_way(server.endpoint(), PATIENT).fetch("a" * 32, 1000, patient())
    assert script.sent < 16 * _BLOCK


@pytest.mark.parametrize(
    "rest",
    [
        b"<a>" * _BLOCK,
        b"<a " + b" ".join(b"a%x='1'" % it for it in range(300_000)) + b"/></d:multistatus>",
        b"".join(b'<x:a xmlns:x="u%x">' % it for it in range(150_000)),
        b"<!--" + b"x" * 4 * _BLOCK,
    ],
    ids=["nested", "attributes", "namespaces", "a-comment"],
)
def test_u10_a_listing_takes_no_more_memory_than_it_is_long(rest):
    listing = b'<d:multistatus xmlns:d="DAV:">' + rest
    tracemalloc.start()
    try:
        with pytest.raises(errors.NotThisProtocol):
            sizes(listing)
        assert tracemalloc.get_traced_memory()[1] < len(listing)
    finally:
        tracemalloc.stop()


def test_u10_what_a_server_sends_past_its_window_is_not_kept(tmp_path):
    with flooding_sshd() as (endpoint, server), pytest.raises(errors.Cut):
        open_way(endpoint).post(parcel(tmp_path, 5_000_000), None, patient())
    assert server.sent < 32 * _BLOCK


def test_u10_a_receipt_that_comes_octet_by_octet_is_not_waited_for(tmp_path):
    with flooding_sshd() as (endpoint, _), pytest.raises(errors.Stalled):
        open_way(endpoint, _SHORT).fetch("a" * 32, 8 * _BLOCK, patient())
