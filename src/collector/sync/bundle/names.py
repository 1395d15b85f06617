"""Which member names are safe to look at: the rule for paths (FORMAT.md section 2).

The same on every system: a name that is harmless here and harmful elsewhere is refused here too.
"""

from __future__ import annotations

import re
from typing import Final

from collector.sync.bundle import layout
from collector.sync.bundle.flaws import BundleRefused, Flaw

_PLAIN: Final = re.compile(r"[a-z0-9._/-]*", re.ASCII)
_ABSOLUTE: Final = re.compile(r"/|~|[A-Za-z]:", re.ASCII)


def check_path(path: str) -> None:
    """Raise BundleRefused, naming the first thing that is wrong with the path."""
    if not path:
        raise BundleRefused(Flaw.NAME_EMPTY)
    if _ABSOLUTE.match(path):
        raise BundleRefused(Flaw.PATH_ABSOLUTE)
    if "\\" in path:
        raise BundleRefused(Flaw.PATH_BACKSLASH)
    segments = path.split("/")
    if ".." in segments:
        raise BundleRefused(Flaw.PATH_PARENT)
    if "." in segments or "" in segments:
        raise BundleRefused(Flaw.PATH_DOT)
    if not _PLAIN.fullmatch(path) and segments[1:] != [layout.README]:
        raise BundleRefused(Flaw.PATH_CHARACTERS)


class Seen:
    """The paths that came so far, as compared without regard to case."""

    def __init__(self) -> None:
        self._paths: set[str] = set()
        self._folded: set[str] = set()

    def check_new(self, path: str) -> None:
        """Remember a path.  Raises BundleRefused if it collides with one that came before."""
        folded = path.casefold()
        if path in self._paths:
            raise BundleRefused(Flaw.DUPLICATE)
        if folded in self._folded:
            raise BundleRefused(Flaw.CASE_COLLISION)
        self._paths.add(path)
        self._folded.add(folded)
