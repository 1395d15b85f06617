"""Bad points of edwards25519, made here from the curve equation for the tests to use."""

from collector.crypto.edwards import FIELD, ORDER, Point, add, decode, multiply


def encode(point: Point) -> bytes:
    """Return the canonical encoding (RFC 8032, 5.1.2)."""
    inverse = pow(point.z, -1, FIELD)
    x, y = point.x * inverse % FIELD, point.y * inverse % FIELD
    return (y | (x & 1) << 255).to_bytes(32, "little")


def small_order_points() -> list[Point]:
    """Return the eight points whose order divides the cofactor, the identity first."""
    for y in range(2, 200):
        point = decode(y.to_bytes(32, "little"))
        if point is None:
            continue
        torsion = multiply(point, ORDER)
        if not multiply(torsion, 4).is_identity():
            return [multiply(torsion, times) for times in range(8)]
    raise AssertionError("half of all points lead to a generator of order 8")


def non_canonical() -> list[bytes]:
    """Return every encoding with y at or above the field order, and x = 0 with a sign."""
    high = [y | sign << 255 for y in range(FIELD, 2**255) for sign in (0, 1)]
    minus_zero = [1 | 1 << 255, FIELD - 1 | 1 << 255]
    return [number.to_bytes(32, "little") for number in high + minus_zero]


def with_torsion(public: bytes) -> list[bytes]:
    """Return an honest key with each small-order point but the identity added."""
    point = decode(public)
    return [encode(add(point, torsion)) for torsion in small_order_points()[1:]]
