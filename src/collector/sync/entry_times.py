"""When what was imported entered its sender's log: computed anew from the evidence that is kept."""

from __future__ import annotations

from collections.abc import Mapping

from collector.crypto import checkpoint as checkpoints
from collector.model.identity import IdentityRecord
from collector.model.media import MediaRecord
from collector.model.records import read_record
from collector.store import imports, records
from collector.store.imports import ImportedBundle
from collector.store.signers import SeenHead
from collector.store.sqlite import Connection
from collector.sync.bundle import proofs, stamps
from collector.sync.bundle.dating import DatedItem, Dating, date_bundle
from collector.sync.witnesses import witnesses


def dating_of(db: Connection, bundle: ImportedBundle, evidence: Mapping[str, bytes]) -> Dating:
    """Return when the items of an imported bundle entered the log of its sender.

    ``evidence`` is what is kept of it.  Raises ``BundleRefused`` and ``BadCheckpoint`` where that
    is not what it was.
    """

    def kept(name: str) -> bytes:
        return evidence.get(f"{bundle.id}/proof-{name}", b"")

    head = checkpoints.parse(kept("checkpoint"))
    earlier = proofs.parse_consistency(kept("consistency"))
    heads = [SeenHead(head.size, head.root), *(SeenHead(it.size, it.root) for it in earlier)]
    return date_bundle(
        proofs.parse_events(kept("events.jsonl")),
        stamps.read_stamps(kept("stamps"), head),
        witnesses(db, bundle.signer, heads),
    )


def entry_times(db: Connection, testimony: str) -> list[DatedItem]:
    """Return when each item of an account entered the log of the vault it came from.

    Of an item that came more than once, by the evidence it came with first.  Raises ``NoSuch``.
    """
    held = records.of_testimony(db, testimony)
    read = [read_record(it.data) for it in held]
    wanted = {("record", it.digest.hex()) for it in held}
    wanted |= {("media", it.file.sha256) for it in read if isinstance(it, MediaRecord)}
    wanted |= {("identity", it.file.sha256) for it in read if isinstance(it, IdentityRecord)}
    found: dict[tuple[str, str], DatedItem] = {}
    brought_by = {it.bundle for it in held}
    for bundle in imports.bundles(db):
        if bundle.id in brought_by:
            for item in dating_of(db, bundle, imports.evidence_of(db, bundle.id)).items:
                if (item.label, item.digest) in wanted:
                    found.setdefault((item.label, item.digest), item)
    return list(found.values())
