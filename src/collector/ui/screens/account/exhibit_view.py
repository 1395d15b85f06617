"""The picture of one exhibit, larger, and above it what it is."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from collector.session import ShownExhibit
from collector.ui import outside
from collector.ui.parts.layout import column
from collector.ui.parts.text import label, say
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.account.exhibit_words import title_of, type_and_size
from collector.ui.screens.account.picture import Picture
from collector.ui.screens.account.thumbnails import Thumbnails, can_be_shown

SIDE: Final = 460


class ExhibitView(QWidget):
    """A title, the picture or a sign, and a sentence where there can be none.

    ``side`` is the longest side of the picture in pixels.
    """

    def __init__(self, screen: Screen, exhibit: ShownExhibit, side: int = SIDE) -> None:
        super().__init__()
        self._words, self._exhibit = screen.words, exhibit
        self._title = title_of(self._words, exhibit, outside.LINE)
        self._large = Thumbnails(self, screen.desktop.tasks, side, lambda _sha256: self._show())
        self.picture = Picture(screen.desktop.settings, side)
        self._note = label("", "hint", name="picture-note")
        self._trouble = Trouble(self._words)
        facts = label(type_and_size(self._words, exhibit), "soft")
        head = column(label(self._title, "heading", name="exhibit-title"), facts)
        head.setSpacing(2)
        self.setLayout(column(head, self.picture, self._note, self._trouble, gap=12))
        self._show()

    def _show(self) -> None:
        exhibit = self._exhibit
        image = self._large.get(exhibit)
        self.picture.show_of(exhibit, image, self._title)
        say(self._note, self._why_none())
        error = self._large.error(exhibit)
        if error is not None:
            self._trouble.tell(error)

    def _why_none(self) -> str:
        exhibit = self._exhibit
        if exhibit.media is None:
            return self._words("exhibit-sealed-note")
        if not exhibit.here:
            return self._words("exhibit-not-here")
        if self._large.error(exhibit) is not None or self.picture.has_image:
            return ""
        if self._large.is_flawed(exhibit) or not can_be_shown(exhibit):
            return self._words("exhibit-cannot-be-shown")
        return ""
