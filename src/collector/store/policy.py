"""How hard it must be to guess a passphrase."""

from __future__ import annotations

from dataclasses import dataclass

from collector.crypto.kdf import LADDER, Argon2Cost
from collector.store.errors import VaultKeysWeak

_MIB = 1024


@dataclass(frozen=True)
class KdfPolicy:
    """Bounds for Argon2id, enforced when slots are written and when they are read.

    Memory in KiB.  ``target_seconds`` is what calibration aims at when a vault is made.  The
    program only ever uses :data:`PRODUCTION` (formats.md, section 1).
    """

    ladder: tuple[Argon2Cost, ...] = LADDER
    memory_floor: int = 256 * _MIB
    memory_ceiling: int = 512 * _MIB
    passes_floor: int = 3
    passes_ceiling: int = 64
    lanes_ceiling: int = 16
    target_seconds: float = 1.0

    def check(self, cost: Argon2Cost) -> None:
        """Raise ``VaultKeysWeak`` if a cost lies outside the bounds."""
        if not (
            self.memory_floor <= cost.memory_kib <= self.memory_ceiling
            and self.passes_floor <= cost.passes <= self.passes_ceiling
            and 1 <= cost.lanes <= self.lanes_ceiling
        ):
            raise VaultKeysWeak


PRODUCTION = KdfPolicy()
