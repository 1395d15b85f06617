"""Time stamps over heads of the sender's log as text, and whether they hold (FORMAT.md section 5).

What holds here says that a head was there at a time some authority stated.  Whether that authority
is to be believed is for whoever holds the platform's card to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from collector.crypto import merkle
from collector.crypto.checkpoint import Checkpoint
from collector.crypto.timestamps.errors import (
    StampForm,
    StampImprint,
    StampRefused,
    StampSignature,
)
from collector.crypto.timestamps.token import Token, read_token
from collector.sync.bundle import limits, proof_text, proofs
from collector.sync.bundle.flaws import BundleRefused, Flaw
from collector.sync.bundle.proofs import Event

_FLAWS: Final[dict[type[StampRefused], Flaw]] = {
    StampForm: Flaw.STAMP_TOKEN,
    StampImprint: Flaw.STAMP_IMPRINT,
    StampSignature: Flaw.STAMP_SIGNATURE,
}


@dataclass(frozen=True)
class Stamp:
    """A time stamp as it travels: the head it was made over, the token (DER), and the proof that
    the bundle's head continues that head.
    """

    size: int
    root: bytes
    token: bytes = field(repr=False)
    proof: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True)
class HeadStamp:
    """A stamp whose token holds and whose head the log continues."""

    size: int
    root: bytes
    token: Token


def encode_stamps(stamps: Iterable[Stamp]) -> bytes:
    """Return ``stamps``; empty where there is none."""
    return b"".join(
        proof_text.line(str(it.size), *map(proof_text.encoded, (it.root, it.token, *it.proof)))
        for it in stamps
    )


def read_stamps(text: bytes, head: Checkpoint) -> tuple[HeadStamp, ...]:
    """Return the stamps, each of them checked.  Raises BundleRefused."""
    stamps = [_stamp(raw) for raw in proof_text.lines(text, Flaw.STAMP_SYNTAX)]
    if len(stamps) > limits.STAMPS:
        raise BundleRefused(Flaw.LIMIT_STAMPS)
    if any(before.size >= after.size for before, after in pairwise(stamps)):
        raise BundleRefused(Flaw.STAMP_ORDER)
    return tuple(_checked(stamp, head) for stamp in stamps)


def check_stamp_events(events: Sequence[Event], stamps: Sequence[HeadStamp]) -> None:
    """Raise BundleRefused unless every event about a stamp is about one that is here."""
    known = {stamp.token.digest for stamp in stamps}
    for event in events:
        if any(it.label == proofs.STAMP and it.digest not in known for it in event.openings):
            raise BundleRefused(Flaw.STAMP_EVENT, event=event.index)


def _stamp(raw: bytes) -> Stamp:
    size, words = proof_text.size_and_words(raw, Flaw.STAMP_SYNTAX)
    if size == 0 or len(words) < 2:
        raise BundleRefused(Flaw.STAMP_SYNTAX)
    root, token, *proof = words
    return Stamp(
        size=size,
        root=proof_text.hash_in(root, Flaw.STAMP_SYNTAX),
        token=proof_text.decoded(token, Flaw.STAMP_SYNTAX),
        proof=tuple(proof_text.hash_in(word, Flaw.STAMP_SYNTAX) for word in proof),
    )


def _checked(stamp: Stamp, head: Checkpoint) -> HeadStamp:
    if not merkle.verify_consistency(stamp.size, head.size, stamp.root, head.root, stamp.proof):
        raise BundleRefused(Flaw.STAMP_HEAD, size=stamp.size)
    stamped = Checkpoint(head.origin, stamp.size, stamp.root).encode()
    try:
        token = read_token(stamp.token, stamped)
    except StampRefused as error:
        flaw = _FLAWS.get(type(error), Flaw.STAMP_CERTIFICATE)
        raise BundleRefused(flaw, size=stamp.size) from error
    return HeadStamp(stamp.size, stamp.root, token)
