"""Which platforms signed that they have an account, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from collector.model.reading import read_as
from collector.model.receipt import Receipt
from collector.ui.tasks import Job

_HAS_IT: Final = {"accepted", "already_held"}


@dataclass(frozen=True)
class SignedFor:
    """A version of an account, and when (UTC, by its own clock) a platform signed for it.

    ``platform`` is outside text, and empty where the platform is no longer trusted.
    """

    platform: str = field(repr=False)
    revision: int
    at: str


def signed_for(job: Job, account: str) -> tuple[SignedFor, ...]:
    """Return what receipts say of an account, the newest version first."""
    session = job.session
    found: dict[tuple[bytes, int], SignedFor] = {}
    for waiting in session.delivery.every():
        if account in waiting.accounts:
            taken = session.receipts.held(waiting.sent.bundle)
            name = "" if waiting.card is None else waiting.card.card.name
            if taken is None:
                continue
            for item in read_as(taken.body, Receipt).items:
                if item.id == account and item.verdict in _HAS_IT:
                    key = waiting.sent.platform, item.revision
                    found.setdefault(key, SignedFor(name, item.revision, taken.at))
    return tuple(sorted(found.values(), key=lambda it: (-it.revision, it.at)))
