"""The custody proofs as text, and whether they hold (FORMAT.md section 5).

``events.jsonl``, ``inclusion`` and ``consistency``: lines to values and back, and the checks of
RFC 6962 against the head the sender signed.  What holds here says that the events stand in the
sender's log, not that the log is complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Final

import msgspec

from collector.crypto import merkle
from collector.crypto.checkpoint import Checkpoint
from collector.crypto.commitment import commitment
from collector.model.canonical import RecordJson, canonical
from collector.model.canonical import parse as parse_canonical
from collector.model.custody import CustodyEvent, CustodyObject
from collector.model.envelope import Stamp
from collector.model.reading import view
from collector.sync.bundle import limits, proof_text
from collector.sync.bundle.flaws import BundleRefused, Flaw

STAMP: Final = "stamp"
RECEIPT: Final = "receipt"
LABELS: Final = ("record", "media", "identity", STAMP, RECEIPT)
_HEX: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True)
class Opening:
    """Which item the ``index``-th object of an event is.

    ``label`` is one of ``LABELS``; ``digest`` the SHA-256 of the item's bytes; ``nonce`` the 32
    bytes of the commitment.
    """

    index: int
    label: str
    digest: bytes
    nonce: bytes = field(repr=False)


@dataclass(frozen=True)
class Event:
    """One custody event: its place in the log, its canonical JSON (the leaf), and openings."""

    index: int
    leaf: bytes
    openings: tuple[Opening, ...]

    @cached_property
    def shown(self) -> Stamp:
        """Return the time that the clock of the log showed."""
        return view(msgspec.json.decode(self.leaf), CustodyEvent).at


@dataclass(frozen=True)
class Inclusion:
    """The proof that leaf ``index`` is in the tree of the head: hashes of 32 bytes."""

    index: int
    proof: tuple[bytes, ...]


@dataclass(frozen=True)
class Consistency:
    """The proof that the head continues an older one."""

    size: int
    root: bytes
    proof: tuple[bytes, ...]


def encode_events(events: Iterable[Event]) -> bytes:
    """Return ``events.jsonl``."""
    return b"".join(_encode_event(event) for event in events)


def parse_events(text: bytes) -> tuple[Event, ...]:
    """Return the events, each opening checked against the commitment of its event.

    Raises BundleRefused, and what ``model.reading.view`` raises for an event it cannot read.
    """
    lines = proof_text.lines(text, Flaw.EVENT_SYNTAX)
    events = tuple(_event(raw, number) for number, raw in enumerate(lines, 1))
    if any(before.index >= after.index for before, after in pairwise(events)):
        raise BundleRefused(Flaw.EVENT_ORDER)
    return events


def encode_inclusion(proofs: Iterable[Inclusion]) -> bytes:
    """Return ``inclusion``."""
    return b"".join(
        proof_text.line(str(it.index), *map(proof_text.encoded, it.proof)) for it in proofs
    )


def parse_inclusion(text: bytes) -> tuple[Inclusion, ...]:
    """Return the inclusion proofs, unchecked."""
    lines = proof_text.lines(text, Flaw.INCLUSION_SYNTAX)
    return tuple(Inclusion(*_size_and_hashes(raw, Flaw.INCLUSION_SYNTAX)) for raw in lines)


def encode_consistency(proofs: Iterable[Consistency]) -> bytes:
    """Return ``consistency``; empty at the first contact."""
    return b"".join(
        proof_text.line(str(it.size), *map(proof_text.encoded, (it.root, *it.proof)))
        for it in proofs
    )


def parse_consistency(text: bytes) -> tuple[Consistency, ...]:
    """Return the consistency proofs, unchecked."""
    proofs = []
    for raw in proof_text.lines(text, Flaw.CONSISTENCY_SYNTAX):
        size, hashes = _size_and_hashes(raw, Flaw.CONSISTENCY_SYNTAX)
        if size == 0 or not hashes:
            raise BundleRefused(Flaw.CONSISTENCY_SYNTAX)
        proofs.append(Consistency(size=size, root=hashes[0], proof=hashes[1:]))
    return tuple(proofs)


def check_inclusion(events: Sequence[Event], proofs: Sequence[Inclusion], head: Checkpoint) -> None:
    """Raise BundleRefused unless every event is proven, in order, to be in the head's tree."""
    if [event.index for event in events] != [proof.index for proof in proofs]:
        raise BundleRefused(Flaw.INCLUSION_LINES)
    for event, given in zip(events, proofs, strict=True):
        leaf = merkle.leaf_hash(event.leaf)
        if not merkle.verify_inclusion(leaf, event.index, head.size, given.proof, head.root):
            raise BundleRefused(Flaw.INCLUSION, event=event.index)


