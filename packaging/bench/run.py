"""Speed beside the tools people would use instead: ``make bench``.

Each line is the median of alternating runs on fresh repositories, sync included, and the ratio to
a peer in the same run (above 1.0: faster than the peer).  Nothing here is a test: machines differ,
and ratios on a busy machine mean little.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ours import Ours, memory_growth

import peers

MIB = 1024 * 1024


def main() -> int:
    """Run all comparisons and print one table."""
    parser = argparse.ArgumentParser(description="compare speed with borg, age, tar and bagit")
    parser.add_argument("--mib", type=int, default=1024, help="size of the file, default 1024")
    parser.add_argument("--runs", type=int, default=5, help="alternating runs, default 5")
    parser.add_argument("--where", type=Path, help="folder on the disk to measure")
    parser.add_argument("--memory", action="store_true", help="also measure 4 times the size")
    options = parser.parse_args()
    base = Path(tempfile.mkdtemp(prefix="bench-", dir=options.where))
    try:
        source = base / "exhibit.bin"
        fill(source, options.mib)
        report_speed(compare(base, source, options.runs), options.mib)
        report_memory(base, options.mib, [1, 4] if options.memory else [1])
    finally:
        shutil.rmtree(base, ignore_errors=True)
    return 0


def compare(base: Path, source: Path, runs: int) -> dict[str, list[float]]:
    """Return seconds by task, each task on a fresh folder, tasks taking turns."""
    seconds: dict[str, list[float]] = {}
    for number in range(runs):
        folder = base / f"run-{number}"
        folder.mkdir()
        ours = Ours(folder / "ours", source)
        tasks: list[tuple[str, Callable[[], float]]] = [
            ("take in", ours.take_in),
            ("take in: borg create", partial(peers.borg, folder, source)),
            ("take in: sha256sum + cp", partial(peers.hash_and_copy, folder, source)),
            ("export", ours.export),
            ("export: tar | age", partial(peers.tar_age, folder, source)),
            ("import", ours.import_bundle),
            ("import: age -d | tar x + bagit", partial(peers.age_untar_bagit, folder, ours)),
        ]
        for name, task in tasks:
            os.sync()
            seconds.setdefault(name, []).append(task())
            print(f"  run {number + 1}: {name}: {seconds[name][-1]:.2f} s", flush=True)
        ours.close()
        shutil.rmtree(folder)
    return seconds


def report_speed(seconds: dict[str, list[float]], mib: int) -> None:
    """Print medians, throughput and ratios."""
    medians = {name: statistics.median(found) for name, found in seconds.items()}
    print(f"\n{'task':34} {'median s':>9} {'MiB/s':>7} {'ratio':>6}")
    for name, median in medians.items():
        own = medians[name.split(":")[0]]
        ratio = "" if ":" not in name else f"{median / own:6.2f}"
        print(f"{name:34} {median:9.2f} {mib / median:7.0f} {ratio:>6}")
    print("ratio: seconds of the peer divided by ours, medians of the same runs")


def report_memory(base: Path, mib: int, factors: list[int]) -> None:
    """Print how far the peak of each task lies above the open, idle process."""
    for factor in factors:
        source = base / "memory.bin"
        fill(source, mib * factor)
        for task, grown in memory_growth(base / "memory", source).items():
            print(f"peak memory above idle, {mib * factor} MiB, {task}: {grown} MiB")
        source.unlink()
        shutil.rmtree(base / "memory")


def fill(path: Path, mib: int) -> None:
    """Write random bytes, which no tool can compress."""
    with path.open("wb") as out:
        for _ in range(mib):
            out.write(os.urandom(MIB))
        out.flush()
        os.fsync(out.fileno())


if __name__ == "__main__":
    for needed in ("borg", "tar", "sha256sum"):
        if shutil.which(needed) is None:
            sys.exit(f"{needed} is missing; packaging/setup-judges.sh installs what is needed")
    subprocess.run(["sync"], check=True)
    sys.exit(main())
