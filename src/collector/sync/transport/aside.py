"""Lets beats go on while a call waits for the system: a disk that syncs, a name that is asked for.

Such a call cannot be broken off.  It runs in a thread of its own; whoever gives up waits a moment
and then leaves it there to end by itself, and what it then holds must not matter to anybody.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Final, TypeVar

from collector.sync.transport.wire import Patience

_Result = TypeVar("_Result")
_GRACE: Final = 0.25
"""Seconds that a call still has to end, once nobody waits for what comes of it."""


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

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        result, error = patience.get(outcome, until)
    except BaseException:
        # What the call was about to make can be cleared away only once it is there.
        thread.join(_GRACE)
        raise
    if error is not None:
        raise error
    return result[0]
