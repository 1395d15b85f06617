"""What would go to a platform and how large its bundle would be, before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from collector.crypto import sshsig
from collector.crypto.checkpoint import Checkpoint, origin_of
from collector.crypto.ed25519 import SigningKey
from collector.crypto.merkle import HASH_BYTES
from collector.crypto.namespaces import CHECKPOINT
from collector.model.consent_facts import Answer, Decision
from collector.model.ids import new_id
from collector.store import outbox
from collector.store.custody import MEDIA, CustodyLog, Head
from collector.store.platform_cards import TrustedCard
from collector.store.vault import Vault
from collector.sync.bundle.writer import bundle_size
from collector.sync.preparing import Naming, Preparing
from collector.sync.selection import ConsentForbids, Selection, select


@dataclass(frozen=True)
class Plan:
    """What consent allows, and what a bundle of it would be.

    ``size`` is an upper bound in bytes of the bundle's file, for the vault as it is now;
    ``accounts`` and ``exhibits`` count what would travel.  All three are 0 where nothing may go.
    """

    decision: Decision
    size: int
    accounts: int
    exhibits: int


def plan_bundle(
    vault: Vault,
    log: CustodyLog,
    card: TrustedCard,
    ids: Sequence[str],
    *,
    held_as: str | None,
    answers: Collection[Answer],
) -> Plan:
    """Plan the bundle that ``export_bundle`` would make; nothing is written or signed.

    Raises ``NoSuch``, ``VaultDamaged``, and ``BundleTooLarge`` for more than a bundle can carry.
    """
    try:
        chosen = select(vault, card, ids, held_as=held_as, today=log.latest_day(), answers=answers)
    except ConsentForbids as forbids:
        return Plan(forbids.decision, 0, 0, 0)
    exhibits = {it.item.digest for it in chosen.payloads if it.item.label == MEDIA}
    return Plan(
        decision=chosen.decision,
        size=_size(Preparing(vault, log, card, chosen, outbox.ready(vault.db, card.root))),
        accounts=_accounts(chosen),
        exhibits=len(exhibits),
    )


def _accounts(chosen: Selection) -> int:
    return sum(verdict.allowed for verdict in chosen.decision.testimonies)


def _size(preparing: Preparing) -> int:
    """Return the size with stand-ins of full length for what is drawn, signed or proven later."""
    stranger = SigningKey.generate()
    size = preparing.log.size()
    text = Checkpoint(origin_of(stranger.public), size, bytes(HASH_BYTES)).encode()
    head = Head(size, bytes(HASH_BYTES), text, sshsig.sign(stranger, CHECKPOINT, text))
    recipient = str(preparing.receipt_key().recipient())
    naming = Naming(new_id(), recipient, bytes(32))
    return bundle_size(preparing.plan(naming, head, _Longest()), preparing.recipients())


class _Longest:
    """Proofs as long as any can be in a tree of that size (RFC 6962, section 2.1)."""

    def inclusion(self, _index: int, size: int) -> Sequence[bytes]:
        """Return a hash for each level of the tree."""
        return [bytes(HASH_BYTES)] * (size - 1).bit_length()

    def consistency(self, _old: int, new: int) -> Sequence[bytes]:
        """Return a hash for each level of the tree, and one."""
        return [bytes(HASH_BYTES)] * ((new - 1).bit_length() + 1)
