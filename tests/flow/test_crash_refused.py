"""A disk that is full or fails: own words, exit code 5, and the vault as it was (attack V4)."""

from __future__ import annotations

import pytest

from collector.errors import Exit
from crash import runs, straced
from crash.judge import judge
from crash.places import place
from crash.straced import SYNCS, WRITES

POINTS = 3
VERBS = ("create", "add", "seal", "export", "import", "wipe")


def fateful(start, names):
    """Return calls of these names, evenly spread, that work on a file; folders are synced too."""
    made = [it for it in runs.calls_of(start) if it.name in names]
    made = [it for it in made if it.name in WRITES or "." in it.path.rpartition("/")[2]]
    return [made[n * (len(made) - 1) // (POINTS - 1)] for n in range(POINTS)]


def refused(start, into, call, error, code, *, ever_after):
    ran = runs.run(start, into, straced.failing(call, error, ever_after=ever_after))
    if ran.code != 0:
        assert ran.code == Exit.MACHINE, ran.words
        # Once a wipe is decided the vault is closed, whatever stood in its way.
        decided = ["wipe.unfinished"] if start.verb == "wipe" else []
        # A full disk is the one the person chose where the finished bundle was being written there.
        there = [f"{code}-there"] if start.verb == "export" else []
        assert ran.words[-1]["code"] in [code, *decided, *there]
    else:  # clearing away what was sealed or wiped waits for the next opening where it fails
        assert start.verb == "wipe" or (start.verb, call.path.split("/")[-2]) == ("seal", "media")
    judge(start, ran.folder, ran.acks)


@pytest.mark.parametrize("ever_after", [False, True], ids=["once", "for-good"])
@pytest.mark.parametrize("verb", VERBS)
def test_no_room(tmp_path, verb, ever_after):
    start = place(verb)
    for call in fateful(start, WRITES):
        into = tmp_path / f"{call.name}-{call.number}"
        refused(start, into, call, "ENOSPC", "machine.no-room", ever_after=ever_after)


@pytest.mark.parametrize("names", [WRITES, SYNCS], ids=["write", "sync"])
@pytest.mark.parametrize("verb", VERBS)
def test_the_disk_fails(tmp_path, verb, names):
    start = place(verb)
    for call in fateful(start, names):
        into = tmp_path / f"{call.name}-{call.number}"
        refused(start, into, call, "EIO", "machine.fault", ever_after=False)
