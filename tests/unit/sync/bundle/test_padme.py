"""Padme lengths against a table worked out by hand, and what they promise."""

from __future__ import annotations

import pytest

from collector.sync.bundle.padme import FLOOR, padded, padme


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (2, 2),
        (3, 3),
        (7, 7),
        (8, 8),
        (9, 10),
        (15, 16),
        (16, 16),
        (17, 18),
        (31, 32),
        (100, 104),
        (1000, 1024),
        (1025, 1088),
        (1048576, 1048576),
        (1048577, 1081344),
        (10_000_000, 10_223_616),
        (2**30 + 1, 2**30 + 2**25),
        (2**40 - 1, 2**40),
    ],
)
def test_lengths_are_those_of_the_paper(length, expected):
    assert padme(length) == expected


def test_the_overhead_is_at_most_twelve_percent_and_never_negative():
    for length in [*range(2, 5000), *(2**e + d for e in range(13, 42) for d in (-1, 1, 2, 77))]:
        assert length <= padme(length) <= length * 1.12


def test_a_padded_length_is_padded_already():
    assert all(padme(padme(length)) == padme(length) for length in range(2, 5000))


def test_small_archives_look_alike():
    assert padded(1024) == padded(300_000) == padded(FLOOR) == FLOOR


def test_padme_has_no_value_below_two():
    with pytest.raises(ValueError, match="from 2"):
        padme(1)
