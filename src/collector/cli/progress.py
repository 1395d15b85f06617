"""How far long work has come: a bar on standard error, if that is a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TextIO

Progress = Callable[[int], None]
Beat = Callable[[], None]
_SECONDS_BETWEEN: Final = 0.1


@contextmanager
def shown_progress(stream: TextIO, what: str, total: int | None) -> Iterator[Progress | None]:
    """Yield a function that takes the bytes done so far; None where nobody could see it.

    ``total`` is in bytes, None where it is not known beforehand.
    """
    if not stream.isatty():
        yield None
        return
    with _bar(stream, what, total, in_bytes=True) as update:
        yield update


@contextmanager
def shown_beat(stream: TextIO, what: str) -> Iterator[Beat]:
    """Yield a function to be called again and again while something of unknown length goes on."""
    if not stream.isatty():
        yield lambda: None
        return
    with _bar(stream, what, None, in_bytes=False) as update:
        yield lambda: update(0)


@contextmanager
def _bar(stream: TextIO, what: str, total: int | None, *, in_bytes: bool) -> Iterator[Progress]:
    from rich import console, progress  # noqa: PLC0415 - slow, and only for a terminal

    # No refresh of its own: that would be a thread.
    with progress.Progress(
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.DownloadColumn() if in_bytes else progress.TimeElapsedColumn(),
        console=console.Console(file=stream),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    ) as bar:
        task = bar.add_task(what, total=total)
        last = time.monotonic()

        def update(done: int) -> None:
            nonlocal last
            bar.update(task, completed=done)
            if time.monotonic() - last >= _SECONDS_BETWEEN:
                last = time.monotonic()
                bar.refresh()

        yield update
