"""A file that a person named: is it one that can be read from beginning to end?"""

from __future__ import annotations

import stat
from pathlib import Path

from collector.store.errors import NotAFile


def check_regular(path: Path) -> None:
    """Raise ``NotAFile`` for folders, pipes and devices, and ``OSError`` where nothing is.

    To be asked before opening: a pipe would wait for its other end.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise NotAFile
