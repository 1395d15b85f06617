"""Where parcels can be delivered in tests: each a real server, or a real folder."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from collector.sync.transport.interface import Endpoint
from contract.certificates import certificate
from contract.nginx import front
from contract.own_servers import nextcloud, plain_webdav, sftp
from contract.place import Place
from contract.programs import HOST, free_port, running
from contract.relay import Relay
from peers import npm_script


@contextlib.contextmanager
def folder(work: Path) -> Iterator[Place]:
    """A folder."""
    target = work / "stick"
    receipts = target / "receipts"
    receipts.mkdir(parents=True)

    def files() -> list[Path]:
        return [path for path in target.iterdir() if path.is_file()]

    yield Place(
        Endpoint("folder", str(target)),
        receipts,
        lambda: [path.read_bytes() for path in files()],
        lambda: " ".join(path.name for path in files()),
        lambda: None,
    )


@contextlib.contextmanager
def tus_node(work: Path) -> Iterator[Place]:
    """The npm packages @tus/server and @tus/file-store."""
    command = npm_script("tus-server.mjs", "@tus/server", "@tus/file-store")
    with _tus(work, command, "/files", ".json") as place:
        yield place


@contextlib.contextmanager
def tus_py(work: Path, *more: str) -> Iterator[Place]:
    """The PyPI package tuspyserver; ``more`` as tuspy.py says."""
    command = [sys.executable, str(Path(__file__).with_name("tuspy.py"))]
    with _tus(work, command, "/files/", ".info", *more) as place:
        yield place


@contextlib.contextmanager
def _tus(work: Path, command: list[str], path: str, notes: str, *more: str) -> Iterator[Place]:
    """``notes`` is how the names of files end in which the server keeps what it knows."""
    store, receipts, port = work / "store", work / "receipts", free_port()
    store.mkdir(parents=True)
    receipts.mkdir()
    made = certificate(work / "tls")
    places = f"location /files/receipts/ {{ alias {receipts}/; }}"

    def files(*, wanted: bool) -> Iterator[tuple[Path, bytes]]:
        for it in store.iterdir():
            # A server may be at work still for somebody who has gone, and write its notes anew.
            with contextlib.suppress(FileNotFoundError, IsADirectoryError):
                if (notes in it.suffixes) == wanted and (content := it.read_bytes()):
                    yield it, content

    with (
        running([*command, str(store), str(port), *more], port, work / "log") as server,
        front(work / "nginx", made, port, places) as nginx,
        Relay(nginx.port) as relay,
    ):
        yield Place(
            Endpoint("tus", f"https://{HOST}:{relay.port}{path}", made.pin),
            receipts,
            lambda: [content for _, content in files(wanted=False)],
            lambda: " ".join(it.name + content.decode() for it, content in files(wanted=True)),
            server.restart,
            relay,
        )


PLACES: dict[str, Callable[..., contextlib.AbstractContextManager[Place]]] = {
    "folder": folder,
    "tus-node": tus_node,
    "tus-py": tus_py,
    "nextcloud": nextcloud,
    "webdav": plain_webdav,
    "sftp": sftp,
}
# What goes on after a cut where it stopped, over a network: plain WebDAV cannot.
FAR = [name for name in PLACES if name not in {"folder", "webdav"}]
