"""Two machines and the line between them, as network namespaces of Linux; only root makes them.

A machine reaches the other one and nobody else: there is no route but the line.  What was made is
removed by whoever made it.
"""

from __future__ import annotations

import contextlib
import ctypes
import heapq
import json
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from contract.certificates import certificate
from contract.nginx import front
from contract.programs import free_port, running
from makers import PASSPHRASE
from peers import ROOT, absent, npm_script, tool

FIELD, DESK = "10.77.0.1", "10.77.0.2"
_CLONE_NEWNET: Final = 0x40000000
_SOL_PACKET, _PACKET_VNET_HDR, _ETH_P_ALL, _OUTGOING = 263, 15, 3, 4


@dataclass(frozen=True)
class Machine:
    """A machine with a network of its own; ``end`` is its end of the line."""

    name: str
    end: str = "end"

    @contextlib.contextmanager
    def inside(self) -> Iterator[None]:
        """Let this thread, and what it starts, be on that machine for a while."""
        own, its = Path("/proc/thread-self/ns/net"), Path("/run/netns", self.name)
        with own.open() as here, its.open() as there:
            _enter(there.fileno())
            try:
                yield
            finally:
                _enter(here.fileno())

    def ip(self, *words: str) -> str:
        """Change its network."""
        return _run("ip", "-n", self.name, *words)

    def call(
        self, *argv: object, stall: float = 60, before: tuple[str, ...] = ()
    ) -> subprocess.Popen[str]:
        """Begin ``collector ARGV...`` there, with the passphrase of tests on standard input.

        ``before`` is a command that runs it; ``stall`` as in ``called.py``.
        """
        program = [sys.executable, str(ROOT / "tests" / "called.py"), str(stall), "-"]
        process = subprocess.Popen(
            [tool("ip"), "netns", "exec", self.name, *before, *program, *map(str, argv)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(),
        )
        assert process.stdin is not None
        process.stdin.write(f"{PASSPHRASE}\n")
        process.stdin.close()
        process.stdin = None
        return process

    def cut(self) -> None:
        """Take the line away."""
        self.ip("link", "set", self.end, "down")

    def mend(self) -> None:
        """Give the line back."""
        self.ip("link", "set", self.end, "up")

    def went_out(self) -> int:
        """Return how many octets went out by the line."""
        (link,) = json.loads(self.ip("-s", "-j", "link", "show", self.end))
        return int(link["stats64"]["tx"]["bytes"])


def environment() -> dict[str, str]:
    """Return what a process of the program needs around it to find these tests."""
    tests = [str(ROOT / "tests"), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(tests)}


@contextlib.contextmanager
def machine() -> Iterator[Machine]:
    """Make a machine without any network: even loopback is down."""
    if sys.platform != "linux" or os.geteuid() != 0:
        absent("the right to make network namespaces, which root of a Linux system has,")
    tool("ip")
    found = Machine(f"t{secrets.token_hex(4)}")
    made = subprocess.run(
        ["ip", "netns", "add", found.name], capture_output=True, text=True, check=False
    )
    if made.returncode:
        absent(f"the right to make network namespaces ({made.stderr.strip()})")
    try:
        yield found
    finally:
        for process in _run("ip", "netns", "pids", found.name).split():
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(process), signal.SIGKILL)
        _run("ip", "netns", "del", found.name)


@contextlib.contextmanager
def two_machines() -> Iterator[tuple[Machine, Machine]]:
    """Make one in the field and one at the platform, with a good line."""
    with machine() as field, machine() as desk:
        _join(field, "end", desk, "end")
        _number(field, FIELD)
        _number(desk, DESK)
        yield field, desk


