"""What handing over needs of the vault: frozen values, read and made on the job thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from collector.desk import TrustedCard
from collector.model.consent_facts import Answer, Decision, Recipient
from collector.session import Exported, Listed, Plan, SealedShown, Sent, Waiting
from collector.ui.screens.platforms.offer import Known, read_known
from collector.ui.tasks import Job


@dataclass(frozen=True)
class Ready:
    """Whom there is to hand over to, what there is, and what was handed over before."""

    platforms: tuple[Known, ...]
    accounts: tuple[Listed, ...]
    sent: tuple[Waiting, ...]

    def not_yet(self) -> frozenset[str]:
        """Return the accounts that lie in no bundle."""
        return frozenset(it.id for it in self.accounts if it.state == "sealed")

    def bundled_for(self, account: str) -> frozenset[str]:
        """Return the root keys of the platforms for which an account lies in a bundle."""
        return frozenset(it.sent.platform.hex() for it in self.sent if account in it.accounts)


@dataclass(frozen=True)
class Said:
    """What somebody answered when they were asked for this very handing over."""

    account: str
    onward: bool
    yes: bool


@dataclass(frozen=True)
class Chosen:
    """What was chosen so far: a platform by its root key, accounts, and answers."""

    root: str
    ids: frozenset[str]
    said: tuple[Said, ...] = ()

    def answer(self, account: str, onward: bool) -> bool | None:
        """Return what was answered, None if nobody was asked."""
        found = [it.yes for it in self.said if (it.account, it.onward) == (account, onward)]
        return found[-1] if found else None


@dataclass(frozen=True)
class Looked:
    """What consent lets through, and the accounts of it that are shown, by id."""

    plan: Plan
    shown: dict[str, SealedShown] = field(repr=False)


@dataclass(frozen=True)
class Written:
    """A bundle that lies in a folder; ``decision`` is there when it was made just now."""

    name: str
    size: int
    sha256: str
    decision: Decision | None = field(default=None, repr=False)

    @property
    def in_parts(self) -> bool:
        """Tell whether it lies there in parts, of which the named file is the first."""
        return Path(self.name).suffix == ".001"


def read_ready(job: Job) -> Ready:
    """Return what there is, accounts and bundles the newest first."""
    session = job.session
    accounts = [it for it in session.testimonies.every() if it.state != "draft" and not it.damaged]
    made = [it for it in session.delivery.every() if it.delivery.state != "withdrawn"]
    return Ready(
        platforms=tuple(read_known(job)),
        accounts=tuple(sorted(accounts, key=lambda it: it.kept_at, reverse=True)),
        sent=tuple(sorted(made, key=lambda it: it.sent.made_at, reverse=True)),
    )


def look(job: Job, chosen: Chosen, shown: Sequence[str]) -> Looked:
    """Return what consent lets through of what was chosen, at least one account."""
    session = job.session
    card = session.trust.platform(chosen.root)
    plan = session.outbox.plan(card, _ids(chosen), answers=_answers(chosen, card))
    job.go_on()
    goes = {it.id for it in plan.decision.testimonies if it.allowed}
    return Looked(plan, {it: session.testimonies.sealed(it) for it in shown if it in goes})


def make(job: Job, chosen: Chosen, folder: Path | None, size: int) -> Exported:
    """Make a bundle in the outbox, once the folder's disk, if there is one, is known to take it."""
    session = job.session
    card = session.trust.platform(chosen.root)
    if folder is not None:
        session.outbox.check_target(folder, size)
    return session.outbox.export(
        card,
        _ids(chosen),
        answers=_answers(chosen, card),
        progress=lambda octets: job.report(octets, size),
    )


def put(job: Job, made: Exported, folder: Path) -> Written:
    """Put a bundle that was just made into the folder."""
    outbox = job.session.outbox
    path = outbox.hand_out(made, folder, progress=lambda octets: job.report(octets, made.size))
    return Written(path.name, made.size, made.sha256, made.decision)


def put_again(job: Job, sent: Sent, folder: Path) -> Written:
    """Put a bundle that was made earlier into a folder."""
    outbox, size = job.session.outbox, sent.ready.size
    outbox.check_target(folder, size)
    path = outbox.hand_out_again(sent, folder, progress=lambda octets: job.report(octets, size))
    return Written(path.name, size, sent.ready.sha256.hex())


def _ids(chosen: Chosen) -> list[str]:
    return sorted(chosen.ids)


def _answers(chosen: Chosen, card: TrustedCard) -> list[Answer]:
    to = Recipient(card.card.recipient_class, card.card.root_key)
    return [
        Answer(testimony=it.account, recipient=to, yes=it.yes, onward=it.onward)
        for it in chosen.said
    ]
