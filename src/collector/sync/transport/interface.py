"""What every way of delivery offers: a look at the other side, sealed bytes out, receipts back.

One small file for each kind of way; ``ways.open_way`` picks it by the kind an endpoint names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

CONNECT_SECONDS: Final = 30
"""How long reaching the other side may take, proxy and handshake included."""
STALL_SECONDS: Final = 60
"""How long a way may make no progress, in either direction, before it gives up."""
BEAT_SECONDS: Final = 0.5
"""How long at most between two beats of a ``Watch``."""
RECEIPTS: Final = "receipts"
"""Below an address, where the receipts of what was delivered there lie, under their names."""


@dataclass(frozen=True)
class Parcel:
    """A sealed file.  ``name`` is all the other side learns of it besides size and bytes."""

    path: Path
    name: str
    size: int
    sha256: bytes


@dataclass(frozen=True)
class Proxy:
    """A SOCKS5 proxy.  It resolves the names of those it is asked to reach."""

    host: str
    port: int
    username: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Route:
    """The way out of this machine: through a proxy, over one network interface, or neither."""

    proxy: Proxy | None = None
    interface: str | None = None


@dataclass(frozen=True)
class Login:
    """Who the server takes the sender for.  ``private_key`` is an SSH key as text, for SFTP alone.

    Beside a private key ``password`` is the passphrase that the key is encrypted with, if it is.
    """

    username: str = field(repr=False)
    password: str | None = field(default=None, repr=False)
    private_key: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Endpoint:
    """Where to deliver.  ``pin`` is the SHA-256 of the server's public key.

    Over TLS that is the SubjectPublicKeyInfo (RFC 7469), over SSH the host key blob (what
    ``ssh-keygen -l`` prints).  ``cap`` limits what goes out, in octets a second.  ``login`` is for
    servers that ask who is there.
    """

    kind: str
    address: str
    pin: bytes | None = None
    route: Route = Route()
    cap: int | None = None
    login: Login | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Seen:
    """What a look at the other side showed.  ``protocol`` is such as ``TLSv1.3`` or ``SSH-2.0``.

    ``clock`` is the time the other side says it is, where it says it.  A folder shows neither.
    """

    protocol: str | None = None
    clock: datetime | None = None


class Watch(Protocol):
    """Whoever waits.  Each of these may raise; the way then lets go and passes it on.

    What had arrived by then can be resumed with the token kept last.
    """

    def sent(self, octets: int) -> None:
        """Hear how many octets of the parcel the other side has confirmed to hold."""

    def gone(self, octets: int) -> None:
        """Hear how many octets of the parcel have left here, be they confirmed or not.

        From ways whose other side confirms much at once.
        """

    def keep(self, token: str) -> None:
        """Put a token where a crash does not reach it, before a byte depends on it."""

    def beat(self) -> None:
        """Hear that time passes, at least every ``BEAT_SECONDS``, also while nothing moves."""


class Way(Protocol):
    """A way to deliver to one endpoint.

    All errors are those of ``errors`` beside this file, and the machine's where a disk of this
    machine is at fault: the one that holds the parcel, or the one it is to go to.
    """

    def probe(self, watch: Watch) -> Seen:
        """Look at the other side over the route, up to where a byte of a parcel would go.

        Nothing that names or measures a parcel is sent.
        """

    def post(self, parcel: Parcel, token: str | None, watch: Watch) -> None:
        """Deliver a parcel, from where ``token`` left off.

        Returns once the other side says that it holds every octet; that is no receipt.  A token
        that leads nowhere is forgotten and the parcel begun anew.
        """

    def fetch(self, name: str, limit: int, watch: Watch) -> bytes | None:
        """Return a receipt by its name, None if there is none, at most ``limit`` octets."""
