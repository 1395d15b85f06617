"""A question for a place: in words first, how exact, how it is known, or why there is none."""

from __future__ import annotations

from typing import Final, get_args

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector.model.place import Place, PlacePrecision
from collector.ui.parts.answers import NOT_SAID, countries, or_not_said, terms
from collector.ui.parts.bounded import bounded_line, whole
from collector.ui.parts.fields import Field, drop_down
from collector.ui.parts.layout import column
from collector.ui.words import Words

_PRECISIONS: Final = get_args(PlacePrecision)
_SAID: Final = {"country": "place-country-only"}


class WhereField(QWidget):
    """A place.  Coordinates and region that were kept before stay; nothing is looked up."""

    changed = Signal()

    def __init__(self, words: Words, question: str, value: Place | None, hint: str = "") -> None:
        super().__init__()
        self._before = before = value or Place()
        self._text = bounded_line(before.text or "")
        self._text.textChanged.connect(lambda _text: self._change(""))
        listed = or_not_said(words, countries(words))
        self._country = drop_down(listed, before.country or NOT_SAID, self._change)
        exact = [(key, words(_SAID.get(key, f"place-{key}"))) for key in _PRECISIONS]
        chosen = before.precision or NOT_SAID
        self._precision = drop_down(or_not_said(words, exact), chosen, self._change)
        bases = or_not_said(words, terms(words, "V-BASIS", keep=before.basis))
        self._basis = drop_down(bases, before.basis or NOT_SAID, self._change)
        reasons = or_not_said(words, terms(words, "V-NULL", keep=before.empty))
        self._reason = drop_down(reasons, before.empty or NOT_SAID, self._change)
        self._reason_field = Field(words("place-why-none"), self._reason)
        self._details = (
            Field(words("place-country"), self._country),
            Field(words("place-how"), self._precision),
            Field(words("answer-basis"), self._basis),
        )
        top = Field(question, self._text, hint)
        self.setLayout(column(top, *self._details, self._reason_field, gap=14))
        self._show_what_fits()

    def value(self) -> Place | None:
        """Return the answer so far, None while nothing was said."""
        country = str(self._country.currentData()) or None
        moved = country != self._before.country
        made = msgspec.structs.replace(
            self._before,
            text=whole(self._text.text()) or None,
            country=country,
            region=None if moved else self._before.region,
            precision=str(self._precision.currentData()) or None,
            basis=str(self._basis.currentData()) or None,
            empty=None,
        )
        if made != Place():
            return made
        reason = str(self._reason.currentData()) or None
        return Place(empty=reason) if reason else None  # type: ignore[arg-type] # of V-NULL

    def _change(self, _key: str) -> None:
        self._show_what_fits()
        self.changed.emit()

    def _show_what_fits(self) -> None:
        """Ask only what the answers so far leave open."""
        given = self.value()
        answered = given is not None and given.empty is None
        self._reason_field.setVisible(not answered)
        for field in self._details:
            field.setVisible(answered)
