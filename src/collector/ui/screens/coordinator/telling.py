"""How far a job is with a file, told the window now and then: each time costs it a moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from collector.ui.tasks import Job

_STEP: Final = 512 * 1024
_STEPS: Final = 200
"""Octets that are not worth telling alone, and how often a long file is told of at most."""


def telling(job: Job, size: int) -> Callable[[int], None]:
    """Return what tells the window how far a file of this size is, and not with every block."""
    told, step = 0, max(_STEP, size // _STEPS)

    def tell(done: int) -> None:
        nonlocal told
        job.go_on()
        if done >= told + step:
            told = done
            job.report(done, size)

    return tell
