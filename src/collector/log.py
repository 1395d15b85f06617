"""What happened, as events and ids: never words, names, paths or keys; in memory only.

Nothing is written to disk.  The last events are kept so that they can be shown to whoever asks for
help.  Values that could be content are not trusted to be none: what does not look like an id, a
number or a code is left out.

Other libraries log through Python's root logger, which prints warnings to standard error when
nobody listens, and unhandled exceptions print what they were raised with: :func:`start` closes
these ways.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from collections import deque
from pathlib import PurePath
from typing import Final

_KEPT: Final = 500
_HARMLESS: Final = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?", re.ASCII)
_LEFT_OUT: Final = "?"
_PACKAGE: Final = "collector"

_events: deque[str] = deque(maxlen=_KEPT)


def start() -> None:
    """Keep events from now on, and let nothing else print on its own."""
    _events.clear()
    root = logging.getLogger()
    root.handlers[:] = [logging.NullHandler()]
    logging.captureWarnings(capture=True)
    sys.excepthook = lambda _kind, error, _trace: _last_words(error)
    sys.unraisablehook = lambda hook: _unhandled(hook.exc_value)
    threading.excepthook = lambda hook: _unhandled(hook.exc_value)


def event(name: str, **ids: str | int) -> None:
    """Note an event.  ``name`` and ``ids`` are codes, ids and numbers."""
    values = (f"{key}={_harmless(value)}" for key, value in ids.items())
    _events.append(" ".join((_harmless(name), *values)))


def unexpected(error: BaseException) -> str:
    """Note a fault of the program; return the place in the code where it happened.

    The place is file, line and the kind of exception: what it was raised with is not looked at.
    """
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _PACKAGE in PurePath(frame.filename).parts]
    kind = type(error).__name__
    place = "-"
    if ours:
        parts = PurePath(ours[-1].filename).parts
        last = len(parts) - parts[::-1].index(_PACKAGE)
        place = f"{'/'.join(parts[last:])}:{ours[-1].lineno}"
    _events.append(f"fault {place} {kind}")
    return f"{place} {kind}"


def recent() -> tuple[str, ...]:
    """Return the last events, the oldest first."""
    return tuple(_events)


def _harmless(value: str | int) -> str:
    text = str(value)
    return text if _HARMLESS.fullmatch(text) else _LEFT_OUT


def _unhandled(error: BaseException | None) -> None:
    if error is not None:
        unexpected(error)


def _last_words(error: BaseException) -> None:
    place = unexpected(error)
    if isinstance(error, KeyboardInterrupt):  # before a call has begun, or after its end
        said = "stopped"
    else:
        said = f"something went wrong inside the program, at {place}"
    if sys.stderr is not None:
        sys.stderr.write(f"{said}\n")
