"""The bundle that a call names: a file, or some or all of the parts it lies in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from collector.cli.errors import UsageRefused
from collector.verify.bundle import given_bundles


def one_bundle(names: Sequence[str], prog: str) -> Path:
    """Return the file, or one of the parts.  Raises ``UsageRefused`` where more was named."""
    given = given_bundles(map(Path, names))
    if len(given) != 1:
        raise UsageRefused(problem="it takes one bundle, in one file or in parts", prog=prog)
    return given[0].path
