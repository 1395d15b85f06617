"""What the window says of the time of one account and its exhibits."""

from __future__ import annotations

import pytest

from collector.model.entry_time import Bound, EntryTime
from collector.model.envelope import Stamp
from collector.ui.screens.coordinator.entered import ItemTime, entered_lines
from collector.ui.words import Words
from fluent_files import LANGUAGES

BEFORE = Bound("2026-05-04T08:00:00Z", "receipt")
AFTER = Bound("2026-05-04T18:00:00Z", "stamp")
CAME = Bound("2026-05-05T09:00:00Z", "own-clock")
DIGEST = "3fa2" + "91bc" + "00" * 28


def time(not_before, not_after, shown="2026-05-04T12:00:00Z", clock="manually_set"):
    return EntryTime(Stamp(utc=shown, clock=clock), not_before, not_after)


def said(*items, language="en"):
    return [(it.tone, it.text, it.hint) for it in entered_lines(Words(language), items)]


def test_what_has_the_same_bounds_is_said_once():
    alike = time(BEFORE, AFTER)
    later = time(BEFORE, AFTER, "2026-05-04T12:30:00Z")
    ((tone, text, hint),) = said(ItemTime(None, alike), ItemTime(DIGEST, later))
    assert tone == "green"
    assert text.startswith("The account and its exhibit: in the sender’s log between 4 May 2026")
    assert "12:00" in hint
    assert "12:30" in hint
    assert hint.endswith("can be trusted: set by hand.")


def test_an_exhibit_that_came_later_stands_apart_by_its_digest():
    (_, (tone, text, _)) = said(
        ItemTime(None, time(BEFORE, AFTER)),
        ItemTime(DIGEST, time(AFTER, CAME, "2026-05-04T20:00:00Z")),
    )
    assert tone == "accent", "the clock of this computer is no authority"
    assert text.startswith("Exhibit 3fa2 91bc: ")


def test_a_clock_that_contradicts_is_amber_and_nothing_is_corrected():
    ((tone, text, hint),) = said(ItemTime(None, time(BEFORE, AFTER, "2026-05-06T12:00:00Z")))
    assert tone == "amber"
    assert "6 May 2026" not in text
    assert "6 May 2026" in hint
    assert "Nothing was corrected" in hint


@pytest.mark.parametrize("clock", ["network_synced", "manually_set", "unknown", "known_offset"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shape_of_an_interval_has_words(language, clock):
    shapes = [(BEFORE, AFTER), (None, AFTER), (BEFORE, None), (None, None)]
    found = said(
        *(ItemTime(None, time(*shape, clock=clock)) for shape in shapes), language=language
    )
    assert len({text for _, text, _ in found}) == len(shapes)
