"""WsgiDAV in the shape of a Nextcloud's paths, on loopback, in plain HTTP for a TLS front.

A real Nextcloud cannot be had here.  WsgiDAV is a real WebDAV server that other people wrote, and
does all that is plain WebDAV; what Nextcloud adds to it, chunked upload version 2, stands below as
its developer manual and its source describe it: chunks are named 1 to 10000, each request says
where it is to end, chunks cannot be read, and a MOVE of ``.file`` joins them in natural order.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import uuid4
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from wsgidav.wsgidav_app import WsgiDAVApp

from collector.sync.transport.interface import Login
from contract.programs import HOST

USER, PASSWORD = "field", "pass word: ключ"
LOGIN = Login(USER, PASSWORD)
FILES, UPLOADS = f"/remote.php/dav/files/{USER}", f"/remote.php/dav/uploads/{USER}"
_CHUNK = re.compile(rf"{UPLOADS}/[^/]+/(\d+)")
_FILE = re.compile(rf"{UPLOADS}/([^/]+)/\.file")
Answer = tuple[str, bytes]
_BAD: Answer = ("400 Bad Request", b"<b>Bad</b> request")


@dataclass
class Nextcloud:
    """``least`` is the size below which only the last chunk may be, ``room`` the quota in octets.

    Without ``chunked`` there is no folder for uploads, as on any other WebDAV server; with
    ``unlisted`` chunks do not show, as where an object store keeps them.  ``instead`` may answer
    before anybody else looks, with ``headers``; ``slow`` joins chunks, but its front gives up
    waiting for that.
    """

    work: Path
    least: int = 5_000_000
    room: int | None = None
    chunked: bool = True
    unlisted: bool = False
    slow: bool = False
    instead: Callable[[str, str], Answer | None] = lambda *_: None
    headers: list[tuple[str, str]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    port: int = 0
    _server: WSGIServer | None = None

    @property
    def files(self) -> Path:
        return self.work / "files"

    @property
    def uploads(self) -> Path:
        return self.work / "uploads"

    @property
    def folder(self) -> Path:
        """The folder that parcels go into."""
        return self.files / "place"

    @property
    def names(self) -> str:
        """Everything that was ever named to the server, but the folder itself."""
        return " ".join(sorted({path for _, path in self.asked} - {f"{FILES}/place/"}))

    def start(self) -> None:
        """Serve, on the port of before where there was one."""
        self._server = make_server(HOST, self.port, self._answer, _Server, _Silent)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=[0.02], daemon=True).start()

    def restart(self) -> None:
        """Stop and start again."""
        self.stop()
        self.start()

    def stop(self) -> None:
        """Stop, cutting what is under way."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def __post_init__(self) -> None:
        self.uploads.mkdir(parents=True)
        (self.folder / "receipts").mkdir(parents=True)
        shares = {FILES: str(self.files)}
        if self.chunked:
            shares[UPLOADS] = str(self.uploads)
        self._dav = WsgiDAVApp(
            {
                "provider_mapping": shares,
                "http_authenticator": {
                    "accept_basic": True,
                    "accept_digest": False,
                    "default_to_digest": False,
                },
                "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
                "dir_browser": {"enable": False},
                "logging": {"enable": False},
                "verbose": 0,
            }
        )

    def _answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        method, path = environ["REQUEST_METHOD"], unquote(environ["PATH_INFO"])
        self.asked.append((method, path))
        environ["wsgi.url_scheme"] = "https"  # as the front was asked
        environ["wsgi.input"] = _Body(environ)
        refused = self.instead(method, path) or self._nextcloud(method, path, environ)
        if refused is None:
            body = b"".join(self._dav(environ, start))
        else:
            status, body = refused
            start(status, [("Content-Length", str(len(body))), *self.headers])
        # What stays unread when the connection closes can cost the front the answer.
        environ["wsgi.input"].read()
        return [body]

    def _nextcloud(self, method: str, path: str, environ: dict[str, Any]) -> Answer | None:
        """Return the answer to what is no plain WebDAV, None to let WsgiDAV answer."""
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if method == "PUT" and self.room is not None and self._held() + length > self.room:
            return "507 Insufficient Storage", b"<b>Quota</b> exceeded"
        if not self.chunked or not path.startswith(f"{UPLOADS}/"):
            return None
        if method == "GET":
            return "405 Method Not Allowed", b""
        if method == "PROPFIND" and self.unlisted:
            environ["HTTP_DEPTH"] = "0"
        named = _CHUNK.fullmatch(path)
        if method == "PUT" and (named is None or not 1 <= int(named[1]) <= 10_000):
            return _BAD
        if method in {"MKCOL", "PUT", "MOVE"} and not environ.get("HTTP_DESTINATION"):
            return _BAD
        found = _FILE.fullmatch(path)
        return self._join(self.uploads / found[1], environ) if found and method == "MOVE" else None

    def _join(self, folder: Path, environ: dict[str, Any]) -> Answer:
        if not folder.is_dir():
            return "404 Not Found", b""
        chunks = sorted(folder.iterdir(), key=lambda path: int(path.name))
        if any(chunk.stat().st_size < self.least for chunk in chunks[:-1]):
            return _BAD
        total = sum(chunk.stat().st_size for chunk in chunks)
        if str(total) != environ.get("HTTP_OC_TOTAL_LENGTH", str(total)):
            return _BAD
        wanted = unquote(urlsplit(environ["HTTP_DESTINATION"]).path).removeprefix(f"{FILES}/")
        target = self.files / wanted
        existed = target.exists()
        if existed and environ.get("HTTP_OVERWRITE") == "F":
            return "412 Precondition Failed", b""
        with (joined := self.work / f"{uuid4()}.joined").open("wb") as out:
            for chunk in chunks:
                with chunk.open("rb") as part:
                    shutil.copyfileobj(part, out)
        joined.replace(target)
        shutil.rmtree(folder, ignore_errors=True)
        if self.slow:
            return "504 Gateway Timeout", b""
        return "204 No Content" if existed else "201 Created", b""

    def _held(self) -> int:
        return sum(path.stat().st_size for path in self.work.rglob("*") if path.is_file())


class _Body:
    """The body of a request and nothing after it."""

    def __init__(self, environ: dict[str, Any]) -> None:
        self._stream = environ["wsgi.input"]
        self._left = int(environ.get("CONTENT_LENGTH") or 0)

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        piece: bytes = self._stream.read(wanted)
        self._left -= len(piece)
        return piece


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def __init__(self, *args: Any) -> None:
        self._open: set[Any] = set()
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        super().server_close()
        for request in list(self._open):
            with contextlib.suppress(OSError):
                request.shutdown(2)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of connections that were cut."""


class _Silent(WSGIRequestHandler):
    def log_message(self, *_about: Any) -> None:
        """Say nothing."""

    def address_string(self) -> str:
        return HOST
