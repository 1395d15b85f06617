"""Whoever waits for a delivery: hears everything, and may stop it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from collector.sync.transport.interface import Parcel


class Stop(Exception):
    """Somebody gave up waiting."""


@dataclass
class Recorder:
    """Notes what it hears; ``stop`` is asked each time whether to give up."""

    stop: Callable[[Recorder], bool] = lambda _: False
    heard: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    beats: int = 0

    @property
    def octets(self) -> int:
        return self.heard[-1] if self.heard else 0

    @property
    def token(self) -> str | None:
        return self.tokens[-1] if self.tokens else None

    def sent(self, octets: int) -> None:
        self.heard.append(octets)
        self._ask()

    def gone(self, octets: int) -> None:
        self.left.append(octets)

    def keep(self, token: str) -> None:
        self.tokens.append(token)

    def beat(self) -> None:
        self.beats += 1
        self._ask()

    def _ask(self) -> None:
        if self.stop(self):
            raise Stop


def parcel(folder: Path, size: int) -> Parcel:
    """Return a parcel of random octets."""
    path = folder / os.urandom(16).hex()
    content = os.urandom(size)
    path.write_bytes(content)
    return Parcel(path, path.name, size, hashlib.sha256(content).digest())
