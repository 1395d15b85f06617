"""Sealed accounts to one bundle in the outbox (SCHEMA.md section 3 gives the order of writes)."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from collector import clock
from collector.crypto.age import HybridIdentity, X25519Identity, parse_recipient
from collector.crypto.wrap import wrap
from collector.errors import CollectorError
from collector.model.consent_facts import Answer, Decision
from collector.model.ids import new_id
from collector.store import imports, outbox
from collector.store.custody import CustodyLog, Head, Leaf
from collector.store.outbox import Building, Ready, Sent
from collector.store.platform_cards import TrustedCard, content_recipients
from collector.store.sealed_files import discard, new_sealed_file, promote
from collector.store.sqlite import transaction
from collector.store.vault import Vault
from collector.sync.bundle.plan import BundlePlan, PlannedFile, ProvenEvent, WrittenBundle
from collector.sync.bundle.proofs import Consistency, Event, Opening
from collector.sync.bundle.writer import write_bundle
from collector.sync.selection import Payload, Selection, select

_HEADS_AT_MOST = 64

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Exported:
    """A bundle that lies in the outbox, and what consent held back."""

    bundle: str
    file: Path
    sequence: int
    sha256: str
    size: int
    decision: Decision


def export_bundle(
    vault: Vault,
    log: CustodyLog,
    card: TrustedCard,
    ids: Sequence[str],
    *,
    held_as: str | None = None,
    answers: Collection[Answer] = (),
    progress: Progress | None = None,
) -> Exported:
    """Write one bundle for a platform into the outbox.

    ``ids`` names accounts; none means every sealed one.  Raises ``NoSuch``, ``ConsentForbids``,
    ``VaultDamaged`` when an exhibit is not what it was, and the machine's errors; nothing is left
    of an unfinished bundle.
    """
    chosen = select(vault, card, ids, held_as=held_as, today=log.latest_day(), answers=answers)
    before = outbox.ready(vault.db, card.root)
    receipt = HybridIdentity.generate() if card.post_quantum else X25519Identity.generate()
    bundle = new_id()
    building = Building(
        bundle=bundle,
        file=secrets.token_hex(16),
        platform=card.root,
        card_serial=card.card.serial,
        sequence=before[-1].sequence + 1 if before else 1,
        receipt_key=wrap(vault.wrap_key, receipt.secret_text().encode(), bundle.encode()),
        receipt_secret=secrets.token_bytes(32),
        made_at=clock.now_utc(),
    )
    with transaction(vault.db):
        head = log.sign_head("export")
        outbox.begin(vault.db, building, [payload.item for payload in chosen.payloads])
    making = _Making(vault, log, card, chosen, building, before, head)
    try:
        written = making.write(making.plan(str(receipt.recipient())), progress)
        making.finish(written)
    except BaseException:
        with suppress(CollectorError):
            discard(vault.outbox, building.file)
            with transaction(vault.db):
                outbox.give_up(vault.db, bundle)
        raise
    promote(vault.outbox, building.file)
    return Exported(
        bundle=bundle,
        file=vault.outbox / building.file,
        sequence=building.sequence,
        sha256=written.sha256,
        size=written.size,
        decision=chosen.decision,
    )


@dataclass(frozen=True)
class _Making:
    """One bundle between its row and its file."""

    vault: Vault
    log: CustodyLog
    card: TrustedCard
    chosen: Selection
    building: Building
    before: Sequence[Sent]
    head: Head

    def plan(self, receipt_recipient: str) -> BundlePlan:
        """Return everything about the bundle but its payload."""
        leaves = self.log.leaves_of(frozenset(payload.item for payload in self.chosen.payloads))
        return BundlePlan(
            bundle_id=self.building.bundle,
            day=date.fromisoformat(clock.today_utc()),
            sequence=self.building.sequence,
            previous=self.before[-1].ready.tagmanifest.hex() if self.before else None,
            card=self.card.digest.hex(),
            card_serial=self.card.card.serial,
            receipt_recipient=receipt_recipient,
            receipt_secret=self.building.receipt_secret,
            withheld=self.chosen.withheld,
            files=tuple(
                PlannedFile(payload.path, payload.size, payload.sha512.hex())
                for payload in self.chosen.payloads
            ),
            events=tuple(
                ProvenEvent(_event(leaf), tuple(self.log.inclusion(leaf.index, self.head.size)))
                for leaf in leaves
                if leaf.index < self.head.size
            ),
            head=self.head.checkpoint,
            head_sig=self.head.signature.encode("ascii"),
            consistency=_consistency(self.log, self.before, self.head),
            origins=_origins(self.vault, self.chosen.hands),
        )

    def write(self, plan: BundlePlan, progress: Progress | None) -> WrittenBundle:
        """Write the file into the outbox."""
        content = {payload.path: payload for payload in self.chosen.payloads}

        def read(planned: PlannedFile) -> Iterable[bytes | memoryview]:
            return _content(self.vault, content[planned.path])

        with new_sealed_file(self.vault.outbox, self.building.file) as out:
            return write_bundle(
                out,
                plan,
                read,
                self.vault.signing_key,
                [parse_recipient(text) for text in content_recipients(self.card.card)],
                progress=progress,
            )

    def finish(self, written: WrittenBundle) -> None:
        """Make row, event and head visible: from here on the bundle is made."""
        ready = Ready(
            tagmanifest=bytes.fromhex(written.tag_manifest),
            sha256=bytes.fromhex(written.sha256),
            size=written.size,
            head_size=self.head.size,
            head_root=self.head.root,
        )
        with transaction(self.vault.db):
            outbox.finish(self.vault.db, written.bundle_id, ready)
            self.log.append("exp", tuple(payload.item for payload in self.chosen.payloads))
            self.log.sign_head("export")


def _event(leaf: Leaf) -> Event:
    return Event(
        index=leaf.index,
        leaf=leaf.data,
        openings=tuple(
            Opening(index=it.object, label=it.label, digest=it.digest, nonce=it.nonce)
            for it in leaf.openings
        ),
    )


def _consistency(log: CustodyLog, before: Sequence[Sent], head: Head) -> tuple[Consistency, ...]:
    """Prove that the head continues every head this platform was given."""
    given = {sent.ready.head_size: sent.ready.head_root for sent in before}
    return tuple(
        Consistency(size=size, root=given[size], proof=tuple(log.consistency(size, head.size)))
        for size in sorted(given)[-_HEADS_AT_MOST:]
    )


def _origins(vault: Vault, hands: Iterable[str]) -> dict[str, dict[str, bytes]]:
    """Return the evidence of the earlier hands: of the bundles records came in, and of theirs."""
    origins: dict[str, dict[str, bytes]] = {}
    for bundle in sorted(hands):
        for name, data in imports.evidence_of(vault.db, bundle).items():
            owner, _, file = name.partition("/")
            origins.setdefault(owner, {})[file] = data
    return origins


def _content(vault: Vault, payload: Payload) -> Iterable[bytes | memoryview]:
    if payload.content is not None:
        return [payload.content]
    return vault.media.read(payload.item.digest)
