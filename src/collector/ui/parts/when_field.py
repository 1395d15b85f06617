"""A question for a date: as precise as it is known, how it is known, or why there is none."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector.model.partial_date import PartialDate
from collector.model.terms import Precision
from collector.ui.parts.answers import NOT_SAID, capital, or_not_said, terms
from collector.ui.parts.date_parts import DateParts
from collector.ui.parts.fields import Field, drop_down
from collector.ui.parts.layout import column, group
from collector.ui.parts.text import label
from collector.ui.words import Words

HOME_ZONE: Final = "Europe/Minsk"
_ZONES: Final = (
    HOME_ZONE,
    "Europe/Vilnius",
    "Europe/Warsaw",
    "Europe/Kyiv",
    "Europe/Moscow",
    "Europe/Berlin",
    "Europe/London",
    "Asia/Tbilisi",
)
_SAID: Final = ("approx", "before", "after", "range")
_AS_WRITTEN: Final = "as-written"
_YEAR: Final = re.compile("[0-9]{4}")
_BY_LENGTH: Final[dict[int, Precision]] = {4: "year", 7: "month"}
assert set(_SAID) < set(get_args(get_args(Precision)[0]))  # noqa: S101 - words of the list


class WhenField(QWidget):
    """A date with its precision.  ``basis`` and ``clock`` ask for those too."""

    changed = Signal()

    def __init__(
        self,
        words: Words,
        question: str,
        value: PartialDate | None,
        *,
        basis: bool = True,
        clock: bool = True,
    ) -> None:
        super().__init__()
        self._words = words
        before = value or PartialDate()
        start, _, end = (before.value or "").partition("/")
        self._first = DateParts(words, question, start, self._change, clock=clock)
        self._second = DateParts(words, words("date-until"), end, self._change, clock=clock)
        how = before.precision if before.precision in _SAID else _AS_WRITTEN
        self._how = drop_down(self._hows(), how, self._chosen)
        self._zone = drop_down(self._zones(before.tz), before.tz or HOME_ZONE, self._chosen)
        bases = or_not_said(words, terms(words, "V-BASIS", keep=before.basis))
        self._basis = drop_down(bases, before.basis or NOT_SAID, self._chosen)
        reasons = or_not_said(words, terms(words, "V-NULL", keep=before.empty))
        self._reason = drop_down(reasons, before.empty or NOT_SAID, self._chosen)
        self._ahead = label(words("date-ahead"), "hint")
        self._ahead.setObjectName("ahead")
        self._until = group(column(label(words("date-until"), "strong"), self._second, gap=6))
        self._zone_field = Field(words("date-zone"), self._zone)
        self._basis_field = Field(words("answer-basis"), self._basis)
        self._reason_field = Field(words("date-why-none"), self._reason)
        self._asks_basis = basis
        how_field = Field(words("date-how"), self._how)
        first = group(column(label(question, "strong"), self._first, self._ahead, gap=6))
        parts = (first, how_field, self._until, self._zone_field)
        self.setLayout(column(*parts, self._basis_field, self._reason_field, gap=14))
        self._show_what_fits()

    def value(self) -> PartialDate | None:
        """Return the answer so far, None while nothing was said."""
        moment, basis = self._moment(), str(self._basis.currentData()) or None
        if not moment:
            reason = str(self._reason.currentData()) or None
            if reason is not None:
                return PartialDate(empty=reason)  # type: ignore[arg-type] # a word of V-NULL
            return PartialDate(basis=basis) if basis else None  # type: ignore[arg-type]
        return PartialDate(
            value=moment,
            precision=self._precision(moment),
            basis=basis,  # type: ignore[arg-type] # a word of V-BASIS
            tz=str(self._zone.currentData()) if "T" in moment else None,
        )

    def _moment(self) -> str:
        first = self._first.text()
        if self._how.currentData() != "range":
            return first
        second = self._second.text()
        return f"{first}/{second}" if first or second else ""

    def _precision(self, moment: str) -> Precision:
        chosen = str(self._how.currentData())
        if chosen != _AS_WRITTEN:
            return chosen  # type: ignore[return-value] # one of _SAID
        if "T" in moment:
            return "exact"
        return _BY_LENGTH.get(len(moment), "day")

    def _hows(self) -> list[tuple[str, str]]:
        known = dict(terms(self._words, "V-DP"))
        said = [(key, capital(known[key])) for key in _SAID]
        return [(_AS_WRITTEN, self._words("date-as-written")), *said]

    def _zones(self, kept: str | None) -> list[tuple[str, str]]:
        found = [
            (zone, self._words(f"zone-{zone.partition('/')[2].casefold()}")) for zone in _ZONES
        ]
        return found if kept in (None, *_ZONES) else [*found, (kept or "", kept or "")]

    def _chosen(self, _key: str) -> None:
        self._change()

    def _change(self) -> None:
        self._show_what_fits()
        self.changed.emit()

    def _show_what_fits(self) -> None:
        """Ask only what the answers so far leave open."""
        moment = self._moment()
        self._ahead.setVisible(_is_ahead(self._first.text()))
        self._until.setVisible(self._how.currentData() == "range")
        self._zone_field.setVisible("T" in moment)
        self._reason_field.setVisible(not moment)
        self._basis_field.setVisible(self._asks_basis and (bool(moment) or self._has_basis()))

    def _has_basis(self) -> bool:
        return bool(self._basis.currentData())


def _is_ahead(moment: str) -> bool:
    """Tell whether a day has not come anywhere; asked, not refused: clocks may be wrong."""
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    day = moment[: len(tomorrow)]
    return _YEAR.match(day) is not None and day > tomorrow[: len(day)]
