"""Uploading beside tus-js-client, on the same server and through the same cuts: ``make bench``.

The server is @tus/server behind nginx, on loopback.  Both clients take turns, each first in every
second pair; each line is the median.  CPU is the client's own, in user and system.  What was sent
again is what went over the line beyond the file itself, handshakes and heads of requests included,
for each cut: it hardly depends on how busy the machine is.  Nothing here is a test.

A line is cut always after as much: what this program learns from one cut helps it at the next.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from collector.sync.transport.errors import Busy, Cut, NotReached  # noqa: E402
from collector.sync.transport.interface import Endpoint, Parcel  # noqa: E402
from collector.sync.transport.ways import open_way  # noqa: E402
from contract.places import tus_node  # noqa: E402
from contract.relay import Relay  # noqa: E402
from contract.watches import Recorder  # noqa: E402
from peers import npm_script  # noqa: E402

MIB = 1024 * 1024
CUTS = {128: 20, 256: 20, 1024: 20, 4096: 80}
"""After how many KiB of its client a connection is cut, and how many MiB are sent that way.

At 64 KiB tus-js-client sends the file more than ten times over before it arrives.
"""
PAIRS = 10


@dataclass(frozen=True)
class Server:
    """A server, and the line to it, which can be cut; without cuts it is gone around."""

    endpoint: Endpoint
    relay: Relay
    store: Path
    certificate: Path


@dataclass(frozen=True)
class Sent:
    """One upload: its seconds, CPU seconds, cuts, and octets that went over the line again."""

    seconds: float
    cpu: float
    cuts: int
    again: int


Client = Callable[[Server, Endpoint, Parcel], float]


def main() -> int:
    """Run both, with and without cuts, and print one table."""
    parser = argparse.ArgumentParser(description="compare uploads with tus-js-client")
    parser.add_argument("--mib", type=int, default=512, help="size of the file, default 512")
    parser.add_argument("--runs", type=int, default=5, help="alternating runs, default 5")
    parser.add_argument(
        "--pairs",
        type=int,
        default=PAIRS,
        help=f"the same for each distance of cuts, default {PAIRS}",
    )
    parser.add_argument("--where", type=Path, help="folder on the disk to measure")
    options = parser.parse_args()
    base = Path(tempfile.mkdtemp(prefix="bench-", dir=options.where))
    work = base / "server"
    try:
        with tus_node(work) as place:
            server = Server(place.endpoint, place.relay, work / "store", work / "tls" / "cert.pem")
            columns = (
                f"{'median s':>9} {'MiB/s':>7} {'CPU s':>7} {'cuts':>5} {'again, KiB a cut':>17}"
            )
            print(f"{'task':42} {columns}")
            compare(server, made(base / "whole", options.mib), options.runs)
            for kib, mib in CUTS.items():
                compare(server, made(base / "small", mib), options.pairs, kib)
    finally:
        shutil.rmtree(base, ignore_errors=True)
    return 0


def compare(server: Server, parcel: Parcel, runs: int, kib: int | None = None) -> None:
    """Let the clients take turns, and print a line for each."""
    relay, endpoint, how = server.relay, server.endpoint, ""
    if kib is None:
        address = endpoint.address.replace(str(relay.port), str(relay.target))
        endpoint = replace(endpoint, address=address)
    else:
        relay.cut_after, how = kib * 1024, f", cut each {kib} KiB"
    found: dict[str, list[Sent]] = {name: [] for name in CLIENTS}
    for turn in range(runs):
        for name in list(CLIENTS)[:: -1 if turn % 2 else 1]:
            found[name].append(once(server, endpoint, parcel, CLIENTS[name]))
    relay.cut_after = None
    for name, sent in found.items():
        seconds = statistics.median(it.seconds for it in sent)
        cuts = statistics.median(it.cuts for it in sent)
        again = sum(it.again for it in sent) / 1024 / max(1, sum(it.cuts for it in sent))
        # Where there are cuts, the relay runs in this process and uses more CPU than a client.
        cpu = "" if cuts else f"{statistics.median(it.cpu for it in sent):.2f}"
        speed = parcel.size / MIB / seconds
        row = f"{name + how:42} {seconds:9.2f} {speed:7.0f} {cpu:>7} {cuts:5.0f}"
        print(f"{row} {again:17.1f}" if cuts else row, flush=True)
    ratios = [theirs.seconds / mine.seconds for mine, theirs in zip(*found.values(), strict=True)]
    print(f"  pair by pair as fast as tus-js-client, times: {statistics.median(ratios):.2f}")


def once(server: Server, endpoint: Endpoint, parcel: Parcel, client: Client) -> Sent:
    """Let one client upload."""
    relay = server.relay
    cuts, passed = relay.cuts, relay.passed
    os.sync()
    used = cpu_seconds()
    seconds = client(server, endpoint, parcel)
    sent = Sent(
        seconds, cpu_seconds() - used, relay.cuts - cuts, relay.passed - passed - parcel.size
    )
    check_and_empty(server.store, parcel)
    return sent


def cpu_seconds() -> float:
    """Return what this process and those that it waited for have used."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(it.ru_utime + it.ru_stime for it in used)


def check_and_empty(store: Path, parcel: Parcel) -> None:
    """Make sure that the parcel arrived, and remove it."""
    arrived = [path for path in store.iterdir() if path.suffix != ".json" and path.stat().st_size]
    digests = [hashlib.sha256(path.read_bytes()).digest() for path in arrived]
    if digests != [parcel.sha256]:
        sys.exit("what arrived is not what was sent")
    for path in store.iterdir():
        path.unlink()


def ours(_server: Server, endpoint: Endpoint, parcel: Parcel) -> float:
    """Upload with this program; return the seconds."""
    watch, began = Recorder(), time.monotonic()
    while watch.octets < parcel.size:
        with suppress(Cut, NotReached, Busy):
            open_way(endpoint).post(parcel, watch.token, watch)
    return time.monotonic() - began


def tus_js(server: Server, endpoint: Endpoint, parcel: Parcel) -> float:
    """Upload with tus-js-client; return the seconds without starting Node.js."""
    done = subprocess.run(
        [*npm_script("tus-client.mjs", "tus-js-client"), endpoint.address, str(parcel.path)],
        env={**os.environ, "NODE_EXTRA_CA_CERTS": str(server.certificate)},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        timeout=600,
    )
    return float(done.stdout)


CLIENTS: dict[str, Client] = {"upload": ours, "upload: tus-js-client": tus_js}


def made(path: Path, mib: int) -> Parcel:
    """Make a parcel of random octets."""
    block, hasher = os.urandom(MIB), hashlib.sha256()
    with path.open("wb") as out:
        for _ in range(mib):
            out.write(block)
            hasher.update(block)
    return Parcel(path, path.name, mib * MIB, hasher.digest())


if __name__ == "__main__":
    sys.exit(main())
