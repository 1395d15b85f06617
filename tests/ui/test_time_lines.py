"""What the window says of the times at which things entered a sender's log."""

from __future__ import annotations

import pytest

from collector.desk import Dating
from collector.model.entry_time import Bound, EntryTime
from collector.model.envelope import Stamp
from collector.sync.bundle.dating import DatedItem, StampShown
from collector.ui.screens.coordinator.time_lines import each_item, time_lines
from collector.ui.words import Words
from fluent_files import LANGUAGES

BEFORE = Bound("2026-05-04T08:00:00Z", "stamp")
AFTER = Bound("2026-05-04T18:00:00Z", "stamp")
CAME = Bound("2026-05-05T09:00:00Z", "own-clock")
SHOWN = "2026-05-04T12:00:00Z"


def dating(not_before, not_after, shown=SHOWN, *, believed=True) -> Dating:
    time = EntryTime(Stamp(utc=shown, clock="unknown"), not_before, not_after)
    stamps = (StampShown(7, BEFORE.at, AFTER.at, "ab" * 32, believed),)
    items = tuple(DatedItem(it, "cd" * 32, time) for it in ("record", "media", "identity"))
    return Dating(items, stamps)


def said(found: Dating) -> list[tuple[str, str]]:
    return [(it.tone, it.text) for it in time_lines(Words("en"), found)]


def test_a_stamped_interval_is_good_news():
    ((tone, text),) = said(dating(BEFORE, AFTER))
    assert tone == "green"
    assert "between" in text


def test_the_clock_of_this_computer_is_no_authority():
    ((tone, text),) = said(dating(None, CAME))
    assert tone == "accent"
    assert "5 May 2026" in text or "by" in text


def test_a_contradiction_is_said_and_both_times_are_in_the_report():
    found = dating(BEFORE, AFTER, shown="2026-05-06T12:00:00Z")
    assert [tone for tone, _ in said(found)] == ["green", "amber"]
    for line in each_item(Words("en"), found):
        for time in (BEFORE.at, AFTER.at, "2026-05-06T12:00:00Z"):
            assert time in line
        assert line.endswith("This does not fit; nothing was corrected.")


def test_the_written_report_says_whose_word_a_time_is_and_how_far_the_clock_can_be_trusted():
    for line in each_item(Words("en"), dating(Bound(BEFORE.at, "receipt"), CAME)):
        assert f"not before: {BEFORE.at}, by our receipt;" in line
        assert f"not after: {CAME.at}, by the clock of this computer;" in line
        assert line.endswith(f"the sender’s clock: {SHOWN}, how far it can be trusted: not known")
    for line in each_item(Words("en"), dating(None, AFTER)):
        assert "not before: not known;" in line
        assert f"not after: {AFTER.at}, by a time stamp;" in line


def test_stamps_nobody_vouches_for_are_said_to_count_for_nothing():
    ((tone, _), (warned, text)) = said(dating(None, CAME, believed=False))
    assert (tone, warned) == ("accent", "amber")
    assert "nobody here vouches" in text


def test_of_no_items_nothing_is_said():
    assert said(Dating()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_item_has_its_line_in_every_language(language):
    lines = list(each_item(Words(language), dating(None, CAME)))
    assert len(set(lines)) == 3
    assert all(CAME.at in line for line in lines)
