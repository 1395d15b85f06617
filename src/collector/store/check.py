"""``vault check``: recompute everything and say what is wrong and where.

Page authentication does not notice a page put back to an older state; recomputing rows against
custody leaves and marks does.  A whole vault put back is found only against a head kept elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from collector.errors import CollectorError
from collector.model.records import read_envelope
from collector.model.untrusted import shown
from collector.store import drafts, records
from collector.store.check_custody import (
    check_hands,
    check_heads,
    check_log,
    check_trust,
)
from collector.store.check_delivery import check_delivery
from collector.store.check_items import check_items
from collector.store.finding import Finding
from collector.store.sealed_files import open_sealed, sealed_digest, unlisted
from collector.store.sqlite import database_errors, empty_log, flaws
from collector.store.stamps import check_stamps
from collector.store.vault import Vault, listed_files


class _Ended(Exception):
    """The beat raised: no finding."""

    def __init__(self, why: CollectorError) -> None:
        super().__init__()
        self.why = why


def check_vault(
    vault: Vault, *, deep: bool = True, beat: Callable[[], None] = lambda: None
) -> list[Finding]:
    """Return every finding; none means that all that can be recomputed holds.

    ``deep`` also reads every byte of media and compares both digests.  ``beat`` is called again and
    again meanwhile, where no transaction is open; what it raises ends the check.
    """

    def beating() -> None:
        try:
            beat()
        except CollectorError as why:
            raise _Ended(why) from why

    try:
        return list(_findings(vault, deep=deep, beat=beating))
    except _Ended as ended:
        raise ended.why from None


def _findings(vault: Vault, *, deep: bool, beat: Callable[[], None]) -> Iterator[Finding]:
    parts = {
        "pages": _pages(vault),
        "rows": _rows(vault, beat),
        "log": check_log(vault),
        "items": check_items(vault),
        "heads": check_heads(vault),
        "stamps": check_stamps(vault),
        "trust": check_trust(vault),
        "hands": check_hands(vault),
        "sent": _sent(vault),
        "delivery": check_delivery(vault),
        "drafts": _drafts(vault),
        "sealed_files": _sealed_files(vault, beat),
    }
    for name, part in parts.items():
        beat()
        try:
            yield from part
        except CollectorError as error:
            yield Finding(error.code, name)
    for it in vault.media.check(deep=deep, beat=beat):
        yield Finding(it.code, _where(it.volume, it.sha256, it.file))


def _where(volume: int | None, sha256: bytes | None, file: str | None) -> str:
    if sha256 is not None:
        return sha256.hex()
    return f"volume {volume}" if volume is not None else file or ""


def _pages(vault: Vault) -> Iterator[Finding]:
    """Every page of the file is authentic.

    What waits in the log is written back first: the file's own copy of such a page may be torn by a
    power cut, which is no damage, and SQLCipher looks at the file alone.
    """
    empty_log(vault.db)
    for flaw, where in flaws(vault.db):
        yield Finding(f"vault.{flaw}", where[:80])


def _rows(vault: Vault, beat: Callable[[], None]) -> Iterator[Finding]:
    """Records are named by their bytes, and their bytes say what the row says."""
    for record in records.every(vault.db):
        beat()
        where = f"{record.id}.{record.revision}"
        if hashlib.sha256(record.data).digest() != record.digest:
            yield Finding("record.changed", where)
            continue
        try:
            read = read_envelope(record.data)
        except CollectorError as error:
            yield Finding(error.code, where)
            continue
        named = (read.kind, read.id, read.revision, read.author)
        if named != (record.kind, record.id, record.revision, record.author.hex()):
            yield Finding("record.misnamed", where)


def _sent(vault: Vault) -> Iterator[Finding]:
    """What went out in each bundle is known."""
    with database_errors():
        rows = vault.db.execute(
            "SELECT bundle FROM outbox WHERE wiped = 0"
            " AND bundle NOT IN (SELECT bundle FROM outbox_item)"
        ).fetchall()
    for (bundle,) in rows:
        yield Finding("outbox.items-missing", bundle)


def _drafts(vault: Vault) -> Iterator[Finding]:
    for testimony in drafts.changed_outside(vault.db):
        yield Finding("draft.changed", testimony)


def _sealed_files(vault: Vault, beat: Callable[[], None]) -> Iterator[Finding]:
    """What the outbox, arrivals and quarantine list is there, byte for byte."""
    for folder in (vault.outbox, vault.quarantine):
        listed = listed_files(vault.db, folder.name)
        for name, sha256 in listed.items():
            if not (folder / name).is_file():
                yield Finding("file.missing", name)
                continue
            try:
                with open_sealed(folder / name) as stream:
                    changed = sealed_digest(stream, beat) != sha256
            except CollectorError as error:
                yield Finding(error.code, name)
                continue
            if changed:
                yield Finding("file.changed", name)
        for name in unlisted(folder, listed):
            yield Finding("file.unlisted", shown(name))
