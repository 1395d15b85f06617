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


def _plain(text: str) -> bytes:
    folded = unicodedata.normalize("NFKD", text).casefold().replace(_DIAERESIS, "")
    # surrogatepass: a lone surrogate is a wrong word, not an error
    return " ".join(_BETWEEN.sub(" ", folded).split()).encode("utf-8", "surrogatepass")
