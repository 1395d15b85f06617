"""The head of a log as text: the body of a C2SP tlog-checkpoint, without extension lines.

Three lines, each ended by a line feed: origin, number of leaves in decimal, root in base64.  The
signature is kept apart (SSHSIG, namespace ``collector-checkpoint``).
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import Final

from collector.crypto.merkle import HASH_BYTES
from collector.errors import Unacceptable

_ORIGIN: Final = re.compile(r"log/[0-9a-f]{32}")
_BODY: Final = re.compile(r"(log/[0-9a-f]{32})\n(0|[1-9][0-9]{0,18})\n([A-Za-z0-9+/]{43}=)\n")
_SIZE_MAX: Final = 2**53 - 1
"""What JSON holds: a receipt says which head was seen (RFC 8785, RFC 7493)."""
_DOMAIN: Final = b"collector/1/log"


class BadCheckpoint(Unacceptable):
    """The text is not a head in its one canonical form."""

    code = "checkpoint.form"
    words = "the head of the custody log is not in its proper form"
    hint = "the material was altered or is damaged: ask for it again"


@dataclass(frozen=True)
class Checkpoint:
    """A head: the log's origin, its number of leaves (below 2^53), its 32-byte root.

    Raises BadCheckpoint for other values.
    """

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        if not _ORIGIN.fullmatch(self.origin):
            raise BadCheckpoint
        if not 0 <= self.size <= _SIZE_MAX or len(self.root) != HASH_BYTES:
            raise BadCheckpoint

    def encode(self) -> bytes:
        """Return the text as it is signed."""
        root = base64.b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{root}\n".encode()


def origin_of(public: bytes) -> str:
    """Return the origin of a key's log: it follows from the key, and names nobody.

    ``log/`` and, in hex, the first 16 bytes of SHA-256 over ``collector/1/log`` and the key.
    """
    return f"log/{hashlib.sha256(_DOMAIN + public).hexdigest()[:32]}"


def parse(text: bytes) -> Checkpoint:
    """Return the head of a text in canonical form; anything else raises BadCheckpoint.

    Whether the origin is that of the key which signed it is the caller's question.
    """
    try:
        match = _BODY.fullmatch(text.decode("ascii"))
    except UnicodeDecodeError as error:
        raise BadCheckpoint from error
    if match is None:
        raise BadCheckpoint
    origin, size, root = match.groups()
    checkpoint = Checkpoint(origin=origin, size=int(size), root=base64.b64decode(root))
    if checkpoint.encode() != text:  # base64 of 32 bytes leaves two bits that must be zero
        raise BadCheckpoint
    return checkpoint
