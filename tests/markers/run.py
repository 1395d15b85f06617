"""One journey under strace, and everything it left."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from crash import straced
from crash.straced import Call
from markers import material
from markers.keys import Keys, keys_of
from markers.marks import Pattern
from markers.search import WATCHED, Leak, in_calls, in_files

_TESTS = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Journey:
    """What came of a journey: its folder, its calls, its lines."""

    root: Path
    calls: list[Call]
    lines: list[dict]

    def keys(self, who: str) -> Keys:
        """Return the keys of one of the vaults."""
        return keys_of(self.root / who, material.PASSPHRASES[who])

    def leaks(self, patterns: list[Pattern]) -> list[Leak]:
        """Return where any of the patterns was written or left, but for what was asked for.

        The name of the folder that the person chose for a vault is in paths, and nowhere else.
        """
        asked, given, named = self.root / "asked", self.root / "given", self.root / material.FOLDER
        found = list(in_calls(self.calls, patterns, asked, named))
        found += in_files(self.root, patterns, (asked, given, named))
        return found + list(in_files(named, patterns, ()))


def travelled(root: Path, *planted: str, script: str = "journey.py") -> Journey:
    """Make a journey in a new folder."""
    for name in ("home", "tmp", "asked", material.FOLDER):
        (root / name).mkdir(parents=True)
    material.lay(root / "given")
    path = os.pathsep.join([str(_TESTS), *os.environ.get("PYTHONPATH", "").split(os.pathsep)])
    log = root.with_name(f"{root.name}.strace")
    done = straced.run(
        [sys.executable, "-B", str(Path(__file__).with_name(script)), str(root), *planted],
        ["-v", *straced.tracing(WATCHED), *straced.whole_data()],
        log=log,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": path,
            "LC_ALL": "C.UTF-8",
            "HOME": str(root / "home"),
            "TMPDIR": str(root / "tmp"),
        },
        cwd=root / "home",
    )
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return Journey(root, straced.calls(log), lines)
