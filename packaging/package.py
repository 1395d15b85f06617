"""Make the packages: two folders in ``dist``, built twice, compared, and tried.

    python packaging/package.py dist

Run by ``make package`` with the Python of ``.venv-package``, which holds what the program needs,
PyInstaller, and nothing else.  Ends with 1 if the two builds differ in a single byte, if a folder
holds what it must not, or if a program does not work.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from packing.check import MEGABYTE, faults
from packing.folder import digests, finish, size
from packing.licences import ROOT
from packing.trying import failures

_FORMAT: Final = ROOT / "src" / "collector" / "sync" / "bundle" / "FORMAT.md"
PROGRAMS: Final = {
    "collector": ("collector.spec", (ROOT / "SECURITY.md",)),
    "collector-verify": ("verify.spec", (ROOT / "SECURITY.md", _FORMAT)),
}


def main() -> int:
    """Build, compare, try; return the exit code."""
    dist, work = Path(sys.argv[1]).resolve(), ROOT / "build" / "package"
    seconds = _time_of_the_source()
    for folder in (dist, work):
        shutil.rmtree(folder, ignore_errors=True)
    again = work / "again"
    print("building, then once more to compare: this takes some minutes", flush=True)
    for to in (dist, again):
        for name, (spec, beside) in PROGRAMS.items():
            _build(spec, to, work / "work" / to.name, seconds)
            finish(to / name, beside, seconds)
    wrong = _differences(dist, again)
    for name in PROGRAMS:
        wrong += [f"{name}: {fault}" for fault in faults(dist / name)]
        print(f"{dist / name}: {size(dist / name) / MEGABYTE:.1f} MB")
    wrong += failures(dist)
    for line in wrong:
        print(f"WRONG: {line}")
    if not wrong:
        print("two builds were identical, demo and verify work, nothing is there that must not be")
    return bool(wrong)


def _time_of_the_source() -> int:
    """Return SOURCE_DATE_EPOCH, else the time of the last commit (seconds since 1970)."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is not None:
        return int(given)
    asked = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    return int(subprocess.run(asked, capture_output=True, check=True, text=True).stdout)


def _build(spec: str, to: Path, work: Path, seconds: int) -> None:
    pyinstaller = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    places = ["--distpath", str(to), "--workpath", str(work)]
    subprocess.run(
        [*pyinstaller, *places, str(ROOT / "packaging" / spec)],
        check=True,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
            "SOURCE_DATE_EPOCH": str(seconds),
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYINSTALLER_CONFIG_DIR": str(work / "config"),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
        },
    )


def _differences(first: Path, second: Path) -> list[str]:
    one, other = digests(first), digests(second)
    (first / "SHA256").write_text("\n".join([*one, ""]), encoding="utf-8")
    return [f"the builds differ: {line}" for line in sorted(set(one) ^ set(other))]


if __name__ == "__main__":
    sys.exit(main())
