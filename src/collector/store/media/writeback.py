"""Asking the system to begin writing a file to the disk while the next bytes are encrypted.

Without it, the system keeps what is written in memory and the sync at the end waits for all of it.
Linux begins at once when told that fresh pages are not needed again, and keeps them in memory all
the same, since they are still being written; elsewhere nothing is done.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

_INTERVAL = 32 * 1024 * 1024


class Writeback:
    """Counts what was written to one file and nudges the system from time to time.

    Keeps a descriptor of its own, which MUST be closed after the database connection: closing any
    descriptor of a file drops the locks this process has on it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None
        self._waiting = 0
        self._begun = 0

    def wrote(self, size: int) -> None:
        """Count ``size`` bytes.  Never fails: it is only a hint."""
        if sys.platform != "linux":
            return
        with suppress(OSError):
            if self._handle is None:
                self._handle = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
                self._begun = os.fstat(self._handle).st_size
            self._waiting += size
            if self._waiting >= _INTERVAL:
                self._waiting = 0
                start, self._begun = self._begun, os.fstat(self._handle).st_size
                fresh = self._begun - start
                if fresh > 0:  # zero would mean: to the end; less, that a batch was rolled back
                    os.posix_fadvise(self._handle, start, fresh, os.POSIX_FADV_DONTNEED)

    def close(self) -> None:
        """Give the descriptor back."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
