"""One sealed file on its way: what a thread does that may use the network and not the vault.

What has to be written down meanwhile goes through a ``Ledger``; in the window that is answered by
the thread that owns the vault, on the command line by the vault itself.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Protocol

from collector import clock
from collector.errors import MachineTrouble, Vanished
from collector.paths import machine_errors
from collector.store.sealed_files import open_sealed, sealed_digest
from collector.sync.transport.errors import Busy, NetworkTrouble, ParcelChanged
from collector.sync.transport.interface import Endpoint, Parcel, Watch, Way

_FIRST_WAIT: Final = 30
_LONGEST_WAIT: Final = 3600
_WRITE_DOWN_EVERY: Final = 5.0


@dataclass(frozen=True)
class Errand:
    """A bundle to be delivered now, and what resuming it needs."""

    bundle: str
    parcel: Parcel
    endpoint: Endpoint
    token: str | None = field(repr=False)
    tries: int


class Ledger(Protocol):
    """Where a sender writes down what has happened.  Each call returns once it is on disk."""

    def keep(self, errand: Errand, token: str) -> None:
        """Keep what resuming needs."""

    def confirmed(self, errand: Errand, octets: int) -> None:
        """Keep how many octets the other side holds."""

    def uploaded(self, errand: Errand) -> None:
        """The other side says that it holds every octet."""

    def held(self, errand: Errand, reason: str, not_before: str | None) -> None:
        """The delivery failed for a reason; it may be tried again from a time (UTC), or not."""

    def way_failed(self, errand: Errand, reason: str) -> None:
        """This way failed as time does not mend; another one of the card may do better."""

    def interrupted(self, errand: Errand) -> None:
        """Somebody stopped it; it waits as before."""


def deliver(
    errand: Errand, open_way: Callable[[Endpoint], Way], ledger: Ledger, watch: Watch
) -> None:
    """Deliver one parcel and write down every step.

    The platform would refuse a file that is not what was sealed: so it is read before it goes.
    Raises ``NetworkTrouble`` and the machine's errors after they were written down, and what
    ``watch`` or ``ledger`` raises.
    """
    try:
        _must_be_whole(errand.parcel, watch)
        open_way(errand.endpoint).post(errand.parcel, errand.token, _Noting(errand, ledger, watch))
    except NetworkTrouble as trouble:
        if trouble.of_way and not trouble.retry:
            ledger.way_failed(errand, trouble.code)
        else:
            ledger.held(errand, trouble.code, _try_again(trouble, errand.tries))
        raise
    except MachineTrouble as trouble:
        # Somebody may make room, or connect the disk again.
        ledger.held(errand, trouble.code, clock.in_seconds(_wait(errand.tries)))
        raise
    except BaseException:
        ledger.interrupted(errand)
        raise
    ledger.uploaded(errand)


def _must_be_whole(parcel: Parcel, watch: Watch) -> None:
    """Raise ``ParcelChanged`` unless a parcel is on this disk as it was made, ``Vanished`` without
    the disk.
    """
    with machine_errors():
        if not parcel.path.is_file():
            raise ParcelChanged if parcel.path.parent.is_dir() else Vanished
    try:
        with open_sealed(parcel.path) as stream:
            sha256 = sealed_digest(stream, watch.beat)
    except Vanished:
        raise ParcelChanged from None
    if sha256 != parcel.sha256:
        raise ParcelChanged


class _Noting:
    """A watch that also writes down."""

    def __init__(self, errand: Errand, ledger: Ledger, watch: Watch) -> None:
        self._errand = errand
        self._ledger = ledger
        self._watch = watch
        self._written = time.monotonic()

    def sent(self, octets: int) -> None:
        """Pass on, and write down from time to time: a resumed upload asks the server anyway."""
        if time.monotonic() - self._written > _WRITE_DOWN_EVERY:
            self._ledger.confirmed(self._errand, octets)
            self._written = time.monotonic()
        self._watch.sent(octets)

    def gone(self, octets: int) -> None:
        """Pass on: nobody has said yet that it arrived."""
        self._watch.gone(octets)

    def keep(self, token: str) -> None:
        """Write down, before a byte depends on it."""
        self._ledger.keep(self._errand, token)
        self._watch.keep(token)

    def beat(self) -> None:
        """Pass on."""
        self._watch.beat()


def _try_again(trouble: NetworkTrouble, tries: int) -> str | None:
    """Return from when on another attempt makes sense, later each time; None if never by itself."""
    if not trouble.retry:
        return None
    seconds = _wait(tries)
    if isinstance(trouble, Busy) and trouble.after:
        seconds = max(seconds, min(trouble.after, _LONGEST_WAIT))
    return clock.in_seconds(seconds)


def _wait(tries: int) -> int:
    """Return how many seconds to wait, longer each time.

    They are drawn from the upper half of a doubling span, so that many senders a server turned
    away do not come back at once.
    """
    span: int = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(tries, 10))
    return span // 2 + secrets.randbelow(span // 2 + 1)
