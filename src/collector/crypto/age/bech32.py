"""Bech32 (BIP 173) without its limit of 90 characters, as age.md asks for its keys.

Only the original checksum constant is accepted, not that of Bech32m (BIP 350).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import xor
from typing import Final

MAX_CHARACTERS: Final = 4096
"""Longer text is refused unread; the longest key that age knows has about 2,050 characters."""

_ALPHABET: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES: Final = {character: value for value, character in enumerate(_ALPHABET)}
_GENERATORS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_FEEDBACK: Final = tuple(
    reduce(xor, (it for bit, it in enumerate(_GENERATORS) if top >> bit & 1), 0)
    for top in range(32)
)
"""What is added for each value of the five bits that leave the checksum's state."""
_CHECKSUM_GROUPS: Final = 6


class Bech32Error(ValueError):
    """The text is not Bech32.  Stays inside this package."""


def encode(prefix: str, data: bytes) -> str:
    """Return the lower-case encoding of the bytes under a lower-case prefix."""
    groups = _to_groups(data)
    state = _polymod([*_spread(prefix), *groups, *(0,) * _CHECKSUM_GROUPS]) ^ 1
    checksum = [state >> 5 * (_CHECKSUM_GROUPS - 1 - i) & 31 for i in range(_CHECKSUM_GROUPS)]
    return prefix + "1" + "".join(_ALPHABET[group] for group in (*groups, *checksum))


def decode(text: str) -> tuple[str, bytes]:
    """Return prefix and bytes.  The prefix keeps its case: age gives each key one spelling only.

    Raises Bech32Error for mixed case, foreign characters, a wrong checksum and wrong padding.
    """
    # ASCII first: some foreign letters turn into ASCII ones when their case is changed.
    if len(text) > MAX_CHARACTERS or not text.isascii():
        raise Bech32Error
    if text not in (text.lower(), text.upper()):
        raise Bech32Error
    prefix, separator, tail = text.rpartition("1")
    if not (separator and prefix) or len(tail) < _CHECKSUM_GROUPS:
        raise Bech32Error
    if not all("!" <= character <= "~" for character in prefix):
        raise Bech32Error
    try:
        groups = [_VALUES[character] for character in tail.lower()]
    except KeyError:
        raise Bech32Error from None
    if _polymod([*_spread(prefix.lower()), *groups]) != 1:
        raise Bech32Error
    return prefix, _from_groups(groups[:-_CHECKSUM_GROUPS])


def _spread(prefix: str) -> list[int]:
    """Return the prefix as the checksum takes it: high bits, zero, low bits."""
    codes = prefix.encode("ascii")
    return [*(code >> 5 for code in codes), 0, *(code & 31 for code in codes)]


def _polymod(groups: Iterable[int]) -> int:
    """Return the remainder of the BCH code over groups of 5 bits."""
    state = 1
    for group in groups:
        state = (state & 0x1FFFFFF) << 5 ^ group ^ _FEEDBACK[state >> 25]
    return state


def _to_groups(data: bytes) -> list[int]:
    """Split the bytes into groups of 5 bits, the last one filled up with zeros."""
    count = (len(data) * 8 + 4) // 5
    number = int.from_bytes(data, "big") << (count * 5 - len(data) * 8)
    return [number >> 5 * (count - 1 - i) & 31 for i in range(count)]


def _from_groups(groups: list[int]) -> bytes:
    """Join groups of 5 bits into bytes; what is left over is fewer than 5 bits, all zero."""
    size, spare = divmod(len(groups) * 5, 8)
    number = 0
    for group in groups:
        number = number << 5 | group
    if spare > 4 or number & (1 << spare) - 1:
        raise Bech32Error
    return (number >> spare).to_bytes(size, "big")
