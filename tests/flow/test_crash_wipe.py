"""Killed at every call around the decision of a wipe, and everywhere after it (attacks V4, V11).

``test_crash_killed`` spreads its points over the whole run; the calls by which the key files decide
and the databases change places are few, so here each of them is one.
"""

from __future__ import annotations

import signal

import pytest

from crash import runs, straced
from crash.judge import judge
from crash.places import place

PARTS = 4


def decisive():
    """Return the last calls before the first copy of the keys is written, and all after them."""
    made = runs.calls_of(place("wipe"))
    keys = next(number for number, it in enumerate(made) if "/keys-1" in it.path)
    return made[keys - 3 :]


@pytest.mark.parametrize("part", range(PARTS))
def test_a_wipe_is_decided_or_it_is_not(tmp_path, part):
    start = place("wipe")
    calls = decisive()
    assert {"keys-1", "keys-2", "next.db", "vault.db"} <= {it.path.split("/")[-1] for it in calls}
    for call in calls[part::PARTS]:
        into = tmp_path / f"{call.name}-{call.number}"
        ran = runs.run(start, into, straced.killing(call))
        assert ran.code == -signal.SIGKILL
        assert straced.died_there(ran.log, call)
        judge(start, ran.folder, ran.acks)
