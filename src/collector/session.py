"""One open vault and what hangs on it: the door for window and command line.

A holder, not a doer: each attribute is an object of a room below, with few verbs.  One thread
owns a session.  ``close`` drops the keys; Python cannot wipe copies it made of them, and what
that means is said in SECURITY.md.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import msgspec

from collector.examine.item import examine
from collector.model.media import FileClaims
from collector.store import check, destroying, vault, wiping
from collector.store.accounts import Shown
from collector.store.custody import CustodyLog
from collector.store.destroying import finish_destroying
from collector.store.exhibit_export import Exhibits, HeldExhibit
from collector.store.exhibits import Examined, GivenBytes, GivenFile
from collector.store.finding import Finding
from collector.store.identity_opening import IdentityCompartment, Unsealed
from collector.store.imports import Arrival
from collector.store.issuing import VALID_FOR_DAYS
from collector.store.listing import Listed
from collector.store.outbox import Sent
from collector.store.policy import PRODUCTION, KdfPolicy
from collector.store.search import Found
from collector.store.shown import DraftShown, SealedShown
from collector.store.shown_exhibits import ShownExhibit
from collector.store.signers import SeenHead
from collector.store.taken_over import MayGo, Stays
from collector.store.taken_receipts import TakenReceipt
from collector.store.testimonies import Testimonies
from collector.store.trust import CardExists, Trust, WordsDiffer, WordUnlisted
from collector.store.vault import ROLES, Vault
from collector.store.wiping import Wiped, WipePlan, WipeUnfinished
from collector.sync.answering import HandedOut, renew_opened
from collector.sync.delivering import Delivering
from collector.sync.export import Exported
from collector.sync.intake import Intake, SignerNotEnrolled
from collector.sync.outgoing import Outgoing
from collector.sync.receipt_flaws import ReceiptReplayed
from collector.sync.receiving import Received, Receiving
from collector.sync.selection import ConsentForbids
from collector.sync.sizing import Plan
from collector.sync.stamping import Stamping
from collector.sync.taking import Imported
from collector.sync.waiting import Waiting

__all__ = [
    "PRODUCTION",
    "ROLES",
    "VALID_FOR_DAYS",
    "Arrival",
    "CardExists",
    "ConsentForbids",
    "DraftShown",
    "Exported",
    "Finding",
    "Found",
    "GivenBytes",
    "GivenFile",
    "HandedOut",
    "HeldExhibit",
    "Imported",
    "KdfPolicy",
    "Listed",
    "MayGo",
    "Plan",
    "ReceiptReplayed",
    "Received",
    "SealedShown",
    "SeenHead",
    "Sent",
    "Session",
    "Shown",
    "ShownExhibit",
    "SignerNotEnrolled",
    "Stays",
    "TakenReceipt",
    "Unsealed",
    "Waiting",
    "WipePlan",
    "WipeUnfinished",
    "Wiped",
    "WordUnlisted",
    "WordsDiffer",
    "create_session",
    "destroy_vault",
    "finish_destroying",
    "open_session",
    "wipe",
]


@dataclass(frozen=True, eq=False)
class Session(AbstractContextManager["Session"]):
    """An open vault."""

    vault: Vault = field(repr=False)
    custody: CustodyLog = field(repr=False)
    testimonies: Testimonies = field(repr=False)
    media: Exhibits = field(repr=False)
    identities: IdentityCompartment = field(repr=False)
    trust: Trust = field(repr=False)
    outbox: Outgoing = field(repr=False)
    delivery: Delivering = field(repr=False)
    stamping: Stamping = field(repr=False)
    receipts: Receiving = field(repr=False)
    intake: Intake = field(repr=False)

    def check(self, *, deep: bool = True, beat: Callable[[], None] = lambda: None) -> list[Finding]:
        """Recompute everything; see ``store.check``."""
        return check.check_vault(self.vault, deep=deep, beat=beat)

    def wipeable(self, accounts: Collection[str] = ()) -> WipePlan:
        """Return what ``wipe`` would remove, and what stays, and why.

        Raises as ``store.wiping.plan_wipe``.
        """
        return wiping.plan_wipe(self.vault, accounts)

    def close(self) -> None:
        """Close the vault."""
        self.vault.close()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def create_session(
    folder: Path, passphrase: str, role: str, policy: KdfPolicy = PRODUCTION
) -> Session:
    """Make a vault and open it.  Raises what ``store.vault.create_vault`` raises."""
    return _session(vault.create_vault(folder, passphrase, role, policy))


def open_session(folder: Path, passphrase: str, policy: KdfPolicy = PRODUCTION) -> Session:
    """Open a vault.  Raises what ``store.vault.open_vault`` raises."""
    return _session(vault.open_vault(folder, passphrase, policy))


def destroy_vault(session: Session) -> None:
    """Leave nothing behind: keys first, then everything.  See ``store.destroying``."""
    destroying.destroy_vault(session.vault)


def wipe(
    session: Session,
    accounts: Collection[str] = (),
    progress: Callable[[int], None] | None = None,
) -> tuple[Session, Wiped]:
    """Wipe what was taken over, once the person has said yes to ``Session.wipeable``.

    The session given is closed, and the vault returned in a new one.  See ``store.wiping.wipe``.
    """
    opened, wiped = wiping.wipe(session.vault, session.custody, accounts, progress)
    return _session(opened), wiped


def _session(opened: Vault) -> Session:
    log = CustodyLog(opened.db, opened.signing_key, opened.role)
    testimonies = Testimonies(opened, log, _examine)
    return Session(
        vault=opened,
        custody=log,
        testimonies=testimonies,
        media=Exhibits(opened, log),
        identities=IdentityCompartment(
            opened, log, lambda testimony: renew_opened(opened, log, testimony)
        ),
        trust=Trust(opened, log, testimonies),
        outbox=Outgoing(opened, log),
        delivery=Delivering(opened, log),
        stamping=Stamping(opened, log),
        receipts=Receiving(opened, log),
        intake=Intake(opened, log),
    )


def _examine(stream: BinaryIO, extension: str | None) -> Examined:
    facts = examine(stream, extension)
    claims = {name: getattr(facts, name) for name in FileClaims.__struct_fields__}
    return Examined(
        mime=facts.mime,
        extension=facts.extension,
        claims=msgspec.convert(claims, FileClaims),
    )
