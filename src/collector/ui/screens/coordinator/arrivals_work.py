"""What the arrivals screen asks of the vault: frozen values, made in jobs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from collector import desk
from collector.desk import NO_DATING, Dating, PublicKey, Verification
from collector.model.reading import digest, write
from collector.session import (
    Arrival,
    HandedOut,
    Listed,
    SealedShown,
    SeenHead,
    Session,
)
from collector.ui.outside import MOST_SHOWN
from collector.ui.screens.coordinator.entered import ItemTime
from collector.ui.screens.coordinator.telling import telling
from collector.ui.tasks import Job

Kind = Literal["imported", "waiting", "refused"]


@dataclass(frozen=True)
class Entry:
    """A bundle that came in.  ``key`` is the id of an imported one, else the name of its copy.

    ``signer`` is None for a key that nobody vouched for, ``arrival`` for all that do not wait;
    ``code`` is the reason of a refusal; ``revoked`` tells that its signer's key is revoked,
    ``rewritten`` that its log contradicts what had been seen of that signer, ``gap`` that the
    bundle it names as the one before has not come.  ``more`` counts the others that wait and are
    signed with the same key, ``others`` tells whether some wait that are not.
    """

    kind: Kind
    key: str
    sha256: bytes
    at: str
    size: int = 0
    signer: PublicKey | None = None
    code: str = ""
    arrival: Arrival | None = None
    revoked: bool = False
    rewritten: bool = False
    gap: bool = False
    more: int = field(default=0, compare=False)
    others: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Arrivals:
    """All that came in, the newest first; ``card`` tells whether anything can come at all."""

    card: bool
    entries: tuple[Entry, ...] = ()

    def find(self, key: str) -> Entry | None:
        """Return an entry by its key."""
        return next((it for it in self.entries if it.key == key), None)


@dataclass(frozen=True)
class Came:
    """An account of a bundle, and when it and its exhibits entered the log of their sender.

    ``apart`` counts the versions of it here that another key signed than that of ``listed``.
    """

    listed: Listed
    times: tuple[ItemTime, ...]
    apart: int = 0


@dataclass(frozen=True)
class Details:
    """What was found in a bundle.  ``accounts`` and ``exhibits`` are counts, ``came`` names them.

    ``enrolled_at``, ``revoked_at``, ``history``, ``day`` and ``bundle`` are as the core tells them;
    of a refused bundle nothing but its reason is known.  ``known`` is the newest state of the
    sender's log that had been seen, ``head`` the one that came.
    """

    entry: Entry
    bundle: str = ""
    sequence: int = 0
    day: str = ""
    enrolled_at: str = ""
    revoked_at: str = ""
    history: str = ""
    known: SeenHead | None = None
    head: SeenHead | None = None
    accounts: int = 0
    exhibits: int = 0
    withheld: int = 0
    gap: bool = False
    receipt: bool = False
    came: tuple[Came, ...] = ()
    dating: Dating = NO_DATING


def read_arrivals(job: Job) -> Arrivals:
    """Return all that came in."""
    session = job.session
    intake = session.intake
    signers = session.trust.signers()
    keys = {it.public: desk.public_key(it.public) for it in signers}
    revoked = {it.public for it in signers if it.revoked_at is not None}
    gaps, waiting = intake.gaps(), intake.waiting()
    waits = Counter(it.signer for it in waiting)
    found = [
        *(
            Entry(
                "imported",
                it.id,
                it.file_sha256,
                it.imported_at,
                signer=keys.get(it.signer),
                revoked=it.signer in revoked,
                rewritten=it.history == "rewritten",
                gap=it.id in gaps,
            )
            for it in intake.imported()
        ),
        *(
            Entry(
                "waiting",
                it.file,
                it.sha256,
                it.at,
                it.size,
                arrival=it,
                more=waits[it.signer] - 1,
                others=len(waits) > 1,
            )
            for it in waiting
        ),
        *(
            Entry("refused", it.file, it.sha256, it.at, it.size, code=it.code)
            for it in intake.refused()
        ),
    ]
    found.reverse()  # of those of one second, the later ones stand last
    found.sort(key=lambda it: it.at, reverse=True)
    return Arrivals(session.trust.own_card() is not None, tuple(found))


def read_details(job: Job, entry: Entry) -> Details:
    """Return what was found in a bundle; a waiting one is checked anew.

    Raises what ``Intake.waiting_copy``, ``Intake.verify`` and ``Intake.report_of`` raise.
    """
    intake, arrival = job.session.intake, entry.arrival
    if arrival is not None:
        path = intake.waiting_copy(arrival)
        found = intake.verify(path, progress=telling(job, arrival.size))
        return _of_waiting(entry, found)
    return Details(entry) if entry.kind == "refused" else _of_imported(job.session, entry)


def revoke(job: Job, entry: Entry) -> int:
    """Believe the signer of a bundle no more; return how many bundles of that key stay here."""
    session = job.session
    signer = session.intake.report_of(entry.key).bundle.signer
    session.trust.revoke_signer(signer)
    return sum(it.signer == signer for it in session.intake.imported())


def hand_out(job: Job, folder: Path) -> tuple[str, HandedOut]:
    """Put every receipt into a folder, and return its name and what became of it."""
    return folder.name, job.session.intake.hand_out_receipts(folder)


def _of_imported(session: Session, entry: Entry) -> Details:
    report = session.intake.report_of(entry.key)
    bundle = report.bundle
    since = [it.enrolled_at for it in session.trust.signers() if it.public == bundle.signer]
    listed = session.testimonies.named(report.testimonies)
    return Details(
        entry,
        bundle=bundle.id,
        sequence=bundle.sequence,
        day=bundle.day,
        enrolled_at="".join(since),
        revoked_at=report.revoked_at or "",
        history=bundle.history,
        known=bundle.known,
        head=report.head,
        accounts=report.accounts,
        exhibits=report.exhibits,
        withheld=report.withheld,
        gap=report.gap,
        receipt=report.receipt is not None,
        came=tuple(_came(session, it, report.dating) for it in listed[:MOST_SHOWN]),
        dating=report.dating,
    )


def _came(session: Session, listed: Listed, dating: Dating) -> Came:
    shown = session.testimonies.sealed(listed.id)
    return Came(listed, tuple(_times(shown, dating)), len(shown.apart))


def _times(shown: SealedShown, dating: Dating) -> Iterator[ItemTime]:
    """Yield the times of an account's version that a bundle brought, and of its exhibits."""
    for record in (*shown.revisions, *shown.apart):
        time = dating.of("record", digest(write(record)))
        if time is not None:
            yield ItemTime(None, time)
    for exhibit in shown.exhibits:
        time = dating.of("media", exhibit.sha256)
        if time is not None:
            yield ItemTime(exhibit.sha256, time)


def _of_waiting(entry: Entry, found: Verification) -> Details:
    bundle = found.bundle
    return Details(
        entry,
        bundle=bundle.bundle_id,
        sequence=bundle.info.sequence,
        day=bundle.info.day.isoformat(),
        history=found.history or "",
        known=found.known,
        head=SeenHead(bundle.head.size, bundle.head.root),
        accounts=len({it.id for it in bundle.records if it.kind == "testimony"}),
        exhibits=sum(1 for it in bundle.files if it.kind.value == "media"),
        withheld=len(bundle.info.withheld),
        dating=found.dating,
    )
