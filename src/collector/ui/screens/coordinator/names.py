"""Names of files as a sentence can hold them: harmless, and never wider than the page."""

from __future__ import annotations

from typing import Final

from collector.settings import Settings
from collector.ui import outside

_MOST: Final = 40
"""Characters at 100 %: in the smallest window a name without a blank still fits."""


def file_name(settings: Settings, name: str) -> str:
    """Return the name of a file, shortened where the type is large."""
    return outside.line(name, _MOST * 100 // settings.text_size)
