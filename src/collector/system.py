"""What differs between Linux, Windows and macOS: confining a helper, closing our own, syncing.

Linux holds every limit below.  macOS ignores the limit on memory; Windows has none of them without
a job object, so that only the wall-clock limit of the caller and the bounded input remain there.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import IO

_BEAT = 0.1
"""Seconds between two beats of who waits for a helper."""

if sys.platform == "win32":
    import threading
    from concurrent.futures import Future

    CREATION_FLAGS = subprocess.CREATE_NO_WINDOW
    ENVIRONMENT = {"SYSTEMROOT": os.environ.get("SYSTEMROOT", "C:\\Windows")}
    ROOT_FOLDER = "C:\\"

    def limit_this_process(memory: int, cpu_seconds: int) -> None:
        """Do nothing: see the module's docstring."""

    def close_this_process() -> None:
        """Do nothing: what Windows keeps of a crashed program is set by who runs the system."""

    def sync_file(handle: int) -> None:
        """Put what was written to an open file on disk.  Raises ``OSError``."""
        os.fsync(handle)

    def converse(
        process: subprocess.Popen[bytes],
        parts: Iterable[bytes],
        seconds: float,
        cap: int,
        *,
        whole: Callable[[bytes | bytearray], bool] | None = None,
        beat: Callable[[], None] = lambda: None,
    ) -> bytes:
        """As below; the cap holds only after the reply has been read, and the process ends.

        Writing to a process that does not read waits for ever here, so that a thread does it; it
        ends when the caller ends the process.
        """
        end = time.monotonic() + seconds
        said, heard = b"".join(parts), Future[bytes]()

        def talk() -> None:
            try:
                heard.set_result(process.communicate(said)[0])
            except (OSError, ValueError) as failed:
                heard.set_exception(failed)

        threading.Thread(target=talk, daemon=True).start()
        while (left := end - time.monotonic()) > 0:
            beat()
            with suppress(TimeoutError):
                return heard.result(min(left, _BEAT))[: cap + 1]
        raise TimeoutError

else:
    import ctypes
    import fcntl
    import resource
    import selectors

    CREATION_FLAGS = 0
    ENVIRONMENT: dict[str, str] = {}
    ROOT_FOLDER = "/"
    _PIECE = 1 << 16
    _PR_SET_DUMPABLE = 4

    def limit_this_process(memory: int, cpu_seconds: int) -> None:
        """Take from this process, for good, what a parser of hostile bytes does not need.

        ``memory`` is in bytes of address space.  Files can be read (Python imports lazily), not
        written; no process can be started (the superuser is exempt); no core is dumped.
        """
        limits = (
            (resource.RLIMIT_AS, memory, memory),
            (resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 1),  # the first one has a signal
            (resource.RLIMIT_FSIZE, 0, 0),
            (resource.RLIMIT_NOFILE, 16, 16),
            (resource.RLIMIT_NPROC, 0, 0),
            (resource.RLIMIT_CORE, 0, 0),
        )
        for which, soft, hard in limits:
            try:
                resource.setrlimit(which, (soft, hard))
            except (OSError, ValueError):
                continue  # this system refuses this one; the others still hold

    def close_this_process() -> None:
        """Let no core be dumped and, on Linux, no other program of this person read the memory.

        The superuser can still do both; where the system refuses, nothing is said.
        """
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            with suppress(OSError, AttributeError):
                ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)

    def sync_file(handle: int) -> None:
        """Put what was written to an open file or folder on disk.  Raises ``OSError``.

        On macOS a plain sync leaves the bytes in the drive's own memory (its fsync(2) says so).
        """
        if sys.platform == "darwin":
            with suppress(OSError):  # not every file system there knows it
                fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
                return
        os.fsync(handle)

    def converse(
        process: subprocess.Popen[bytes],
        parts: Iterable[bytes],
        seconds: float,
        cap: int,
        *,
        whole: Callable[[bytes | bytearray], bool] | None = None,
        beat: Callable[[], None] = lambda: None,
    ) -> bytes:
        """Feed ``parts`` to the process and return what it says until it closes its output.

        At most ``cap + 1`` bytes are returned, so that the caller sees that the cap was passed.
        A process that stops listening is not an error.  Raises TimeoutError after ``seconds``, and
        what ``beat`` raises, which is called while this waits; the caller ends the process then.
        Given ``whole``, which tells whether a reply is all there, the process may be asked again.
        No thread is used: both pipes are served in turns.
        """
        if process.stdin is None or process.stdout is None:
            raise ValueError("both pipes are needed")
        end = time.monotonic() + seconds
        feed = _Feed(process.stdin, iter(parts))
        reply = bytearray()
        with selectors.DefaultSelector() as ready:
            ready.register(process.stdin, selectors.EVENT_WRITE)
            ready.register(process.stdout, selectors.EVENT_READ)
            while len(reply) <= cap:
                left = end - time.monotonic()
                if left <= 0:
                    raise TimeoutError
                beat()
                for key, _ in ready.select(min(left, _BEAT)):
                    if key.fileobj is process.stdin:
                        if not feed.push():
                            ready.unregister(process.stdin)
                            if whole is None:
                                process.stdin.close()
                        continue
                    piece = os.read(key.fd, _PIECE)
                    reply += piece
                    if not piece or (whole is not None and whole(reply)):
                        return bytes(reply[: cap + 1])
        return bytes(reply[: cap + 1])

    class _Feed:
        """Pushes parts into a pipe without ever waiting for its reader."""

        def __init__(self, pipe: IO[bytes], parts: Iterator[bytes]) -> None:
            os.set_blocking(pipe.fileno(), False)
            self._pipe = pipe
            self._parts = parts
            self._pending = memoryview(b"")

        def push(self) -> bool:
            """Write what fits; False once nothing is left or nobody listens any more."""
            while not self._pending:
                part = next(self._parts, None)
                if part is None:
                    return False
                self._pending = memoryview(part)
            try:
                written = os.write(self._pipe.fileno(), self._pending[:_PIECE])
            except BlockingIOError:
                return True
            except BrokenPipeError:
                return False
            self._pending = self._pending[written:]
            return True
