"""Keys from passphrases (Argon2id, RFC 9106) and keys from keys (HKDF-SHA256, RFC 5869).

How much work a passphrase must cost is an argument here: floor and ceiling are the vault's policy.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from collector.errors import MachineTrouble, Unacceptable, WrongUsage

KEY_BYTES: Final = 32

_UINT32_MAX: Final = 2**32 - 1
_LANES_MAX: Final = 2**24 - 1
_HOPELESS: Final = 2
"""Rungs above one that took this many times the target are not measured."""

# Control characters cannot be typed reliably; lone surrogates have no UTF-8; the normal form of a
# code point that this Unicode version does not know may change with the next one.
_REFUSED_CATEGORIES: Final = frozenset({"Cc", "Cs", "Cn"})


class PassphraseEmpty(WrongUsage):
    """A passphrase of no characters."""

    code = "passphrase.empty"
    words = "the passphrase is empty"
    hint = "type at least one character"


class PassphraseCharacters(WrongUsage):
    """A passphrase with characters that cannot be relied on."""

    code = "passphrase.characters"
    words = "the passphrase contains characters that cannot be typed again reliably"
    hint = "leave out tabs, line breaks, other invisible characters and unknown symbols"


class BadCost(Unacceptable):
    """Argon2id parameters outside of what RFC 9106 allows."""

    code = "kdf.cost"
    words = "the cost of the passphrase check is not a possible one"
    hint = "the file is damaged or forged: use another copy of it"


class TooLittleMemory(MachineTrouble):
    """This machine cannot give the memory that Argon2id was told to use."""

    code = "kdf.memory"
    words = "this computer has too little free memory to check the passphrase"
    hint = "close other programs and try again"


@dataclass(frozen=True)
class Argon2Cost:
    """Argon2id parameters: memory in KiB, passes over it, lanes (RFC 9106, section 3.1).

    Raises BadCost for values that the RFC rules out.
    """

    memory_kib: int
    passes: int
    lanes: int

    def __post_init__(self) -> None:
        possible = (
            1 <= self.lanes <= _LANES_MAX
            and 8 * self.lanes <= self.memory_kib <= _UINT32_MAX
            and 1 <= self.passes <= _UINT32_MAX
        )
        if not possible:
            raise BadCost


LADDER: Final[tuple[Argon2Cost, ...]] = tuple(
    Argon2Cost(memory_kib=mib * 1024, passes=passes, lanes=4)
    for mib, passes in ((256, 3), (256, 6), (512, 3), (512, 4), (512, 6), (512, 8), (512, 12))
)
"""Costs to choose from, weakest first."""


def calibrate(seconds: float, measure: Callable[[Argon2Cost], float]) -> Argon2Cost:
    """Return the strongest rung that ``measure`` (seconds) puts at or below the target.

    The first rung if none is.  Rungs are measured upwards, and no more of them once one took twice
    the target, so that a slow machine is not kept busy by costs that it will not use, nor once one
    asked for more memory than there is.
    """
    chosen = LADDER[0]
    for cost in LADDER:
        try:
            taken = measure(cost)
        except TooLittleMemory:
            break
        if taken <= seconds:
            chosen = cost
        elif taken > _HOPELESS * seconds:
            break
    return chosen


def argon2id(passphrase: bytes, salt: bytes, cost: Argon2Cost) -> bytes:
    """Return 32 bytes of Argon2id, version 0x13.  The salt is at least 8 bytes.

    Raises TooLittleMemory.
    """
    try:
        return Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=cost.passes,
            lanes=cost.lanes,
            memory_cost=cost.memory_kib,
        ).derive(passphrase)
    except MemoryError as error:
        raise TooLittleMemory from error


def hkdf(key: bytes, salt: bytes, label: str) -> bytes:
    """Return 32 bytes of HKDF-SHA256.  The label is ASCII and becomes the info field."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=label.encode("ascii")).derive(
        key
    )


def passphrase_bytes(text: str) -> bytes:
    """Return the passphrase in NFC as UTF-8: the same bytes whatever keyboard typed it.

    Blanks at either end are kept.  Raises PassphraseEmpty, PassphraseCharacters.
    """
    if not text:
        raise PassphraseEmpty
    if any(unicodedata.category(character) in _REFUSED_CATEGORIES for character in text):
        raise PassphraseCharacters
    return unicodedata.normalize("NFC", text).encode()
