"""What every journey begins and ends with: a window, what it leaves behind, and what arrived."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from journeys.others import Other, written
from journeys.stage import Stage, stage

_VAULT = ".local/share/collector/vault"


@contextmanager
def sitting(folder: Path) -> Iterator[Stage]:
    """Open the program and end it: it printed nothing, and beside the vault left its settings."""
    with stage(folder) as on:
        window = on.open()
        yield on
        assert on.end(window) == ""
        left = written(on.home)
    assert left == {".config/collector/window.json"}


def afterwards(folder: Path) -> Other:
    """Return the vault that a sitting left, to be looked at from outside."""
    return Other(folder / "later", folder / "home" / _VAULT)


def arrived(folder: Path, stick: Path, desk: Other, code: str) -> dict[str, Any]:
    """Return an account as another vault has it from the one bundle on a stick.

    Nothing is wrong with the vault it comes from.
    """
    (bundle,) = stick.iterdir()
    own = afterwards(folder)
    own.check()
    return desk.receive(bundle, own, code)
