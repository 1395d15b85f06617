"""What becomes visible when a bundle is imported, inside the sink's one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from collector import clock
from collector.errors import Unacceptable
from collector.model.identity import IdentityRecord
from collector.model.records import Record, read_record
from collector.model.testimony import TestimonyRecord
from collector.store import identity, imports, records, sealed_files, signers
from collector.store.custody import IDENTITY, MEDIA, RECORD, CustodyLog, Item
from collector.store.identity import SealedIdentity
from collector.store.imports import History, ImportedBundle, Noted
from collector.store.platform_cards import issued_cards
from collector.store.records import Added, StoredRecord
from collector.store.signers import SeenHead
from collector.store.vault import Vault
from collector.sync.bundle import layout
from collector.sync.bundle.layout import Kind
from collector.sync.bundle.rules import allows
from collector.sync.bundle.verified import VerifiedBundle
from collector.sync.bundle.views import ConsentView, TestimonyView
from collector.sync.history import is_gap, judge_history, newest
from collector.sync.receipts import write_receipt

_LABELS = {Kind.MEDIA: MEDIA, Kind.IDENTITY: IDENTITY}


@dataclass(frozen=True)
class Imported:
    """What became of one file.

    ``conflicts`` counts records that came with other bytes under a key that was taken and were
    kept apart, ``claimed`` accounts that another key had signed before; ``gap`` tells that bundles
    of this sender before this one have not come.
    ``history`` follows from ``known``, the newest head of the sender that had been seen, and
    ``head``, with which the bundle came.  None of these for a repeat: nothing was done then, but
    that ``receipt`` names its receipt if another file held the bundle than the first time.
    """

    verdict: Literal["imported", "repeat"]
    bundle: str
    signer: bytes
    history: History | None = None
    known: SeenHead | None = None
    head: SeenHead | None = None
    testimonies: tuple[str, ...] = ()
    media: int = 0
    conflicts: int = 0
    claimed: int = 0
    gap: bool = False
    receipt: str | None = None


class ConsentForOthers(Unacceptable):
    """An account came whose person agreed to another kind of recipient only."""

    code = "bundle.consent.other-recipient"
    words = "an account in the bundle was not meant for this kind of recipient"
    hint = "nothing was taken from it; tell the sender, so that the person can be asked"


class HandsDiffer(Unacceptable):
    """Evidence under the id of a bundle of which other evidence is here."""

    code = "bundle.origin.differs"
    words = "this bundle and an earlier one show different evidence of the same hand"
    hint = "nothing was taken from it; keep the file and ask the sender in a way you trust"


@dataclass
class Taking:
    """One import.  ``file_sha256`` answers once the whole file was read."""

    vault: Vault
    log: CustodyLog = field(repr=False)
    file_sha256: Callable[[], bytes] = field(repr=False)
    outcome: Imported | None = None
    _leftover: Path | None = None

    def tidy_up(self) -> None:
        """After the commit: name the receipt, remove the copy that waited in arrivals."""
        if self.outcome is not None and self.outcome.receipt is not None:
            sealed_files.promote(self.vault.outbox, self.outcome.receipt)
        if self._leftover is not None:
            sealed_files.remove(self._leftover)

    def finish(self, verified: VerifiedBundle) -> None:
        """Make the bundle, its records, files and evidence visible, and write its receipt.

        Raises ``ConsentForOthers`` and ``HandsDiffer``.
        """
        check_consent(self.vault, verified)
        check_hands(self.vault, verified)
        db, file_sha256, now = self.vault.db, self.file_sha256(), clock.now_utc()
        head = SeenHead(verified.head.size, verified.head.root)
        proven = [SeenHead(it.size, it.root) for it in verified.consistency]
        heads = signers.heads(db, verified.signer)
        history, known = judge_history(heads, head, proven), newest(heads)
        bundle = _bundle(verified, file_sha256, history, known, now)
        gap = is_gap(db, bundle)
        imports.keep(db, bundle, _evidence(verified))
        for seen in [*proven, head]:
            signers.saw(db, verified.signer, seen, now)
        added = self._keep_records(verified.bundle_id)
        taken = [Item(RECORD, bytes.fromhex(it.digest)) for it in verified.records]
        became = zip(verified.records, added, strict=True)
        claimed = {it.id for it, outcome in became if outcome is Added.CLAIMED}
        accounts = dict.fromkeys(it.id for it in verified.records if it.kind == "testimony")
        files = [Item(_LABELS[it.kind], bytes.fromhex(it.sha256)) for it in verified.files]
        self.log.append("ing", tuple(dict.fromkeys([*taken, *files])), detail=(history,))
        self.log.sign_head("import")
        waiting = imports.leave_arrivals(db, bundle.tagmanifest)
        if waiting is not None:
            self._leftover = self.vault.quarantine / waiting
        imports.note(db, Noted(file_sha256, "imported", history, bundle.id))
        told = known if history == "rewritten" else newest(signers.heads(db, verified.signer))
        self.outcome = Imported(
            verdict="imported",
            bundle=bundle.id,
            signer=verified.signer,
            history=history,
            known=known,
            head=head,
            testimonies=tuple(accounts),
            media=sum(1 for it in verified.files if it.kind is Kind.MEDIA),
            conflicts=sum(1 for found in added if found is Added.CONFLICT),
            claimed=len(claimed),
            gap=gap,
            receipt=write_receipt(self.vault, verified, file_sha256, added, told or head),
        )

    def _keep_records(self, bundle: str) -> list[Added]:
        """Move the staged records to their place; return what became of each, in order."""
        added = []
        for data in imports.staged(self.vault.db):
            read = read_record(data)
            stored = StoredRecord(
                author=bytes.fromhex(read.author),
                id=read.id,
                revision=read.revision,
                kind=read.kind,
                testimony=_testimony_of(read),
                digest=records.sha256(data),
                data=data,
                bundle=bundle,
            )
            outcome = records.add(self.vault.db, stored)
            if isinstance(read, IdentityRecord) and outcome is Added.NEW:
                identity.keep_sealed(self.vault.db, _sealed_identity(read))
            claimed = outcome is Added.NEW and records.is_claimed(self.vault.db, stored)
            added.append(Added.CLAIMED if claimed else outcome)
        return added


def check_consent(vault: Vault, verified: VerifiedBundle) -> None:
    """Refuse accounts that may go, by their consent, only to other kinds of recipients than ours.

    What stands against it counts already for the reader: a row that allows is not contradicted.
    """
    issued = issued_cards(vault.db)
    ours = issued[-1].recipient_class if issued else None
    rows: dict[str, list[ConsentView]] = {}
    for it in verified.records:
        if isinstance(it, ConsentView) and it.recipient == ours:
            rows.setdefault(it.testimony.id, []).append(it)
    testimonies = (it for it in verified.records if isinstance(it, TestimonyView))
    if not all(any(allows(row, it) for row in rows.get(it.id, ())) for it in testimonies):
        raise ConsentForOthers


def check_hands(vault: Vault, verified: VerifiedBundle) -> None:
    """Refuse a second bundle of one id, as itself or among the earlier hands.

    Only one of them could be shown when accounts are handed on, and what the other vouches for
    would be refused there with all else.
    """
    for owner, kept in verified.evidence.items():
        if set(imports.signed_lists(vault.db, owner)) - {kept[layout.TAG_MANIFEST]}:
            raise HandsDiffer


def _testimony_of(read: Record) -> str:
    if isinstance(read, TestimonyRecord):
        return read.id
    return read.testimony if isinstance(read.testimony, str) else read.testimony.id


def _sealed_identity(record: IdentityRecord) -> SealedIdentity:
    """Return what is known of a file this vault cannot open: its opening line is sealed too."""
    return SealedIdentity(
        testimony=record.testimony,
        n=record.n,
        author=bytes.fromhex(record.author),
        card_root=bytes.fromhex(record.card.root_key),
        header=b"",
        sha256=bytes.fromhex(record.file.sha256),
    )


def _bundle(
    verified: VerifiedBundle,
    file_sha256: bytes,
    history: History,
    known: SeenHead | None,
    now: str,
) -> ImportedBundle:
    previous = verified.info.previous
    return ImportedBundle(
        id=verified.bundle_id,
        signer=verified.signer,
        tagmanifest=bytes.fromhex(verified.tag_manifest),
        sequence=verified.info.sequence,
        previous=None if previous is None else bytes.fromhex(previous),
        day=verified.info.day.isoformat(),
        card_digest=bytes.fromhex(verified.info.card),
        file_sha256=file_sha256,
        history=history,
        imported_at=now,
        known=known,
    )


def _evidence(verified: VerifiedBundle) -> dict[str, bytes]:
    return {
        f"{owner}/{name}": data
        for owner, kept in verified.evidence.items()
        for name, data in kept.items()
    }
