"""When what was imported entered its sender's log: computed anew from the evidence that is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final, Literal

from collector.crypto import checkpoint as checkpoints
from collector.model.entry_time import EntryTime
from collector.model.identity import IdentityRecord
from collector.model.media import MediaRecord
from collector.model.records import read_record
from collector.model.testimony import TestimonyRecord
from collector.store import imports, records
from collector.store.imports import ImportedBundle
from collector.store.records import StoredRecord
from collector.store.signers import SeenHead
from collector.store.sqlite import Connection
from collector.sync.bundle import proofs, stamps
from collector.sync.bundle.dating import Dating, date_bundle
from collector.sync.witnesses import witnesses

What = Literal["account", "exhibit", "identity"]
_ORDER: Final[tuple[What, ...]] = ("account", "exhibit", "identity")


@dataclass(frozen=True)
class Entered:
    """An account (``name`` is id and revision), an exhibit or an identity file (its SHA-256), and
    when it entered the log of its sender.
    """

    what: What
    name: str
    time: EntryTime


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


def entry_times(db: Connection, testimony: str) -> list[Entered]:
    """Return when an imported account entered the log of the vault it came from, and its files.

    Of what came more than once, by the evidence it came with first.  Empty for an account that was
    written here.
    """
    held = records.of_testimony(db, testimony)
    names = dict(chain.from_iterable(map(_names, held)))
    brought_by = {it.bundle for it in held if it.bundle is not None}
    found: dict[str, Entered] = {}
    for bundle in imports.bundles(db, brought_by):
        for item in dating_of(db, bundle, imports.evidence_of(db, bundle.id)).items:
            if item.digest in names:
                what, name = names[item.digest]
                found.setdefault(item.digest, Entered(what, name, item.time))
    return sorted(found.values(), key=lambda it: (_ORDER.index(it.what), it.name))


def _names(held: StoredRecord) -> list[tuple[str, tuple[What, str]]]:
    """Return what a record, or the file it is about, is called, by its digest."""
    read = read_record(held.data)
    match read:
        case TestimonyRecord():
            return [(held.digest.hex(), ("account", f"{held.id}.{held.revision}"))]
        case MediaRecord():
            return [(read.file.sha256, ("exhibit", read.file.sha256))]
        case IdentityRecord():
            return [(read.file.sha256, ("identity", read.file.sha256))]
        case _:
            return []
