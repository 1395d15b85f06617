"""How hard it must be to guess a passphrase."""

from __future__ import annotations

import time
from dataclasses import dataclass

from collector.crypto.kdf import Argon2Cost, argon2id, calibrate
from collector.store.errors import VaultKeysWeak

_MIB = 1024
_TARGET_SECONDS = 1.0


@dataclass(frozen=True)
class KdfPolicy:
    """Bounds for Argon2id, enforced when slots are written and when they are read.

    Memory in KiB.  ``fixed`` is the cost for new vaults; ``None`` calibrates the ladder of
    ``crypto.kdf`` to about a second.  The program only ever uses :data:`PRODUCTION` (SCHEMA.md,
    section 1).
    """

    fixed: Argon2Cost | None = None
    memory_floor: int = 256 * _MIB
    memory_ceiling: int = 512 * _MIB
    passes_floor: int = 3
    passes_ceiling: int = 64
    lanes_ceiling: int = 16

    def cost_for_new(self) -> Argon2Cost:
        """Return the cost a new vault gets on this machine."""
        return self.fixed or calibrate(_TARGET_SECONDS, _measure)

    def check(self, cost: Argon2Cost) -> None:
        """Raise ``VaultKeysWeak`` if a cost lies outside the bounds."""
        if not (
            self.memory_floor <= cost.memory_kib <= self.memory_ceiling
            and self.passes_floor <= cost.passes <= self.passes_ceiling
            and 1 <= cost.lanes <= self.lanes_ceiling
        ):
            raise VaultKeysWeak


def _measure(cost: Argon2Cost) -> float:
    start = time.perf_counter()
    argon2id(b"calibration", bytes(32), cost)
    return time.perf_counter() - start


PRODUCTION = KdfPolicy()
