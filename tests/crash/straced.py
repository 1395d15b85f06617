"""Running a program under strace, and reading what strace wrote down.

Nothing in the product knows of this.  Injections are counted by strace per system call and per
thread, from the start of the process, and a signal is delivered on entering the call: the call
that kills is not carried out.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from peers import tool

WRITES = ("write", "pwrite64", "pwritev", "pwritev2")
SYNCS = ("fsync", "fdatasync", "sync_file_range", "msync")
NAMES = ("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat")
REMOVALS = ("unlink", "unlinkat", "rmdir")
SIZES = ("ftruncate", "truncate", "fallocate", "copy_file_range", "sendfile", "splice")
CHANGES = (*WRITES, *SYNCS, *NAMES, *REMOVALS, *SIZES, "mkdir", "mkdirat")
PATIENCE = 120  # seconds; only a hang is that slow
ACK = "writev"  # what the driver says with, so that no injection hits its own words

_LINE = re.compile(r"(?P<thread>\d+) +(?P<name>\w+)\((?P<rest>.*)")
_RESUMED = re.compile(r"(?P<thread>\d+) +<\.\.\. \w+ resumed>(?P<rest>.*)")
_UNFINISHED = " <unfinished ...>"
_HEXED = re.compile(r'"(\\x[^"]*)"')
_DESCRIPTOR = re.compile(r"\d+<([^>]*)>")


@dataclass(frozen=True)
class Call:
    """One system call: thread, name, its number among the calls of that name, the rest of the line.

    ``rest`` is what follows the opening parenthesis, result included.
    """

    thread: int
    name: str
    number: int
    rest: str

    @property
    def path(self) -> str:
        """Return what the descriptor in the first argument stands for; nothing if it is none."""
        found = _DESCRIPTOR.match(self.rest)
        return plain(found[1]) if found else ""

    @property
    def on_pipe(self) -> bool:
        """Tell whether it writes into a pipe: nothing of that is on a disk."""
        return self.path.startswith("pipe:")

    @cached_property
    def strings(self) -> list[bytes]:
        """Return every buffer, name, argument and variable it was given, of a log with all bytes.

        Such a log writes strings as hexadecimal digits alone: no quote stands inside of one.
        """
        return [octets(it) for it in _HEXED.findall(self.rest)]

    @property
    def failed(self) -> bool:
        """Tell whether it changed nothing."""
        return re.search(r"= -1 [A-Z0-9]+ \(", self.rest[-80:]) is not None


def run(
    command: Sequence[str],
    options: Sequence[str],
    *,
    log: Path,
    env: Mapping[str, str],
    cwd: Path,
    data: bytes = b"",
) -> subprocess.CompletedProcess[bytes]:
    """Run a command and its children under strace; its words come back, its calls are in ``log``.

    strace ends as the command ended: with its exit code, or by the same signal.
    """
    return subprocess.run(
        [tool("strace"), "-q", "-y", "--seccomp-bpf", "-o", str(log), *options, "--", *command],
        env=dict(env),
        cwd=cwd,
        input=data,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )


@contextmanager
def attached(pid: int, options: Sequence[str], *, log: Path) -> Iterator[None]:
    """Watch a process that has stopped itself; it may go on once the block is entered.

    The block ends when the process has ended.
    """
    watcher = subprocess.Popen(
        [tool("strace"), "-y", "-o", str(log), *options, "-p", str(pid)],
        stderr=subprocess.PIPE,
    )
    try:
        assert watcher.stderr is not None
        said = watcher.stderr.readline()
        assert b" attached" in said, said.decode()
        yield
        watcher.communicate(timeout=PATIENCE)
    finally:
        watcher.kill()
        watcher.communicate()


def tracing(names: Sequence[str]) -> list[str]:
    """Return the options that watch these calls, in all threads and children.

    Names that this architecture does not have are passed over.
    """
    return ["-f", "-e", "trace=" + ",".join(f"?{name}" for name in names)]


def whole_data() -> list[str]:
    """Return the options that write every byte down, as hexadecimal digits."""
    return ["-xx", "-s", str(1 << 26)]


def killing(call: Call) -> list[str]:
    """Return the options that kill the process on entering this call of its first thread.

    Without ``-f``: children live on.
    """
    inject = f"inject={call.name}:signal=SIGKILL:when={call.number}"
    return ["-e", f"trace={call.name}", "-e", inject]


def failing(call: Call, error: str, *, ever_after: bool) -> list[str]:
    """Return the options that make this call fail, once or for good."""
    inject = f"inject={call.name}:error={error}:when={call.number}{'+' if ever_after else ''}"
    return ["-e", f"trace={call.name}", "-e", inject]


def calls(log: Path) -> list[Call]:
    """Return the calls of a log that was made with ``-f``, in the order they began."""
    numbers: Counter[tuple[int, str]] = Counter()
    found: list[tuple[int, str, int, str]] = []
    unfinished: dict[int, int] = {}
    with log.open(encoding="ascii") as lines:
        for line in lines:
            if began := _LINE.match(line):
                thread, name, rest = int(began["thread"]), began["name"], began["rest"]
                numbers[thread, name] += 1
                if rest.endswith(_UNFINISHED):
                    unfinished[thread] = len(found)
                    rest = rest.removesuffix(_UNFINISHED)
                found.append((thread, name, numbers[thread, name], rest))
            elif (resumed := _RESUMED.match(line)) and int(resumed["thread"]) in unfinished:
                index = unfinished.pop(int(resumed["thread"]))
                found[index] = (*found[index][:3], found[index][3] + resumed["rest"])
    return [Call(*it) for it in found]


def octets(text: str) -> bytes:
    """Return the bytes of a string as ``-xx`` writes it."""
    return bytes.fromhex(text.replace("\\x", ""))


def plain(text: str) -> str:
    """Return a path or other words of a log, whether it was made with ``-xx`` or not."""
    return octets(text).decode() if text.startswith("\\x") else text


def died_there(log: Path, call: Call) -> bool:
    """Tell whether a log without ``-f`` ends with this call and the death of the process by it."""
    lines = log.read_text(encoding="ascii").splitlines()
    names = [line for line in lines if line.startswith(f"{call.name}(")]
    return lines[-1] == "+++ killed by SIGKILL +++" and len(names) == call.number
