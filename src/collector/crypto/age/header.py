"""The header of an age v1 file: version line, stanzas, MAC (age.md).

Reading follows the grammar to the letter and within limits, so that there is one spelling of each
header and a hostile one costs little.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from collector.crypto.age import base64, scrypt
from collector.crypto.age.errors import (
    HeaderMacWrong,
    HeaderMalformed,
    HeaderTooLarge,
    NotAge,
    UnsupportedVersion,
)
from collector.crypto.age.source import ByteSource
from collector.crypto.age.stanza import COLUMNS, Stanza
from collector.crypto.kdf import hkdf

MAGIC: Final = b"age-encryption.org/"
MAX_BYTES: Final = 128 * 1024
MAX_STANZAS: Final = 64
"""Both limits are ours: 64 post-quantum stanzas take about 100 KiB."""

_VERSION_LINE: Final = MAGIC + b"v1\n"
_VERSION_LIMIT: Final = 256
_ANY_VERSION: Final = re.compile(MAGIC + rb"[!-~]+\n")
_ARGUMENTS: Final = re.compile(rb"-> ([!-~]+(?: [!-~]+)*)\n")
_END: Final = re.compile(rb"--- ([A-Za-z0-9+/]{43})\n")
_MARK: Final = b"---"


@dataclass(frozen=True)
class Header:
    """A parsed header.  Nothing in it is authentic before ``check_mac`` returned."""

    stanzas: tuple[Stanza, ...]
    mac: bytes
    signed: bytes
    """The bytes that the MAC covers, exactly as they were read."""

    def check_mac(self, file_key: bytes) -> None:
        """Raise HeaderMacWrong unless the header is the one made with this file key."""
        if not hmac.compare_digest(self.mac, _mac(file_key, self.signed)):
            raise HeaderMacWrong


def encode(stanzas: Sequence[Stanza], file_key: bytes) -> bytes:
    """Return the whole header of a new file."""
    signed = b"".join([_VERSION_LINE, *(stanza.encode() for stanza in stanzas), _MARK])
    return signed + b" " + base64.encode(_mac(file_key, signed)).encode("ascii") + b"\n"


def read(source: ByteSource) -> Header:
    """Take the header from the source.

    Raises NotAge, UnsupportedVersion, HeaderTooLarge, HeaderMalformed.
    """
    lines = _Lines(source)
    _check_version(lines)
    stanzas: list[Stanza] = []
    while True:
        before = lines.taken()
        line = lines.next()
        if not line.startswith(b"-> "):
            break
        if len(stanzas) == MAX_STANZAS:
            raise HeaderTooLarge
        stanzas.append(_stanza(line, lines))
    _check_stanzas(stanzas)
    return Header(tuple(stanzas), _end(line), before + _MARK)


class _Lines:
    """Header lines, their sum limited, kept as they were read."""

    def __init__(self, source: ByteSource) -> None:
        self._source = source
        self._kept = bytearray()

    def next(self, limit: int = MAX_BYTES) -> bytes:
        """Return the next line with its LF."""
        room = MAX_BYTES - len(self._kept)
        line = self._source.line(min(limit, room))
        if not line.endswith(b"\n"):
            raise HeaderTooLarge if len(line) == room else HeaderMalformed
        self._kept += line
        return line

    def taken(self) -> bytes:
        return bytes(self._kept)


def _check_version(lines: _Lines) -> None:
    try:
        line = lines.next(_VERSION_LIMIT)
    except HeaderMalformed:
        raise NotAge from None
    if line == _VERSION_LINE:
        return
    raise UnsupportedVersion if _ANY_VERSION.fullmatch(line) else NotAge


def _stanza(line: bytes, lines: _Lines) -> Stanza:
    matched = _ARGUMENTS.fullmatch(line)
    if matched is None:
        raise HeaderMalformed
    kind, *arguments = matched[1].decode("ascii").split(" ")
    body = bytearray()
    while True:
        text = lines.next()[:-1]
        if len(text) > COLUMNS:
            raise HeaderMalformed
        body += _decoded(text)
        if len(text) < COLUMNS:
            return Stanza(kind, tuple(arguments), bytes(body))


def _check_stanzas(stanzas: list[Stanza]) -> None:
    if not stanzas:
        raise HeaderMalformed
    # Whoever opens by passphrase may take it for proof that a holder of the passphrase made the
    # file; another stanza beside it would let others make one.
    if len(stanzas) > 1 and any(stanza.type == scrypt.TYPE for stanza in stanzas):
        raise HeaderMalformed


def _end(line: bytes) -> bytes:
    matched = _END.fullmatch(line)
    if matched is None:
        raise HeaderMalformed
    return _decoded(matched[1])


def _decoded(text: bytes) -> bytes:
    try:
        return base64.decode(text)
    except base64.Base64Error:
        raise HeaderMalformed from None


def _mac(file_key: bytes, signed: bytes) -> bytes:
    return hmac.digest(hkdf(file_key, b"", "header"), signed, "sha256")
