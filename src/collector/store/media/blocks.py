"""Cutting a stream of any shape into blocks that may be shared between threads."""

from __future__ import annotations

from collections.abc import Iterator

from collector.store.media.pipeline import Block

BLOCK_SIZE = 1024 * 1024
_WORTH_SHARING = 128 * 1024


class BlockCutter:
    """Turns pieces of any size into blocks of at most 1 MiB that nobody changes afterwards.

    Helpers may still be hashing a block when the next one comes, so whatever the giver could
    change meanwhile is copied.  ``bytes`` of a handy size are passed on as they are.
    """

    def __init__(self) -> None:
        self._block = bytearray()

    def cut(self, piece: bytes | bytearray | memoryview) -> Iterator[Block]:
        """Yield the blocks that this piece completes."""
        if (
            isinstance(piece, bytes)
            and not self._block
            and _WORTH_SHARING <= len(piece) <= BLOCK_SIZE
        ):
            yield piece
            return
        view = memoryview(piece).cast("B")
        while view:
            taken = view[: BLOCK_SIZE - len(self._block)]
            self._block += taken
            view = view[len(taken) :]
            if len(self._block) == BLOCK_SIZE:
                yield from self.rest()

    def rest(self) -> Iterator[Block]:
        """Yield what is left, if anything."""
        if self._block:
            block, self._block = self._block, bytearray()
            yield block


def take(blocks: list[Block], size: int) -> tuple[list[Block], list[Block]]:
    """Split blocks after ``size`` bytes, without copying: what lies before, and what lies after."""
    before: list[Block] = []
    for index, block in enumerate(blocks):
        if len(block) > size:
            view = memoryview(block)
            head: list[Block] = [view[:size]] if size else []
            return before + head, [view[size:], *blocks[index + 1 :]]
        before.append(block)
        size -= len(block)
    return before, []
