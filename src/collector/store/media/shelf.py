"""The volumes of a vault: which are open, which takes new bytes, how one is made and closed.

SCHEMA.md section 7 gives the states and why every crash point between them is harmless.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from collector.errors import CollectorError
from collector.paths import machine_errors, sync_folder
from collector.store.errors import VaultDamaged
from collector.store.media import rows
from collector.store.media.values import VolumeRow
from collector.store.media.volume import Volume, file_name
from collector.store.sqlite import Connection, transaction

_OPEN_AT_ONCE = 4


class Shelf:
    """The open volumes of one vault, and the rows that name them."""

    def __init__(self, db: Connection, folder: Path, limit: int) -> None:
        self._db = db
        self._folder = folder
        self._limit = limit
        self._open: dict[int, Volume] = {}
        self._distrusted: set[int] = set()

    def get(self, number: int) -> Volume:
        """Return a volume, opening it if need be.  Raises ``VaultDamaged`` as ``Volume.open``."""
        volume = self._open.pop(number, None)
        if volume is None:
            row = next((row for row in rows.volumes(self._db) if row.number == number), None)
            if row is None or row.state == "making":
                raise VaultDamaged(part=f"media volume {number}")
            self._close_idle()
            volume = Volume.open(self._folder, row, self._limit)
        self._open[number] = volume  # the last one used stands last
        return volume

    def put_away(self, number: int) -> None:
        """Close a volume; it is opened again when it is asked for."""
        volume = self._open.pop(number, None)
        if volume is not None:
            volume.close()

    def distrust(self, number: int) -> None:
        """Write nothing more into a volume in which damage was met, and read it through a new door.

        A connection that met a page which does not decrypt gives the next reader an error too, be
        its item whole or not (measured).
        """
        self._distrusted.add(number)
        volume = self._open.get(number)
        if volume is not None and not volume.busy:
            self.put_away(number)

    def close(self) -> None:
        """Close all volumes."""
        for number in list(self._open):
            self.put_away(number)

    def writable(self, apart_from: frozenset[int] = frozenset()) -> Volume:
        """Return the first open volume with room that is none of these, or a new one.

        A damaged one is passed over: it is reported by the check, and new media must not wait.
        """
        for row in rows.volumes(self._db):
            if row.state == "open" and row.number not in self._distrusted | apart_from:
                try:
                    volume = self.get(row.number)
                    if volume.room():
                        volume.try_a_row()
                        return volume
                except VaultDamaged:
                    self.distrust(row.number)
        return self.make()

    def make(self) -> Volume:
        """Make a new, empty volume."""
        row = VolumeRow(
            number=self._free_number(),
            uuid=secrets.token_bytes(16),
            key=secrets.token_bytes(32),
            state="making",
            digest=None,
        )
        with transaction(self._db):
            rows.add_volume(self._db, row)
        try:
            volume = Volume.make(self._folder, row, self._limit)
        except BaseException:
            with suppress(CollectorError):
                self.unmake(row.number)
            raise
        self._open[row.number] = volume
        with transaction(self._db):
            rows.change_volume(self._db, row.number, "open")
        return volume

    def unmake(self, number: int) -> None:
        """Remove what is left of a volume in state ``making``: its file first, then its row."""
        self.put_away(number)
        with machine_errors():
            path = self._folder / file_name(number)
            path.unlink(missing_ok=True)
            path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
            sync_folder(self._folder)
        with transaction(self._db):
            rows.remove_volume(self._db, number)

    def sync(self) -> None:
        """Make the removal of journals durable: until then a power cut could undo a commit."""
        with machine_errors():
            sync_folder(self._folder)

    def close_full(self) -> None:
        """Give full volumes their final digest.  Never while a transaction is open anywhere."""
        for row in rows.volumes(self._db):
            if row.state == "open" and row.number not in self._distrusted:
                with suppress(CollectorError):  # what was recorded stays; a later batch tries again
                    self._close_if_full(row.number)

    def sweep(self) -> None:
        """Remove unfinished volumes, and items that no blob names from open ones.

        What cannot be read or written now is left as it is: the vault must open all the same.
        """
        for row in rows.volumes(self._db):
            with suppress(CollectorError):
                if row.state == "making":
                    self.unmake(row.number)
                elif row.state == "open":
                    self._sweep_open(row.number)

    def _close_if_full(self, number: int) -> None:
        volume = self.get(number)
        if volume.room() or volume.busy or self._orphans(volume):
            return
        digest = volume.digest()
        with transaction(self._db):
            rows.change_volume(self._db, number, "closed", digest)
        self.put_away(number)

    def _sweep_open(self, number: int) -> None:
        try:
            self._remove_orphans(number)
        except VaultDamaged:
            self.distrust(number)

    def _remove_orphans(self, number: int) -> None:
        volume = self.get(number)
        volume.drop_stale_journal()
        orphans = self._orphans(volume)
        if orphans:
            volume.remove(orphans)
            self.sync()

    def _orphans(self, volume: Volume) -> set[bytes]:
        return volume.items() - rows.items_of(self._db, volume.number)

    def _free_number(self) -> int:
        """Return the next number without a row and without a file: none is ever written over."""
        number = max((row.number for row in rows.volumes(self._db)), default=0) + 1
        with machine_errors():
            while os.path.lexists(self._folder / file_name(number)):
                number += 1
        return number

    def _close_idle(self) -> None:
        """Keep memory constant however many volumes there are."""
        for number, volume in list(self._open.items()):
            if len(self._open) < _OPEN_AT_ONCE:
                return
            if not volume.busy:
                self.put_away(number)
