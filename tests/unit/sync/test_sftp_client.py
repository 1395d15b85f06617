"""The SFTP client on a pair of sockets, against answers that a server could give."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator

import pytest

from collector.sync.transport.sftp_client import UNDER_WAY, SftpClient
from collector.sync.transport.sftp_messages import Denied, Ended, Garbled, Kind


def message(kind: int, content: bytes) -> bytes:
    return struct.pack(">IB", len(content) + 1, kind) + content


def text(content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + content


def status(number: int, code: int = 0, said: bytes = b"") -> bytes:
    return message(Kind.STATUS, struct.pack(">II", number, code) + text(said) + text(b""))


@contextlib.contextmanager
def against(answer: Callable[[int, int, bytes], bytes], greeting: bytes | None = None) -> Iterator:
    """Yield a channel; ``answer`` gets kind, number and the rest of each message."""
    here, there = socket.socketpair()
    here.settimeout(10)

    def serve() -> None:
        with contextlib.suppress(OSError, struct.error), there, there.makefile("rb") as came:
            while True:
                length, kind = struct.unpack(">IB", came.read(5))
                content = came.read(length - 1)
                if kind == Kind.INIT:
                    first = message(Kind.VERSION, struct.pack(">I", 3))
                    there.sendall(first if greeting is None else greeting)
                else:
                    there.sendall(answer(kind, int.from_bytes(content[:4], "big"), content[4:]))

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield here
    finally:
        here.close()
        thread.join()


class Writes:
    """A server that answers writes in another order, and refuses the ``bad`` one."""

    def __init__(self, bad: int | None = None, batch: int = 8) -> None:
        self.bad = bad
        self.batch = batch
        self.held = bytearray()
        self.waiting: list[bytes] = []
        self.seen = 0

    def __call__(self, kind: int, number: int, content: bytes) -> bytes:
        if kind == Kind.OPEN:
            return message(Kind.HANDLE, struct.pack(">I", number) + text(b"h"))
        if kind != Kind.WRITE:
            return status(number)
        offset = int.from_bytes(content[5:13], "big")
        self.seen += 1
        bad = self.seen == self.bad
        if not bad:
            block = content[17:]
            self.held[offset : offset + len(block)] = block
        self.waiting.append(status(number, 4 if bad else 0, b"no"))
        if len(self.waiting) < self.batch:
            return b""
        answers, self.waiting = b"".join(reversed(self.waiting)), []
        return answers


def blocks(count: int) -> list[bytes]:
    return [bytes([number % 256]) * 100 for number in range(count)]


def test_answers_in_any_order_confirm_only_what_has_no_gap_before_it():
    server = Writes()
    with against(server) as channel:
        client = SftpClient(channel)
        client.write("x", blocks(UNDER_WAY * 2), 0, new=True)
        assert client.confirmed == UNDER_WAY * 2 * 100
    assert bytes(server.held) == b"".join(blocks(UNDER_WAY * 2))


def test_a_write_that_failed_is_never_confirmed_and_the_session_goes_on():
    with against(Writes(bad=UNDER_WAY // 2)) as channel:
        client = SftpClient(channel)
        with pytest.raises(Denied) as denied:
            client.write("x", blocks(UNDER_WAY * 2), 0, new=True)
        assert denied.value.text == "no"
        assert client.confirmed <= (UNDER_WAY // 2 - 1) * 100
        client.remove("x")


@pytest.mark.parametrize(
    "greeting",
    [
        message(Kind.VERSION, struct.pack(">I", 2)),
        message(Kind.VERSION, b"\0"),
        message(Kind.VERSION, struct.pack(">II", 3, 4_000_000_000)),
        message(Kind.STATUS, struct.pack(">I", 3)),
        struct.pack(">IB", 0, 2),
        struct.pack(">IB", 2**32 - 1, 2),
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
    ],
)
def test_a_greeting_that_is_none(greeting):
    with against(lambda *_: b"", greeting) as channel, pytest.raises(Garbled):
        SftpClient(channel)


@pytest.mark.parametrize(
    "answer",
    [
        lambda number: status(number + 1),
        lambda number: message(Kind.ATTRS, struct.pack(">I", number)),
        lambda number: message(Kind.ATTRS, struct.pack(">II", number, 1) + b"short"),
        lambda number: message(Kind.HANDLE, struct.pack(">I", number) + text(b"h")),
        lambda number: message(Kind.STATUS, struct.pack(">II", number, 4) + b"\xff" * 4),
    ],
)
def test_an_answer_that_is_none(answer):
    with (
        against(lambda _kind, number, _content: answer(number)) as channel,
        pytest.raises(Garbled),
    ):
        SftpClient(channel).size("x")


def test_an_answer_that_is_cut_short_is_an_end():
    here, there = socket.socketpair()
    with here, there:
        there.sendall(message(Kind.VERSION, struct.pack(">I", 3))[:6])
        there.shutdown(socket.SHUT_WR)
        with pytest.raises(Ended):
            SftpClient(here)


def test_a_read_takes_no_more_than_was_asked_for():
    def endless(kind: int, number: int, content: bytes) -> bytes:
        if kind == Kind.OPEN:
            return message(Kind.HANDLE, struct.pack(">I", number) + text(b"h"))
        if kind == Kind.READ:
            wanted = min(10, int.from_bytes(content[-4:], "big"))
            return message(Kind.DATA, struct.pack(">I", number) + text(bytes(wanted)))
        return status(number)

    with against(endless) as channel:
        assert len(SftpClient(channel).read("x", 25)) == 26

    def too_much(kind: int, number: int, content: bytes) -> bytes:
        if kind == Kind.READ:
            return message(Kind.DATA, struct.pack(">I", number) + text(bytes(27)))
        return endless(kind, number, content)

    with against(too_much) as channel, pytest.raises(Garbled):
        SftpClient(channel).read("x", 25)
