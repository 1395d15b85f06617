"""``bag-info.txt``: text to values and back (FORMAT.md section 3).

Exactly the lines of the format, in its order, each judged by its own pattern.  Whether the values
are true (sizes, recipients, series) is judged by whoever has seen the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from collector.crypto.age import BadRecipient, parse_recipient
from collector.sync.bundle.flaws import BundleRefused, Flaw

FORMAT: Final = "collector-bundle/1"
FIRST: Final = "none"

_HEX32: Final = r"[0-9a-f]{32}"
_HEX64: Final = r"[0-9a-f]{64}"
_COUNT: Final = r"(?:0|[1-9][0-9]{0,17})"
_POSITIVE: Final = r"[1-9][0-9]{0,14}"
_LINE: Final = re.compile(rb"([A-Za-z-]{1,32}): ([!-~]+(?: [!-~]+)*)")

# Name, pattern of the value, whether the line may repeat (or be absent).
_FIELDS: Final = (
    ("Bagging-Date", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), False),
    ("Payload-Oxum", re.compile(rf"{_COUNT}\.{_COUNT}"), False),
    ("Bundle-Id", re.compile(_HEX32), False),
    ("Format", re.compile(re.escape(FORMAT)), False),
    ("Sequence", re.compile(_POSITIVE), False),
    ("Previous", re.compile(rf"{_HEX64}|{FIRST}"), False),
    ("Card", re.compile(_HEX64), False),
    ("Card-Serial", re.compile(_POSITIVE), False),
    ("Recipient-Key", re.compile(_HEX64), True),
    ("Receipt-Recipient", re.compile(r"age1[0-9a-z]{1,4096}"), False),
    ("Receipt-Secret", re.compile(_HEX64), False),
    ("Withheld", re.compile(rf"(?:media|identity) {_HEX32}"), True),
)
_NAMES: Final = tuple(name for name, _, _ in _FIELDS)


@dataclass(frozen=True, order=True)
class Withheld:
    """Something a record of the bundle names and the sender held back.

    ``what`` is ``media`` (then ``id`` is the media record's) or ``identity`` (the testimony's).
    """

    what: str
    id: str


@dataclass(frozen=True)
class BagInfo:
    """The values of ``bag-info.txt``.  Digests are hexadecimal; ``previous`` is None at the first.

    ``recipients`` are SHA-256 of the age recipient strings.  ``octets`` and ``files`` are the
    Payload-Oxum.
    """

    day: date
    octets: int
    files: int
    bundle_id: str
    sequence: int
    previous: str | None
    card: str
    card_serial: int
    recipients: tuple[str, ...]
    receipt_recipient: str
    receipt_secret: bytes = field(repr=False)
    withheld: tuple[Withheld, ...]


def encode(info: BagInfo) -> bytes:
    """Return the text.  Repeated lines are sorted, without doubles; the values are not judged."""
    lines = [
        ("Bagging-Date", info.day.isoformat()),
        ("Payload-Oxum", f"{info.octets}.{info.files}"),
        ("Bundle-Id", info.bundle_id),
        ("Format", FORMAT),
        ("Sequence", str(info.sequence)),
        ("Previous", info.previous or FIRST),
        ("Card", info.card),
        ("Card-Serial", str(info.card_serial)),
        *(("Recipient-Key", digest) for digest in sorted(set(info.recipients))),
        ("Receipt-Recipient", info.receipt_recipient),
        ("Receipt-Secret", info.receipt_secret.hex()),
        *(("Withheld", value) for value in sorted({f"{it.what} {it.id}" for it in info.withheld})),
    ]
    return "".join(f"{name}: {value}\n" for name, value in lines).encode("ascii")


def parse(text: bytes) -> BagInfo:
    """Return the values.  Raises BundleRefused, first of all for an unknown format."""
    lines = list(_lines(text))
    if [value for name, value in lines if name == "Format"] != [FORMAT]:
        raise BundleRefused(Flaw.FORMAT_UNKNOWN)
    values: dict[str, list[str]] = {name: [] for name in _NAMES}
    for name, value in lines:
        if name not in values:
            raise BundleRefused(Flaw.INFO_LINES)
        values[name].append(value)
    if [name for name in _NAMES for _ in values[name]] != [name for name, _ in lines]:
        raise BundleRefused(Flaw.INFO_LINES)
    for name, pattern, repeats in _FIELDS:
        _judge(name, values[name], pattern, repeats=repeats)
    check_receipt_recipient(values["Receipt-Recipient"][0])
    return _info(values)


def check_receipt_recipient(text: str) -> None:
    """Raise BundleRefused unless a receipt can be encrypted to this age recipient."""
    try:
        parse_recipient(text)
    except BadRecipient as error:
        raise BundleRefused(Flaw.INFO_VALUE, name="Receipt-Recipient") from error


def _lines(text: bytes) -> Iterator[tuple[str, str]]:
    if not text.endswith(b"\n"):
        raise BundleRefused(Flaw.INFO_SYNTAX)
    for number, raw in enumerate(text[:-1].split(b"\n"), 1):
        match = _LINE.fullmatch(raw)
        if match is None:
            raise BundleRefused(Flaw.INFO_SYNTAX, line=number)
        yield match[1].decode(), match[2].decode()


def _judge(name: str, values: list[str], pattern: re.Pattern[str], *, repeats: bool) -> None:
    if not repeats and len(values) != 1:
        raise BundleRefused(Flaw.INFO_LINES)
    if not all(pattern.fullmatch(value) for value in values):
        raise BundleRefused(Flaw.INFO_VALUE, name=name)
    if sorted(set(values)) != values:
        raise BundleRefused(Flaw.INFO_SORTED)


def _info(values: dict[str, list[str]]) -> BagInfo:
    one = {name: found[0] for name, found in values.items() if found}
    octets, _, files = one["Payload-Oxum"].partition(".")
    previous = one["Previous"]
    sequence = int(one["Sequence"])
    if (previous == FIRST) != (sequence == 1):
        raise BundleRefused(Flaw.INFO_PREVIOUS)
    return BagInfo(
        day=_day(one["Bagging-Date"]),
        octets=int(octets),
        files=int(files),
        bundle_id=one["Bundle-Id"],
        sequence=sequence,
        previous=None if previous == FIRST else previous,
        card=one["Card"],
        card_serial=int(one["Card-Serial"]),
        recipients=tuple(values["Recipient-Key"]),
        receipt_recipient=one["Receipt-Recipient"],
        receipt_secret=bytes.fromhex(one["Receipt-Secret"]),
        withheld=tuple(Withheld(*value.split(" ")) for value in values["Withheld"]),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BundleRefused(Flaw.INFO_VALUE, name="Bagging-Date") from None
