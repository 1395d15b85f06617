"""What ``vault check`` finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was written: a stable code, and where (ids, numbers, digests)."""

    code: str
    where: str
