"""What can be said again, later, of a bundle that was imported.

Counted from the signed list of its payload, which is kept for ever: what a later bundle brought
again, or an earlier one had brought, belongs to it all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from collector.store import imports
from collector.store.errors import NoSuch
from collector.store.imports import ImportedBundle, WrittenReceipt
from collector.store.sqlite import Connection, database_errors
from collector.sync.bundle import layout, manifest
from collector.sync.bundle.layout import Kind

_RECORD: Final = re.compile(r"data/records/([0-9a-f]{32})\.([0-9]+)\.json", re.ASCII)


@dataclass(frozen=True)
class ImportedReport:
    """A bundle that was imported: accounts and exhibits it carried, the receipt written for it."""

    bundle: ImportedBundle
    accounts: int
    exhibits: int
    receipt: WrittenReceipt | None


def report_of(db: Connection, bundle_id: str) -> ImportedReport:
    """Return what an imported bundle held.

    Raises ``NoSuch``, and ``BundleRefused`` where the list that is kept is not what it was.
    """
    bundle = next((it for it in imports.bundles(db) if it.id == bundle_id), None)
    if bundle is None:
        raise NoSuch(what="imported bundle")
    kept = imports.evidence_of(db, bundle_id)
    listed = kept.get(f"{bundle_id}/{layout.MANIFEST}", b"")
    paths = [line.path for line in manifest.parse_payload_manifest(listed)]
    receipts = (it for it in imports.receipts(db) if it.bundle == bundle_id)
    return ImportedReport(
        bundle=bundle,
        accounts=len(_accounts(db, paths)),
        exhibits=sum(layout.kind_of(path) is Kind.MEDIA for path in paths),
        receipt=next(receipts, None),
    )


def _accounts(db: Connection, paths: list[str]) -> set[str]:
    """Return the ids of the testimonies among the records; a list does not tell their kinds."""
    with database_errors():
        rows = db.execute("SELECT id FROM record WHERE kind = 'testimony'").fetchall()
    known = {row[0] for row in rows}
    return {match[1] for path in paths if (match := _RECORD.fullmatch(path))} & known
