"""Day, month, year and time as fields of their own, of which every one may stay empty."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from babel.dates import get_month_names
from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from collector.ui import design
from collector.ui.parts.answers import NOT_SAID, Answers, capital
from collector.ui.parts.bounded import bounded_line
from collector.ui.parts.fields import drop_down
from collector.ui.parts.flow import Flow
from collector.ui.parts.layout import column, group
from collector.ui.parts.text import label
from collector.ui.words import Words

_CLOCK: Final = re.compile(r"([0-9]{1,2})[:. ]?([0-9]{2})")


class DateParts(QWidget):
    """One moment.  ``text`` is ISO 8601 as far as it is filled in, and gives back what was typed.

    ``name`` is what the moment is, for whoever hears the window instead of seeing it.
    """

    def __init__(
        self,
        words: Words,
        name: str,
        text: str,
        changed: Callable[[], None],
        *,
        clock: bool = True,
    ) -> None:
        super().__init__()
        self._words = words
        self._name = name
        self.day = _digits("[0-9]{0,2}", 2)
        self.month = drop_down(_months(words), NOT_SAID, lambda _key: changed())
        self.year = _digits("[0-9]{0,4}", 4)
        self.time = _digits("[0-9:. ]{0,8}", 6)
        self.time.setPlaceholderText("21:30")
        box = Flow(
            self._named("day", self.day),
            self._named("month", self.month),
            self._named("year", self.year),
            self._named("time", self.time, shown=clock),
            gap=12,
        )
        self._fill_in(text)
        for line in (self.day, self.year, self.time):
            line.textChanged.connect(lambda _text: changed())
        self.setLayout(box)

    def text(self) -> str:
        """Return what is filled in: ``2020``, ``2020-08``, ``2020-08-09T21:30``; empty if nothing.

        What is no date, such as a day without a month, comes back as it stands.
        """
        day = self.day.text()
        parts = [self.year.text(), str(self.month.currentData()), day.zfill(2) if day else ""]
        while parts and not parts[-1]:
            parts.pop()
        clock = self.time.text().strip()
        match = _CLOCK.fullmatch(clock)
        if match:
            clock = f"{match[1]:0>2}:{match[2]}"
        return "-".join(parts) + (f"T{clock}" if clock else "")

    def _fill_in(self, text: str) -> None:
        date, _, clock = text.partition("T")
        year, month, day = (*date.split("-", 2), "", "")[:3]
        self.year.setText(year)
        self.month.setCurrentIndex(max(0, self.month.findData(month)))
        self.day.setText(day.removeprefix("0"))
        self.time.setText(clock)

    def _named(self, part: str, field: QWidget, *, shown: bool = True) -> QWidget:
        said = self._words(f"date-{part}")
        field.setAccessibleName(f"{self._name} {said}".strip())
        made = group(column(label(said, "hint", wrap=False), field, gap=4))
        made.setVisible(shown)
        return made


def _digits(pattern: str, wide: int) -> QLineEdit:
    made = bounded_line(limit=8)
    made.setValidator(QRegularExpressionValidator(QRegularExpression(pattern), made))
    made.ensurePolished()
    made.setFixedWidth(made.fontMetrics().horizontalAdvance("0") * wide + 26 + design.TIGHT)
    return made


def _months(words: Words) -> Answers:
    names = get_month_names("wide", context="stand-alone", locale=words.language)
    return [(NOT_SAID, "—"), *((f"{n:02}", capital(str(names[n]))) for n in range(1, 13))]
