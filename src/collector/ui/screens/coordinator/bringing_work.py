"""Bringing bundles in and letting people in, as jobs, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from collector import desk
from collector.errors import CollectorError
from collector.session import Arrival, Imported, SignerNotEnrolled
from collector.ui.screens.coordinator.digits import grouped
from collector.ui.screens.coordinator.telling import telling
from collector.ui.tasks import Job, Stopped

Verdict = Literal["imported", "repeat", "waiting", "refused", "failed"]


@dataclass(frozen=True)
class Outcome:
    """What became of one bundle that was brought in; ``name`` is outside text.

    Without a name: of ``bundles`` that waited, once their signer was vouched for.
    """

    name: str = field(repr=False)
    verdict: Verdict
    key: str = ""
    accounts: int = 0
    exhibits: int = 0
    conflicts: int = 0
    claimed: int = 0
    bundles: int = 1
    error: CollectorError | None = None


@dataclass(frozen=True)
class Vouched:
    """What became of all that waited for a key; ``other``: what was marked is of another one."""

    outcomes: tuple[Outcome, ...]
    other: bool


def bring_in(job: Job, paths: list[Path]) -> Outcome | list[Path]:
    """Import one bundle, and say what became of it; of several, or a folder, return which.

    Raises ``Stopped``.
    """
    found = desk.bundles_of(paths)
    job.go_on()
    if found != paths or len(paths) != 1:
        return found
    (path,) = paths
    intake, name = job.session.intake, desk.bundle_name(path)
    before = {it.file for it in intake.refused()}
    try:
        size = desk.bundle_size(path)
        done = intake.take(path, progress=telling(job, size))
    except Stopped:
        raise
    except SignerNotEnrolled as error:
        waits = [it.file for it in intake.waiting() if it.signer.hex() == error.facts["signer"]]
        return Outcome(name, "waiting", waits[-1])
    except CollectorError as error:
        new = [it.file for it in intake.refused() if it.file not in before]
        verdict: Verdict = "refused" if new else "failed"
        return Outcome(name, verdict, "".join(new), error=error)
    return _of_import(name, done)


def let_in(job: Job, marked: Arrival, spoken: str) -> Vouched:
    """Vouch for the key whose words were heard, and import all of it that waits.

    Raises as ``Intake.whose``; where one bundle waits and goes on waiting, as ``Intake.let_in``.
    """
    arrivals = job.session.intake.whose(spoken)
    outcomes = [_let_in(job, it, spoken, alone=len(arrivals) == 1) for it in arrivals]
    came = [it for it in outcomes if it.verdict == "imported"]
    rest = [it for it in outcomes if it.verdict != "imported"]
    return Vouched(tuple([_together(came), *rest] if came else rest), marked not in arrivals)


def _let_in(job: Job, arrival: Arrival, spoken: str, *, alone: bool) -> Outcome:
    intake = job.session.intake
    try:
        done = intake.let_in(arrival, spoken, progress=telling(job, arrival.size))
    except CollectorError as error:
        waits = arrival in intake.waiting()
        if waits and (alone or isinstance(error, Stopped)):
            raise
        name = grouped(arrival.sha256[:4])
        return Outcome(name, "failed" if waits else "refused", arrival.file, error=error)
    return _of_import("", done)


def _together(came: list[Outcome]) -> Outcome:
    """Return one outcome of all: whoever let one person in is told of that person once."""
    return replace(
        came[0],
        accounts=sum(it.accounts for it in came),
        exhibits=sum(it.exhibits for it in came),
        conflicts=sum(it.conflicts for it in came),
        claimed=sum(it.claimed for it in came),
        bundles=len(came),
    )


def _of_import(name: str, done: Imported) -> Outcome:
    return Outcome(
        name,
        done.verdict,
        done.bundle,
        accounts=len(done.testimonies),
        exhibits=done.media,
        conflicts=done.conflicts,
        claimed=done.claimed,
    )
