"""How much a reader takes in (FORMAT.md section 6), in octets and in counts.

Every limit is checked against the declared size before anything is read or allocated.
"""

from __future__ import annotations

from typing import Final

KIB: Final = 1024
MIB: Final = 1024 * KIB

PAYLOAD_FILES: Final = 20_000
EXHIBITS: Final = 40_000
MANIFEST: Final = 8 * MIB
TAG_FILE: Final = 64 * KIB
EVENTS: Final = 32 * MIB
INCLUSION: Final = 32 * MIB
PROOF_FILE: Final = MIB
RECORD: Final = 4 * MIB
HEADS: Final = 64
STAMPS: Final = 32
ORIGINS: Final = 64
ORIGINS_TOTAL: Final = 64 * MIB
TOTAL: Final = 1024 * 1024 * MIB

CHUNK: Final = 256 * KIB
