"""Asking PyInstaller what links what; for the spec files, which run inside it."""

from __future__ import annotations

import os
import sysconfig
from collections.abc import Collection
from pathlib import Path
from typing import Protocol

from PyInstaller.depend.bindepend import get_imports

from packing.contents import Entry, kept
from packing.licences import licences

ENVIRONMENT = Path(sysconfig.get_path("platlib")).resolve()


class Found(Protocol):
    """What ``Analysis`` finds: lists of entries; modules stand in ``pure``."""

    pure: list[Entry]
    binaries: list[Entry]
    datas: list[Entry]


def taken_along(found: Found, languages: Collection[str] = ()) -> list[Entry]:
    """Return what stays of what was found, and the licences of it all."""
    stays = kept([*found.binaries, *found.datas], ENVIRONMENT, languages, _linked)
    modules = {name.partition(".")[0] for name, *_ in found.pure}
    return [*stays, *licences(modules, stays, ENVIRONMENT)]


def _linked(path: str) -> set[str]:
    return {os.path.realpath(found) for _, found in get_imports(path) if found is not None}
