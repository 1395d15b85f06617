"""Servers that are programs of others: started on loopback, stopped by whoever started them."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

HOST = "127.0.0.1"


class Program:
    """A program that listens on a port of its own."""

    def __init__(self, command: Sequence[str], port: int, errors: Path) -> None:
        self._command = command
        self.port = port
        self._errors = errors
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it takes connections."""
        with self._errors.open("ab") as errors:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors
            )
        until = time.monotonic() + 30
        while True:
            with contextlib.suppress(OSError), socket.create_connection((HOST, self.port)):
                return
            assert self._process.poll() is None, self._errors.read_text()
            assert time.monotonic() < until, self._errors.read_text()
            time.sleep(0.02)

    def stop(self) -> None:
        """Kill it, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def restart(self) -> None:
        """Kill it and start it again."""
        self.stop()
        self.start()


@contextlib.contextmanager
def running(command: Sequence[str], port: int, errors: Path) -> Iterator[Program]:
    """Run a program for a while."""
    program = Program(command, port, errors)
    try:
        program.start()
        yield program
    finally:
        program.stop()


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as sock:
        sock.bind((HOST, 0))
        port: int = sock.getsockname()[1]
        return port
