"""What leaves this vault: bundles into the outbox, and out of it into a folder."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from collector.file_systems import check_room
from collector.model.card_rules import check_card
from collector.model.consent_facts import Answer, Decision
from collector.store import deliveries, imports, outbox
from collector.store.custody import CustodyLog
from collector.store.errors import NoSuch
from collector.store.imports import WrittenReceipt
from collector.store.outbox import Sent
from collector.store.platform_cards import TrustedCard, check_bundle_card, own_card
from collector.store.sqlite import transaction
from collector.store.vault import Vault
from collector.sync.export import Exported, Progress, export_bundle
from collector.sync.handing_out import hand_out, room_there
from collector.sync.selection import ConsentForbids, select
from collector.sync.sizing import Plan, plan_bundle
from collector.sync.transport.folder import KIND


@dataclass(frozen=True)
class Outgoing:
    """The outbox of one open vault."""

    vault: Vault
    log: CustodyLog

    def export(
        self,
        card: TrustedCard,
        ids: Sequence[str] = (),
        *,
        answers: Collection[Answer] = (),
        progress: Progress | None = None,
    ) -> Exported:
        """Write one bundle for a platform; see ``export.export_bundle``.

        A vault that is a platform itself holds what others signed under its own card's class.
        Raises also what ``check_card`` raises: nothing is made for a card that is over or revoked.
        """
        check_card(card.card, self.log.latest_day())
        return export_bundle(
            self.vault,
            self.log,
            card,
            ids,
            held_as=self._held_as(),
            answers=answers,
            progress=progress,
        )

    def decide(self, card: TrustedCard, ids: Sequence[str] = ()) -> Decision:
        """Return what consent allows of these accounts, before anybody was asked anew.

        Raises ``NoSuch``.
        """
        try:
            held_as = self._held_as()
            return select(
                self.vault, card, ids, held_as=held_as, today=self.log.latest_day(), answers=()
            ).decision
        except ConsentForbids as forbids:
            return forbids.decision

    def plan(
        self, card: TrustedCard, ids: Sequence[str] = (), *, answers: Collection[Answer] = ()
    ) -> Plan:
        """Return what would go to a platform, and how large at most its bundle would be.

        Raises as ``sizing.plan_bundle``.
        """
        return plan_bundle(
            self.vault, self.log, card, ids, held_as=self._held_as(), answers=answers
        )

    def check_target(self, folder: Path, size: int) -> None:
        """Make sure that a folder's disk can take a bundle, before it is made.

        Raises ``NoRoomThere`` and the machine's errors.
        """
        with room_there():
            check_room(folder, size, in_parts=True)

    def hand_out(
        self, exported: Exported, folder: Path, *, progress: Progress | None = None
    ) -> Path:
        """Put a finished bundle into a folder the person chose; return where it is.

        It is read back and compared before it counts.  Raises as ``handing_out.hand_out``, and as
        ``check_bundle_card``: a stick leads to the same keys as a line does.
        """
        check_bundle_card(self.vault.db, exported.bundle, self.log.latest_day())
        target = hand_out(exported.file, bytes.fromhex(exported.sha256), folder, progress)
        self._handed_out(exported.bundle)
        return target

    def hand_out_again(self, sent: Sent, folder: Path, *, progress: Progress | None = None) -> Path:
        """Put a bundle that was made earlier into another folder.

        Raises as ``hand_out``, and ``NoSuch`` for one that was wiped.
        """
        if sent.wiped:
            raise NoSuch(what="bundle")
        check_bundle_card(self.vault.db, sent.bundle, self.log.latest_day())
        target = hand_out(self.vault.outbox / sent.file, sent.ready.sha256, folder, progress)
        self._handed_out(sent.bundle)
        return target

    def every(self) -> list[Sent]:
        """Return the finished bundles that were not taken back."""
        gone = {it.bundle for it in deliveries.every(self.vault.db) if it.state == "withdrawn"}
        return [it for it in outbox.ready(self.vault.db) if it.bundle not in gone]

    def receipts(self) -> list[WrittenReceipt]:
        """Return the receipts that wait for their senders."""
        return imports.receipts(self.vault.db)

    def _handed_out(self, bundle: str) -> None:
        """Say that a copy lies outside, read back; nobody has signed for it."""
        with transaction(self.vault.db):
            if deliveries.of_bundle(self.vault.db, bundle).state in ("waiting", "uploaded"):
                deliveries.uploaded(self.vault.db, bundle, KIND)

    def _held_as(self) -> str | None:
        own = own_card(self.vault.db)
        return own.card.recipient_class if own else None
