"""A power cut: what was not synced is gone, or half gone, and nothing acknowledged is.

SIGKILL leaves the system's memory alone, so here a whole run is written down, call by call,
and the disk rebuilt as of a chosen moment: with what was synced only, or with some of the rest.
"""

from __future__ import annotations

import functools
import json
import random
import re
import tempfile
from pathlib import Path

import pytest

from crash import runs, straced
from crash.disk import Disk
from crash.judge import judge
from crash.places import VERBS, place
from crash.straced import ACK, CHANGES, SYNCS

MOMENTS = 20
TORN = 12


@functools.cache
def recorded(verb):
    """Return where a whole run happened, and its calls with all their bytes."""
    with tempfile.TemporaryDirectory() as into:
        options = straced.tracing([*CHANGES, ACK, "openat", "lseek"])
        ran = runs.run(place(verb), Path(into) / "run", [*options, *straced.whole_data()])
        assert ran.code == 0
        made = straced.calls(ran.log)
    main = next(call.thread for call in made if call.name == ACK)
    kept = [call for call in made if call.name == ACK or not call.on_pipe]
    return ran.folder, [call for call in kept if call.thread == main]


def acknowledged(call):
    """Return what the driver said by this call, if it is an acknowledgement."""
    said = straced.octets("".join(re.findall(r'iov_base="([^"]*)"', call.rest)))
    return json.loads(said).get("ack")


def moments(made):
    """Return after how many calls power is cut: after every acknowledgement, and between syncs."""
    syncs = [n for n, call in enumerate(made) if call.name in SYNCS]
    chosen = {syncs[n * (len(syncs) - 1) // (MOMENTS - 1)] for n in range(MOMENTS)}
    return chosen | {n + 1 for n, call in enumerate(made) if call.name == ACK}


@pytest.mark.parametrize("verb", VERBS)
def test_what_was_synced_is_enough(tmp_path, verb):
    folder, made = recorded(verb)
    disk, acks, cuts = Disk(folder, place(verb).folder), [], moments(made)
    for number, call in enumerate(made, 1):
        if call.name != ACK:
            disk.apply(call)
        elif acknowledged(call):
            acks.append(acknowledged(call))
        if number in cuts:
            disk.lay_synced(tmp_path / str(number))
            judge(place(verb), tmp_path / str(number), acks)


@pytest.mark.parametrize("verb", VERBS)
def test_what_was_torn_does_no_harm(tmp_path, verb):
    folder, made = recorded(verb)
    dice = random.Random(verb)  # noqa: S311
    disk, acks = Disk(folder, place(verb).folder), []
    first = next(n for n, call in enumerate(made, 1) if call.name == ACK)
    cuts = set(dice.sample(range(first, len(made)), TORN))
    for number, call in enumerate(made, 1):
        if call.name != ACK:
            disk.apply(call)
        elif acknowledged(call):
            acks.append(acknowledged(call))
        if number in cuts:
            disk.lay_torn(tmp_path / str(number), dice)
            judge(place(verb), tmp_path / str(number), acks)
