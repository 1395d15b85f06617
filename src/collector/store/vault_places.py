"""Where a vault is in a folder that somebody chose, or where a new one goes in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from collector.paths import machine_errors
from collector.store.errors import VaultExists
from collector.store.keyfile import NAMES

NAME: Final = "vault"


@dataclass(frozen=True)
class VaultPlace:
    """The folder of a vault; ``there`` tells whether it holds a vault's key file already."""

    folder: Path
    there: bool


def vault_place(chosen: Path) -> VaultPlace:
    """Return the vault that is the folder ``chosen`` or lies in it, else where one can be made.

    A vault gets a folder of its own, ``vault``: never the root of a stick.  Whether one that is
    there opens, opening it tells.  Raises ``VaultExists`` when something else has that name, and
    the machine's errors.
    """
    inside = chosen / NAME
    with machine_errors():
        for folder in (chosen, inside):
            if any((folder / name).is_file() for name in NAMES):
                return VaultPlace(folder, there=True)
        if inside.exists() and (not inside.is_dir() or any(inside.iterdir())):
            raise VaultExists
    return VaultPlace(inside, there=False)
