"""``collector ARGV...`` in a process of its own, with a cheap key derivation.

``python called.py STALL MOMENT ARGV...``: a connection on which nothing moves is given up after
STALL seconds.  The process is killed at a MOMENT of an upload, "-" for none: "created", the server
knows of it and nothing here does; "kept", a token was just kept; a number, that many pieces were
sent; "arrived", the server has all of it and nothing here says so; "written", now it does.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from collector import desk, starting
from collector.cli.run import main
from collector.sync.delivering import Delivering
from collector.sync.transport.body import Stretch
from collector.sync.transport.limits import Limits
from collector.sync.transport.ways import open_way
from makers import TEST_POLICY


def die(*_: object) -> None:
    """Be killed."""
    os.kill(os.getpid(), signal.SIGKILL)


def then_die(step: Callable[..., Any]) -> Callable[..., Any]:
    """Return a step that is the last one."""

    def stepping(*given: object) -> None:
        step(*given)
        die()

    return stepping


def dying_after(pieces: int) -> Callable[[Stretch], Iterator[memoryview]]:
    """Return how a file is read by somebody who is killed after so many pieces."""
    whole = Stretch.pieces

    def reading(self: Stretch) -> Iterator[memoryview]:
        for number, piece in enumerate(whole(self)):
            if number == pieces:
                die()
            yield piece

    return reading


def prepare(moment: str) -> None:
    """Let a moment be the last."""
    if moment == "created":
        Delivering.keep = die  # type: ignore[method-assign]
    elif moment == "kept":
        Delivering.keep = then_die(Delivering.keep)  # type: ignore[method-assign]
    elif moment == "arrived":
        Delivering.uploaded = die  # type: ignore[method-assign]
    elif moment == "written":
        Delivering.uploaded = then_die(Delivering.uploaded)  # type: ignore[method-assign]
    elif moment != "-":
        Stretch.pieces = dying_after(int(moment))  # type: ignore[method-assign]


if __name__ == "__main__":
    stall, moment, *argv = sys.argv[1:]
    starting.start()
    prepare(moment)
    desk.open_way = partial(open_way, limits=Limits(stall=float(stall)))  # type: ignore[assignment]
    sys.exit(main(argv, policy=TEST_POLICY))
