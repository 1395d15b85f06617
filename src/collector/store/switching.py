"""One ``vault.db`` in the place of another, under another vault key (SCHEMA.md section 11).

The next database lies whole and synced beside the one in use before anybody decides for it; the key
files decide, since what they hold opens one of the two.  Whoever opens the vault afterwards carries
it to its end, or throws the next database away.  A crash at any point is therefore an opening.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from collector.errors import NoRoom
from collector.paths import machine_errors, sync_folder, write_synced
from collector.store.errors import VaultDamaged
from collector.store.sqlite import VAULT_LAYOUT, RawKey, open_existing
from collector.system import sync_file

NEXT: Final = "next.db"
_BLOCK: Final = 1024 * 1024
_BESIDE: Final = ("-wal", "-shm", "-journal")
_SPARE: Final = 1024 * 1024


def check_room(folder: Path) -> None:
    """Make sure, before anybody decides, that the next database fits in the old one's place.

    Raises ``NoRoom`` and the machine's errors.
    """
    with machine_errors():
        more = (folder / NEXT).stat().st_size - (folder / "vault.db").stat().st_size
        if more > 0 and shutil.disk_usage(folder).free < more + _SPARE:
            raise NoRoom


def finish(folder: Path, key: RawKey) -> None:
    """Put the next database in its place, if this key opens it; else nothing happens.

    It is copied and not renamed: at every moment one whole, synced file bears one of the two names.
    Before its name goes it is emptied: a name that comes back must not bring an old state with it.
    Raises ``VaultInUse`` while another process does it, and the machine's errors.
    """
    path = folder / NEXT
    with machine_errors():
        if not path.is_file():
            return
        _remove_beside(path)
        # Closed after the connection: closing any handle of a file drops our locks on it.
        with path.open("r+b") as held:
            try:
                lock = open_existing(path, key, VAULT_LAYOUT)
            except VaultDamaged:  # another key's, or never finished: nobody decided for it
                return
            try:
                _check_free(folder / "vault.db", key)
                _put(held, folder / "vault.db")
                held.truncate(0)
                sync_file(held.fileno())
            finally:
                lock.close()
    discard(folder)


def discard(folder: Path) -> None:
    """Remove the next database.  Only for whoever holds the lock of ``vault.db``."""
    path = folder / NEXT
    with machine_errors():
        if os.path.lexists(path) or _remove_beside(path):
            path.unlink(missing_ok=True)
            _remove_beside(path)
            sync_folder(folder)


def _check_free(database: Path, key: RawKey) -> None:
    """Who decided may not have closed the old database yet.  Raises ``VaultInUse``."""
    with suppress(VaultDamaged):  # as it must be under the new key, or torn
        open_existing(database, key, VAULT_LAYOUT).close()


def _put(source: BinaryIO, target: Path) -> None:
    log = target.with_name(f"{target.name}-wal")
    if log.exists():
        write_synced(log, b"")  # should its name come back, there is nothing in it
    _remove_beside(target)
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    source.seek(0)
    with os.fdopen(os.open(target, flags, 0o600), "wb") as out:
        shutil.copyfileobj(source, out, _BLOCK)
        out.truncate()
        out.flush()
        sync_file(out.fileno())
    sync_folder(target.parent)


def _remove_beside(path: Path) -> bool:
    """Remove the logs beside a database: those of the old one are not the new one's."""
    found = [log for end in _BESIDE if (log := path.with_name(f"{path.name}{end}")).exists()]
    for log in found:
        log.unlink(missing_ok=True)
    return bool(found)
