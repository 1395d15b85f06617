"""The verbs of WebDAV that delivering takes (RFC 4918), over one client of HTTPS."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from typing import Final

from collector.sync.transport.address import Address
from collector.sync.transport.body import Octets, Stretch
from collector.sync.transport.errors import LoginUnusable, NoSuchPlace
from collector.sync.transport.http import Answer, Client
from collector.sync.transport.interface import Login
from collector.sync.transport.webdav_listing import ASKED, sizes

_LISTING: Final = 16 * 1024 * 1024
"""The longest listing that is read: ten thousand chunks, each with a long path."""
MISSING: Final = 404
"""The status of what is not there."""


def credentials(login: Login | None) -> dict[str, str]:
    """Return the header of a login (RFC 7617, Basic), none without one.

    Raises ``LoginUnusable`` where the login has no name or password that this header can carry.
    """
    if login is None:
        return {}
    if not login.username or login.password is None or ":" in login.username:
        raise LoginUnusable
    both = f"{login.username}:{login.password}".encode()
    return {"Authorization": f"Basic {base64.b64encode(both).decode()}"}


def as_folder(address: Address) -> Address:
    """Return the address with a slash at its end, without which some servers redirect."""
    return address.below("")


class DavClient:
    """Every method raises what a ``Client`` raises, and what the status of an answer means."""

    def __init__(self, client: Client, login: dict[str, str]) -> None:
        self._client = client
        self._login = login

    @property
    def place(self) -> Address:
        """The address that parcels go below."""
        return self._client.address

    @property
    def protocol(self) -> str | None:
        """The version of TLS."""
        return self._client.protocol

    def look(self) -> Answer:
        """Look at the place itself.  Raises ``NoSuchPlace`` too."""
        answer = self._find(as_folder(self.place))
        if answer.status == MISSING:
            raise NoSuchPlace(answer.body)
        return answer

    def sizes(self, folder: Address) -> dict[str, int | None] | None:
        """Return the size of everything in a folder, by name; None if there is no such folder."""
        answer = self._find(as_folder(folder), depth=1)
        return None if answer.status == MISSING else sizes(answer.body)

    def exists(self, address: Address) -> bool:
        """Tell whether anything lies there."""
        return self._find(address).status != MISSING

    def size(self, file: Address) -> int | None:
        """Return the size of a file in octets; None if it is not there or no size is told."""
        answer = self._find(file)
        name = file.target.rpartition("/")[2]
        return None if answer.status == MISSING else sizes(answer.body).get(name)

    def read(self, file: Address, limit: int) -> bytes | None:
        """Return a file of at most ``limit`` octets; None if it is not there."""
        answer = self._request("GET", file, {}, cap=limit).must_be(200, MISSING)
        return None if answer.status == MISSING else answer.body

    def make_folder(self, folder: Address, about: dict[str, str], refused: Iterable[int]) -> bool:
        """Make a folder; False where the answer's status is one of ``refused``."""
        answer = self._request("MKCOL", as_folder(folder), about).must_be(201, *refused)
        return answer.status == 201

    def put(
        self, file: Address, part: Stretch, about: dict[str, str], refused: Iterable[int]
    ) -> bool:
        """Put part of a parcel into a file; False where the status is one of ``refused``."""
        answer = self._request("PUT", file, about, part).must_be(200, 201, 204, *refused)
        return answer.status not in refused

    def move(
        self,
        old: Address,
        new: Address,
        about: dict[str, str],
        refused: Iterable[int],
        *,
        overwrite: bool,
    ) -> bool:
        """Give a file a name; False where the answer's status is one of ``refused``.

        Unless it may ``overwrite``, a name that is taken is answered with the status 412.
        """
        headers = {**about, "Destination": str(new), "Overwrite": "T" if overwrite else "F"}
        return self._request("MOVE", old, headers).must_be(201, 204, *refused).status < 300

    def _find(self, address: Address, *, depth: int = 0) -> Answer:
        headers = {"Depth": str(depth), "Content-Type": "application/xml; charset=utf-8"}
        cap = _LISTING if depth else None
        answer = self._request("PROPFIND", address, headers, Octets(ASKED), cap=cap)
        return answer.must_be(207, MISSING)

    def _request(
        self,
        method: str,
        address: Address,
        headers: dict[str, str],
        body: Octets | Stretch | None = None,
        *,
        cap: int | None = None,
    ) -> Answer:
        both = headers | self._login
        if cap is None:
            return self._client.request(method, address, both, body)
        return self._client.request(method, address, both, body, cap=cap)
