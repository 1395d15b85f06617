"""Killed at any moment: nothing acknowledged is lost, nothing is half there (attack V4).

A dry run under strace lists the calls by which a verb changes the disk; the program is then killed
on entering fifty of them, evenly spread.  SIGKILL is not a power cut: see ``test_crash_lost``.
"""

from __future__ import annotations

import signal

import pytest

from crash import runs, straced
from crash.judge import judge
from crash.places import VERBS, place

PARTS = 5


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("verb", VERBS)
def test_a_killed_verb_loses_nothing_acknowledged(tmp_path, verb, part):
    start = place(verb)
    points = runs.spread(start)[part::PARTS]
    for call in points:
        into = tmp_path / f"{call.name}-{call.number}"
        ran = runs.run(start, into, straced.killing(call))
        assert ran.code == -signal.SIGKILL
        assert straced.died_there(ran.log, call)
        judge(start, ran.folder, ran.acks)
    assert len(points) == runs.POINTS // PARTS
