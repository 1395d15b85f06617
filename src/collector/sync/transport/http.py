"""HTTP/1.1 to one origin, over the route and the TLS of an endpoint: one request at a time.

No redirect is followed, no cookie kept, no environment read, and the headers say nothing of this
program.  What a request carries is streamed; what comes back is capped.  A request that fails, in
whatever way, closes the connection; the next one opens a new one.
"""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import TYPE_CHECKING, Final, Protocol, Self, cast

from collector.sync.transport.address import Address
from collector.sync.transport.dial import dial
from collector.sync.transport.errors import (
    BadAddress,
    Busy,
    Cut,
    NoRoomThere,
    NotThisProtocol,
    Redirected,
    Refused,
    Stalled,
    TooLarge,
)
from collector.sync.transport.interface import Endpoint, Watch
from collector.sync.transport.limits import LIMITS, Limits
from collector.sync.transport.tls import secure
from collector.sync.transport.wire import Broken, Late, Patience, Wire

if TYPE_CHECKING:
    import socket

AGENT: Final = "client"
"""What we call ourselves: nothing.  Some servers refuse requests without such a header."""
_SMALL: Final = 64 * 1024
_STEP: Final = 64 * 1024
_WITH_LENGTH: Final = {"POST", "PUT", "PATCH"}
# OpenSSL's words for a server that lets in nobody without a certificate; it says so after the fact.
_WANTS_CERTIFICATE: Final = "TLSV13_ALERT_CERTIFICATE_REQUIRED"
_LONGEST_WAIT: Final = 86_400


class Body(Protocol):
    """What a request carries."""

    @property
    def size(self) -> int:
        """How many octets."""

    def pieces(self) -> Iterable[memoryview]:
        """Yield it from its beginning, ``size`` octets in all, in any pieces."""


@dataclass(frozen=True)
class Answer:
    """What came back.  ``sent`` is how much of the request's body had left by then: a server may
    answer before it has taken all of it.
    """

    status: int
    headers: Message
    body: bytes
    sent: int = 0

    def __contains__(self, header: str) -> bool:
        return header in self.headers

    def get(self, header: str) -> str | None:
        """Return the first header of a name, whatever its letters' case."""
        found = self.headers.get(header)
        return None if found is None else str(found).strip()

    def number(self, header: str) -> int | None:
        """Return a header that holds a whole number from 0 to 2**63 - 1, None if it does not."""
        text = self.get(header) or ""
        if not (text.isascii() and text.isdecimal() and len(text) < 20):
            return None
        return int(text) if int(text) < 1 << 63 else None

    def clock(self) -> datetime | None:
        """Return the time the server says it is."""
        try:
            told = parsedate_to_datetime(self.get("Date") or "")
            return told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)
        except (ValueError, OverflowError):
            return None

    def must_be(self, *wanted: int) -> Self:
        """Return this answer if its status is one of these, else raise what the status means."""
        if self.status in wanted:
            return self
        status, said = self.status, self.body
        if 300 <= status < 400:
            raise Redirected(said)
        if status in {401, 403, 407}:
            raise Refused(said)
        if status == 413:
            raise TooLarge(said)
        if status == 507:
            raise NoRoomThere(said)
        if status in {408, 423, 425, 429} or status >= 500:
            after = self.number("Retry-After")
            raise Busy(said, after=None if after is None else min(after, _LONGEST_WAIT))
        raise NotThisProtocol(said)


