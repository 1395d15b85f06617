"""What comes of a call; nothing gets past here unsaid or as a traceback."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from collector import log
from collector.cli.console import Console
from collector.cli.errors import InternalFault, Interrupted, OutputLost
from collector.cli.reply import Reply, refusal
from collector.errors import CollectorError

INTERRUPTED: Final = 130
"""What shells give a program that was stopped by a person (128 and SIGINT)."""


def brought_to_an_end(console: Console, work: Callable[[], Reply]) -> int:
    """Do the work of one call, tell what came of it, and return the exit code."""
    interrupted = False
    try:
        reply = work()
    except CollectorError as error:
        reply = _told(console, error)
    except KeyboardInterrupt:
        interrupted = True
        reply = _told(console, Interrupted())
    except Exception as error:  # a traceback could show words of people
        reply = _told(console, InternalFault(place=log.unexpected(error)))
    log.event("ended", code=reply.code)
    try:
        console.conclude(reply)
    except OutputLost as error:
        reply = _told(console, error)
    return INTERRUPTED if interrupted else reply.exit


def _told(console: Console, error: CollectorError) -> Reply:
    console.complain(error)
    return refusal(error)
