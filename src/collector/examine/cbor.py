"""Just enough CBOR (RFC 8949) to read a data-hash assertion: definite lengths, no floats."""

from __future__ import annotations

_DEEPEST = 32

Value = int | bytes | str | bool | None | list["Value"] | dict[str, "Value"]


class CborError(ValueError):
    """Not CBOR, or CBOR of a form that is not read here."""


def decode(data: bytes) -> Value:
    """Return the first item of ``data``; maps keep only their text keys.  Raises CborError."""
    return _Reader(data).item(0)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def _take(self, length: int) -> bytes:
        found = self._data[self._at : self._at + length]
        if len(found) != length:
            raise CborError
        self._at += length
        return found

    def _argument(self, low: int) -> int:
        if low < 24:
            return low
        if low > 27:
            raise CborError
        return int.from_bytes(self._take(1 << (low - 24)), "big")

    def item(self, depth: int) -> Value:
        if depth > _DEEPEST:
            raise CborError
        first = self._take(1)[0]
        major, low = first >> 5, first & 31
        if major == 7:
            return self._simple(low)
        argument = self._argument(low)
        match major:
            case 0:
                found: Value = argument
            case 1:
                found = -1 - argument
            case 2:
                found = self._take(argument)
            case 3:
                found = self._text(argument)
            case 4:
                found = [self.item(depth + 1) for _ in range(argument)]
            case 5:
                found = self._map(argument, depth)
            case _:  # a tag: what it means does not matter here
                found = self.item(depth + 1)
        return found

    def _simple(self, low: int) -> bool | None:
        known = {20: False, 21: True, 22: None, 23: None}
        if low not in known:
            raise CborError
        return known[low]

    def _text(self, length: int) -> str:
        try:
            return self._take(length).decode()
        except UnicodeDecodeError:
            raise CborError from None

    def _map(self, pairs: int, depth: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for _ in range(pairs):
            key, value = self.item(depth + 1), self.item(depth + 1)
            if isinstance(key, str):
                found[key] = value
        return found
