"""WebDAV over HTTPS: into a folder of a Nextcloud, or of any other such server.

Where an address has the shape of Nextcloud's, ``/remote.php/dav/files/USER/...``, and the server
has the folder for uploads that goes with it, a parcel travels in numbered chunks (chunked upload,
version 2, of Nextcloud's developer manual): after a cut it goes on with the chunk it was at.

Every other WebDAV server gets one PUT under a temporary name.  Resuming is not possible there:
after a cut the whole parcel is sent again, and until all of it is there nothing counts as sent.

Either way the parcel takes its name by MOVE, and the server is asked for its size before that
counts.  Without a token it is sent whole, even where its name is taken, since what lies there may
be damaged.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from collector.sync.transport.errors import LostUpload
from collector.sync.transport.http import Client
from collector.sync.transport.interface import RECEIPTS, Endpoint, Parcel, Seen, Watch
from collector.sync.transport.limits import LIMITS, Limits
from collector.sync.transport.webdav_client import DavClient, credentials
from collector.sync.transport.webdav_upload import Upload, begin, finish, is_there

CHUNK: Final = 5 * 1024 * 1024
"""Octets of a chunk: the least a server has to take, so that the least is sent again."""


class WebDavWay:
    """Delivers below an ``https`` address.  Another ``chunk`` than the usual is for tests."""

    def __init__(self, endpoint: Endpoint, limits: Limits = LIMITS, chunk: int = CHUNK) -> None:
        self._endpoint = endpoint
        self._limits = limits
        self._chunk = chunk
        self._login = credentials(endpoint.login)

    def probe(self, watch: Watch) -> Seen:
        """See ``Way.probe``: the key, the login, and that the folder is there."""
        with self._client(watch) as dav:
            answer = dav.look()
            return Seen(dav.protocol, answer.clock())

    def post(self, parcel: Parcel, token: str | None, watch: Watch) -> None:
        """See ``Way.post``."""
        with self._client(watch) as dav:
            left = Upload.read(token, parcel)
            if left is not None:
                if finish(dav, left, watch):
                    return
                if left.complete and is_there(dav, parcel, watch):
                    return
            upload = begin(dav, parcel, self._chunk)
            watch.keep(str(upload))
            if not finish(dav, upload, watch):
                raise LostUpload

    def fetch(self, name: str, limit: int, watch: Watch) -> bytes | None:
        """See ``Way.fetch``."""
        with self._client(watch) as dav:
            return dav.read(dav.place.below(RECEIPTS, name), limit)

    @contextmanager
    def _client(self, watch: Watch) -> Iterator[DavClient]:
        with Client(self._endpoint, watch, self._limits) as client:
            yield DavClient(client, self._login)
