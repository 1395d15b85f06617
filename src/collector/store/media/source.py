"""Reading a file that is to be taken in, and noticing when it changes meanwhile."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from typing import BinaryIO

from collector.errors import Vanished
from collector.store.errors import SourceChanged
from collector.store.media.blocks import BLOCK_SIZE


def read_source(stream: BinaryIO, *, size: int) -> Iterator[bytes]:
    """Yield the bytes of an open file in blocks of at most 1 MiB.

    ``size`` is what the file measured when the person chose it.  Raises ``SourceChanged`` when it
    ends earlier or later, or when the system says that it was changed while it was read, and
    ``Vanished`` when it cannot be read any more.  A change that leaves size and time of change
    alone cannot be seen.
    """
    before = _state(stream)
    seen = 0
    while block := _read(stream, min(BLOCK_SIZE, size - seen + 1)):  # one more, to see it grow
        seen += len(block)
        yield block
    if seen != size or _state(stream) != before:
        raise SourceChanged


def _read(stream: BinaryIO, most: int) -> bytes:
    try:
        return stream.read(most)
    except OSError:
        raise Vanished from None


def _state(stream: BinaryIO) -> tuple[int, int] | None:
    """Return size and time of change, or nothing for a stream that is not a file."""
    try:
        handle = stream.fileno()
    except io.UnsupportedOperation:
        return None
    try:
        status = os.fstat(handle)
    except OSError:
        raise Vanished from None
    return status.st_size, status.st_mtime_ns
