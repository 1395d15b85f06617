"""What parent and child say to each other.

To the child: one JSON line ``{"size": N, "parts": [[offset, length], ...]}``, then the bytes of the
parts.  From the child: the fields of :class:`Claims` as one JSON line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import BinaryIO

from collector.examine.facts import Claims
from collector.examine.view import View

MOST_REPLY = 1 << 14
"""Bytes of a reply; the longest honest one is far shorter."""


def request(
    size: int,
    ranges: Sequence[tuple[int, int]],
    pieces: Callable[[int, int], Iterator[bytes]],
) -> Iterator[bytes]:
    """Yield what the child reads; ``pieces`` cuts a range (offset, length) out of the file."""
    yield json.dumps({"size": size, "parts": ranges}).encode() + b"\n"
    for offset, length in ranges:
        yield from pieces(offset, length)


def read_request(stream: BinaryIO) -> View:
    """Read a request; the parent is trusted, so that what fails here is a bug."""
    header = json.loads(stream.readline())
    parts = [(offset, stream.read(length)) for offset, length in header["parts"]]
    return View(header["size"], parts)


def reply(claims: Claims) -> bytes:
    """Return the claims as the child says them."""
    return json.dumps(asdict(claims)).encode() + b"\n"
