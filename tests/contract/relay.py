"""A stretch of network that breaks: passes octets on between a client and a port of loopback."""

from __future__ import annotations

import contextlib
import selectors
import socket
import struct
import threading
from collections.abc import Iterator
from typing import Self

from contract.programs import HOST

_RESET = struct.pack("ii", 1, 0)


class Relay:
    """Passes everything on, until told to cut each connection after so many octets of its client.

    ``target`` is that port.  ``passed`` counts the octets of clients that were passed on, ``cuts``
    the connections cut.
    """

    def __init__(self, target: int) -> None:
        self.target = target
        self._listener = socket.create_server((HOST, 0))
        self.port: int = self._listener.getsockname()[1]
        self.cut_after: int | None = None
        self.rude = True
        self.passed = 0
        self.cuts = 0
        self._ended = False
        self._threads: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._accept)

    def __enter__(self) -> Self:
        self._accepting.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended = True
        with contextlib.suppress(OSError), socket.create_connection((HOST, self.port)):
            pass
        self._accepting.join()
        self._listener.close()
        for thread in self._threads:
            thread.join()

    @contextlib.contextmanager
    def cutting(self, after: int) -> Iterator[None]:
        """Cut each connection after so many octets of its client, for a while."""
        self.cut_after = after
        try:
            yield
        finally:
            self.cut_after = None

    def _accept(self) -> None:
        while True:
            client, _ = self._listener.accept()
            if self._ended:
                client.close()
                return
            thread = threading.Thread(target=self._pass, args=(client,))
            self._threads.append(thread)
            thread.start()

    def _pass(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            server = stack.enter_context(socket.create_connection((HOST, self.target)))
            # A network holds nothing back until what went before is acknowledged, as Nagle does.
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector = stack.enter_context(selectors.DefaultSelector())
            selector.register(client, selectors.EVENT_READ, server)
            selector.register(server, selectors.EVENT_READ, client)
            left = self.cut_after
            while not self._ended:
                for key, _ in selector.select(0.2):
                    piece = key.fileobj.recv(65536)  # type: ignore[union-attr]
                    if not piece:
                        return
                    if key.fileobj is client:
                        if left is not None:
                            piece, left = piece[:left], left - len(piece)
                        self.passed += len(piece)
                    try:
                        key.data.sendall(piece)
                    except OSError:
                        if key.fileobj is client:
                            _tell_the_rest(server, client)
                        return
                    if left is not None and left <= 0:
                        self.cuts += 1
                        if self.rude:
                            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                        return


def _tell_the_rest(server: socket.socket, client: socket.socket) -> None:
    """Pass on what a server said before it hung up on whoever was still sending."""
    while piece := server.recv(65536):
        client.sendall(piece)
