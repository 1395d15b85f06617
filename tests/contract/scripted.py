"""Servers that do what a test tells them, over real sockets and real TLS: the bad ones."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from collector.sync.transport.interface import Endpoint
from contract.certificates import Certificate, certificate
from contract.programs import HOST


@dataclass
class Request:
    """What came, its body unread."""

    method: str
    target: str
    headers: dict[str, str]

    @property
    def length(self) -> int:
        return int(self.headers.get("content-length", "0"))


class Talk:
    """One connection, as its server sees it.  ``over`` is set when the test is."""

    def __init__(self, sock: socket.socket, asked: list[Request], over: threading.Event) -> None:
        self.sock = sock
        self.over = over
        self._file = sock.makefile("rb")
        self._asked = asked

    def request(self) -> Request | None:
        """Read the head of a request, None at the end."""
        first = self._file.readline().decode()
        if not first:
            return None
        headers = {}
        while line := self._file.readline().decode().strip():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        found = Request(*first.split()[:2], headers)
        self._asked.append(found)
        return found

    def body(self, request: Request) -> bytes:
        """Read the body of a request."""
        return self._file.read(request.length)

    def answer(self, status: int, body: bytes = b"", **headers: object) -> None:
        """Answer; underscores in names of headers stand for hyphens."""
        lines = [f"HTTP/1.1 {status} so"]
        if status != 204:
            headers.setdefault("Content_Length", len(body))
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.sock.sendall("\r\n".join([*lines, "", ""]).encode() + body)


class Mute:
    """A connection whose answers get lost."""

    def __init__(self, talk: Talk) -> None:
        self.body = talk.body

    def answer(self, *_: object, **__: object) -> None:
        """Say nothing."""


Script = Callable[[Talk], None]


@dataclass
class Scripted:
    """``script`` gets each connection after its handshake; the connection ends with it.

    ``plain`` speaks no TLS, ``wants_certificate`` lets in nobody without one.  ``came`` counts
    connections, ``asked`` are the requests in order.
    """

    script: Script
    made: Certificate
    newest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3
    plain: bool = False
    wants_certificate: bool = False
    came: int = 0
    asked: list[Request] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)
    _open: list[socket.socket] = field(default_factory=list)
    _threads: list[threading.Thread] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._listener = socket.create_server((HOST, 0))
        self.port = self._listener.getsockname()[1]
        self._accepting = threading.Thread(target=self._accept)
        self._accepting.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        with contextlib.suppress(OSError), socket.create_connection((HOST, self.port)):
            pass
        self._accepting.join()
        self._listener.close()
        for sock in self._open:
            with contextlib.suppress(OSError):
                # Not an SSLSocket's own, which forgets TLS first: a reader would get ciphertext.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def endpoint(self, host: str = HOST, path: str = "/files") -> Endpoint:
        """Return how to reach it."""
        return Endpoint("tus", f"https://{host}:{self.port}{path}", self.made.pin)

    def methods(self) -> str:
        """Return what was asked for, in order."""
        return " ".join(request.method for request in self.asked)

    def _accept(self) -> None:
        while True:
            sock, _ = self._listener.accept()
            if self._over.is_set():
                sock.close()
                return
            self.came += 1
            thread = threading.Thread(target=self._serve, args=(sock,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, sock: socket.socket) -> None:
        self._open.append(sock)
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            stack.enter_context(sock)
            if not self.plain:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(self.made.path, self.made.key)
                context.maximum_version = self.newest
                if self.wants_certificate:
                    context.load_verify_locations(self.made.path)
                    context.verify_mode = ssl.CERT_REQUIRED
                sock = stack.enter_context(context.wrap_socket(sock, server_side=True))
                self._open.append(sock)
            self.script(Talk(sock, self.asked, self._over))


@dataclass
class Tus:
    """A tus server that is right, but for what ``odd`` does.

    ``odd`` gets each request before it is served, and returns True if it has answered it.
    """

    odd: Callable[[Tus, Talk, Request], bool | None] = lambda *_: None
    uploads: list[bytearray] = field(default_factory=list)

    def __call__(self, talk: Talk) -> None:
        while (request := talk.request()) is not None:
            if self.odd(self, talk, request):
                continue
            self.serve(talk, request)

    def serve(self, talk: Talk, request: Request) -> None:
        """Do what tus says."""
        if request.method == "OPTIONS":
            talk.answer(204, Tus_Version="1.0.0", Date="Thu, 01 Jan 2026 10:00:00 GMT")
        elif request.method == "POST":
            self.uploads.append(bytearray())
            talk.answer(201, Location=f"/files/{len(self.uploads) - 1}")
        elif request.method == "HEAD":
            talk.answer(200, Upload_Offset=len(self.upload(request)))
        elif request.method == "PATCH":
            upload = self.upload(request)
            if int(request.headers["upload-offset"]) != len(upload):
                talk.body(request)
                talk.answer(409)
                return
            upload += talk.body(request)
            talk.answer(204, Upload_Offset=len(upload))
        else:
            talk.answer(404)

    def upload(self, request: Request) -> bytearray:
        return self.uploads[int(request.target.rpartition("/")[2])]


def scripted(script: Script, work: Path, **more: object) -> Scripted:
    """Return a server with a certificate of its own."""
    return Scripted(script, certificate(work / "tls"), **more)  # type: ignore[arg-type]
