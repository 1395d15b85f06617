"""Dates and places are asked for as people know them, and come back as they were given."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from collector.model.partial_date import PartialDate, date_problems
from collector.model.place import Coordinates, Place
from collector.ui.parts.when_field import WhenField
from collector.ui.parts.where_field import WhereField
from collector.ui.words import Words

WORDS = Words("en")


def when(qtbot, value=None) -> WhenField:
    made = WhenField(WORDS, "When was it?", value)
    qtbot.addWidget(made)
    made.show()
    return made


def where(qtbot, value=None) -> WhereField:
    made = WhereField(WORDS, "Where was it?", value)
    qtbot.addWidget(made)
    made.show()
    return made


def fill(field, name, text) -> None:
    """Write into the first visible line of that name."""
    lines = [it for it in field.findChildren(QLineEdit) if it.isVisible()]
    next(it for it in lines if it.accessibleName() == name).setText(text)


def choose(field, name, key) -> None:
    lists = [it for it in field.findChildren(QComboBox) if it.isVisible()]
    made = next(it for it in lists if it.accessibleName() == name)
    made.setCurrentIndex(made.findData(key))
    made.activated.emit(made.currentIndex())


@pytest.mark.parametrize(
    "value",
    [
        None,
        PartialDate(empty="declined"),
        PartialDate(value="2020", precision="year", basis="saw"),
        PartialDate(value="2020-08", precision="month", basis="told_by"),
        PartialDate(value="2020-08-09", precision="day", basis="saw"),
        PartialDate(value="2020-08-09", precision="before", basis="saw"),
        PartialDate(value="2020-08", precision="approx"),
        PartialDate(value="2020-08-09T21:30", precision="exact", basis="saw", tz="Europe/Minsk"),
        PartialDate(value="2020-08-09T21:30:05", precision="exact", basis="saw", tz="+03:00"),
        PartialDate(value="2020-08/2020-09-01", precision="range", basis="saw"),
        PartialDate(basis="heard"),
    ],
)
def test_a_date_comes_back_as_it_was(qtbot, value):
    assert when(qtbot, value).value() == value


def test_only_the_year_is_known(qtbot):
    field = when(qtbot)
    fill(field, "When was it? Year", "2020")
    assert field.value() == PartialDate(value="2020", precision="year")


def test_a_time_needs_a_clock_and_gets_the_one_shown(qtbot):
    field = when(qtbot)
    fill(field, "When was it? Year", "2020")
    choose(field, "When was it? Month", "08")
    fill(field, "When was it? Day", "9")
    fill(field, "When was it? Time", "9.30")
    choose(field, "How does the person know this?", "saw")
    made = field.value()
    assert made == PartialDate(
        value="2020-08-09T09:30", precision="exact", basis="saw", tz="Europe/Minsk"
    )
    assert list(date_problems(made, "when")) == []


def test_half_a_date_is_kept_as_it_stands_and_is_no_date(qtbot):
    field = when(qtbot)
    fill(field, "When was it? Day", "9")
    made = field.value()
    assert made is not None
    assert list(date_problems(made, "when"))
    assert when(qtbot, made).value() == made


def test_a_date_takes_the_place_of_the_reason_for_having_none(qtbot):
    field = when(qtbot, PartialDate(empty="unknown"))
    fill(field, "When was it? Year", "2020")
    assert field.value() == PartialDate(value="2020", precision="year")


def test_between_two_dates(qtbot):
    field = when(qtbot)
    choose(field, "How exact is it?", "range")
    fill(field, "When was it? Year", "2020")
    fill(field, "Until Year", "2021")
    assert field.value() == PartialDate(value="2020/2021", precision="range")


@pytest.mark.parametrize(
    "value",
    [
        None,
        Place(empty="withheld_for_safety"),
        Place(text="двор", precision="near", basis="saw"),
        Place(text="двор", country="BY", region="BY-HM", precision="region", basis="saw"),
        Place(text="x", coordinates=Coordinates(latitude="53.9", longitude="27.56")),
        Place(country="LT"),
    ],
)
def test_a_place_comes_back_as_it_was(qtbot, value):
    assert where(qtbot, value).value() == value


def test_another_country_has_other_regions(qtbot):
    field = where(qtbot, Place(text="двор", country="BY", region="BY-HM"))
    choose(field, "Country", "LT")
    assert field.value() == Place(text="двор", country="LT")


def test_what_is_not_asked_for_is_not_seen(qtbot):
    field = where(qtbot)
    lists = [it.accessibleName() for it in field.findChildren(QComboBox) if it.isVisible()]
    assert lists == ["If there is no place: why?"]
    fill(field, "Where was it?", "двор")
    lists = [it.accessibleName() for it in field.findChildren(QComboBox) if it.isVisible()]
    assert "If there is no place: why?" not in lists
    assert "Country" in lists


def test_a_year_that_has_not_come_is_asked_about_and_still_kept(qtbot):
    made = when(qtbot)
    ahead = made.findChild(QLabel, "ahead")
    for year, asked in (("20", False), ("2020", False), ("2999", True), ("", False)):
        fill(made, "When was it? Year", year)
        assert ahead.isVisible() == asked
    fill(made, "When was it? Year", "2999")
    assert made.value().value == "2999"
