"""Puts the design on the application: palette and font where they are enough, the style sheet else.

What the palette can say is not said in the style sheet: a rule for every widget costs on each one.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from collector.settings import Settings
from collector.ui import design

_ROLES: Final = {
    QPalette.ColorRole.Window: "page",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "sheet",
    QPalette.ColorRole.AlternateBase: "sheet",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "soft",
    QPalette.ColorRole.Button: "sheet",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "red",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "sheet",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Accent: "accent",
}


def dress(app: QApplication, settings: Settings) -> None:
    """Use the theme and the size of text that were chosen, at once, everywhere."""
    colours = vars(design.palette(settings))
    palette = QPalette(QColor(colours["page"]))
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(colours[name]))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["soft"]))
    font = QFont(design.TEXT)
    font.setPixelSize(design.pixels(design.BODY, settings))
    app.setPalette(palette)
    app.setFont(font)
    app.setStyleSheet(design.style_sheet(settings))
