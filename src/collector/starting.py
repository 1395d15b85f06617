"""What a process of ours must be before it touches anything."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TextIO

from collector import log
from collector.system import close_this_process

_OWNER_ONLY = 0o077


def start() -> None:
    """Make new files their owner's alone, close the memory, note events, let all letters pass."""
    os.umask(_OWNER_ONLY)
    _let_closed_streams_lead_nowhere()
    close_this_process()
    log.start()
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)


def _let_closed_streams_lead_nowhere() -> None:
    """Let no file of ours get the number of a stream that was closed when we were started.

    What a library says on standard error would be written into that file.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - to the end
            setattr(sys, name, nowhere)


def _speak_utf8(stream: TextIO | None) -> None:
    """Let every letter pass, whatever the system's code page is."""
    if stream is not None and hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
