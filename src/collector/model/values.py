"""The base of all frozen values, and the plain types their fields are made of.

Patterns are read by Python and by the JSON Schemas that are handed out, so they use only what
both understand.  ``$`` alone would let a line feed slip in at the end (Python), hence ``_END``.
"""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from msgspec import Meta

_END: Final = r"$(?!\n)"
_DAY: Final = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
# Days that the calendar has: in every year, and the one of leap years.
_OF_EVERY_YEAR: Final = (
    "[0-9]{4}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
)
_LEAP: Final = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29"
_IN_CALENDAR: Final = f"({_OF_EVERY_YEAR}|{_LEAP})"
_TIME: Final = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
LARGEST: Final = 2**53 - 1


def whole(pattern: str) -> str:
    """Return a pattern that matches the whole text and nothing longer."""
    return f"^{pattern}{_END}"


def hexadecimal(digits: int) -> str:
    """Return the pattern of exactly so many lower-case hexadecimal digits."""
    return whole(f"[0-9a-f]{{{digits}}}")


Id = Annotated[str, Meta(pattern=hexadecimal(32), description="16 random bytes, hexadecimal")]
Random16 = Annotated[str, Meta(pattern=hexadecimal(32), description="16 random bytes")]
Random32 = Annotated[str, Meta(pattern=hexadecimal(64), description="32 random bytes")]
Sha256 = Annotated[str, Meta(pattern=hexadecimal(64), description="SHA-256, hexadecimal")]
Sha512 = Annotated[str, Meta(pattern=hexadecimal(128), description="SHA-512, hexadecimal")]
PublicKey = Annotated[
    str, Meta(pattern=hexadecimal(64), description="Ed25519 public key, hexadecimal (RFC 8032)")
]
Count = Annotated[int, Meta(ge=1, le=LARGEST)]
Size = Annotated[int, Meta(ge=0, le=LARGEST)]
# From the year 1000 to 2999: there is such a time in every zone, whoever is to read it.
UtcTime = Annotated[
    str,
    Meta(pattern=whole(f"(?=[12]){_IN_CALENDAR}T{_TIME}Z"), description="YYYY-MM-DDTHH:MM:SSZ"),
]
Day = Annotated[str, Meta(pattern=whole(_DAY), description="YYYY-MM-DD")]
CalendarDay = Annotated[
    str,
    Meta(pattern=whole(f"(?!0000){_IN_CALENDAR}"), description="YYYY-MM-DD, a day that exists"),
]
Language = Annotated[
    str,
    Meta(
        pattern=whole("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,6}"),
        description="language tag, such as be, ru or be-tarask (BCP 47)",
    ),
]
Decimal = Annotated[
    str, Meta(pattern=whole(r"-?[0-9]{1,7}(\.[0-9]{1,10})?"), description="decimal number as text")
]
Mime = Annotated[str, Meta(pattern=whole("[a-z0-9.+-]{1,64}/[a-z0-9.+-]{1,64}"))]
Extension = Annotated[
    str, Meta(pattern=whole("[a-z0-9]{1,8}"), description="usual extension of the type, no dot")
]
Line = Annotated[str, Meta(max_length=200)]
Note = Annotated[str, Meta(max_length=10_000)]
Words = Annotated[str, Meta(max_length=500_000)]


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A frozen value.  Its representation never shows what is in it.

    Most values hold words of a person, names or digests, and representations end up in
    tracebacks and test output.
    """

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"
