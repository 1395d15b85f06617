"""What can be said again, later, of a bundle that was imported.

Counted from the signed list of its payload, which is kept for ever: what a later bundle brought
again, or an earlier one had brought, belongs to it all the same.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final

from collector.crypto import checkpoint as checkpoints
from collector.store import imports, signers
from collector.store.errors import NoSuch
from collector.store.imports import ImportedBundle, WrittenReceipt
from collector.store.signers import SeenHead
from collector.store.sqlite import Connection, database_errors
from collector.sync.bundle import baginfo, layout, manifest
from collector.sync.bundle.dating import NO_DATING, Dating
from collector.sync.bundle.layout import Kind
from collector.sync.entry_times import dating_of
from collector.sync.history import is_gap

_RECORD: Final = re.compile(r"data/records/([0-9a-f]{32})\.([0-9]+)\.json", re.ASCII)


@dataclass(frozen=True)
class ImportedReport:
    """A bundle that was imported: accounts and exhibits it carried, the receipt written for it.

    ``testimonies`` are the ids of the accounts, ``withheld`` counts what the sender declared as
    held back, ``gap`` tells that the bundle this one names as the one before has not come.
    ``head`` is the state of the sender's log that it came with (``bundle.known`` the newest known
    before).  ``revoked_at`` is since when its signer's key is revoked (UTC).  ``dating``
    says when its items entered the sender's log.
    """

    bundle: ImportedBundle
    accounts: int
    exhibits: int
    receipt: WrittenReceipt | None
    head: SeenHead
    revoked_at: str | None
    testimonies: tuple[str, ...] = ()
    withheld: int = 0
    gap: bool = False
    dating: Dating = NO_DATING


def report_of(db: Connection, bundle_id: str) -> ImportedReport:
    """Return what an imported bundle held.

    Raises ``NoSuch``, and ``BundleRefused`` where what is kept of it is not what it was.
    """
    bundle = next(iter(imports.bundles(db, [bundle_id])), None)
    if bundle is None:
        raise NoSuch(what="imported bundle")
    kept = imports.evidence_of(db, bundle_id)
    listed = kept.get(f"{bundle_id}/{layout.MANIFEST}", b"")
    paths = [line.path for line in manifest.parse_payload_manifest(listed)]
    info = baginfo.parse(kept.get(f"{bundle_id}/{layout.BAG_INFO}", b""))
    testimonies = _accounts(db, paths)
    head = checkpoints.parse(kept.get(f"{bundle_id}/proof-checkpoint", b""))
    revoked = {it.public: it.revoked_at for it in signers.every(db)}
    return ImportedReport(
        bundle=bundle,
        accounts=len(testimonies),
        exhibits=sum(layout.kind_of(path) is Kind.MEDIA for path in paths),
        receipt=imports.receipt_of(db, bundle.tagmanifest),
        head=SeenHead(head.size, head.root),
        revoked_at=revoked.get(bundle.signer),
        testimonies=tuple(sorted(testimonies)),
        withheld=len(info.withheld),
        gap=is_gap(db, bundle),
        dating=dating_of(db, bundle, kept),
    )


def _accounts(db: Connection, paths: list[str]) -> set[str]:
    """Return the ids of the testimonies among the records; a list does not tell their kinds."""
    listed = [match[1] for path in paths if (match := _RECORD.fullmatch(path))]
    with database_errors():
        rows = db.execute(
            "SELECT DISTINCT id FROM record WHERE kind = 'testimony'"
            " AND testimony IN (SELECT value FROM json_each(?))",
            (json.dumps(listed),),
        ).fetchall()
    return {row[0] for row in rows}
