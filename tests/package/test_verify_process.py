"""``collector-verify`` as a process: from its source a few bundles, packed every flawed one.

``COLLECTOR_VERIFY_PROGRAM`` is the start of a command line, such as the path of a packed program;
``packaging/bare-package.sh`` sets it.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from vectors import all_flawed
from vectors.bundles import SENDER, make
from vectors.flawed import IDENTITIES

FLAWED = all_flawed.FLAWED
PACKED = shlex.split(os.environ.get("COLLECTOR_VERIFY_PROGRAM", ""))
WITH_A_VAULT = "bundle.signer-revoked"
NAMES = [name for name, it in FLAWED.items() if it.code != WITH_A_VAULT]


def verify(folder: Path, file: bytes) -> tuple[int, dict[str, Any]]:
    """Return the exit code and the object that is printed for the bytes of a bundle."""
    key, bundle = folder / "key.txt", folder / "bundle"
    key.write_text("".join(f"{it.secret_text()}\n" for it in IDENTITIES), encoding="ascii")
    bundle.write_bytes(file)
    start = PACKED or [sys.executable, "-m", "collector.verify"]
    asked = ["--identity", str(key), "--signer", SENDER.public.hex(), "--json"]
    ran = subprocess.run([*start, str(bundle), *asked], capture_output=True, check=False)
    return ran.returncode, json.loads(ran.stdout)


def test_a_good_bundle_is_good(tmp_path):
    code, said = verify(tmp_path, make().file)
    assert code == 0
    assert said["ok"]
    assert said["checked"]
    assert said["not_said"]


@pytest.mark.parametrize("name", NAMES if PACKED else NAMES[::40])
def test_a_flawed_bundle_is_refused_by_its_own_code(tmp_path, name):
    code, said = verify(tmp_path, FLAWED[name].build())
    assert (code, said["code"]) == (1, FLAWED[name].code)
    assert not said["ok"]
