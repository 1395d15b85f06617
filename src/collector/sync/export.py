"""Sealed accounts to one bundle in the outbox (SCHEMA.md section 3 gives the order of writes)."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from collector import clock
from collector.crypto.wrap import wrap
from collector.errors import CollectorError
from collector.file_systems import check_room
from collector.model.consent_facts import Answer, Decision
from collector.model.ids import new_id
from collector.store import outbox
from collector.store.custody import CustodyLog, Head
from collector.store.outbox import Building, Ready, Sent
from collector.store.platform_cards import TrustedCard
from collector.store.sealed_files import discard, lies, new_sealed_file, promote
from collector.store.sqlite import transaction
from collector.store.vault import Vault
from collector.sync.bundle.plan import BundlePlan, PlannedFile, WrittenBundle
from collector.sync.bundle.writer import bundle_size, write_bundle
from collector.sync.preparing import Naming, Preparing
from collector.sync.selection import Payload, select

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Exported:
    """A bundle that lies in the outbox, and what consent held back.

    ``again``: exactly this was exported before, and no second bundle was made.
    """

    bundle: str
    file: Path
    sequence: int
    sha256: str
    size: int
    decision: Decision
    again: bool = False


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

    ``ids`` names accounts; none means every sealed one.  What was exported for the same card
    before, and not refused or withdrawn since, is given back instead, if it still lies there.

    Raises ``NoSuch``, ``ConsentForbids``, ``VaultDamaged`` when an exhibit is not what it was, and
    the machine's errors; nothing is left of an unfinished bundle.
    """
    chosen = select(vault, card, ids, held_as=held_as, today=log.latest_day(), answers=answers)
    made = outbox.same_items(
        vault.db, card.root, card.card.serial, [payload.item for payload in chosen.payloads]
    )
    if made is not None and lies(vault.outbox / made.file, made.ready.size):
        return _exported(vault, made, chosen.decision)
    preparing = Preparing(vault, log, card, chosen, outbox.ready(vault.db, card.root))
    receipt = preparing.receipt_key()
    bundle = new_id()
    building = Building(
        bundle=bundle,
        file=secrets.token_hex(16),
        platform=card.root,
        card_serial=card.card.serial,
        sequence=preparing.sequence,
        receipt_key=wrap(vault.wrap_key, receipt.secret_text().encode(), bundle.encode()),
        receipt_secret=secrets.token_bytes(32),
        made_at=clock.now_utc(),
    )
    naming = Naming(bundle, str(receipt.recipient()), building.receipt_secret)
    with transaction(vault.db):
        head = log.sign_head("export")
        outbox.begin(vault.db, building, [payload.item for payload in chosen.payloads])
    making = _Making(preparing, building, head)
    try:
        written = making.write(preparing.plan(naming, head, log), progress)
        making.finish(written)
    except BaseException:
        with suppress(CollectorError):
            # A person who stops it can come just after the commit: then it is made.
            if outbox.is_building(vault.db, bundle):
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


def _exported(vault: Vault, made: Sent, decision: Decision) -> Exported:
    return Exported(
        bundle=made.bundle,
        file=vault.outbox / made.file,
        sequence=made.sequence,
        sha256=made.ready.sha256.hex(),
        size=made.ready.size,
        decision=decision,
        again=True,
    )


@dataclass(frozen=True)
class _Making:
    """One bundle between its row and its file."""

    preparing: Preparing
    building: Building
    head: Head

    def write(self, plan: BundlePlan, progress: Progress | None) -> WrittenBundle:
        """Write the file into the outbox, if its disk can take it."""
        vault, recipients = self.preparing.vault, self.preparing.recipients()
        check_room(vault.outbox, bundle_size(plan, recipients))
        content = {payload.path: payload for payload in self.preparing.chosen.payloads}

        def read(planned: PlannedFile) -> Iterable[bytes | memoryview]:
            return _content(vault, content[planned.path])

        with new_sealed_file(vault.outbox, self.building.file) as out:
            return write_bundle(out, plan, read, vault.signing_key, recipients, progress=progress)

    def finish(self, written: WrittenBundle) -> None:
        """Make row, event and head visible: from here on the bundle is made."""
        ready = Ready(
            tagmanifest=bytes.fromhex(written.tag_manifest),
            sha256=bytes.fromhex(written.sha256),
            size=written.size,
            head_size=self.head.size,
            head_root=self.head.root,
        )
        db, log = self.preparing.vault.db, self.preparing.log
        with transaction(db):
            outbox.finish(db, written.bundle_id, ready)
            log.append("exp", tuple(payload.item for payload in self.preparing.chosen.payloads))
            log.sign_head("export")


def _content(vault: Vault, payload: Payload) -> Iterable[bytes | memoryview]:
    if payload.content is not None:
        return [payload.content]
    return vault.media.read(payload.item.digest)
