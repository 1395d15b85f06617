"""SFTP: into a folder of an SSH server whose host key is pinned, and receipts out of it.

A parcel is written under a temporary name, which the token keeps, and takes its own name once the
server says that it holds every octet.  It goes on where the temporary file ends; what that holds
is not read again, because that would cost as much as sending it: only a receipt tells that it
arrived whole.  Without a token it is sent whole, even where its name is taken, since what lies
there may be damaged.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final
from urllib.parse import unquote, urlsplit

from collector.sync.transport.body import Stretch
from collector.sync.transport.errors import (
    BadAddress,
    Busy,
    Cut,
    LoginUnusable,
    LostUpload,
    NoRoomThere,
    NoSuchPlace,
    NotThisProtocol,
    Refused,
)
from collector.sync.transport.interface import RECEIPTS, Endpoint, Parcel, Seen, Watch
from collector.sync.transport.limits import LIMITS, Limits
from collector.sync.transport.sftp_client import BLOCK, SftpClient
from collector.sync.transport.sftp_messages import Code, Denied, Ended, Garbled
from collector.sync.transport.ssh import Session
from collector.sync.transport.ssh_host import reach
from collector.sync.transport.ssh_key import private_key

_PORT: Final = 22
_NAP: Final = 0.05


class SftpWay:
    """Delivers into the folder that an address such as ``sftp://user@host:22/folder`` names.

    The user of the address, where it names one, goes before the login's.
    """

    def __init__(self, endpoint: Endpoint, limits: Limits = LIMITS) -> None:
        self._endpoint = endpoint
        self._limits = limits
        self._host, self._port, self._user, self._folder = _address(endpoint.address)

    def probe(self, watch: Watch) -> Seen:
        """See ``Way.probe``: the host key, the login, and that the folder is there."""
        with self._session(watch) as (session, client):
            if session.attend(partial(client.size, self._folder)) is None:
                raise NoSuchPlace
            return Seen(protocol=session.protocol)

    def post(self, parcel: Parcel, token: str | None, watch: Watch) -> None:
        """See ``Way.post``."""
        final = self._below(parcel.name)
        with self._session(watch) as (session, client):
            start, kept = None, _Token.read(token, parcel)
            if kept:
                start = session.attend(partial(client.size, self._below(kept.name)))
                if start is None and session.attend(partial(client.size, final)) == parcel.size:
                    watch.sent(parcel.size)
                    return
            if kept is None or start is None or start > parcel.size:
                start, kept = None, _Token.new(parcel)
                watch.keep(str(kept))
            temporary = self._below(kept.name)
            self._send(session, client, parcel, temporary, watch, start=start)
            session.attend(partial(client.rename, temporary, final))
            if session.attend(partial(client.size, final)) != parcel.size:
                raise LostUpload

    def fetch(self, name: str, limit: int, watch: Watch) -> bytes | None:
        """See ``Way.fetch``."""
        with self._session(watch) as (session, client):
            path = self._below(RECEIPTS, name)
            # Not message by message: each may bring as little as one octet.
            content = session.attend(
                lambda: client.read(path, limit), moved=lambda: client.taken // BLOCK
            )
        if content is not None and len(content) > limit:
            raise NotThisProtocol
        return content

    def _send(
        self,
        session: Session,
        client: SftpClient,
        parcel: Parcel,
        path: str,
        watch: Watch,
        *,
        start: int | None,
    ) -> None:
        """Send what is missing of a parcel, and make sure that the server holds all of it."""
        offset = start or 0
        told = offset
        watch.sent(told)

        def tell() -> None:
            nonlocal told
            if client.confirmed > told:
                told = client.confirmed
                watch.sent(told)

        blocks = self._blocks(session, Stretch(parcel.path, offset, parcel.size - offset))
        client.confirmed = offset
        try:
            session.attend(
                lambda: client.write(path, blocks, offset, new=start is None),
                moved=lambda: client.moved,
                tell=tell,
            )
        except Denied as denied:
            if denied.code == Code.NO_SUCH_FILE and start is not None:
                raise LostUpload from None
            # The next attempt goes on where the file ends.
            if client.holed and not session.attend(lambda: client.shorten(path, client.confirmed)):
                watch.keep(str(_Token.new(parcel)))
            if denied.code not in {Code.NO_SUCH_FILE, Code.PERMISSION_DENIED}:
                room = session.attend(partial(client.room, self._folder))
                if room is not None and room < parcel.size - client.confirmed:
                    raise NoRoomThere(denied.text) from None
            raise
        if session.attend(partial(client.size, path)) != parcel.size:
            raise LostUpload
        tell()

    def _blocks(self, session: Session, stretch: Stretch) -> Iterator[bytes]:
        """Yield a stretch of a file block by block, no faster than the endpoint's cap."""
        cap = self._endpoint.cap
        size = BLOCK if cap is None else max(1, min(BLOCK, cap))
        free = 0.0
        for piece in stretch.pieces():
            for at in range(0, len(piece), size):
                block = bytes(piece[at : at + size])
                while cap and (left := free - time.monotonic()) > 0 and not session.closed:
                    time.sleep(min(left, _NAP))
                free = max(free, time.monotonic()) + len(block) / (cap or 1)
                yield block

    @contextmanager
    def _session(self, watch: Watch) -> Iterator[tuple[Session, SftpClient]]:
        """Log in, once the server has proved to hold the pinned key; end it all at the end."""
        user, secret = self._login()
        session = reach(self._host, self._port, self._endpoint, watch, self._limits)
        try:
            channel = session.enter(user, secret)
            client = session.attend(lambda: SftpClient(channel))
            yield session, client
        except Denied as denied:
            raise _meant(denied) from None
        except Garbled:
            raise NotThisProtocol from None
        except Ended:
            raise Cut from None
        finally:
            session.close()

    def _login(self) -> tuple[str, object]:
        """Return name and secret.  Raises ``LoginUnusable``."""
        login = self._endpoint.login
        if login is None or not (user := self._user or login.username):
            raise LoginUnusable
        if login.private_key is not None:
            return user, private_key(login.private_key, login.password)
        if login.password is None:
            raise LoginUnusable
        return user, login.password

    def _below(self, *names: str) -> str:
        return "/".join([self._folder.rstrip("/"), *names])


