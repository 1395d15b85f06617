"""What the tests of the contract need of a place that parcels are delivered to."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from collector.sync.transport.interface import Endpoint, Way
from collector.sync.transport.limits import LIMITS, Limits
from collector.sync.transport.ways import open_way
from contract.relay import Relay


@dataclass(frozen=True)
class Place:
    """One place, empty at first.

    ``held`` gives the contents of all that was delivered whole, ``names`` everything the other
    side could read of a parcel's name, ``restart`` kills its server and starts it again.
    ``relay`` is the network before it; a folder has none.  ``opened`` gives the way to it.
    """

    endpoint: Endpoint
    receipts: Path
    held: Callable[[], list[bytes]]
    names: Callable[[], str]
    restart: Callable[[], None]
    relay: Relay | None = None
    opened: Callable[[Endpoint, Limits], Way] = open_way

    def way(self, limits: Limits = LIMITS, cap: int | None = None) -> Way:
        """Return a way to it."""
        return self.opened(replace(self.endpoint, cap=cap), limits)

    def digests(self) -> list[bytes]:
        """Return the SHA-256 of all that was delivered whole."""
        return [hashlib.sha256(content).digest() for content in self.held()]
