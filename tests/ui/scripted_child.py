"""Children that stand in for the one that decodes pictures, for these tests only."""

from __future__ import annotations

import sys

HEAD = (
    "import os, struct, sys, time\nread, write = sys.stdin.buffer.read, sys.stdout.buffer.write\n"
)
ASKED = "side, form, length = struct.unpack('!HBI', read(7)); data = read(length)\n"


def child(code: str) -> list[str]:
    """Return a command that runs ``code`` in place of the child."""
    return [sys.executable, "-I", "-B", "-c", HEAD + code]


def answering(code: str) -> list[str]:
    """Return a command that hears one request, and then runs ``code``."""
    return child(f"{ASKED}{code}\nsys.stdout.flush()\ntime.sleep(600)")


def confined(code: str) -> list[str]:
    """Return the real child, with a decoder of the test's own: ``decoded(asked)``."""
    return child(f"from collector.ui.decoding import child, wire\n{code}\nchild.main()")
