"""What a request carries: a stretch of a parcel, or octets at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from collector.paths import machine_errors
from collector.sync.transport.errors import ParcelChanged

_PIECE: Final = 256 * 1024


@dataclass(frozen=True)
class Stretch:
    """Part of a file, read while it is sent.  Raises ``ParcelChanged`` where the file ends early,
    and the machine's errors.  ``gone`` hears up to where in the file it has left.
    """

    path: Path
    start: int
    size: int
    gone: Callable[[int], None] = lambda _octets: None

    def pieces(self) -> Iterator[memoryview]:
        """Yield it in order.  A piece is good until the next one is asked for."""
        with machine_errors():
            file = self.path.open("rb", buffering=0)
        with file:
            buffer = memoryview(bytearray(min(_PIECE, self.size)))
            left = self.size
            with machine_errors():
                file.seek(self.start)
            while left:
                with machine_errors():
                    came = file.readinto(buffer[: min(left, len(buffer))])
                if not came:
                    raise ParcelChanged
                left -= came
                yield buffer[:came]
                self.gone(self.start + self.size - left)


@dataclass(frozen=True)
class Octets:
    """Octets at hand."""

    data: bytes

    @property
    def size(self) -> int:
        """How many."""
        return len(self.data)

    def pieces(self) -> Iterator[memoryview]:
        """Yield them."""
        yield memoryview(self.data)
