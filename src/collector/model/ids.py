"""Names of records: random ids for machines, short human codes for people.

Neither tells anything.  Ids are random and not ordered by time (they would tell when people
spoke); human codes hold no initials, birth date, place or running number.

A human code is five random characters and one check character of a 32-letter alphabet without
I, L, O and U, written ``K7-QMD-3``.  It is for reading aloud, not for telling records apart in
bulk: 2^25 codes are few enough that two may meet, so the vault asks for another when one is taken.
"""

from __future__ import annotations

import re
import secrets
from typing import Final

from collector.errors import WrongUsage

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BODY: Final = 5
_ID: Final = re.compile(r"[0-9a-f]{32}")
# What people type for the letters meant: look-alikes left out of the alphabet, and Cyrillic
# letters of the same shape, since the keyboard may be set to Belarusian or Russian.
_MEANT: Final = str.maketrans("OILАВСЕНКМОРТХІ", "011ABCEHKM0PTX1", " -\u2010\u2011\u2012\u2013")


class BadId(WrongUsage):
    """The text is not an id."""

    code = "id.malformed"
    words = "this is not an id of a record"
    hint = "an id has 32 characters, 0-9 and a-f; copy it from the list"


class BadHumanCode(WrongUsage):
    """The text is not a human code, or was misread."""

    code = "id.human-code"
    words = "this is not a code of an account"
    hint = "a code looks like K7-QMD-3; compare it letter by letter"


def new_id() -> str:
    """Return 16 random bytes as 32 lower-case hexadecimal digits."""
    return secrets.token_hex(16)


def check_id(text: str) -> str:
    """Return ``text`` if it is an id.  Raises ``BadId``."""
    if _ID.fullmatch(text) is None:
        raise BadId
    return text


def new_human_code() -> str:
    """Return a random human code, such as ``K7-QMD-3``."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(_BODY))
    return _spaced(body + _check_character(body))


def check_human_code(text: str) -> str:
    """Return the code in its one spelling, whatever case, spaces and hyphens it was typed with.

    Raises ``BadHumanCode`` when the check character does not fit.  Every single wrong character
    and every swap of two characters is found.
    """
    plain = text.upper().translate(_MEANT)
    if len(plain) != _BODY + 1 or any(character not in ALPHABET for character in plain):
        raise BadHumanCode
    if _check_character(plain[:_BODY]) != plain[_BODY]:
        raise BadHumanCode
    return _spaced(plain)


def _spaced(code: str) -> str:
    return f"{code[:2]}-{code[2:5]}-{code[5:]}"


def _check_character(body: str) -> str:
    """Return the character that makes the weighted sum over GF(32) vanish.

    The weights are the powers of the field's generator: all different and none zero, so that a
    single change, or two characters swapped, always changes the sum.
    """
    total = 0
    for character in body:
        total = _double(total ^ ALPHABET.index(character))
    return ALPHABET[total]


def _double(value: int) -> int:
    """Multiply by the generator of GF(32), modulo x^5 + x^2 + 1."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value
