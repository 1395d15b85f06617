"""Our side of the comparison: the same verbs the program uses, on vaults made for the run.

Making and opening a vault is not timed: it is slow on purpose.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from collector.crypto import fingerprint
from collector.model.testimony_input import read_input
from collector.session import create_session
from collector.store.exhibits import GivenFile

_PASSPHRASE = "bench"  # noqa: S105
_PLATFORM = "bench"
_NOTHING = {"voice": False, "face": False, "document": False, "body": False}
_FORM = {
    "interview_kind": "V-IKIND-01",
    "mode": "V-MODE-01",
    "language": "en",
    "about": "bench",
    "words": [{"text": "bench", "basis": ["saw"]}],
    "when": {"empty": "unknown"},
    "where": {"empty": "unknown"},
    "prior_accounts": [],
    "confidentiality": "C2",
    "consent": [
        {
            "recipient": "V-RECIP-02",
            "decision": "yes",
            "method": "V-CMETH-01",
            "language": "en",
        }
    ],
}
_EXHIBIT = {
    "kind": "V-MEDK-02",
    "originality": "V-ORIG-01",
    "acquired": "V-ACQ-02",
    "depicts": _NOTHING,
    "others_shown": "none",
}


class Ours:
    """A field vault, a coordinator's vault, and one exhibit on its way between them."""

    def __init__(self, folder: Path, source: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._source = source
        self._field = create_session(folder / "field", _PASSPHRASE, "interviewer")
        self._coordinator = create_session(folder / "coordinator", _PASSPHRASE, "coordinator")
        card = self._coordinator.trust.new_card(_PLATFORM)
        self._field.trust.trust_card(card.data, fingerprint.words(card.root))
        public = self._field.vault.signing_key.public
        self._coordinator.trust.enrol(public, fingerprint.words(public))
        self.bundle = Path()

    def take_in(self) -> float:
        """Add an account with the file as its exhibit; seal it outside the timing."""
        form = _FORM | {"exhibits": [_EXHIBIT | {"file": self._source.name}]}
        given = read_input(json.dumps(form).encode())
        files = [GivenFile(self._source, given.exhibits[0])]
        start = time.perf_counter()
        testimony = self._field.testimonies.add(given, files)
        seconds = time.perf_counter() - start
        self._field.testimonies.seal(testimony)
        return seconds

    def export(self) -> float:
        """Write the bundle."""
        card = self._field.trust.platform(_PLATFORM)
        start = time.perf_counter()
        self.bundle = self._field.outbox.export(card).file
        return time.perf_counter() - start

    def import_bundle(self) -> float:
        """Verify and import it."""
        start = time.perf_counter()
        self._coordinator.intake.take(self.bundle)
        return time.perf_counter() - start

    def key_file(self) -> Path:
        """Return the coordinator's content key as an age identity file."""
        path = self._folder / "content-key.txt"
        path.write_text("\n".join(self._coordinator.trust.content_keys()) + "\n")
        return path

    def close(self) -> None:
        """Close both vaults."""
        for session in (self._field, self._coordinator):
            session.close()


def memory_growth(folder: Path, source: Path) -> dict[str, int]:
    """Return by task how many MiB the peak lies above the open, idle process.

    Measured in a process of its own: the peak is reset before each task (Linux).
    """
    done = subprocess.run(
        [sys.executable, __file__, str(folder), str(source)],
        check=True,
        capture_output=True,
        text=True,
    )
    grown: dict[str, int] = json.loads(done.stdout)
    return grown


def _measure(folder: Path, source: Path) -> dict[str, int]:
    ours = Ours(folder, source)
    grown = {}
    for name, task in (
        ("take in", ours.take_in),
        ("export", ours.export),
        ("import", ours.import_bundle),
    ):
        Path("/proc/self/clear_refs").write_text("5")
        idle = _peak()
        task()
        grown[name] = _peak() - idle
    ours.close()
    return grown


def _peak() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) // 1024
    raise OSError("no peak memory on this system")


if __name__ == "__main__":
    os.umask(0o077)
    print(json.dumps(_measure(Path(sys.argv[1]), Path(sys.argv[2]))))
