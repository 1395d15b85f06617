"""When it happened, and where: as far as the person knows."""

from __future__ import annotations

from typing import ClassVar, Final, get_args

import msgspec

from collector.model.place import Place, PlacePrecision
from collector.model.testimony_input import TestimonyInput
from collector.ui import design
from collector.ui.parts.answers import NOT_SAID, countries, or_not_said, terms
from collector.ui.parts.bounded import bounded_line, whole
from collector.ui.parts.fields import Field, drop_down
from collector.ui.parts.layout import column
from collector.ui.parts.when_field import WhenField
from collector.ui.screens.account.editing import Telling
from collector.ui.screens.alone.telling import QuestionPage

_PRECISIONS: Final = get_args(PlacePrecision)
_SAID: Final = {"country": "place-country-only"}


class WhenPage(QuestionPage):
    """One date, as exact as it is known, or the reason why there is none."""

    step: ClassVar[str] = "when"

    def __init__(self, telling: Telling) -> None:
        super().__init__(telling)
        words = self.words
        self._when = WhenField(words, words("alone-when-field"), telling.form.when, basis=False)
        self._when.setObjectName("when")
        self._when.changed.connect(self.touched)
        self.setLayout(column(self._when))

    def collect(self, form: TestimonyInput) -> TestimonyInput:
        """Put in the date."""
        return msgspec.structs.replace(form, when=self._when.value())


class WherePage(QuestionPage):
    """One place in the person's own words; nothing is looked up anywhere."""

    step: ClassVar[str] = "where"

    def __init__(self, telling: Telling) -> None:
        super().__init__(telling)
        words = self.words
        self._before = before = telling.form.where or Place()
        self._text = bounded_line(before.text or "")
        self._text.setObjectName("where")
        self._text.textChanged.connect(self._changed)
        listed = or_not_said(words, countries(words))
        self._country = drop_down(listed, before.country or NOT_SAID, self._changed)
        exact = [(key, words(_SAID.get(key, f"place-{key}"))) for key in _PRECISIONS]
        chosen = before.precision or NOT_SAID
        self._precision = drop_down(or_not_said(words, exact), chosen, self._changed)
        self._precision.setObjectName("where-precision")
        reasons = or_not_said(words, terms(words, "V-NULL", keep=before.empty))
        self._reason = drop_down(reasons, before.empty or NOT_SAID, self._changed)
        self._details = (
            Field(words("place-country"), self._country),
            Field(words("place-how"), self._precision),
        )
        self._none = Field(words("place-why-none"), self._reason)
        place = Field(words("alone-where-field"), self._text)
        self.setLayout(column(place, *self._details, self._none, gap=design.GAP))
        self._show_what_fits()

    def collect(self, form: TestimonyInput) -> TestimonyInput:
        """Put in the place."""
        return msgspec.structs.replace(form, where=self._value())

    def _value(self) -> Place | None:
        text = whole(self._text.text()) or None
        if text is None:
            reason = str(self._reason.currentData()) or None
            return Place(empty=reason) if reason else None  # type: ignore[arg-type] # of V-NULL
        country = str(self._country.currentData()) or None
        moved = country != self._before.country
        return msgspec.structs.replace(
            self._before,
            text=text,
            country=country,
            region=None if moved else self._before.region,
            precision=str(self._precision.currentData()) or None,
            empty=None,
        )

    def _changed(self, _anything: str) -> None:
        self._show_what_fits()
        self.touched()

    def _show_what_fits(self) -> None:
        """Ask only what the answers so far leave open."""
        said = bool(self._text.text())
        self._none.setVisible(not said)
        for field in self._details:
            field.setVisible(said)