def check_consistency(proofs: Sequence[Consistency], head: Checkpoint) -> None:
    """Raise BundleRefused unless the head continues every older head, oldest first."""
    if len(proofs) > limits.HEADS:
        raise BundleRefused(Flaw.LIMIT_HEADS)
    if any(before.size >= after.size for before, after in pairwise(proofs)):
        raise BundleRefused(Flaw.CONSISTENCY_ORDER)
    for given in proofs:
        if not merkle.verify_consistency(given.size, head.size, given.root, head.root, given.proof):
            raise BundleRefused(Flaw.CONSISTENCY, size=given.size)


def _encode_event(event: Event) -> bytes:
    openings = canonical(
        [
            {
                "digest": it.digest.hex(),
                "label": it.label,
                "nonce": it.nonce.hex(),
                "object": it.index,
            }
            for it in event.openings
        ]
    )
    # The keys of the line are in canonical order already; the leaf goes in as it was logged.
    return b'{"event":%b,"index":%d,"openings":%b}\n' % (event.leaf, event.index, openings)


def _event(raw: bytes, number: int) -> Event:
    try:
        line = parse_canonical(raw, limit_bytes=limits.EVENTS)
    except RecordJson as error:
        raise BundleRefused(Flaw.EVENT_SYNTAX, line=number) from error
    if set(line) != {"event", "index", "openings"} or not isinstance(line["event"], dict):
        raise BundleRefused(Flaw.EVENT_SYNTAX, line=number)
    index, openings = line["index"], line["openings"]
    if not _is_count(index) or not isinstance(openings, list) or not openings:
        raise BundleRefused(Flaw.EVENT_SYNTAX, line=number)
    objects = view(line["event"], CustodyEvent).objects
    return Event(
        index=index,
        leaf=canonical(line["event"]),
        openings=tuple(_opening(it, objects, number) for it in openings),
    )


def _opening(value: object, objects: Sequence[CustodyObject], number: int) -> Opening:
    if not isinstance(value, dict) or set(value) != {"digest", "label", "nonce", "object"}:
        raise BundleRefused(Flaw.EVENT_SYNTAX, line=number)
    index, label = value["object"], value["label"]
    if not _is_count(index) or label not in LABELS:
        raise BundleRefused(Flaw.EVENT_SYNTAX, line=number)
    if not _is_hex(value["digest"]) or not _is_hex(value["nonce"]):
        raise BundleRefused(Flaw.EVENT_SYNTAX, line=number)
    opening = Opening(
        index=index,
        label=label,
        digest=bytes.fromhex(value["digest"]),
        nonce=bytes.fromhex(value["nonce"]),
    )
    committed = commitment(opening.label, opening.nonce, opening.digest).hex()
    if index >= len(objects) or objects[index].commitment != committed:
        raise BundleRefused(Flaw.EVENT_OPENING, line=number)
    if objects[index].label != label:
        raise BundleRefused(Flaw.EVENT_OPENING, line=number)
    return opening


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_hex(value: object) -> bool:
    return isinstance(value, str) and _HEX.fullmatch(value) is not None


def _size_and_hashes(raw: bytes, flaw: Flaw) -> tuple[int, tuple[bytes, ...]]:
    size, words = proof_text.size_and_words(raw, flaw)
    return size, tuple(proof_text.hash_in(word, flaw) for word in words)
