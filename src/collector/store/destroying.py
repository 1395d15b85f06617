"""Leaving nothing behind: the keys first, so that an interruption leaves a vault that nobody opens.

What is destroyed is the vault as it lies in its folder.  A copy of the folder that somebody made
before, and cells of a flash disk that only its own controller reaches, still hold the key slots:
they open with the passphrase.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from collector.errors import CollectorError
from collector.paths import machine_errors, sync_folder
from collector.store import keyfile
from collector.store.errors import NotDestroyed, VaultIsLink
from collector.store.vault import Vault


def destroy_vault(vault: Vault) -> None:
    """Destroy an open vault and remove its folder, with whatever lies in it; may be called again.

    Both copies of the key file are overwritten and synced before anything else, in all their slots;
    from then on nothing opens it, and ``finish_destroying`` removes what an interruption left.
    Raises ``VaultMoved``, before anything is done, where its folder is not there or another by now,
    and the machine's errors.
    """
    if vault.is_open:
        vault.must_lie()
    keyfile.overwrite(vault.folder)
    with suppress(CollectorError):  # what could not be written back is lost in any case
        vault.close()
    finish_destroying(vault.folder)


def finish_destroying(folder: Path) -> None:
    """Remove what is left of a vault that was being destroyed; nothing happens where nothing is.

    Raises ``NotDestroyed`` for any other folder that is not empty, ``VaultIsLink`` and the
    machine's errors.
    """
    with machine_errors():
        if folder.is_symlink():
            raise VaultIsLink
        if not os.path.lexists(folder):
            return
        if not folder.is_dir() or (any(folder.iterdir()) and not keyfile.is_overwritten(folder)):
            raise NotDestroyed
    keyfile.overwrite(folder)
    with machine_errors():
        _remove([path for path in folder.iterdir() if path.name not in keyfile.NAMES])
        sync_folder(folder)
        # The key files last: they tell that the rest was meant to go.
        _remove(list(folder.iterdir()))
        folder.rmdir()
        sync_folder(folder.absolute().parent)


def _remove(paths: list[Path]) -> None:
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
