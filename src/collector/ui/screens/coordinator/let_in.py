"""A bundle of somebody new: vouch for the key by twelve words that were heard, or leave it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QWidget

from collector.errors import CollectorError
from collector.session import WordsDiffer, WordUnlisted
from collector.ui.parts.actions import actions
from collector.ui.parts.buttons import button
from collector.ui.parts.fields import Field, line_field
from collector.ui.parts.layout import column, sheet
from collector.ui.parts.text import label, say
from collector.ui.parts.trouble import Trouble, sentence
from collector.ui.screen import Screen
from collector.ui.screens.coordinator.arrivals_work import Entry


class LetIn(QWidget):
    """``heard`` is called with what was typed; its answer comes through ``failed`` or ``again``."""

    def __init__(self, screen: Screen, heard: Callable[[str], None]) -> None:
        super().__init__()
        self._words, self._heard = screen.words, heard
        words = screen.words
        self._line = line_field()
        self._line.setObjectName("twelve-words")
        self._line.returnPressed.connect(self._pressed)
        self._field = Field(words("let-in-words"), self._line, words("let-in-words-hint"))
        self._trouble = Trouble(words)
        self._go = button(words("let-in-go"), "outlined", self._pressed)
        self._go.setObjectName("let-in")
        self._more, self._any = label("", name="let-in-more"), label("", "hint")
        inner: QFrame = sheet(
            label(words("let-in-title"), "heading"),
            label(words("let-in-how")),
            self._more,
            self._any,
            self._field,
            actions(screen.desktop.settings, self._go),
            self._trouble,
            label(words("let-in-leave"), "hint"),
            gap=12,
        )
        self.setLayout(column(inner))

    @property
    def half_typed(self) -> bool:
        """Tell whether there are words that were not heard yet, or are being compared."""
        return bool(self._line.text())

    def say_who_else_waits(self, entry: Entry) -> None:
        """Say whether more bundles of this key wait, and whether some of other keys do."""
        words = self._words
        say(self._more, words("let-in-more", count=entry.more) if entry.more else "")
        say(self._any, words("let-in-any") if entry.others else "")

    def again(self) -> None:
        """Let other words be typed: they may have let in somebody else than who is shown."""
        self._go.setEnabled(True)
        self._line.clear()

    def failed(self, error: CollectorError) -> None:
        """Say why nobody was let in."""
        self._go.setEnabled(True)
        if isinstance(error, WordUnlisted):
            self._field.complain(" ".join(map(sentence, self._words.error(error))))
            self._line.setFocus()
        elif isinstance(error, WordsDiffer):
            self._field.complain(self._words("let-in-differ"))
            self._line.setFocus()
            self._line.selectAll()
        else:
            self._trouble.tell(error)

    def _pressed(self) -> None:
        spoken = self._line.text().strip()
        self._trouble.clear()
        self._field.complain("" if spoken else self._words("let-in-empty"))
        if spoken:
            self._go.setEnabled(False)
            self._heard(spoken)
