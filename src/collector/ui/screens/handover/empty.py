"""Nothing to hand over yet, or nobody to hand it to: what comes first, and the way there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from collector.ui.desktop import Desktop, Place
from collector.ui.parts.actions import actions
from collector.ui.parts.buttons import button
from collector.ui.parts.layout import sheet
from collector.ui.parts.text import label

_HOME = {"self": "alone-home"}


def empty_panel(desktop: Desktop, *, platforms: bool) -> QWidget:
    """Return what to do first: trust a platform, or, where ``platforms`` are, seal an account."""
    words = desktop.words
    name = "accounts" if platforms else "platforms"
    to = _HOME.get(desktop.role, name) if platforms else name
    go = button(words(f"hand-over-to-{name}"), "primary", lambda: desktop.go(Place(to)))
    go.setObjectName(f"to-{name}")
    return sheet(
        label(words(f"hand-over-no-{name}"), "heading"),
        label(words(f"hand-over-no-{name}-hint")),
        4,
        actions(desktop.settings, go),
        gap=12,
        margin=28,
    )