class Client:
    """A connection to the origin of one endpoint, opened when a request needs it.

    ``Address`` is read from the endpoint; without a pin nothing is opened.
    """

    def __init__(self, endpoint: Endpoint, watch: Watch, limits: Limits = LIMITS) -> None:
        self.address = Address.of(endpoint.address)
        if endpoint.pin is None:
            raise BadAddress
        self._pin = endpoint.pin
        self._endpoint = endpoint
        self._limits = limits
        self._patience = Patience(watch, limits.beat)
        self._pace = _Pace(endpoint.cap, self._patience)
        self._wire: Wire | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection, if there is one."""
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    @property
    def protocol(self) -> str | None:
        """The version of TLS, while connected."""
        return self._wire.protocol if self._wire is not None else None

    def request(
        self,
        method: str,
        address: Address,
        headers: Mapping[str, str] | None = None,
        body: Body | None = None,
        *,
        cap: int = _SMALL,
    ) -> Answer:
        """Send one request to the origin and return the answer, whatever its status.

        A body of more than ``cap`` octets is refused as ``NotThisProtocol``; what is no success is
        read up to 64 KiB and cut.  Each 64 KiB sent have ``STALL_SECONDS`` to leave, the answer's
        head as long to be whole, and each 64 KiB of its body again.

        Raises what dialling and TLS raise, ``Cut``, ``Stalled``, ``NotThisProtocol``, and what the
        ``Watch`` and the body raise.
        """
        if address.origin != self.address.origin:
            raise Redirected
        try:
            wire = self._ready()
            talk = self._talk(wire, method, address, headers or {}, body)
            sent = self._push(wire, body) if body is not None else 0
            answer, ends = self._listen(wire, talk, cap, sent)
        except Late:
            self.close()
            raise Stalled from None
        except Broken as broken:
            self.close()
            if broken.reason == _WANTS_CERTIFICATE:
                raise Refused from None
            raise Cut from None
        except (http.client.RemoteDisconnected, http.client.IncompleteRead):
            self.close()
            raise Cut from None
        except http.client.HTTPException:
            self.close()
            raise NotThisProtocol from None
        except BaseException:
            self.close()
            raise
        if ends or (body is not None and sent < body.size):
            self.close()
        return answer

    def _ready(self) -> Wire:
        """Return the open connection, or a new one where it has ended meanwhile."""
        if self._wire is not None and not self._wire.answered():
            return self._wire
        self.close()
        until = time.monotonic() + self._limits.connect
        host, port = self.address.origin
        self._wire = wire = dial(host, port, self._endpoint.route, self._patience, until)
        secure(wire, host, self._pin)
        return wire

    def _talk(
        self,
        wire: Wire,
        method: str,
        address: Address,
        headers: Mapping[str, str],
        body: Body | None,
    ) -> http.client.HTTPConnection:
        """Send the head of a request."""
        wire.until = self._later()
        talk = _Talk("unused")
        talk.sock = cast("socket.socket", wire)
        talk.putrequest(method, address.target, skip_host=True, skip_accept_encoding=True)
        talk.putheader("Host", address.authority)
        talk.putheader("User-Agent", AGENT)
        for name, value in headers.items():
            talk.putheader(name, value)
        if body is not None or method in _WITH_LENGTH:
            talk.putheader("Content-Length", str(body.size if body is not None else 0))
        talk.endheaders()
        return talk

    def _listen(
        self, wire: Wire, talk: http.client.HTTPConnection, cap: int, sent: int
    ) -> tuple[Answer, bool]:
        """Return the answer, and whether the connection ends with it."""
        wire.until = self._later()
        response = talk.getresponse()
        if response.status >= 300:
            cap = _SMALL
        content, buffer = bytearray(), memoryview(bytearray(_STEP))
        while len(content) <= cap:
            wire.until = self._later()
            # Not ``read``, which takes a chunk of negative size for all that ever comes.
            came = response.readinto(buffer[: cap + 1 - len(content)])
            if not came:
                break
            content += buffer[:came]
        if len(content) > cap and response.status < 300:
            raise NotThisProtocol
        if response.length and len(content) <= cap:
            raise Broken
        ends = response.will_close or not response.isclosed()
        response.close()
        return Answer(response.status, response.headers, bytes(content[:cap]), sent), ends

    def _push(self, wire: Wire, body: Body) -> int:
        """Send a body, unless the server answers before; return how many octets of it left."""
        sent = 0
        for piece in body.pieces():
            for start in range(0, len(piece), _STEP):
                wire.until = self._later()
                record = piece[start : start + _STEP]
                if not wire.send_unless_answered(record):
                    return sent
                sent += len(record)
                self._pace.sent(len(record))
        return sent

    def _later(self) -> float:
        return time.monotonic() + self._limits.stall


class _Talk(http.client.HTTPConnection):
    """Speaks over a wire that is not its own: it neither opens nor closes one.

    Where the other side says that it will close, the answer is still to be read.
    """

    auto_open = 0

    def close(self) -> None:
        """Let go of the wire."""
        self.sock = None


class _Pace:
    """Holds what goes out below a number of octets a second."""

    def __init__(self, cap: int | None, patience: Patience) -> None:
        self._cap = cap
        self._patience = patience
        self._free = 0.0

    def sent(self, octets: int) -> None:
        if self._cap is None:
            return
        self._free = max(self._free, time.monotonic()) + octets / self._cap
        self._patience.pause(self._free)
