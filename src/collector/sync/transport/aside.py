"""Lets beats go on while a call waits for the system: a disk that syncs, a name that is asked for.

Such a call cannot be broken off.  It runs in a thread of its own; whoever gives up leaves it there
to end by itself, and what it then holds must not matter to anybody.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import TypeVar

from collector.sync.transport.wire import Patience

_Result = TypeVar("_Result")


def aside(act: Callable[[], _Result], patience: Patience, until: float) -> _Result:
    """Return what a call returns, or raise what it raises.

    Raises ``Late`` at a point of ``time.monotonic``, and what the ``Watch`` raises.
    """
    outcome: queue.SimpleQueue[tuple[list[_Result], BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            outcome.put(([act()], None))
        except BaseException as error:
            outcome.put(([], error))

    threading.Thread(target=run, daemon=True).start()
    result, error = patience.get(outcome, until)
    if error is not None:
        raise error
    return result[0]
