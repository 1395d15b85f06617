"""Keys from text: recipients, identities and identity files.

Each key has one spelling: recipients in lower case, identities in upper case, nothing around them.
"""

from __future__ import annotations

from collector.crypto.age import bech32, hybrid, x25519
from collector.crypto.age.errors import BadIdentity, BadIdentityLine, BadRecipient, NoIdentities
from collector.crypto.age.hybrid import HybridIdentity, HybridRecipient
from collector.crypto.age.x25519 import X25519Identity, X25519Recipient


def parse_recipient(text: str) -> X25519Recipient | HybridRecipient:
    """Return the public key of ``age1pq1...`` or ``age1...``.

    Raises BadRecipient, WeakRecipient, NoPostQuantum.
    """
    try:
        prefix, data = bech32.decode(text)
    except bech32.Bech32Error:
        raise BadRecipient from None
    if prefix == hybrid.RECIPIENT_PREFIX:
        return HybridRecipient(data)
    if prefix == x25519.RECIPIENT_PREFIX:
        return X25519Recipient(data)
    raise BadRecipient


def parse_identity(text: str) -> X25519Identity | HybridIdentity:
    """Return the private key of ``AGE-SECRET-KEY-PQ-1...`` or ``AGE-SECRET-KEY-1...``.

    Raises BadIdentity.
    """
    try:
        prefix, data = bech32.decode(text)
    except bech32.Bech32Error:
        raise BadIdentity from None
    if prefix == hybrid.IDENTITY_PREFIX:
        return HybridIdentity(data)
    if prefix == x25519.IDENTITY_PREFIX:
        return X25519Identity(data)
    raise BadIdentity


def parse_identities(text: str) -> tuple[X25519Identity | HybridIdentity, ...]:
    """Return the keys of an identity file, at least one: a key a line, ``#`` comments, blanks.

    Blanks around a line, CRLF and a byte order mark are taken, as editors leave them.
    Raises BadIdentityLine with the number of the line, NoIdentities.
    """
    identities = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        key = line.strip()
        if not key or key.startswith("#"):
            continue
        try:
            identities.append(parse_identity(key))
        except BadIdentity:
            raise BadIdentityLine(line=number) from None
    if not identities:
        raise NoIdentities
    return tuple(identities)
