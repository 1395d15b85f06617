"""What was just shown below the fold, or above it, is scrolled to."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget


def into_view(part: QWidget) -> None:
    """Scroll until a part can be seen, once it has its place."""
    QTimer.singleShot(0, part, lambda: _scroll_to(part))


def _scroll_to(part: QWidget) -> None:
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(part, 0)  # never sideways
        above = above.parentWidget()
