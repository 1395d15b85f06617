"""Dates and places: as vague as they are known, never impossible."""

import pytest

from collector.model.partial_date import PartialDate, date_problems
from collector.model.place import Coordinates, Place, place_problems


def of_date(**fields):
    found = date_problems(PartialDate(**{"basis": "saw", **fields}), "when")
    return [(problem.path, problem.code) for problem in found]


def of_place(**fields):
    given = {"text": "двор", "precision": "near", "basis": "saw", **fields}
    return [(problem.path, problem.code) for problem in place_problems(Place(**given), "where")]


@pytest.mark.parametrize(
    ("precision", "value"),
    [
        ("exact", "2020-08-09T23:30"),
        ("exact", "2020-08-09T23:30:59"),
        ("day", "2020-02-29"),
        ("month", "2020-08"),
        ("year", "2020"),
        ("range", "2020-08-09/2020-08-11"),
        ("range", "2020-08/2020"),
        ("range", "2020-08-09/2020-08-09"),
        ("before", "2020"),
        ("after", "2020-08-09T10:00"),
        ("approx", "2020-08"),
    ],
)
def test_a_date_may_be_as_vague_as_it_is_known(precision, value):
    assert of_date(value=value, precision=precision, tz="+03:00") == []


@pytest.mark.parametrize(
    ("precision", "value", "code"),
    [
        ("exact", "2020-08-09", "date.malformed"),
        ("day", "2020-08", "date.malformed"),
        ("day", "2021-02-29", "date.malformed"),
        ("day", "2020-13-01", "date.malformed"),
        ("day", "0000-01-01", "date.malformed"),
        ("day", "2020-8-9", "date.malformed"),
        ("day", "2020-08-09\n", "date.malformed"),
        ("day", "٢٠٢٠-08-09", "date.malformed"),
        ("exact", "2020-08-09T24:00", "date.malformed"),
        ("month", "2020-00", "date.malformed"),
        ("month", "2020", "date.malformed"),
        ("year", "20", "date.malformed"),
        ("year", "2020-08", "date.malformed"),
        ("range", "2020-08-09", "date.malformed"),
        ("range", "2020/2021/2022", "date.malformed"),
        ("range", "2020-13/2021", "date.malformed"),
        ("range", "2020/2021-13", "date.malformed"),
        ("range", "2020-08-11/2020-08-09", "date.reversed"),
        ("range", "2021/2020-12-31", "date.reversed"),
        ("approx", "last summer", "date.malformed"),
    ],
)
def test_a_date_that_does_not_fit_is_told(precision, value, code):
    assert of_date(value=value, precision=precision, tz="Z") == [("when.value", code)]


def test_a_time_of_day_needs_a_zone():
    assert of_date(value="2020-08-09T10:00", precision="exact") == [
        ("when.tz", "date.zone-required")
    ]


def test_a_date_says_how_precisely_and_how_it_is_known():
    assert of_date(value="2020", basis=None) == [
        ("when.precision", "field.required"),
        ("when.basis", "field.required"),
    ]
    assert of_date() == [("when.value", "field.required"), ("when.precision", "field.required")]
    assert of_date(precision="day") == [("when.value", "field.required")]


def test_there_is_an_answer_or_a_reason():
    assert of_date(empty="declined", basis=None) == []
    assert of_date(basis=None) == [("when", "field.required")]
    assert of_date(empty="declined", value="2020", precision="year") == [
        ("when", "field.value-and-reason")
    ]
    for alone in ({"precision": "day"}, {"basis": "saw"}, {"tz": "Z"}):
        assert of_date(empty="declined", **{"basis": None, **alone}) == [
            ("when", "field.value-and-reason")
        ]
    assert of_place(empty="unknown") == [("where", "field.value-and-reason")]
    assert [p.code for p in place_problems(Place(), "where")] == ["field.required"]
    assert list(place_problems(Place(empty="withheld_for_safety"), "where")) == []


def test_a_place_is_in_words_first():
    assert of_place(country="BY", region="BY-MI") == []
    assert of_place(text=None) == [("where.text", "field.required")]
    assert of_place(country="BY", region="LT-VL") == [("where.region", "place.region-country")]


@pytest.mark.parametrize(
    ("latitude", "longitude", "fine"),
    [
        ("53.9", "27.566667", True),
        ("-90", "180", True),
        ("0", "10.5", True),
        ("0", "0.000", False),
        ("-0", "0", False),
        ("90.1", "0", False),
        ("999", "0", False),
        ("10", "-180.00001", False),
    ],
)
def test_coordinates_are_on_earth_and_not_what_broken_devices_write(latitude, longitude, fine):
    found = of_place(coordinates=Coordinates(latitude=latitude, longitude=longitude))
    assert found == ([] if fine else [("where.coordinates", "place.coordinates")])
