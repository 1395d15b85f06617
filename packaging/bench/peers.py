"""The peers: each function does one task with other people's tools and returns its seconds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ours import Ours

ROOT = Path(__file__).resolve().parent.parent.parent


def borg(folder: Path, source: Path) -> float:
    """Take the file into a fresh borg repository: repokey, no compression."""
    repository = folder / "borg"
    env = os.environ | {
        "BORG_PASSPHRASE": "bench",
        "BORG_BASE_DIR": str(folder / "borg-home"),
        "BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK": "no",
    }
    run(["borg", "init", "-e", "repokey", str(repository)], env=env)
    command = ["borg", "create", "--compression", "none", f"{repository}::a", str(source)]
    return timed(lambda: (run(command, env=env), os.sync()))


def hash_and_copy(folder: Path, source: Path) -> float:
    """Hash the file and copy it: no encryption at all."""
    target = folder / "copy.bin"
    return timed(
        lambda: (run(["sha256sum", str(source)]), run(["cp", str(source), str(target)]), os.sync())
    )


def tar_age(folder: Path, source: Path) -> float:
    """Pack and encrypt the file to a post-quantum recipient."""
    key = folder / "age-key.txt"
    run([age("age-keygen"), "-pq", "-o", str(key)])
    recipient = subprocess.run(
        [age("age-keygen"), "-y", str(key)], check=True, capture_output=True, text=True
    ).stdout.strip()
    out = folder / "peer.age"
    pipe = f'tar -C "$1" -c "$2" | "{age("age")}" -r "$3" -o "$4"'
    arguments = [str(source.parent), source.name, recipient, str(out)]
    return timed(lambda: (shell(pipe, arguments), os.sync()))


def age_untar_bagit(folder: Path, ours: Ours) -> float:
    """Decrypt, unpack and validate the very bundle that we imported."""
    out = folder / "bag"
    out.mkdir()
    key = ours.key_file()
    pipe = f'"{age("age")}" -d -i "$1" "$2" | tar -C "$3" -x --ignore-zeros'

    def task() -> None:
        shell(pipe, [str(key), str(ours.bundle), str(out)])
        bag = next(out.iterdir())
        run([sys.executable, "-m", "bagit", "--quiet", "--validate", str(bag)])
        os.sync()

    seconds = timed(task)
    shutil.rmtree(out)
    return seconds


def age(name: str) -> str:
    """Return the path of the pinned age program."""
    own = ROOT / ".tools" / "bin" / name
    return str(own) if own.is_file() else name


def timed(task: Callable[[], object]) -> float:
    """Return the seconds a callable takes."""
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def shell(script: str, arguments: list[str]) -> None:
    """Run a pipe; any part that fails is an error."""
    run(["bash", "-c", f"set -euo pipefail; {script}", "pipe", *arguments])


def run(command: list[str], env: dict[str, str] | None = None) -> None:
    """Run a command silently; failing is an error."""
    subprocess.run(command, check=True, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
