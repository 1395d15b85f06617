"""What may answer where a server was: somebody else's, an old one, a portal, one that drips.

Each is given a folder to work in and the place it stands in for; it yields its port of loopback and
the requests that it got to see.
"""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

from contract import paramiko_server
from contract.place import Place
from contract.scripted import Request, Script, Talk, Tus, scripted

Seen = tuple[int, list[Request]]
Impostor = Callable[[Path, Place], contextlib.AbstractContextManager[Seen]]
_PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n<h1>Log in here</h1>"


@contextlib.contextmanager
def another(work: Path, place: Place) -> Iterator[Seen]:
    """A server as the right one would be, but for its key."""
    if place.endpoint.kind != "sftp":
        with scripted(Tus(), work) as server:
            yield server.port, server.asked
        return
    with paramiko_server.serving(work) as endpoint:
        yield int(endpoint.address.rstrip("/").rpartition(":")[2]), []


@contextlib.contextmanager
def outdated(work: Path, _place: Place) -> Iterator[Seen]:
    """A server that knows nothing newer than TLS 1.2."""
    with scripted(Tus(), work, newest=ssl.TLSVersion.TLSv1_2) as server:
        yield server.port, server.asked


@contextlib.contextmanager
def portal(work: Path, _place: Place) -> Iterator[Seen]:
    """The page of a hotel, whatever is asked."""
    with _plain(work, lambda talk: talk.sock.sendall(_PAGE)) as seen:
        yield seen


@contextlib.contextmanager
def hanging_up(work: Path, _place: Place) -> Iterator[Seen]:
    """Somebody who ends every connection."""
    with _plain(work, lambda _: None) as seen:
        yield seen


@contextlib.contextmanager
def dripping(work: Path, place: Place) -> Iterator[Seen]:
    """Somebody who begins as a server would, and then says an octet now and then, for ever."""
    begins = b"SSH-2.0-" if place.endpoint.kind == "sftp" else b"\x16\x03\x03\x40\x00\x02"

    def drip(talk: Talk) -> None:
        talk.sock.sendall(begins)
        while not talk.over.wait(0.02):
            talk.sock.sendall(b"x")

    with _plain(work, drip) as seen:
        yield seen


@contextlib.contextmanager
def _plain(work: Path, script: Script) -> Iterator[Seen]:
    with scripted(script, work, plain=True) as server:
        yield server.port, server.asked
