"""Places on what small organisations have: a Nextcloud, another WebDAV server, an SSH server."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from collector.sync.transport.interface import Endpoint
from collector.sync.transport.webdav import WebDavWay
from contract import sshd
from contract.certificates import certificate
from contract.nextcloud import FILES, LOGIN, Nextcloud
from contract.nginx import front
from contract.place import Place
from contract.programs import HOST
from contract.relay import Relay

_CHUNK = 64 * 1024
"""Small, so that cuts fall into many chunks of small parcels."""


@contextlib.contextmanager
def nextcloud(work: Path) -> Iterator[Place]:
    """WebDAV with chunked upload, version 2."""
    with _webdav(Nextcloud(work / "server", least=_CHUNK), work) as place:
        yield place


@contextlib.contextmanager
def plain_webdav(work: Path) -> Iterator[Place]:
    """WebDAV without chunks."""
    with _webdav(Nextcloud(work / "server", chunked=False), work) as place:
        yield place


@contextlib.contextmanager
def sftp(work: Path) -> Iterator[Place]:
    """OpenSSH's sshd with its internal-sftp."""
    with sshd.running(work / "server") as server, Relay(server.port) as relay:
        address = f"sftp://{server.user}@{HOST}:{relay.port}{server.folder}"
        yield Place(
            replace(server.endpoint(), address=address),
            server.folder / "receipts",
            lambda: _held(server.folder),
            lambda: " ".join(path.name for path in server.folder.iterdir()),
            server.restart,
            relay,
        )


@contextlib.contextmanager
def _webdav(server: Nextcloud, work: Path) -> Iterator[Place]:
    made = certificate(work / "tls")
    path = f"{FILES}/place"
    server.start()
    try:
        with front(work / "nginx", made, server.port) as nginx, Relay(nginx.port) as relay:
            yield Place(
                Endpoint("webdav", f"https://{HOST}:{relay.port}{path}", made.pin, login=LOGIN),
                server.folder / "receipts",
                lambda: _held(server.folder),
                lambda: server.names,
                server.restart,
                relay,
                lambda endpoint, limits: WebDavWay(endpoint, limits, _CHUNK),
            )
    finally:
        server.stop()


def _held(folder: Path) -> list[bytes]:
    files = [path for path in folder.iterdir() if path.is_file() and path.suffix != ".part"]
    return [path.read_bytes() for path in files]
