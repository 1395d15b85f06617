"""Runs of the driver in a fresh copy of a place."""

from __future__ import annotations

import atexit
import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from crash import straced
from crash.places import Place
from crash.straced import ACK, CHANGES, Call

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


class Zygote:
    """The process that forks a driver for every run, see ``zygote.py``."""

    def __init__(self) -> None:
        path = os.pathsep.join([str(_TESTS), *os.environ.get("PYTHONPATH", "").split(os.pathsep)])
        self._process = subprocess.Popen(
            [sys.executable, "-B", str(Path(__file__).with_name("zygote.py"))],
            env={"PATH": os.environ["PATH"], "PYTHONPATH": path, "LC_ALL": "C.UTF-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def end(self) -> None:
        """Let it end."""
        self._process.communicate()

    def run(self, request: dict[str, str], options: Sequence[str], log: Path) -> int:
        """Let one driver run under strace; return its exit code, or minus the signal."""
        assert self._process.stdin is not None
        print(json.dumps(request), file=self._process.stdin, flush=True)
        pid = self._number()
        try:
            with straced.attached(pid, options, log=log):
                os.kill(pid, signal.SIGCONT)
        except BaseException:
            os.kill(pid, signal.SIGKILL)
            self._number()
            raise
        return self._number()

    def _number(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


@functools.cache
def zygote() -> Zygote:
    """Return the zygote of this process; it ends with it."""
    made = Zygote()
    atexit.register(made.end)
    return made


def run(start: Place, into: Path, options: list[str]) -> Ran:
    """Copy the place and run its verb there under strace."""
    into.mkdir()
    folder, log = into / "place", into / "strace"
    shutil.copytree(start.folder, folder)
    files = {name: into / name for name in ("out", "err")}
    request = {"verb": start.verb, "place": folder, "cwd": into, **files}
    code = zygote().run({name: str(it) for name, it in request.items()}, options, log)
    words = [json.loads(line) for line in files["out"].read_bytes().splitlines()]
    assert files["err"].read_text() == ""
    return Ran(folder, code, words, log)


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
