"""Naming a thing without telling which: what custody events carry instead of digests.

The commitment is SHA-256 over four fields, each preceded by its length as four bytes, big-endian:
the ASCII text ``collector/1/commitment``, the label in UTF-8, the nonce, the digest.  Who has the
nonce can check; once the nonce is destroyed, the commitment names nothing.
"""

from __future__ import annotations

import hashlib
from typing import Final

_DOMAIN: Final = b"collector/1/commitment"
_FIELD_BYTES: Final = 32


def commitment(label: str, nonce: bytes, digest: bytes) -> bytes:
    """Return the 32-byte commitment to a labelled digest.  Nonce and digest are 32 bytes each.

    The nonce is random and used for one thing only.  Raises ValueError for other lengths.
    """
    if len(nonce) != _FIELD_BYTES or len(digest) != _FIELD_BYTES:
        raise ValueError("nonce and digest are 32 bytes each")
    hashed = hashlib.sha256()
    for part in (_DOMAIN, label.encode(), nonce, digest):
        hashed.update(len(part).to_bytes(4, "big"))
        hashed.update(part)
    return hashed.digest()
