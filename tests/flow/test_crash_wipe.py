"""Around the decision of a wipe each call is a place to die or to fail (attacks V4, V11).

``test_crash_killed`` spreads its points over the whole run; the calls by which the key files decide
and the databases change places are few, so here each of them is one that is none there.
"""

from __future__ import annotations

import signal

import pytest

from collector.errors import Exit
from crash import runs, straced
from crash.judge import judge
from crash.places import place
from crash.straced import REMOVALS, SYNCS, WRITES

PARTS = 4


def decisive():
    """Return the last calls before the first copy of the keys is written, and all after them.

    Calls of one kind on one file, one after the other, leave the same behind for the next opening:
    of these the first and the last are taken.
    """
    made = runs.calls_of(place("wipe"))
    keys = next(number for number, it in enumerate(made) if "/keys-1" in it.path)
    calls = made[keys - 3 :]
    alike = [(it.name, it.path) for it in calls]
    return [
        call
        for number, call in enumerate(calls)
        if not (
            alike[number] in alike[number - 1 : number] and alike[number] in alike[number + 1 :][:1]
        )
    ]


@pytest.mark.parametrize("part", range(PARTS))
def test_a_wipe_is_decided_or_it_is_not(tmp_path, part):
    start = place("wipe")
    calls = decisive()
    assert {"keys-1", "keys-2", "next.db", "vault.db"} <= {it.path.split("/")[-1] for it in calls}
    tried = runs.spread(start)
    for call in [it for it in calls if it not in tried][part::PARTS]:
        into = tmp_path / f"{call.name}-{call.number}"
        ran = runs.run(start, into, straced.killing(call))
        assert ran.code == -signal.SIGKILL
        assert straced.died_there(ran.log, call)
        judge(start, ran.folder, ran.acks)


def failing():
    """Return of the decisive calls the first of each kind on each file."""
    first = {}
    for call in decisive():
        if call.name in (*WRITES, *SYNCS, *REMOVALS):
            first.setdefault((call.name, call.path or call.rest), call)
    return list(first.values())


@pytest.mark.parametrize("part", range(PARTS))
def test_a_disk_that_fails_then_leaves_what_an_opening_can_end(tmp_path, part):
    start = place("wipe")
    for call in failing()[part::PARTS]:
        into = tmp_path / f"{call.name}-{call.number}"
        ran = runs.run(start, into, straced.failing(call, "EIO", ever_after=False))
        if ran.code != 0:  # what only clears away afterwards waits for the next opening
            assert ran.code == Exit.MACHINE, ran.words
            assert ran.words[-1]["code"] in ("machine.fault", "wipe.unfinished")
        judge(start, ran.folder, ran.acks)
