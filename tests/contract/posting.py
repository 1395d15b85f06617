"""Delivers one file from a process of its own, as the traps watch it.

``python posting.py ADDRESS PIN PROXY_HOST PROXY_PORT INTERFACE FILE``; "-" leaves one out.  Name
and password of the proxy come on standard input, a line each.  Says the code of what went wrong,
or "delivered".
"""

import hashlib
import sys
from pathlib import Path

from collector.sync.transport.errors import NetworkTrouble
from collector.sync.transport.interface import Endpoint, Parcel, Proxy, Route
from collector.sync.transport.ways import open_way


class Nobody:
    """Waits, and does not care."""

    def sent(self, octets: int) -> None:
        """Hear nothing."""

    def gone(self, octets: int) -> None:
        """Hear nothing."""

    def keep(self, token: str) -> None:
        """Keep nothing."""

    def beat(self) -> None:
        """Go on."""


address, pin, host, port, interface, file = sys.argv[1:]
login = [line or None for line in sys.stdin.read().split("\n")[:2]]
proxy = None if host == "-" else Proxy(host, int(port), *login)
route = Route(proxy, None if interface == "-" else interface)
content = Path(file).read_bytes()
parcel = Parcel(Path(file), "0" * 32, len(content), hashlib.sha256(content).digest())
way = open_way(Endpoint("tus", address, bytes.fromhex(pin), route))
try:
    way.post(parcel, None, Nobody())
except NetworkTrouble as trouble:
    sys.stdout.write(trouble.code)
else:
    sys.stdout.write("delivered")
