"""A public key as twelve words to be read aloud, in English or Russian.

The words are the BIP-39 mnemonic of the first 128 bits of SHA-256 of the key: they carry those
bits and four bits of check.  They are a fingerprint, not a secret, and nothing is derived from
them.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from functools import cache
from typing import Final, Literal, get_args

from mnemonic import Mnemonic

Language = Literal["english", "russian"]

_DIGEST_BYTES: Final = 16
_DIAERESIS: Final = "\N{COMBINING DIAERESIS}"
_BETWEEN: Final = re.compile(r"[0-9,;.:)]+")  # how people write a list down


@cache
def _word_list(language: Language) -> Mnemonic:
    return Mnemonic(language)


def words(public: bytes, language: Language = "english") -> str:
    """Return the twelve words, separated by single blanks, in NFC."""
    digest = hashlib.sha256(public).digest()[:_DIGEST_BYTES]
    return unicodedata.normalize("NFC", _word_list(language).to_mnemonic(digest))


def matches(public: bytes, spoken: str) -> bool:
    """Tell whether all twelve words, in either language, are those of the key.

    Case, what stands between the words (blanks, commas, numbers before them), the way accents are
    encoded, and the two dots that Russian may leave out make no difference; every word and the
    order do.
    """
    heard = _plain(spoken)
    agreed = [
        hmac.compare_digest(_plain(words(public, language)), heard)
        for language in get_args(Language)
    ]
    return any(agreed)


def count(spoken: str) -> int:
    """Return how many words were typed; numbers and commas between them are none."""
    return len(_heard(spoken))


def unlisted(spoken: str) -> tuple[int, str] | None:
    """Return the first word that stands in neither list, with its place, the first being 1.

    Such a word belongs to no key at all: it was misheard or mistyped.  The lists are public, so
    naming it tells nothing of the key.
    """
    for place, word in enumerate(_heard(spoken), start=1):
        if word not in _every_word():
            return place, unicodedata.normalize("NFC", word)
    return None


@cache
def _every_word() -> frozenset[str]:
    lists = (_word_list(language).wordlist for language in get_args(Language))
    return frozenset(_folded(word) for listed in lists for word in listed)


def _plain(text: str) -> bytes:
    # surrogatepass: a lone surrogate is a wrong word, not an error
    return " ".join(_heard(text)).encode("utf-8", "surrogatepass")


def _heard(text: str) -> list[str]:
    return _BETWEEN.sub(" ", _folded(text)).split()


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKD", text).casefold().replace(_DIAERESIS, "")
