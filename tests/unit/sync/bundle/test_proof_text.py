"""Proofs as text: what is made to be taken apart into millions of pieces is not (S17)."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from collector.sync.bundle import proof_text
from collector.sync.bundle.flaws import BundleRefused, Flaw

LONG = 2**22


@contextmanager
def little_memory() -> Iterator[None]:
    """Fail where far more is taken than the text itself has."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < 3 * LONG
    finally:
        tracemalloc.stop()


def test_lines_are_taken_one_by_one():
    text = b"\n" * LONG
    with little_memory():
        assert sum(line == b"" for line in proof_text.lines(text, Flaw.EVENT_SYNTAX)) == LONG


def test_a_line_of_blanks_is_no_list_of_words():
    line = b"1" + b" " * LONG
    with little_memory():
        _, words = proof_text.size_and_words(line, Flaw.INCLUSION_SYNTAX)
        with pytest.raises(BundleRefused):
            proof_text.hash_in(words[-1], Flaw.INCLUSION_SYNTAX)
