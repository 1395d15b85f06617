"""Who must have signed: the question every reading of a bundle has to answer beforehand.

A signature says which key signed.  Whose key that is, and whether it is still good, is for the
caller to know: ``read_bundle`` cannot be called without a policy.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class Standing(Enum):
    """What the caller knows of a public key."""

    TRUSTED = "trusted"
    UNKNOWN = "unknown"
    REVOKED = "revoked"


class SignerPolicy(Protocol):
    """Judges the key that signed a bundle."""

    def judge(self, public: bytes, /) -> Standing:
        """Return what is known of this 32-byte Ed25519 public key."""


@dataclass(frozen=True)
class KnownSigners:
    """A policy made of two sets of 32-byte keys; revoked wins over trusted."""

    trusted: frozenset[bytes]
    revoked: frozenset[bytes] = frozenset()

    def judge(self, public: bytes, /) -> Standing:
        """Return what the two sets say of the key."""
        if public in self.revoked:
            return Standing.REVOKED
        return Standing.TRUSTED if public in self.trusted else Standing.UNKNOWN
