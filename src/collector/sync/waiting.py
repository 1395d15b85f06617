"""What waits in the queue, and what a platform may have signed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from collector import clock
from collector.errors import Unacceptable
from collector.model.delivery import known_ways
from collector.store.deliveries import Delivery
from collector.store.outbox import Sent
from collector.store.platform_cards import TrustedCard
from collector.sync.connection import Question


class NoWay(Unacceptable):
    """The card names no way to deliver."""

    code = "delivery.no-way"
    words = "the card of this platform names no way to deliver over a network"
    hint = "hand the bundle over on a stick, or ask the platform for a newer card"


class PlatformGone(Unacceptable):
    """A bundle for a platform whose card is not here any more."""

    code = "delivery.no-platform"
    words = "the platform this bundle was made for is no longer trusted here"
    hint = "trust its card again, or take the bundle back"


@dataclass(frozen=True)
class Waiting:
    """A finished bundle, how far it has come, and whom it is for.

    ``card`` is None where the platform is no longer trusted.  ``accounts`` are the ids of the
    accounts in it.  ``failed`` are the ways that failed as time does not mend, with the reason of
    each.
    """

    sent: Sent
    delivery: Delivery
    card: TrustedCard | None
    accounts: tuple[str, ...]
    failed: Mapping[str, str]

    @property
    def may_go(self) -> bool:
        """Tell whether it is its turn: it waits, is not paused, and its time has come."""
        it = self.delivery
        return (
            it.state == "waiting"
            and not it.paused
            and (it.not_before is None or it.not_before <= clock.now_utc())
            and (it.reason is None or it.not_before is not None)
        )

    @property
    def has_way(self) -> bool:
        """Tell whether its platform takes deliveries over a network at all."""
        return self.card is not None and bool(known_ways(self.card.card))

    @property
    def other_way(self) -> bool:
        """Tell whether one way failed as time does not mend, and the next is to be tried now."""
        return self.may_go and self.delivery.reason is not None and not self.delivery.tries


@dataclass(frozen=True)
class Wanted:
    """A receipt that may lie at the platform, under a name only sender and platform know."""

    bundle: str
    name: str
    question: Question
