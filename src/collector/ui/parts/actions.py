"""Buttons that belong together: side by side, one below the other where the type is large."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from collector.settings import Settings
from collector.ui.parts.layout import Part, column, group, row

_LARGE_TYPE: Final = 150  # per cent


def type_is_large(settings: Settings) -> bool:
    """Tell whether what stands side by side is to be put one below the other."""
    return settings.text_size >= _LARGE_TYPE


def actions(settings: Settings, *buttons: QWidget, name: str = "") -> QWidget:
    """Return the buttons as one part, left-aligned, in reading order."""
    if not type_is_large(settings):
        return group(row(*buttons, None), name)
    lines: list[Part] = [row(it, None) for it in buttons]
    return group(column(*lines), name)
