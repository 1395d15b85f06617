"""From what PyInstaller leaves to a folder that can be given away, the same each time."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from packing.licences import FOLDER, ROOT

INSIDE: Final = "_internal"


def finish(folder: Path, beside: Sequence[Path], seconds: int) -> None:
    """Put papers where people look for them, take debug symbols out, set modes and times.

    ``beside`` are further texts; ``seconds`` is the time of all files, since 1970.
    """
    shutil.move(folder / INSIDE / FOLDER, folder / FOLDER)
    for text in (ROOT / "LICENSE", ROOT / "THIRD-PARTY.md", *beside):
        shutil.copyfile(text, folder / text.name)
    for library in _of_the_interpreter(folder / INSIDE):
        subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)
    for path in sorted(folder.rglob("*"), reverse=True):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        os.utime(path, (seconds, seconds), follow_symlinks=False)


def digests(folder: Path) -> list[str]:
    """Return a line for each file and link: what is in it, whether it can be run, its name."""
    return [
        f"{_content(path)}  {'x' if os.access(path, os.X_OK) else '-'}  {path.relative_to(folder)}"
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    ]


def size(folder: Path) -> int:
    """Return how many bytes all files have."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def _of_the_interpreter(inside: Path) -> list[Path]:
    """Return what was built with Python; what is in wheels is stripped, and signed as it is."""
    return sorted([*inside.glob("libpython*"), *inside.glob("python3*/lib-dynload/*.so")])


def _content(path: Path) -> str:
    if path.is_symlink():
        return f"-> {path.readlink()}"
    return hashlib.sha256(path.read_bytes()).hexdigest()
