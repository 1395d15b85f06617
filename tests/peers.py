"""Where tests find outside judges and outside samples.

A missing one skips the test and says so; with ``COLLECTOR_REQUIRE_PEERS=1`` (continuous
integration) it fails instead, so that nothing is skipped there in silence.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"


def program() -> list[str]:
    """Return how the program is started: from its source, or the way ``COLLECTOR_PROGRAM`` says.

    That is the start of a command line, such as the path of a packed program.
    """
    packed = shlex.split(os.environ.get("COLLECTOR_PROGRAM", ""))
    return packed or [sys.executable, "-m", "collector"]


def absent(what: str) -> None:
    """Skip, or fail where peers are required."""
    if os.environ.get("COLLECTOR_REQUIRE_PEERS") == "1":
        pytest.fail(f"{what} is required here and is missing")
    pytest.skip(f"{what} is not on this machine")


def samples() -> Path:
    """Return the folder of outside samples."""
    folder = Path(os.environ.get("COLLECTOR_SAMPLES", ROOT.parent / "shared" / "samples"))
    if not folder.is_dir():
        absent("the folder of outside samples")
    return folder


def tool(name: str) -> str:
    """Return the path of an outside program.

    Looked for in the project's own tools folder, beside the Python that runs the tests, on PATH,
    and where systems keep servers.
    """
    own = (TOOLS / "bin" / name, Path(sys.executable).parent / name)
    found = next((str(path) for path in own if path.is_file()), shutil.which(name))
    found = found or shutil.which(name, path="/usr/sbin:/sbin")
    if found is None:
        absent(name)
    return str(found)


def age_encryption() -> list[str]:
    """Return the start of a command line for the npm package: ``encrypt RECIPIENT`` or
    ``decrypt KEYFILE`` follows, standard input to standard output.
    """
    return npm_script("age-encryption.mjs", "age-encryption")


def npm_script(name: str, *packages: str) -> list[str]:
    """Return the start of a command line for one of ``packaging/judges`` and what it needs."""
    script = TOOLS / name
    for package in packages:
        if not (TOOLS / "node_modules" / package).is_dir() or not script.is_file():
            absent(f"the npm package {package}")
    return [tool("node"), str(script)]
