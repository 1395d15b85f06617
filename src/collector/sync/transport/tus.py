"""tus 1.0: resumable uploads over HTTPS (https://tus.io/protocols/resumable-upload).

An upload says nothing of what it carries but its size.  Some servers refuse to resume an upload
that has no metadata; they are given the same two constants by everybody.

What a server says of offsets is believed only as far as it can be true: it cannot hold more than
was ever sent to it, which is why the end of what goes out next is kept in the token before it
goes.  A server that lost an upload, or claims too much, is given the parcel anew, once.  But where
it turned a request away that began where it said, somebody else has the same token and sends, too:
then it may hold more, and nothing is begun anew for that.
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
from collector.sync.transport.request_size import RequestSize

_VERSION: Final = {"Tus-Resumable": "1.0.0"}
_OFFSETS: Final = {"Content-Type": "application/offset+octet-stream"}
# "file", "application/octet-stream"
_NEUTRAL: Final = {"Upload-Metadata": "filename ZmlsZQ==,filetype YXBwbGljYXRpb24vb2N0ZXQtc3RyZWFt"}
_GONE: Final = {404, 410}
# Besides a wrong offset: what @tus/server answers when somebody else took the upload over.
_TAKEN_OVER: Final = {400, 409}
# What tus says, and tuspyserver, while somebody else's request goes on.
_LOCKED: Final = {423, 503}
# What is no opinion of metadata.
_NOT_BARE: Final = {401, 403, 407, 408, 413, 423, 425, 429}
_UNREADABLE: Final = (ValueError, TypeError, KeyError, OverflowError, RecursionError)
_NUMBERS: Final = ("sent", "chunk", "begun", "size")
_FLAGS: Final = ("named", "torn", "shared")
_SHORT: Final = 8
"""How often in one post the server may hold less than it was just sent."""


class _Begin(Exception):
    """The upload is of no use; ``trouble`` is what it comes to if that happens again."""

    def __init__(self, trouble: NetworkTrouble) -> None:
        super().__init__()
        self.trouble = trouble


class _Shared(Exception):
    """Somebody else sends it, too; ``busy`` where it has to wait until he has done."""

    def __init__(self, busy: Busy | None = None) -> None:
        super().__init__()
        self.busy = busy


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

    ``begun`` is where the last attempt began, ``size`` what it took for the size of a request.
    ``named`` is an upload with metadata, ``torn`` one of these whose server failed amid a request.
    ``shared`` is one that somebody else was seen to send, too.
    """

    address: Address
    sha256: bytes
    sent: int = 0
    chunk: int = 0
    begun: int = 0
    size: int = 0
    named: bool = False
    torn: bool = False
    shared: bool = False

    @classmethod
    def of(cls, token: str | None, parcel: Parcel, origin: Address) -> Self | None:
        """Read a token; None if it is of another server, of another parcel, or none at all."""
        try:
            held = json.loads(token or "null")
            at, of = origin.pointed(held["at"]), bytes.fromhex(held["of"])
            sent, chunk, begun, size = (int(held[it]) for it in _NUMBERS)
            named, torn, shared = (held[it] is True for it in _FLAGS)
            found = cls(at, of, sent, chunk, begun, size, named, torn, shared)
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
                "begun": self.begun,
                "size": self.size,
                "named": self.named,
                "torn": self.torn,
                "shared": self.shared,
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
        self._size = RequestSize()
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
            if upload.torn and upload.lacks_the_last(offset):
                # tuspyserver writes at once what it counts only at a request's end, and when it
                # was killed in between goes on behind octets that it does not know of.
                raise _Begin(LostUpload())
            self._size.resume(upload.size, upload.begun, offset)
            upload = replace(upload, begun=offset)
        short = 0
        while offset < self._parcel.size:
            self._watch.sent(offset)
            end = min(self._size.end(offset), self._parcel.size)
            upload = replace(
                upload,
                sent=max(upload.sent, end),
                chunk=end - offset,
                size=self._size.octets,
                torn=False,
            )
            self._watch.keep(upload.token())
            try:
                offset = self._patch(upload, offset, end)
            except _Shared as others:
                upload = replace(upload, shared=True)
                self._watch.keep(upload.token())
                if others.busy is not None:
                    raise others.busy from None
                offset = self._ask(upload)
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
        most = self._parcel.size if upload.shared else upload.sent
        return self._offset(answer.must_be(200, 204), at_most=most)

    def _patch(self, upload: _Upload, offset: int, end: int) -> int:
        """Send a stretch; return how much of the upload the server holds then.

        Raises ``_Shared`` too.
        """
        headers = {**_VERSION, **_OFFSETS, "Upload-Offset": str(offset)}
        stretch = Stretch(self._parcel.path, offset, end - offset, self._watch.gone)
        began = time.monotonic()
        answer = self._client.request("PATCH", upload.address, headers, stretch)
        if answer.status == 413 and self._size.halve():
            return offset
        if answer.status in _GONE:
            raise _Begin(LostUpload(answer.body))
        if answer.status in _TAKEN_OVER:
            raise _Shared
        try:
            answer.must_be(200, 204)
        except Busy as busy:
            raise (_Shared(busy) if answer.status in _LOCKED else busy) from None
        held = self._offset(answer, at_most=offset + answer.sent)
        self._size.took(end - offset, time.monotonic() - began)
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
