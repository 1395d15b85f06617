"""Proxies: microsocks with a password, and one of ours that is asked for names only it knows."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from collector.sync.transport.interface import Proxy
from contract.programs import HOST, free_port, running
from peers import tool


@contextlib.contextmanager
def microsocks(work: Path) -> Iterator[Proxy]:
    """Run microsocks; it lets in one name and password."""
    port = free_port()
    login = ("somebody", "a secret")
    command = [
        tool("microsocks"),
        "-i",
        HOST,
        "-p",
        str(port),
        "-u",
        login[0],
        "-P",
        login[1],
    ]
    with running(command, port, work / "microsocks.log"):
        yield Proxy(HOST, port, *login)


class Knowing:
    """A SOCKS5 proxy that leads every name to one port of loopback, and notes what it was asked.

    ``reply`` other than 0 refuses (RFC 1928, section 6); ``mute`` never answers at all.
    """

    def __init__(self, target: int, reply: int = 0, *, mute: bool = False) -> None:
        self._target = target
        self._reply = reply
        self._mute = mute
        self._over = threading.Event()
        self._threads: list[threading.Thread] = []
        self._open: list[socket.socket] = []
        self.asked: list[tuple[int, str, int]] = []
        self._listener = socket.create_server((HOST, 0))
        self.proxy = Proxy("localhost", self._listener.getsockname()[1])

    def __enter__(self) -> Self:
        self._run(self._accept)
        return self

    def die(self) -> None:
        """End, and take all connections along."""
        self._over.set()
        for sock in self._open:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def __exit__(self, *_: object) -> None:
        self.die()
        with contextlib.suppress(OSError), socket.create_connection(self._listener.getsockname()):
            pass
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _run(self, act, *given: object) -> None:  # type: ignore[no-untyped-def]
        thread = threading.Thread(target=act, args=given)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            client, _ = self._listener.accept()
            if self._over.is_set():
                client.close()
                return
            self._run(self._serve, client)

    def _serve(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError), client.makefile("rb") as file:
            client.settimeout(10)
            self._open.append(client)
            file.read(file.read(2)[1])
            if self._mute:
                client.recv(1)
                return
            client.sendall(b"\x05\x00")
            kind = file.read(4)[3]
            host = file.read(file.read(1)[0]).decode() if kind == 3 else file.read(4).hex()
            self.asked.append((kind, host, *struct.unpack("!H", file.read(2))))
            client.sendall(bytes([5, self._reply, 0, 1]) + bytes(6))
            if self._reply == 0:
                with socket.create_connection((HOST, self._target)) as server:
                    self._run(_pass, server, client)
                    _pass(client, server)


def _pass(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(65536):
            sink.sendall(piece)
    for sock in (source, sink):
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)
