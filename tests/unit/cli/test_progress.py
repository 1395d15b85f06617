"""A bar where somebody sees it, nothing where nobody does."""

from __future__ import annotations

import io
import threading

import pytest

from collector.cli.progress import shown_progress
from collector.cli.wording import counted, size


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_nothing_is_shown_where_nobody_looks():
    stream = io.StringIO()
    with shown_progress(stream, "checking", 100) as progress:
        assert progress is None
    assert stream.getvalue() == ""


@pytest.mark.parametrize("total", [100, None])
def test_a_bar_is_shown_on_a_terminal_and_starts_no_thread(total):
    stream = Screen()
    before = threading.active_count()
    with shown_progress(stream, "checking", total) as progress:
        progress(50)
        assert threading.active_count() == before
        progress(100)
    assert "checking" in stream.getvalue()


@pytest.mark.parametrize(
    ("octets", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (176_383, "176.4 kB"),
        (999_949, "1.0 MB"),
        (3 * 10**15, "3000.0 TB"),
    ],
)
def test_sizes(octets, words):
    assert size(octets) == words


def test_counts():
    assert [counted(n, "row") for n in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]
