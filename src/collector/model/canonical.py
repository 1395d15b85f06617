"""The bytes rule: what a record's bytes must look like to be believed.

Records are stored and signed as received.  They are accepted only if they equal RFC 8785 (JSON
Canonicalization Scheme) of their own parse, so that the bytes which were signed and the values
which are shown cannot differ.  Narrower than RFC 8785: one object, no floating-point number at
all, limits on size and depth.

This does not judge what a record says; ``records`` does.
"""

from __future__ import annotations

import json
from typing import Any, Final, cast

import rfc8785

from collector.errors import Unacceptable

LIMIT_BYTES: Final = 4 * 1024 * 1024
LIMIT_DEPTH: Final = 16
LARGEST_INTEGER: Final = 2**53 - 1
_LONGEST_INTEGER: Final = len(str(-LARGEST_INTEGER))
_BOM: Final = b"\xef\xbb\xbf"


class RecordJson(Unacceptable):
    """The bytes are not a record that could be accepted."""

    code = "record.json"
    words = "a record is not written the way records must be"
    hint = "nothing was taken from it; ask the sender to make the file again"


class Malformed(RecordJson):
    """Not JSON."""

    code = "record.json.malformed"
    words = "a record is not valid JSON"


class NotUtf8(RecordJson):
    """Bytes that are not UTF-8."""

    code = "record.json.not-utf8"
    words = "a record is not written in UTF-8"


class ByteOrderMark(RecordJson):
    """A byte order mark in front."""

    code = "record.json.bom"
    words = "a record begins with a byte order mark"


class TooLarge(RecordJson):
    """More bytes than a record may have."""

    code = "record.json.too-large"
    words = "a record has {size} bytes, more than the {limit} that are allowed"


class TooDeep(RecordJson):
    """Nested deeper than a record may be."""

    code = "record.json.too-deep"
    words = "a record is nested deeper than {limit} levels"


class NotObject(RecordJson):
    """Something else than one object at the top."""

    code = "record.json.not-object"
    words = "a record is not one JSON object"


class DuplicateKey(RecordJson):
    """One key twice in one object: readers would disagree about which value holds."""

    code = "record.json.duplicate-key"
    words = "a record names the same field twice"


class FloatNumber(RecordJson):
    """A number with a fraction or an exponent."""

    code = "record.json.float"
    words = "a record holds a number with a fraction or an exponent"


class NotANumber(RecordJson):
    """NaN or an infinity, which JSON does not have."""

    code = "record.json.not-a-number"
    words = "a record holds a number that is none"


class NumberRange(RecordJson):
    """An integer that some readers cannot hold exactly (beyond 2^53 - 1)."""

    code = "record.json.number-range"
    words = "a record holds a whole number that is too large"


class LoneSurrogate(RecordJson):
    """Half of a UTF-16 pair: not a character, and not writable as UTF-8."""

    code = "record.json.surrogate"
    words = "a record holds half a character"


class NotCanonical(RecordJson):
    """Valid, but not in the one form that RFC 8785 allows."""

    code = "record.json.not-canonical"
    words = "a record is not in canonical form"


class NotJson(RecordJson):
    """A Python value that JSON cannot express: a mistake of the caller."""

    code = "record.json.not-json"
    words = "a value cannot be written as JSON"


def canonical(value: object) -> bytes:
    """Return RFC 8785 bytes of a JSON value (``dict``, ``list``, ``str``, ``int``, ...).

    Finite floats are written as RFC 8785 says; only ``parse`` refuses them.  Raises a subclass of
    ``RecordJson`` for what the scheme cannot express.
    """
    try:
        return rfc8785.dumps(cast("Any", value))
    except rfc8785.IntegerDomainError:
        raise NumberRange from None
    except rfc8785.FloatDomainError:
        raise NotANumber from None
    except RecursionError:
        raise TooDeep(limit=LIMIT_DEPTH) from None
    except ValueError:
        # What is left: a key that is no text, a type unknown to JSON, or half a surrogate pair,
        # which shows as one of two foreign errors depending on whether it stands in a key.
        raise (LoneSurrogate if _has_surrogate(value) else NotJson) from None


def parse(
    data: bytes, *, limit_bytes: int = LIMIT_BYTES, limit_depth: int = LIMIT_DEPTH
) -> dict[str, Any]:
    """Return the object in ``data`` if its bytes obey the bytes rule.

    Raises a subclass of ``RecordJson``, each with its own code, for everything else.
    """
    value = parse_loose(data, limit_bytes=limit_bytes, limit_depth=limit_depth)
    if canonical(value) != data:
        raise NotCanonical
    return value


def parse_loose(
    data: bytes, *, limit_bytes: int = LIMIT_BYTES, limit_depth: int = LIMIT_DEPTH
) -> dict[str, Any]:
    """Return the object in ``data`` without asking for canonical form.

    For files that a person wrote by hand, never for what was signed.  All other rules hold: no
    duplicate keys, no floats, no large integers, the limits.
    """
    if len(data) > limit_bytes:
        raise TooLarge(size=len(data), limit=limit_bytes)
    if data.startswith(_BOM):
        raise ByteOrderMark
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise NotUtf8 from None
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_no_float,
            parse_constant=_no_constant,
        )
    except RecursionError:
        raise TooDeep(limit=limit_depth) from None
    except ValueError:
        raise Malformed from None
    if not isinstance(value, dict):
        raise NotObject
    _check_depth(value, limit_depth)
    if _has_surrogate(value):
        raise LoneSurrogate
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise DuplicateKey
    return result


def _integer(text: str) -> int:
    # The length first: Python refuses to convert thousands of digits with a foreign error.
    if len(text) > _LONGEST_INTEGER or abs(int(text)) > LARGEST_INTEGER:
        raise NumberRange
    return int(text)


def _no_float(_text: str) -> float:
    raise FloatNumber


def _no_constant(_text: str) -> float:
    raise NotANumber


def _check_depth(value: dict[str, Any], limit: int) -> None:
    """Walk the containers level by level, without recursion, and refuse one level too many."""
    level: list[Any] = [value]
    for _ in range(limit):
        level = [child for item in level for child in _containers_in(item)]
        if not level:
            return
    raise TooDeep(limit=limit)


def _containers_in(item: dict[str, Any] | list[Any]) -> list[Any]:
    children = item.values() if isinstance(item, dict) else item
    return [child for child in children if isinstance(child, dict | list)]


def _has_surrogate(value: object) -> bool:
    """Say whether any text inside, keys included, cannot be written as UTF-8."""
    waiting: list[Any] = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            try:
                item.encode("utf-8")
            except UnicodeEncodeError:
                return True
        elif isinstance(item, dict):
            waiting.extend(item)
            waiting.extend(item.values())
        elif isinstance(item, list | tuple):
            waiting.extend(item)
    return False
