"""A column of text that stays readable: no wider than it should be, at the left of the page."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from collector.settings import Settings
from collector.ui import design
from collector.ui.parts.layout import group, row

WIDTH = 760
"""Pixels at 100 %: a sheet with its margins around a readable line."""


def narrow(settings: Settings, inner: QWidget, width: int = WIDTH) -> QWidget:
    """Return a part that is at most ``width`` pixels wide at 100 %, more where type is larger."""
    inner.setMaximumWidth(min(design.pixels(width, settings), width * 3 // 2))
    inner.setSizePolicy(QSizePolicy.Policy.Expanding, inner.sizePolicy().verticalPolicy())
    box = row(gap=0)
    box.addWidget(inner, 1000)
    box.addStretch(1)
    return group(box)
