"""Points of edwards25519 (RFC 8032, section 5.1), as far as judging public keys needs them.

Plain integers and branches on values: for public data only, never for secrets.
"""

from __future__ import annotations

from typing import Final, NamedTuple

FIELD: Final = 2**255 - 19
"""Order of the field that coordinates live in."""
ORDER: Final = 2**252 + 27742317777372353535851937790883648493
"""Order of the base point, a prime; the whole curve has eight times as many points."""
ENCODED_BYTES: Final = 32

_D: Final = -121665 * pow(121666, -1, FIELD) % FIELD
_ROOT_OF_MINUS_ONE: Final = pow(2, (FIELD - 1) // 4, FIELD)


class Point(NamedTuple):
    """Extended homogeneous coordinates: x = X/Z, y = Y/Z, xy = T/Z."""

    x: int
    y: int
    z: int
    t: int

    def is_identity(self) -> bool:
        """Tell whether this is the neutral element (0, 1)."""
        return self.x % FIELD == 0 and (self.y - self.z) % FIELD == 0


IDENTITY: Final = Point(0, 1, 1, 0)


def decode(encoded: bytes) -> Point | None:
    """Return the point of a 32-byte encoding, or None if there is none (RFC 8032, 5.1.3).

    Only the canonical encoding counts: y below the field order, no sign on x = 0.
    """
    if len(encoded) != ENCODED_BYTES:
        return None
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if y >= FIELD:
        return None
    x = _x_of(y)
    if x is None or (x == 0 and sign == 1):
        return None
    if x & 1 != sign:
        x = FIELD - x
    return Point(x, y, 1, x * y % FIELD)


def _x_of(y: int) -> int | None:
    """Return a square root of (y^2 - 1) / (d y^2 + 1), or None if it has none."""
    u = (y * y - 1) % FIELD
    v = (_D * y * y + 1) % FIELD
    x = u * pow(v, 3, FIELD) * pow(u * pow(v, 7, FIELD), (FIELD - 5) // 8, FIELD) % FIELD
    square = v * x * x % FIELD
    if square == u:
        return x
    if square == FIELD - u:
        return x * _ROOT_OF_MINUS_ONE % FIELD
    return None


def add(p: Point, q: Point) -> Point:
    """Return p + q.  The formula holds for any two points of the curve (RFC 8032, 5.1.4)."""
    a = (p.y - p.x) * (q.y - q.x) % FIELD
    b = (p.y + p.x) * (q.y + q.x) % FIELD
    c = 2 * p.t * q.t * _D % FIELD
    d = 2 * p.z * q.z % FIELD
    e, f, g, h = b - a, d - c, d + c, b + a
    return Point(e * f % FIELD, g * h % FIELD, f * g % FIELD, e * h % FIELD)


def multiply(point: Point, scalar: int) -> Point:
    """Return the point added to itself ``scalar`` times; the scalar is not negative."""
    result = IDENTITY
    for bit in f"{scalar:b}":
        result = add(result, result)
        if bit == "1":
            result = add(result, point)
    return result
