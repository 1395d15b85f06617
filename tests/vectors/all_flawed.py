"""All flawed bundles, by name."""

from __future__ import annotations

from vectors import flaws_bag, flaws_outside, flaws_payload, flaws_proofs
from vectors.flawed import FLAWED

__all__ = ["FLAWED", "flaws_bag", "flaws_outside", "flaws_payload", "flaws_proofs"]
