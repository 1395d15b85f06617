"""Checking a bundle with a key file, against the key that must have signed it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from collector.given_files import must_be_file
from collector.sync.bundle.dating import Dating, StampShown
from collector.sync.bundle.given import GivenBundle, bundle_size, given_bundles, open_bundle
from collector.sync.bundle.policy import KnownSigners, Standing
from collector.sync.bundle.reader import read_bundle
from collector.sync.bundle.sink import DiscardSink
from collector.sync.bundle.verified import VerifiedBundle
from collector.verify.keys import read_keys

__all__ = [
    "Dating",
    "GivenBundle",
    "StampShown",
    "Standing",
    "VerifiedBundle",
    "bundle_size",
    "given_bundles",
    "verify",
]


def verify(
    path: Path, key_file: Path, signer: bytes, *, progress: Callable[[int], None] | None = None
) -> VerifiedBundle:
    """Check a bundle with an age identity file; nothing of it is kept.

    The key file may be a pipe: whoever keeps it encrypted need not write it down to use it.  A
    bundle that another key signed is checked as well; its ``standing`` says so.  Raises as
    ``read_bundle``, ``read_keys``, ``must_be_file`` and ``open_bundle``.
    """
    policy = KnownSigners(trusted=frozenset({signer}))
    with open_bundle(must_be_file(path)) as stream:
        keys = read_keys(key_file, pipes=True)
        return read_bundle(stream, keys, policy, DiscardSink(), progress=progress)
