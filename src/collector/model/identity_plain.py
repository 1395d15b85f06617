"""The plaintext of a sealed identity file.

One line of canonical JSON (``IdentityPlain``), a line feed, the content, and zeros up to a
multiple of 4096 bytes, so that the size tells little.  The line repeats what the file belongs to;
the keeper of the identity key refuses it when any of that differs from the record.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Final, Literal

from msgspec import Meta

from collector.errors import Unacceptable
from collector.model.envelope import Document
from collector.model.identity import CardRef, IdentityRecord
from collector.model.reading import read_as, write
from collector.model.values import Count, Id, Mime, PublicKey, Sha256, Size

STEP: Final = 4096
LIMIT_LINE: Final = 64 * 1024
_DOMAIN: Final = b"collector/1/identity-anchor"


class IdentityPlain(Document, frozen=True, kw_only=True, tag="identity-plain"):
    """The first line.  ``length`` is that of the content in bytes; ``n`` counts from 1."""

    testimony: Id
    n: Count
    content: Literal["form", "exhibit"]
    anchor: Sha256
    author: PublicKey
    card: CardRef
    recipients: Annotated[tuple[Sha256, ...], Meta(min_length=1)]
    mime: Mime
    length: Size


class IdentityMismatch(Unacceptable):
    """A sealed identity file says it belongs to something else."""

    code = "identity.mismatch"
    words = "a sealed identity does not belong here: {part} differs"
    hint = "it was not taken over; ask the sender to seal it again"


class IdentityTorn(Unacceptable):
    """The plaintext is not complete, or is not padded as it must be."""

    code = "identity.torn"
    words = "a sealed identity is not complete"
    hint = "it was not taken over; ask the sender to seal it again"


def anchor(salt: str, testimony_id: str, author: str) -> str:
    """Return what ties an identity file to a testimony that is not sealed yet (hexadecimal).

    SHA-256 over four fields, each preceded by its length as four bytes, big-endian: the text
    ``collector/1/identity-anchor``, the testimony's salt, its id and its author's key as bytes.
    """
    hashed = hashlib.sha256()
    for part in (_DOMAIN, *(bytes.fromhex(text) for text in (salt, testimony_id, author))):
        hashed.update(len(part).to_bytes(4, "big"))
        hashed.update(part)
    return hashed.hexdigest()


def pad_to(length: int, step: int = STEP) -> int:
    """Return the padded length in bytes: the next multiple of ``step``, at least one step."""
    return max(1, -(-length // step)) * step


def opening(plain: IdentityPlain) -> bytes:
    """Return the first line with its line feed; the content follows it."""
    return write(plain) + b"\n"


def read_opening(line: bytes) -> IdentityPlain:
    """Return what the first line says; ``line`` ends in its line feed.

    Raises ``IdentityTorn`` when the line feed is missing or the line is too long, and what
    ``read_as`` raises.
    """
    if len(line) > LIMIT_LINE or not line.endswith(b"\n"):
        raise IdentityTorn
    return read_as(line[:-1], IdentityPlain)


def split(plaintext: bytes) -> tuple[IdentityPlain, bytes]:
    """Return the opening and the content of a whole plaintext.

    Raises ``IdentityTorn`` unless its length and its zeros are exactly as ``pad_to`` says.
    """
    end = plaintext.find(b"\n", 0, LIMIT_LINE) + 1
    plain = read_opening(plaintext[:end])
    filled = end + plain.length
    if len(plaintext) != pad_to(filled) or any(plaintext[filled:]):
        raise IdentityTorn
    return plain, plaintext[end:filled]


def check_belongs(plain: IdentityPlain, record: IdentityRecord, expected_anchor: str) -> None:
    """Refuse an opening that differs from the record it came with.  Raises ``IdentityMismatch``."""
    pairs = {
        "testimony": (plain.testimony, record.testimony),
        "number": (plain.n, record.n),
        "author": (plain.author, record.author),
        "card": (plain.card, record.card),
        "recipients": (plain.recipients, record.recipients),
        "anchor": (plain.anchor, expected_anchor),
    }
    for part, (found, wanted) in pairs.items():
        if found != wanted:
            raise IdentityMismatch(part=part)
