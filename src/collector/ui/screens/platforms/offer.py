"""Cards as the screens show them: read, and judged by the core, on the job thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from collector import desk
from collector.desk import PublicKey, TrustedCard
from collector.errors import CollectorError
from collector.model.card_rules import (
    CardRefused,
    check_card,
    check_renewed,
    check_successor,
)
from collector.ui.tasks import Job


@dataclass(frozen=True)
class Known:
    """A trusted platform, and what is wrong with its card today."""

    card: TrustedCard
    key: PublicKey
    problem: CollectorError | None


@dataclass(frozen=True)
class Offer:
    """A card that somebody opened, and the one of this platform that is trusted already."""

    card: TrustedCard
    before: TrustedCard | None

    @property
    def again(self) -> bool:
        """Tell whether this very card is trusted already."""
        return self.before is not None and self.before.digest == self.card.digest

    @property
    def gap(self) -> bool:
        """Tell whether cards between the two never came."""
        return self.before is not None and self.card.card.serial > self.before.card.serial + 1


def read_known(job: Job) -> list[Known]:
    """Return the trusted platforms by name."""
    session = job.session
    today = session.custody.latest_day()
    found = [
        Known(card, desk.public_key(card.root), _problem(card, today))
        for card in session.trust.platforms()
    ]
    return sorted(found, key=lambda it: it.card.card.name.casefold())


def read_own_key(job: Job) -> PublicKey:
    """Return the key that signs the bundles of this vault."""
    return desk.public_key(job.session.trust.own_signer)


def read_offer(job: Job, path: Path) -> Offer:
    """Return the card in a file.

    Raises what ``desk.show_card`` raises, and ``CardRefused`` for one that could not be trusted.
    """
    session = job.session
    card = desk.show_card(path)
    known = {it.root: it for it in session.trust.platforms()}
    check = check_renewed if card.root in known else check_card
    check(card.card, session.custody.latest_day())
    offer = Offer(card, known.get(card.root))
    if offer.before is not None and not offer.again:
        check_successor(offer.before.card, card.card, old_digest=offer.before.digest.hex())
    return offer


def trust(job: Job, offer: Offer, spoken: str) -> int:
    """Trust a platform; return how many identities were open until now and are sealed to it.

    Raises what ``session.trust.trust_card`` raises.
    """
    return _sealed_by(job, lambda: job.session.trust.trust_card(offer.card.data, spoken))


def take_renewed(job: Job, offer: Offer) -> int:
    """Take over the next card of a platform whose words were compared when it was first trusted.

    Returns as ``trust``.  Raises what ``session.trust.take_renewed`` raises.
    """
    return _sealed_by(job, lambda: job.session.trust.take_renewed(offer.card.data))


def _sealed_by(job: Job, trusting: Callable[[], object]) -> int:
    before = len(job.session.testimonies.with_open_identity())
    trusting()
    return before - len(job.session.testimonies.with_open_identity())


def _problem(card: TrustedCard, today: str) -> CollectorError | None:
    try:
        check_card(card.card, today)
    except CardRefused as problem:
        return problem
    return None
