"""Buttons that belong together: side by side, one below the other where the type is large."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from collector.settings import Settings
from collector.ui.parts.layout import Part, column, group, row

LARGE_TYPE: Final = 150
"""Per cent.  From here on, what stands side by side is put one below the other."""


def actions(settings: Settings, *buttons: QWidget, name: str = "") -> QWidget:
    """Return the buttons as one part, left-aligned, in reading order."""
    if settings.text_size < LARGE_TYPE:
        return group(row(*buttons, None), name)
    lines: list[Part] = [row(it, None) for it in buttons]
    return group(column(*lines), name)
