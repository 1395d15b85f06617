"""tus 1.0: resumable uploads over HTTPS (https://tus.io/protocols/resumable-upload).

An upload says nothing of what it carries but its size.  Some servers refuse to resume an upload
that has no metadata; they are given the same two constants by everybody.

What a server says of offsets is believed only as far as it can be true: it cannot hold more than
was ever sent to it, which is why the end of what goes out next is kept in the token before it
goes.  A server that lost an upload, or claims too much, is given the parcel anew, once.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from typing import Final, Self

from collector.sync.transport.address import Address
from collector.sync.transport.body import Stretch
from collector.sync.transport.errors import (
    Busy,
    LostUpload,
    NetworkTrouble,
    NotThisProtocol,
    Refused,
    WrongOffset,
)
from collector.sync.transport.http import Answer, Client
from collector.sync.transport.interface import RECEIPTS, Endpoint, Parcel, Seen, Watch
from collector.sync.transport.limits import LIMITS, Limits

_VERSION: Final = {"Tus-Resumable": "1.0.0"}
_OFFSETS: Final = {"Content-Type": "application/offset+octet-stream"}
# "file", "application/octet-stream"
_NEUTRAL: Final = {"Upload-Metadata": "filename ZmlsZQ==,filetype YXBwbGljYXRpb24vb2N0ZXQtc3RyZWFt"}
_GONE: Final = {404, 410}
# Besides a wrong offset: what @tus/server answers when somebody else took the upload over.
_UNSURE: Final = {400, 409}
# What is no opinion of metadata.
_NOT_BARE: Final = {401, 403, 407, 408, 413, 423, 425, 429}
_UNREADABLE: Final = (ValueError, TypeError, KeyError, OverflowError, RecursionError)
_SHORT: Final = 8
"""How often in one post the server may hold less than it was just sent."""
_MIB: Final = 1024 * 1024


class _Begin(Exception):
    """The upload is of no use; ``trouble`` is what it comes to if that happens again."""

    def __init__(self, trouble: NetworkTrouble) -> None:
        super().__init__()
        self.trouble = trouble


class TusWay:
    """A tus server; see ``interface.Way``."""

    def __init__(self, endpoint: Endpoint, limits: Limits = LIMITS) -> None:
        self._endpoint = endpoint
        self._limits = limits

    def probe(self, watch: Watch) -> Seen:
        """Ask the server for its versions of tus."""
        with self._client(watch) as client:
            answer = client.request("OPTIONS", client.address, _VERSION).must_be(200, 204)
            if "1.0.0" not in (answer.get("Tus-Version") or "").replace(" ", "").split(","):
                raise NotThisProtocol(answer.body)
            return Seen(client.protocol, answer.clock())

    def post(self, parcel: Parcel, token: str | None, watch: Watch) -> None:
        """Upload a parcel; ``token`` holds the address of the upload and how far it can be."""
        with self._client(watch) as client:
            upload = _Upload.of(token, parcel, client.address)
            anew = 0
            while True:
                try:
                    _Sending(client, parcel, upload, watch).run()
                except _Begin as begin:
                    if anew:
                        raise begin.trouble from None
                    anew, upload = anew + 1, None
                else:
                    return

    def fetch(self, name: str, limit: int, watch: Watch) -> bytes | None:
        """Get a receipt."""
        with self._client(watch) as client:
            answer = client.request("GET", client.address.below(RECEIPTS, name), cap=limit)
            return None if answer.status in _GONE else answer.must_be(200).body

    def _client(self, watch: Watch) -> Client:
        return Client(self._endpoint, watch, self._limits)


@dataclass(frozen=True)
class _Upload:
    """Where an upload lies, whose it is, up to where octets of it were ever sent, and how many of
    them the last request was to carry.

    ``named`` is an upload with metadata, ``torn`` one of these whose server failed amid a request.
    """

    address: Address
    sha256: bytes
    sent: int = 0
    chunk: int = 0
    named: bool = False
    torn: bool = False

    @classmethod
    def of(cls, token: str | None, parcel: Parcel, origin: Address) -> Self | None:
        """Read a token; None if it is of another server, of another parcel, or none at all."""
        try:
            held = json.loads(token or "null")
            at, of = origin.pointed(held["at"]), bytes.fromhex(held["of"])
            sent, chunk = int(held["sent"]), int(held["chunk"])
            found = cls(at, of, sent, chunk, held["named"] is True, held["torn"] is True)
        except (*_UNREADABLE, NetworkTrouble):
            return None
        return found if found.sha256 == parcel.sha256 else None

    def token(self) -> str:
        return json.dumps(
            {
                "at": str(self.address),
                "of": self.sha256.hex(),
                "sent": self.sent,
                "chunk": self.chunk,
                "named": self.named,
                "torn": self.torn,
            }
        )

    def lacks_the_last(self, offset: int) -> bool:
        """Tell whether a server that holds so much holds nothing of the last request."""
        return self.chunk > 0 and offset <= self.sent - self.chunk


class _Sending:
    """One upload of one parcel, as far as it comes."""

    def __init__(
        self, client: Client, parcel: Parcel, upload: _Upload | None, watch: Watch
    ) -> None:
        self._client = client
        self._parcel = parcel
        self._watch = watch
        self._chunk = _Chunk()
        self._upload = upload

    def run(self) -> None:
        """Send what is missing.  Raises ``_Begin`` and the errors of the way."""
        upload = self._upload
        offset = 0
        if upload is None:
            upload = self._create()
            self._watch.keep(upload.token())
        else:
            offset = self._ask(upload)
            lost = upload.lacks_the_last(offset)
            if upload.torn and lost:
                # tuspyserver writes at once what it counts only at a request's end, and when it
                # was killed in between goes on behind octets that it does not know of.
                raise _Begin(LostUpload())
            self._chunk.resume(upload.chunk, lost=lost)
        short = 0
        while offset < self._parcel.size:
            self._watch.sent(offset)
            end = min(offset + self._chunk.size, self._parcel.size)
            sent = max(upload.sent, end)
            upload = replace(upload, sent=sent, chunk=end - offset, torn=False)
            self._watch.keep(upload.token())
            try:
                offset = self._patch(upload, offset, end)
            except Busy:
                if upload.named:
                    self._watch.keep(replace(upload, torn=True).token())
                raise
            short += offset < end
            if short > _SHORT:
                raise Busy
        self._watch.sent(offset)

    def _create(self) -> _Upload:
        """Create an upload that can be resumed; with metadata only where it cannot be without."""
        for metadata in ({}, _NEUTRAL):
            headers = {**_VERSION, "Upload-Length": str(self._parcel.size), **metadata}
            answer = self._client.request("POST", self._client.address, headers)
            if answer.status == 201:
                at, named = self._pointed(answer), bool(metadata)
                upload = _Upload(at, self._parcel.sha256, named=named)
                answer = self._client.request("HEAD", upload.address, _VERSION)
                if answer.status in {200, 204}:
                    self._offset(answer, at_most=0)
                    return upload
            if metadata or not 400 <= answer.status < 500 or answer.status in _NOT_BARE:
                break
        answer.must_be()
        raise NotThisProtocol(answer.body)

    def _pointed(self, answer: Answer) -> Address:
        return self._client.address.pointed(answer.get("Location") or "")

    def _ask(self, upload: _Upload) -> int:
        """Return how much of an upload the server holds."""
        answer = self._client.request("HEAD", upload.address, _VERSION)
        if answer.status in _GONE:
            raise _Begin(LostUpload(answer.body))
        if answer.status == 403:  # by the protocol, also for what is not there
            raise _Begin(Refused(answer.body))
        return self._offset(answer.must_be(200, 204), at_most=upload.sent)

    def _patch(self, upload: _Upload, offset: int, end: int) -> int:
        """Send a stretch; return how much of the upload the server holds then."""
        headers = {**_VERSION, **_OFFSETS, "Upload-Offset": str(offset)}
        stretch = Stretch(self._parcel.path, offset, end - offset)
        began = time.monotonic()
        answer = self._client.request("PATCH", upload.address, headers, stretch)
        if answer.status == 413 and self._chunk.halve():
            return offset
        if answer.status in _GONE:
            raise _Begin(LostUpload(answer.body))
        if answer.status in _UNSURE:
            return self._ask(upload)
        held = self._offset(answer.must_be(200, 204), at_most=offset + answer.sent)
        self._chunk.took(end - offset, time.monotonic() - began)
        return held

    def _offset(self, answer: Answer, at_most: int) -> int:
        length = answer.number("Upload-Length")
        if length not in {None, self._parcel.size}:
            raise _Begin(NotThisProtocol(answer.body))
        offset = answer.number("Upload-Offset")
        if offset is None:
            raise NotThisProtocol(answer.body)
        if offset > at_most:
            raise _Begin(WrongOffset(answer.body))
        return offset


class _Chunk:
    """How much goes out in one request: what takes some seconds, so that progress is seen and
    little is lost where a server forgets what it was sent of a request that broke.

    On a line that breaks before a request is through, the next attempt makes smaller ones.
    """

    _SECONDS: Final = 8
    _SMALLEST: Final = _MIB // 4

    def __init__(self) -> None:
        self.size = 4 * _MIB
        self._largest = 512 * _MIB

    def resume(self, size: int, *, lost: bool) -> None:
        """Learn from the last request before this attempt, and whether all of it was lost."""
        if size > 0:
            self.size = max(self._SMALLEST, min(size // 2 if lost else size, self._largest))

    def took(self, octets: int, seconds: float) -> None:
        """Learn from a stretch that arrived."""
        fits = int(octets / max(seconds, 1e-3) * self._SECONDS)
        self.size = max(self._SMALLEST, min(fits, 4 * self.size, self._largest))

    def halve(self) -> bool:
        """Learn that a request was too large; False if it cannot be smaller."""
        if self.size <= self._SMALLEST:
            return False
        self.size = self._largest = max(self._SMALLEST, self.size // 2)
        return True
