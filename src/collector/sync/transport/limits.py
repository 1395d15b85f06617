"""How long a way waits.  Tests hand shorter limits to a way's constructor; nobody else does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from collector.sync.transport.interface import BEAT_SECONDS, CONNECT_SECONDS, STALL_SECONDS


@dataclass(frozen=True)
class Limits:
    """Seconds."""

    connect: float = CONNECT_SECONDS
    stall: float = STALL_SECONDS
    beat: float = BEAT_SECONDS


LIMITS: Final = Limits()
