"""What is settled before the first byte of a bundle: its contents, its place in a series, its head.

The same is asked twice: by an export, and by whoever wants to know beforehand how large it will be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Protocol

from collector import clock
from collector.crypto.age import HybridIdentity, X25519Identity, parse_recipient
from collector.crypto.age.writer import Recipient
from collector.store import imports, stamps, taken_receipts
from collector.store.custody import CustodyLog, Head, Leaf
from collector.store.outbox import Sent
from collector.store.platform_cards import TrustedCard, content_recipients
from collector.store.stamps import KeptStamp
from collector.store.vault import Vault
from collector.sync.bundle.plan import BundlePlan, PlannedFile, ProvenEvent
from collector.sync.bundle.proofs import Consistency, Event, Opening
from collector.sync.bundle.stamps import Stamp
from collector.sync.selection import Selection
from collector.sync.time_evidence import LoggedItem, choose, entries_of

_HEADS_AT_MOST: Final = 64


class Prover(Protocol):
    """Gives the proofs of the custody log, as hashes of 32 bytes."""

    def inclusion(self, index: int, size: int) -> Sequence[bytes]:
        """Return the proof that a leaf stands in the tree of that size."""

    def consistency(self, old: int, new: int) -> Sequence[bytes]:
        """Return the proof that one tree begins with the other."""


@dataclass(frozen=True)
class Naming:
    """What names a bundle and its receipt; drawn anew for each."""

    bundle: str
    receipt_recipient: str
    receipt_secret: bytes = field(repr=False)


@dataclass(frozen=True)
class Preparing:
    """One bundle that is to be made.  ``before`` are the bundles this platform was given so far."""

    vault: Vault
    log: CustodyLog
    card: TrustedCard
    chosen: Selection
    before: Sequence[Sent]

    @property
    def sequence(self) -> int:
        """Return the bundle's number for this platform."""
        return self.before[-1].sequence + 1 if self.before else 1

    def recipients(self) -> list[Recipient]:
        """Return whom the bundle is encrypted to."""
        return [parse_recipient(text) for text in content_recipients(self.card.card)]

    def receipt_key(self) -> HybridIdentity | X25519Identity:
        """Return a new one-time key for the receipt, of the kind the platform has itself."""
        return HybridIdentity.generate() if self.card.post_quantum else X25519Identity.generate()

    def plan(self, naming: Naming, head: Head, prover: Prover) -> BundlePlan:
        """Return everything about the bundle but the bytes of its payload."""
        items = frozenset(payload.item for payload in self.chosen.payloads)
        entries = entries_of(self.log.leaves_of(items))
        evidence = choose(*self._time_witnesses(), entries, head.size)
        leaves = self.log.leaves_of(items | evidence.items)
        return BundlePlan(
            bundle_id=naming.bundle,
            day=date.fromisoformat(clock.today_utc()),
            sequence=self.sequence,
            previous=self.before[-1].ready.tagmanifest.hex() if self.before else None,
            card=self.card.digest.hex(),
            card_serial=self.card.card.serial,
            receipt_recipient=naming.receipt_recipient,
            receipt_secret=naming.receipt_secret,
            withheld=self.chosen.withheld,
            files=tuple(
                PlannedFile(payload.path, payload.size, payload.sha512.hex())
                for payload in self.chosen.payloads
            ),
            events=tuple(
                ProvenEvent(_event(leaf), tuple(prover.inclusion(leaf.index, head.size)))
                for leaf in leaves
                if leaf.index < head.size
            ),
            head=head.checkpoint,
            head_sig=head.signature.encode("ascii"),
            consistency=_consistency(
                prover,
                self.before,
                head,
                taken_receipts.acknowledged(self.vault.db, self.before),
            ),
            stamps=tuple(
                Stamp(
                    size=it.size,
                    root=self.log.root(it.size),
                    token=it.token,
                    proof=tuple(prover.consistency(it.size, head.size)),
                )
                for it in evidence.stamps
            ),
            origins=_origins(self.vault, self.chosen.hands),
        )

    def _time_witnesses(self) -> tuple[list[KeptStamp], list[LoggedItem]]:
        """Return the stamps made for this platform, and the receipts it gave."""
        db, bundles = self.vault.db, {sent.bundle for sent in self.before}
        taken = [it.item for it in taken_receipts.every(db) if it.bundle in bundles]
        logged = [
            LoggedItem(item, leaf.index)
            for item in taken
            for leaf in self.log.leaves_of(frozenset({item}))
        ]
        return stamps.of_platform(db, self.card.root), logged


def _event(leaf: Leaf) -> Event:
    return Event(
        index=leaf.index,
        leaf=leaf.data,
        openings=tuple(
            Opening(index=it.object, label=it.label, digest=it.digest, nonce=it.nonce)
            for it in leaf.openings
        ),
    )


def heads_to_prove(given: Iterable[int], acknowledged: int) -> list[int]:
    """Return of which heads, by size, a bundle proves that its own continues them.

    ``given`` are those its platform was given; ``acknowledged`` is the newest that a receipt named,
    0 for none.  Of more than fit, that one and the newest: the platform has seen at least that one.
    """
    sizes = sorted(size for size in set(given) if size >= acknowledged)
    kept = sizes[:1] if acknowledged else []
    return kept + sizes[len(kept) :][-(_HEADS_AT_MOST - len(kept)) :]


def _consistency(
    prover: Prover, before: Sequence[Sent], head: Head, acknowledged: int
) -> tuple[Consistency, ...]:
    """Prove that the head continues what this platform was given since the newest head it named."""
    given = {sent.ready.head_size: sent.ready.head_root for sent in before}
    return tuple(
        Consistency(size=size, root=given[size], proof=tuple(prover.consistency(size, head.size)))
        for size in heads_to_prove(given, acknowledged)
    )


def _origins(vault: Vault, hands: Iterable[str]) -> dict[str, dict[str, bytes]]:
    """Return the evidence of the earlier hands: of the bundles records came in, and of theirs."""
    origins: dict[str, dict[str, bytes]] = {}
    for bundle in sorted(hands):
        for name, data in imports.evidence_of(vault.db, bundle).items():
            owner, _, file = name.partition("/")
            origins.setdefault(owner, {})[file] = data
    return origins
