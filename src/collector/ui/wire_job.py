"""What a job of the network's thread hands to those who deliver: a watch, a ledger, the stamping.

It never sees the vault: what concerns it is asked of the thread that has it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from collector import desk
from collector.desk import Errand, StampQuestion, Watch
from collector.ui.tasks import Job, Locked, Tasks


class JobWatch:
    """A delivery as the job that runs it sees it: a stop of the job ends it."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def sent(self, octets: int) -> None:
        """Report it."""
        self._job.report(octets)

    def gone(self, octets: int) -> None:
        """Report it as well: whoever looks wants to see that it moves."""
        self._job.report(octets)

    def keep(self, token: str) -> None:
        """Go on: the ledger has kept it."""

    def beat(self) -> None:
        """End here if the person stopped it."""
        self._job.go_on()


class VaultLedger:
    """Lets the thread of the vault write down what the thread of the network has done."""

    def __init__(self, vault: Tasks, job: Job) -> None:
        self._vault = vault
        self._job = job

    def keep(self, errand: Errand, token: str) -> None:
        """Keep what resuming needs."""
        self._ask(lambda job: job.session.delivery.keep(errand, token))

    def confirmed(self, errand: Errand, octets: int) -> None:
        """Keep how far it came."""
        self._ask(lambda job: job.session.delivery.confirmed(errand, octets))

    def uploaded(self, errand: Errand) -> None:
        """Say that all of it is there."""
        self._ask(lambda job: job.session.delivery.uploaded(errand))

    def held(self, errand: Errand, reason: str, not_before: str | None) -> None:
        """Say why it failed."""
        self._ask(lambda job: job.session.delivery.held(errand, reason, not_before))

    def way_failed(self, errand: Errand, reason: str) -> None:
        """Say that another way has to do."""
        self._ask(lambda job: job.session.delivery.way_failed(errand, reason))

    def interrupted(self, errand: Errand) -> None:
        """Let it wait as before; a vault that is locked does so by itself when it is opened."""
        with suppress(Locked):
            self._vault.answer(lambda job: job.session.delivery.interrupted(errand))

    def _ask(self, work: Callable[[Job], None]) -> None:
        self._vault.answer(work, self._job.go_on)


def stamp_after(errand: Errand, vault: Tasks, job: Job, watch: Watch) -> None:
    """Have the log stamped by the authority of the platform that got something, over the same way.

    Raises what asking and judging raise: what was sent stays sent.
    """

    def ask(at: Job) -> StampQuestion | None:
        card = at.session.delivery.of_bundle(errand.bundle).card
        return None if card is None else at.session.stamping.question(card, errand.endpoint)

    question = vault.answer(ask, job.go_on)
    if question is not None:
        answer = desk.ask_authority(question, watch)
        vault.answer(lambda at: at.session.stamping.take(question, answer), job.go_on)
