"""Machines that stand in the way: no permission, no room, no writing, somebody else at the vault.

Only the superuser can mount; where tests may not, they skip and say so, or fail (``peers``).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peers import ROOT, absent

NOBODY = 65534
_PROLOGUE = """
import os, sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from makers import add, make, reopen
vault = Path(sys.argv[1])
"""


@contextmanager
def powerless(*paths: Path) -> Iterator[Path]:
    """Yield a folder in which this process has no more rights than anybody; the paths move there.

    The superuser is nobody while the block runs; everybody else stays who they are.
    """
    folder = Path(tempfile.mkdtemp(prefix="powerless-"))
    root = os.geteuid() == 0
    try:
        folder.chmod(0o755)
        for path in paths:
            shutil.move(path, folder / path.name)
        if root:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
            os.setegid(NOBODY)
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
                os.setegid(0)
    finally:
        for path in folder.rglob("*"):
            if path.is_dir():
                path.chmod(0o700)
        shutil.rmtree(folder)


@contextmanager
def disk(folder: Path, size: int) -> Iterator[Path]:
    """Yield a file system of its own with room for ``size`` bytes."""
    folder.mkdir()
    _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def pulled_out(folder: Path) -> Iterator[None]:
    """Let the file system mounted there be gone, as a stick is; then another one comes."""
    subprocess.run(["umount", "-l", str(folder)], check=True)
    try:
        yield
    finally:
        _mount("-t", "tmpfs", "tmpfs", str(folder))


def enlarge(folder: Path, size: int) -> None:
    """Give the file system mounted there room for ``size`` bytes in all."""
    _mount("-o", f"remount,size={size}", str(folder))


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let the file system mounted there take no more writes."""
    _mount("-o", "remount,ro", str(folder))
    try:
        yield
    finally:
        _mount("-o", "remount,rw", str(folder))


def fill(folder: Path, *, leave: int = 0) -> Path:
    """Take all room of a file system but ``leave`` bytes; return the file that takes it."""
    ballast = folder / "ballast"
    free = os.statvfs(folder)
    with ballast.open("wb") as file:
        file.write(bytes(max(0, free.f_bavail * free.f_frsize - leave)))
    return ballast


@contextmanager
def held_open(vault: Path, statements: str = "") -> Iterator[subprocess.Popen]:
    """Let another process open the vault, carry the statements out, and wait."""
    source = f"session = reopen(vault)\n{statements}\nprint('open', flush=True)\nsys.stdin.read()"
    process = _python(source, vault)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def killed_after(vault: Path, statements: str) -> list[str]:
    """Let another process open the vault, carry the statements out, and die; return its words."""
    source = f"session = reopen(vault)\n{statements}\nos.kill(os.getpid(), 9)"
    process = _python(source, vault)
    said, _ = process.communicate()
    assert process.returncode == -9
    return said.split()


def _python(source: str, vault: Path) -> subprocess.Popen:
    program = _PROLOGUE.format(tests=str(ROOT / "tests")) + source
    return subprocess.Popen(
        [sys.executable, "-c", program, str(vault)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _mount(*arguments: str) -> None:
    if sys.platform != "linux" or os.geteuid() != 0:
        absent("the right to mount, which root of a Linux system has,")
    done = subprocess.run(["mount", *arguments], capture_output=True, check=False)
    if done.returncode:
        absent(f"the right to mount ({done.stderr.decode(errors='replace').strip()})")
