"""How much of an upload goes out in one request.

A request takes some seconds, so that progress is seen and little is lost where a server forgets
what it was sent of a request that broke.

A line breaks again where it broke before, more often than elsewhere: something on it allows so
much, or so long.  Around there requests are small, because what has left and is not yet written
where it goes, when the line breaks, has to be sent again.
"""

from __future__ import annotations

from typing import Final

_KIB: Final = 1024
_MIB: Final = 1024 * _KIB
_SECONDS: Final = 8
_SMALLEST: Final = 256 * _KIB
_LARGEST: Final = 512 * _MIB
_FIRST: Final = 4 * _MIB
_STEP: Final = 64 * _KIB
_SMALLEST_STEP: Final = 16 * _KIB
_AFTER: Final = 4
"""For how many steps behind a break requests stay small."""


class RequestSize:
    """Learns over one attempt to upload, and from the one before.

    ``octets`` is the size of a request away from where the line broke.
    """

    def __init__(self) -> None:
        self.octets = _FIRST
        self._largest = _LARGEST
        self._break = 0
        self._step = 0

    def resume(self, octets: int, begun: int, offset: int) -> None:
        """Learn from the attempt before this one: its size, and from where to where it came.

        Where it came nowhere, the line or the server wants smaller requests.
        """
        came = offset - begun
        if octets <= 0 or came < 0:
            return
        self.octets = max(_SMALLEST, min(octets if came else octets // 2, _LARGEST))
        if came:
            self._break = offset + came
            self._step = min(max(came // 16, _SMALLEST_STEP), _STEP)

    def end(self, offset: int) -> int:
        """Return up to where the request goes that begins at an offset."""
        careful = self._break - self._step // 4
        if offset < careful:
            return min(offset + self.octets, careful)
        if offset < self._break + _AFTER * self._step:
            return offset + self._step
        return offset + self.octets

    def took(self, octets: int, seconds: float) -> None:
        """Learn from a request that arrived, unless it was kept small."""
        if octets < self.octets:
            return
        fits = int(octets / max(seconds, 1e-3) * _SECONDS)
        self.octets = max(_SMALLEST, min(fits, 4 * self.octets, self._largest))

    def halve(self) -> bool:
        """Learn that a request was too large; False if it cannot be smaller."""
        if self.octets <= _SMALLEST:
            return False
        self.octets = self._largest = max(_SMALLEST, self.octets // 2)
        return True
