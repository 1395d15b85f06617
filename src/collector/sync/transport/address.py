"""Addresses of https, as cards and servers write them."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import urljoin, urlsplit

from collector.sync.transport.errors import BadAddress, NotThisProtocol, Redirected

_HTTPS: Final = 443
_LONGEST: Final = 2000
_PLAIN: Final = re.compile(r"[!-~]+", re.ASCII)


@dataclass(frozen=True)
class Address:
    """``target`` is what stands in the first line of a request: the path, and a query if any."""

    host: str
    port: int
    target: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Read an address from a card.  Raises ``BadAddress``."""
        found = cls._read(text)
        if found is None:
            raise BadAddress
        return found

    def pointed(self, location: str) -> Self:
        """Return where a ``Location`` of an answer from here points: the same origin, always.

        Raises ``Redirected`` for another origin, ``NotThisProtocol`` for what is no address.
        """
        if not self._fits(location):
            raise NotThisProtocol
        try:
            absolute = urljoin(str(self), location)
        except ValueError:
            raise NotThisProtocol from None
        found = self._read(absolute)
        if found is None or found.origin != self.origin:
            raise Redirected
        return found

    def below(self, *names: str) -> Self:
        """Return the address of something below this one; names are safe as they are."""
        path = self.target.partition("?")[0].rstrip("/")
        return type(self)(self.host, self.port, "/".join([path, *names]))

    @property
    def origin(self) -> tuple[str, int]:
        """Host and port; the scheme is https."""
        return self.host, self.port

    @property
    def authority(self) -> str:
        """Host and port as the header ``Host`` wants them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _HTTPS else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"https://{self.authority}{self.target}"

    @classmethod
    def _read(cls, text: str) -> Self | None:
        if not cls._fits(text):
            return None
        try:
            parts = urlsplit(text)
            host, port = parts.hostname, parts.port
        except ValueError:
            return None
        if parts.scheme != "https" or not host or "@" in parts.netloc or port == 0:
            return None
        target = parts.path or "/"
        if parts.query:
            target += f"?{parts.query}"
        return cls(host.rstrip("."), port or _HTTPS, target)

    @staticmethod
    def _fits(text: str) -> bool:
        return len(text) <= _LONGEST and _PLAIN.fullmatch(text) is not None


def is_number(host: str) -> bool:
    """Tell whether a host is given as an IP address, not as a name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
