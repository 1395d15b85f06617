"""OpenSSH's server on loopback, with keys made for the test and its own SFTP."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import pwd
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from collector.sync.transport.interface import Endpoint, Login
from contract.programs import HOST, free_port
from peers import absent, tool

_PRIVILEGES = Path("/run/sshd")


@dataclass
class Sshd:
    """A server that lets one key of the user who runs the tests into SFTP, and nothing else."""

    work: Path
    folder: Path
    port: int
    host_keys: dict[str, Path]
    more: tuple[str, ...] = ()
    room: str | None = None
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def user(self) -> str:
        return pwd.getpwuid(os.getuid()).pw_name

    @property
    def login(self) -> Login:
        return Login(self.user, private_key=(self.work / "user").read_text())

    def pin(self, kind: str = "ed25519") -> bytes:
        """Return the SHA-256 of the public host key blob."""
        public = self.host_keys[kind].with_suffix(".pub").read_text()
        return hashlib.sha256(base64.b64decode(public.split()[1])).digest()

    def endpoint(self, kind: str = "ed25519") -> Endpoint:
        address = f"sftp://{self.user}@{HOST}:{self.port}{self.folder}"
        return Endpoint("sftp", address, self.pin(kind), login=self.login)

    def sessions(self) -> list[int]:
        """Return the processes that serve connections; each leads a session of its own."""
        parents: dict[int, int] = {}
        for status in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                rest = status.read_text().rpartition(")")[2].split()
                parents[int(status.parent.name)] = int(rest[1])
        found = {self._process.pid} if self._process else set()
        while more := {child for child, parent in parents.items() if parent in found} - found:
            found |= more
        return [process for process in found if process != (self._process and self._process.pid)]

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        config = self.work / "sshd_config"
        keys = [f"HostKey {path}" for path in self.host_keys.values()]
        config.write_text(
            "\n".join(
                [
                    *self.more,  # first: of two lines for one thing sshd believes the first
                    f"ListenAddress {HOST}:{self.port}",
                    *keys,
                    f"AuthorizedKeysFile {self.work / 'user.pub'}",
                    "PidFile none",
                    "StrictModes no",
                    "UsePAM no",
                    "PermitRootLogin yes",
                    "KbdInteractiveAuthentication no",
                    "Subsystem sftp internal-sftp",
                    "ForceCommand internal-sftp",
                    "DisableForwarding yes",
                    "",
                ]
            )
        )
        if os.getuid() == 0:
            _PRIVILEGES.mkdir(mode=0o755, exist_ok=True)
        command = [tool("sshd"), "-D", "-e", "-f", str(config)]
        if self.room is not None:
            command = [*_small_disk(self.folder, self.room), *command]
        with (self.work / "sshd.log").open("ab") as log:
            self._process = subprocess.Popen(command, stderr=log)
        until = time.monotonic() + 30
        while True:
            with contextlib.suppress(OSError), socket.create_connection((HOST, self.port)):
                return
            assert self._process.poll() is None, (self.work / "sshd.log").read_text()
            assert time.monotonic() < until
            time.sleep(0.02)

    def restart(self) -> None:
        """Stop it and start it again."""
        self.stop()
        self.start()

    def stop(self) -> None:
        """Stop it and every connection it serves."""
        if self._process is not None:
            below = self.sessions()
            self._process.kill()
            self._process.wait()
            self._process = None
            for process in below:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)


@contextlib.contextmanager
def running(
    work: Path,
    *more: str,
    host_keys: tuple[str, ...] = ("ed25519",),
    room: str | None = None,
) -> Iterator[Sshd]:
    """Yield a server that delivers into a fresh folder; ``more`` are lines of its configuration.

    With ``room``, such as ``2m``, the folder is a disk of that size, which only the server sees.
    """
    tool("sshd")
    work.mkdir(parents=True, exist_ok=True)
    folder = work / "place"
    (folder / "receipts").mkdir(parents=True)
    keys = {kind: _key(work / f"host_{kind}", kind) for kind in host_keys}
    _key(work / "user", "ed25519")
    server = Sshd(work, folder, free_port(), keys, more, room)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _key(path: Path, kind: str) -> Path:
    small = ["-b", "2048"] if kind == "rsa" else []
    command = [tool("ssh-keygen"), "-q", "-t", kind, *small, "-N", "", "-C", "", "-f", str(path)]
    subprocess.run(command, check=True)
    return path


def _small_disk(folder: Path, size: str) -> list[str]:
    """Return the start of a command that sees a small disk where the folder is."""
    own = [tool("unshare"), "--mount"]
    mount = f'mount -t tmpfs -o size={size} none "$0" && mkdir "$0/receipts" && exec "$@"'
    if subprocess.run([*own, "true"], capture_output=True, check=False).returncode:
        absent("the right to mount a disk of one's own")
    return [*own, "sh", "-c", mount, str(folder)]