@dataclass(frozen=True)
class _Token:
    """Which temporary file holds which parcel, as text: SHA-256 in hexadecimal, then its name."""

    sha256: bytes
    name: str

    @classmethod
    def new(cls, parcel: Parcel) -> _Token:
        return cls(parcel.sha256, f"{parcel.name}.{secrets.token_hex(8)}.part")

    @classmethod
    def read(cls, token: str | None, parcel: Parcel) -> _Token | None:
        """Return what a token says, None if it is of another parcel."""
        digest, _, name = (token or "").partition(" ")
        ours = digest == parcel.sha256.hex() and name.startswith(f"{parcel.name}.")
        return cls(parcel.sha256, name) if ours and "/" not in name else None

    def __str__(self) -> str:
        return f"{self.sha256.hex()} {self.name}"


def _address(text: str) -> tuple[str, int, str | None, str]:
    """Return host, port, user and folder of an address.  Raises ``BadAddress``."""
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise BadAddress from None
    strange = not text.isascii() or not text.isprintable() or parts.query or parts.fragment
    if parts.scheme != "sftp" or not host or port == 0 or parts.password is not None or strange:
        raise BadAddress
    user = unquote(parts.username) if parts.username else None
    return host, port or _PORT, user, unquote(parts.path) or "."


def _meant(denied: Denied) -> Busy | NoSuchPlace | Refused:
    """Return what a status means where nothing more is known."""
    if denied.code == Code.NO_SUCH_FILE:
        return NoSuchPlace(denied.text)
    if denied.code == Code.PERMISSION_DENIED:
        return Refused(denied.text)
    return Busy(denied.text)
