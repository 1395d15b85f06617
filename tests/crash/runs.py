"""Runs of the driver in a fresh copy of a place."""

from __future__ import annotations

import functools
import json
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from crash import straced
from crash.places import Place
from crash.straced import ACK, CHANGES, Call

_DRIVER = Path(__file__).with_name("driver.py")
_TESTS = Path(__file__).resolve().parent.parent
POINTS = 50


@dataclass(frozen=True)
class Ran:
    """How a run of the driver ended: exit code or minus the signal, and what it said."""

    folder: Path
    code: int
    words: list[dict]
    log: Path

    @property
    def acks(self) -> list[dict]:
        """Return what was acknowledged."""
        return [it["ack"] for it in self.words if "ack" in it]


def run(start: Place, into: Path, options: list[str]) -> Ran:
    """Copy the place and run its verb there under strace."""
    into.mkdir()
    folder = into / "place"
    shutil.copytree(start.folder, folder)
    path = os.pathsep.join([str(_TESTS), *os.environ.get("PYTHONPATH", "").split(os.pathsep)])
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": path, "LC_ALL": "C.UTF-8"}
    done = straced.run(
        [sys.executable, "-B", str(_DRIVER), start.verb, str(folder)],
        options,
        log=into / "strace",
        env=environment,
        cwd=into,
    )
    words = [json.loads(line) for line in done.stdout.splitlines()]
    assert not done.stderr, done.stderr.decode()
    return Ran(folder, done.returncode, words, into / "strace")


@functools.cache
def calls_of(start: Place) -> tuple[Call, ...]:
    """Return the calls by which a verb changes the disk, of a run that went well."""
    with tempfile.TemporaryDirectory() as into:
        ran = run(start, Path(into) / "dry", straced.tracing([*CHANGES, ACK]))
        made = straced.calls(ran.log)
    assert ran.code == 0, ran.words
    changing = [call for call in made if call.name != ACK and not call.on_pipe]
    assert len({call.thread for call in changing}) == 1, "more than one thread writes"
    return tuple(changing)


def spread(start: Place, points: int = POINTS) -> list[Call]:
    """Return that many calls, evenly spread over all that the verb makes."""
    made = calls_of(start)
    assert len(made) >= points
    return [made[number * (len(made) - 1) // (points - 1)] for number in range(points)]
