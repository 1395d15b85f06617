"""Starting the child that parses, and ending it whatever it does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Sequence

from collector.examine import CHILD, reply, wire
from collector.examine.facts import Claims, Note
from collector.system import CREATION_FLAGS, ENVIRONMENT, ROOT_FOLDER, converse

WALL_SECONDS = 10.0
_CPU_LIMIT_SIGNAL = -24
"""SIGXCPU on Linux and macOS."""


def child_command() -> list[str]:
    """Return how the child is started, also inside a frozen program.

    There ``collector.__main__`` calls :func:`collector.examine.child.main` when it sees the
    argument, before anything else.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD]
    return [sys.executable, "-I", "-B", "-m", "collector.examine.child"]


def ask(command: Sequence[str], request: Iterable[bytes], seconds: float = WALL_SECONDS) -> Claims:
    """Have a request (:func:`wire.request`) answered by a child, which is dead afterwards.

    Raises what the request raises, and nothing for what the child does: one that hangs, dies, or
    says nonsense makes claims with status ``unreadable`` and a note why; one that cannot be
    started, ``not_looked``.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 (our interpreter, no outside text)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=ENVIRONMENT,
            cwd=ROOT_FOLDER,
            creationflags=CREATION_FLAGS,
        )
    except OSError:
        return Claims(notes=("parser-unavailable",))
    with process:
        try:
            said = converse(process, request, seconds, wire.MOST_REPLY)
        except TimeoutError:
            return _unreadable("timeout")
        finally:
            process.kill()
    if not said:
        return _unreadable(
            "timeout" if process.returncode == _CPU_LIMIT_SIGNAL else "parser-failed"
        )
    try:
        return reply.read(said)
    except reply.ReplyError:
        return _unreadable("reply-invalid")


def _unreadable(note: Note) -> Claims:
    return Claims(metadata="unreadable", notes=(note,))
