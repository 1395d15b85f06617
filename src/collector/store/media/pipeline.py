"""Hashing beside encryption: the one place in this room that makes threads.

The thread that owns the vault reads, encrypts and writes.  Each digest is computed on a helper
thread of its own (hashlib and SQLCipher both release the interpreter's lock), fed through a queue
of as many places, so that memory stays constant however slow one of them is.

The keyboard may interrupt the owner after any step, also amid a hand-over.  ``queue.Queue`` may
lose a wake-up then, or its lock for ever; ``SimpleQueue`` is written in C: nothing comes between.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import TypeAlias

Block: TypeAlias = bytes | bytearray | memoryview

# Blocks are at most 1 MiB (blocks.py), so this bounds what waits for the slower digest.
_QUEUE_LENGTH = 8


class SideHash:
    """Digests of one stream, computed beside the caller.

    A context manager: when the block ends, however it ends, the helper threads are gone.  Blocks
    that were fed are never copied: the caller must not change them afterwards.
    """

    def __init__(self, algorithms: Sequence[str]) -> None:
        self._helpers = [_Helper(name) for name in algorithms]

    def __enter__(self) -> SideHash:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def feed(self, block: Block) -> None:
        """Hand a block to every helper; waits where one is behind.  Raises what a helper raised."""
        for helper in self._helpers:
            helper.feed(block)

    def digests(self) -> tuple[bytes, ...]:
        """End the stream and return the digests, in the order the algorithms were named."""
        self.stop()
        return tuple(helper.digest() for helper in self._helpers)

    def stop(self) -> None:
        """End the helper threads.  May be called again."""
        for helper in self._helpers:
            helper.end()
        for helper in self._helpers:
            helper.join()


class _Helper:
    """One digest on one thread."""

    def __init__(self, algorithm: str) -> None:
        self._queue: SimpleQueue[Block | None] = SimpleQueue()
        self._places: SimpleQueue[None] = SimpleQueue()
        for _ in range(_QUEUE_LENGTH):
            self._places.put(None)
        self._hash = hashlib.new(algorithm)
        self._error: BaseException | None = None
        self._thread = Thread(target=self._run, name=f"digest-{algorithm}", daemon=True)
        self._thread.start()

    def feed(self, block: Block) -> None:
        if self._error is not None:
            raise self._error
        self._places.get()
        self._queue.put(block)

    def end(self) -> None:
        self._queue.put(None)

    def join(self) -> None:
        self._thread.join()

    def digest(self) -> bytes:
        if self._error is not None:
            raise self._error
        return self._hash.digest()

    def _run(self) -> None:
        try:
            while (block := self._queue.get()) is not None:
                self._hash.update(block)
                self._places.put(None)
        except BaseException as error:  # it is raised again on the caller's thread
            self._error = error
            self._places.put(None)  # the caller must never wait for a helper that has failed
            while self._queue.get() is not None:
                self._places.put(None)
