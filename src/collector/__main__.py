"""The door: what a process must be before it touches anything, then window or command line."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import TextIO

from collector import log
from collector.errors import Exit
from collector.system import close_this_process

_OWNER_ONLY = 0o077
_WINDOW = "collector.ui.main"


def main() -> int:
    """Run the program and return its exit code."""
    os.umask(_OWNER_ONLY)
    close_this_process()
    log.start()
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    arguments = sys.argv[1:]
    if not arguments:
        return _window()
    from collector.cli import main as call  # noqa: PLC0415 - the window needs none of it

    return call(arguments)


def _window() -> int:
    if not _is_there(_WINDOW):
        sys.stderr.write("the window is not part of this installation\n")
        sys.stderr.write("use a verb instead: collector --help\n")
        return Exit.USAGE
    return int(import_module(_WINDOW).main())


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _speak_utf8(stream: TextIO | None) -> None:
    """Let every letter pass, whatever the system's code page is."""
    if stream is not None and hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
