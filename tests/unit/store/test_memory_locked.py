"""What SQLCipher holds of an open vault is locked in memory, so that it never reaches the swap."""

from __future__ import annotations

import subprocess
import sys

import pytest

# In a process of its own: what the tests' makers switch off stays off, once on it stays on.
OPEN = """
from pathlib import Path
import sys
from collector.store.sqlite import VAULT_LAYOUT, RawKey, create
def locked():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(line.split()[1] for line in lines if line.startswith("VmLck"))
before = locked()
db = create(Path(sys.argv[1]), RawKey(bytes(32)), VAULT_LAYOUT, "CREATE TABLE words (text TEXT);")
print(before, locked(), db.execute("PRAGMA cipher_memory_security").fetchone()[0])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what is locked")
def test_what_an_open_vault_holds_is_locked_in_memory(tmp_path):
    ran = subprocess.run(
        [sys.executable, "-c", OPEN, str(tmp_path / "vault.db")],
        capture_output=True,
        check=True,
        text=True,
    )
    before, after, said = map(int, ran.stdout.split())
    assert said == 1
    assert after >= before + 128  # kB; a few are locked as soon as SQLCipher is loaded
