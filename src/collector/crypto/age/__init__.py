"""age v1 files (C2SP age.md) on the primitives of ``cryptography``: written and read as streams.

Written: to X25519 and to post-quantum recipients, never to both in one file, never armored, never
by passphrase.  Read: whatever the age test vectors call an age file; what a caller does not want
of that, it refuses by ``AgeReader.stanza_types`` and ``AgeReader.armored``.

age does not say who encrypted a file, and a recipient can make another file of its content.
"""

from __future__ import annotations

from collector.crypto.age.errors import (
    ArmorBroken,
    BadIdentity,
    BadIdentityLine,
    BadRecipient,
    HeaderMacWrong,
    HeaderMalformed,
    HeaderTooLarge,
    LowOrderShare,
    MixedRecipients,
    NoIdentities,
    NoIdentityMatches,
    NoPostQuantum,
    NoRecipients,
    NotAge,
    PayloadAltered,
    PayloadBroken,
    PayloadEmptyFinal,
    PayloadTrailing,
    PayloadTruncated,
    ScryptWorkTooHigh,
    ShortWrite,
    TooManyRecipients,
    UnsupportedVersion,
    WeakRecipient,
)
from collector.crypto.age.hybrid import HybridIdentity, HybridRecipient
from collector.crypto.age.keys import parse_identities, parse_identity, parse_recipient
from collector.crypto.age.reader import AgeReader, Identity, open_age
from collector.crypto.age.scrypt import ScryptIdentity
from collector.crypto.age.writer import AgeWriter, Recipient
from collector.crypto.age.x25519 import X25519Identity, X25519Recipient

__all__ = [
    "AgeReader",
    "AgeWriter",
    "ArmorBroken",
    "BadIdentity",
    "BadIdentityLine",
    "BadRecipient",
    "HeaderMacWrong",
    "HeaderMalformed",
    "HeaderTooLarge",
    "HybridIdentity",
    "HybridRecipient",
    "Identity",
    "LowOrderShare",
    "MixedRecipients",
    "NoIdentities",
    "NoIdentityMatches",
    "NoPostQuantum",
    "NoRecipients",
    "NotAge",
    "PayloadAltered",
    "PayloadBroken",
    "PayloadEmptyFinal",
    "PayloadTrailing",
    "PayloadTruncated",
    "Recipient",
    "ScryptIdentity",
    "ScryptWorkTooHigh",
    "ShortWrite",
    "TooManyRecipients",
    "UnsupportedVersion",
    "WeakRecipient",
    "X25519Identity",
    "X25519Recipient",
    "open_age",
    "parse_identities",
    "parse_identity",
    "parse_recipient",
]
