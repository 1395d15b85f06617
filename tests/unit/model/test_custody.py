"""Custody events: a leaf that says what was done, and can hold no words."""

import pytest

from collector.model.canonical import canonical, parse
from collector.model.custody import CustodyEvent, CustodyObject
from collector.model.reading import BadShape, read_as, write
from unit.model import makers


def test_an_event_is_read_back_as_what_was_written():
    event = makers.event()
    assert read_as(write(event), CustodyEvent) == event
    assert parse(write(event))["objects"] == [
        {"commitment": makers.a_digest(3), "label": "record", "previous": None}
    ]


@pytest.mark.parametrize(
    "code", ["cap", "mes", "exp", "X-SEAL", "X-CONSENT-GIVEN", "X-KEY-REVOKED"]
)
def test_codes_of_the_list_and_our_own_are_accepted(code):
    assert read_as(write(makers.event(event=code)), CustodyEvent).event == code


@pytest.mark.parametrize(
    "changes",
    [
        {"event": "seal the account"},
        {"event": "X-"},
        {"detail": ("told by a neighbour",)},
        {"detail": ("Minsk",)},
        {"random": "d4" * 15},
        {"outcome": "maybe"},
        {"objects": (CustodyObject(label="My File.jpg", commitment="0" * 64, previous=None),)},
        {"objects": (CustodyObject(label="record", commitment="0" * 64, previous=-1),)},
    ],
)
def test_there_is_no_place_for_words(changes):
    with pytest.raises(BadShape):
        write(makers.event(**changes))


def test_the_previous_event_is_always_spoken_of():
    value = parse(write(makers.event()))
    del value["objects"][0]["previous"]
    with pytest.raises(BadShape):
        read_as(canonical(value), CustodyEvent)
