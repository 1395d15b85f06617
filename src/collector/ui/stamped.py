"""Having the log stamped once something was sent (``sync.stamping``).

Runs in a job of the network's thread; question and answer are the business of the vault's.
"""

from __future__ import annotations

from collector import desk
from collector.desk import Errand, StampQuestion, Watch
from collector.ui.tasks import Job, Tasks


def stamp_after(errand: Errand, vault: Tasks, job: Job, watch: Watch) -> None:
    """Ask the authority of the platform that got something, over the way out that led there.

    Raises what asking and judging raise: what was sent stays sent.
    """

    def ask(at: Job) -> StampQuestion | None:
        card = at.session.delivery.of_bundle(errand.bundle).card
        return None if card is None else at.session.stamping.question(card, errand.endpoint)

    question = vault.answer(ask, job.go_on)
    if question is not None:
        answer = desk.ask_authority(question, watch)
        vault.answer(lambda at: at.session.stamping.take(question, answer), job.go_on)