@contextlib.contextmanager
def badly_joined() -> Iterator[tuple[Machine, Machine]]:
    """The same with a line that is slow to answer and loses some of what goes over it.

    The kernel's netem does that; where a kernel has none, frames are passed on by ``_Losing``.
    """
    with contextlib.ExitStack() as stack:
        field, desk = stack.enter_context(two_machines())
        for it in (field, desk):
            it.ip("link", "set", it.end, "gso_max_segs", "1")  # so that few are lost at once
        netem = ["tc", "-n", field.name, "qdisc", "add", "dev", field.end, "root", "netem"]
        done = subprocess.run(
            [*netem, "delay", "20ms", "5ms", "loss", "2%"], capture_output=True, check=False
        )
        if done.returncode:
            field.ip("link", "del", field.end)
            between = stack.enter_context(machine())
            for it, name, address in ((field, "one", FIELD), (desk, "two", DESK)):
                _join(it, "end", between, name)
                it.ip("link", "set", it.end, "gso_max_segs", "1")
                between.ip("link", "set", name, "up")
                _number(it, address)
            stack.enter_context(_Losing(between, ("one", "two"), loss=0.02, delay=0.01))
        yield field, desk


class _Losing:
    """Passes frames on between two interfaces of a machine, later, and not all of them."""

    def __init__(self, at: Machine, names: tuple[str, str], loss: float, delay: float) -> None:
        self._loss, self._delay = loss, delay
        with at.inside():
            self._ends = [_raw(name) for name in names]
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._pass, args=(one, other))
            for one, other in (self._ends, reversed(self._ends))
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()
        for end in self._ends:
            end.close()

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        luck = random.Random(source.fileno())  # noqa: S311 - bad luck, no secret
        late: list[tuple[float, int, bytes]] = []
        count = 0
        while not self._over.is_set():
            with contextlib.suppress(TimeoutError):
                frame, address = source.recvfrom(1 << 17)
                if address[2] != _OUTGOING and luck.random() >= self._loss:
                    count += 1
                    heapq.heappush(late, (time.monotonic() + self._delay, count, frame))
            while late and late[0][0] <= time.monotonic():
                with contextlib.suppress(OSError):
                    sink.send(heapq.heappop(late)[2])


def _raw(name: str) -> socket.socket:
    """Return a socket for whole frames; a header before each says what is left to be filled in."""
    found = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(_ETH_P_ALL))
    found.setsockopt(_SOL_PACKET, _PACKET_VNET_HDR, 1)
    found.bind((name, 0))
    found.settimeout(0.005)
    return found


@dataclass(frozen=True)
class Server:
    """A stock tus server at the platform: what its card says of it, and where it keeps things."""

    address: str
    pin: str
    port: int
    store: Path
    receipts: Path

    @property
    def held(self) -> list[bytes]:
        """Return what it holds, whole or not."""
        return [it.read_bytes() for it in self.files if it.stat().st_size]

    @property
    def files(self) -> list[Path]:
        """Return where that lies."""
        return [it for it in self.store.iterdir() if it.suffix != ".json"]


@contextlib.contextmanager
def serving(at: Machine, work: Path) -> Iterator[Server]:
    """Run the npm packages @tus/server and @tus/file-store there, behind nginx."""
    command = npm_script("tus-server.mjs", "@tus/server", "@tus/file-store")
    store, receipts = work / "store", work / "receipts"
    for folder in (store, receipts):
        folder.mkdir(parents=True)
    made = certificate(work / "tls", names=(DESK,))
    places = f"location /files/receipts/ {{ alias {receipts}/; }}"
    with contextlib.ExitStack() as stack:
        with at.inside():
            port = free_port()
            stack.enter_context(running([*command, str(store), str(port)], port, work / "log"))
            nginx = stack.enter_context(front(work / "nginx", made, port, places, also=DESK))
        address = f"https://{DESK}:{nginx.port}/files"
        yield Server(address, made.pin.hex(), nginx.port, store, receipts)


def _join(one: Machine, name: str, other: Machine, its: str) -> None:
    peer = ("type", "veth", "peer", "name", its, "netns", other.name)
    _run("ip", "link", "add", name, "netns", one.name, *peer)


def _number(it: Machine, address: str) -> None:
    it.ip("addr", "add", f"{address}/24", "dev", it.end)
    for name in ("lo", it.end):
        it.ip("link", "set", name, "up")


def _enter(descriptor: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.setns(descriptor, _CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "setns")


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
