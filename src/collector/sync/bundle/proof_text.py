"""How proofs are written: lines of words, one blank between two, hashes in base64."""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Iterator
from typing import Final

from collector.crypto import merkle
from collector.sync.bundle.flaws import BundleRefused, Flaw

# More than a root, a token and one hash for each level of any tree.
_MOST_WORDS: Final = 128
_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,17}", re.ASCII)


def lines(text: bytes, flaw: Flaw) -> Iterator[bytes]:
    """Yield the lines of a text, each of which ends in LF.  Raises BundleRefused."""
    for raw in io.BytesIO(text):
        if not raw.endswith(b"\n"):
            raise BundleRefused(flaw)
        yield raw.removesuffix(b"\n")


def line(*words: str) -> bytes:
    """Return a line."""
    return " ".join(words).encode("ascii") + b"\n"


def size_and_words(raw: bytes, flaw: Flaw) -> tuple[int, tuple[str, ...]]:
    """Return the number a line begins with and the words that follow it.  Raises BundleRefused.

    What comes after the most words that a proof can have is left in the last of them.
    """
    try:
        first, *rest = raw.decode("ascii").split(" ", _MOST_WORDS)
    except UnicodeDecodeError:
        raise BundleRefused(flaw) from None
    if not _SIZE.fullmatch(first):
        raise BundleRefused(flaw)
    return int(first), tuple(rest)


def encoded(value: bytes) -> str:
    """Return bytes as a word."""
    return base64.b64encode(value).decode("ascii")


def decoded(word: str, flaw: Flaw) -> bytes:
    """Return the bytes of a word in the one form it may have.  Raises BundleRefused."""
    try:
        value = base64.b64decode(word, validate=True)
    except binascii.Error:
        raise BundleRefused(flaw) from None
    # The last letter may leave bits, which must be zero.
    if encoded(value) != word:
        raise BundleRefused(flaw)
    return value


def hash_in(word: str, flaw: Flaw) -> bytes:
    """Return the hash in a word.  Raises BundleRefused."""
    value = decoded(word, flaw)
    if len(value) != merkle.HASH_BYTES:
        raise BundleRefused(flaw)
    return value
