"""Padme: the length a bundle's plaintext is filled up to.

FORMAT.md section 2; Nikitin, Barman, Lueks, Underwood, Hubaux, Ford: "Reducing metadata leakage
from encrypted files and communication with PURBs" (2019), section 4.  The fill costs at most 12 %
and leaves O(log log L) bits of the length to be seen.
"""

from __future__ import annotations

FLOOR = 1 << 20


def padme(length: int) -> int:
    """Return ``length`` (octets, at least 2) rounded up so that its low bits tell nothing."""
    if length < 2:
        raise ValueError("padme is defined from 2 octets on")
    exponent = length.bit_length() - 1
    kept = exponent.bit_length()
    unit = 1 << (exponent - kept)
    return -(-length // unit) * unit


def padded(length: int) -> int:
    """Return the plaintext's full length for an archive of ``length`` octets."""
    return padme(max(length, FLOOR))
