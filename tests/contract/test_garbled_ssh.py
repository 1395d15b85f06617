"""U5: what greets as an SSH server does, and then says what no server says."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading

import pytest

from collector.sync.transport import errors
from collector.sync.transport.interface import Endpoint, Login
from collector.sync.transport.limits import Limits
from collector.sync.transport.ways import open_way
from contract.programs import HOST
from contract.watches import Recorder

_LIMITS = Limits(connect=5, stall=5, beat=0.05)
_KEXINIT = b"\x14" + bytes(16)


def packet(payload: bytes) -> bytes:
    """Return a packet as it is before there are keys (RFC 4253, section 6)."""
    padding = 8 - (len(payload) + 5) % 8 + 8
    return struct.pack(">IB", len(payload) + padding + 1, padding) + payload + bytes(padding)


def lists(*names: bytes) -> bytes:
    return b"".join(struct.pack(">I", len(it)) + it for it in names)


@contextlib.contextmanager
def saying(answer: bytes):
    """Yield how to reach it."""

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listener.accept()
                with client, contextlib.suppress(OSError):
                    client.sendall(b"SSH-2.0-x\r\n" + answer)
                    client.settimeout(5)
                    while client.recv(65536):
                        pass

    with socket.create_server((HOST, 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            address = f"sftp://{HOST}:{listener.getsockname()[1]}/"
            yield Endpoint("sftp", address, bytes(32), login=Login("x", "y"))
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


@pytest.mark.parametrize(
    "answer",
    [
        packet(_KEXINIT + lists(*[b"\xff\xfe\x80"] * 10) + bytes(5)),
        packet(_KEXINIT + b"\xff\xff\xff\xff"),
        packet(_KEXINIT),
        packet(b"\x14"),
        packet(b"\x01" + b"\xff" * 40),
        packet(b"\x1f" + lists(b"\xff" * 20)),
        b"\xff" * 100,
        bytes(100),
    ],
    ids=[
        "names-that-are-no-text",
        "a-length-without-end",
        "no-lists",
        "nothing",
        "a-farewell-that-is-no-text",
        "an-answer-to-nothing",
        "a-packet-too-long",
        "a-packet-too-short",
    ],
)
def test_u5_what_no_ssh_server_says_is_told_in_our_words(answer):
    with saying(answer) as endpoint, pytest.raises(errors.NetworkTrouble):
        open_way(endpoint, _LIMITS).probe(Recorder())
