"""The same bundles as plans for the writer, and a sink that remembers what it was told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from collector.model.canonical import canonical
from collector.sync.bundle.baginfo import Withheld
from collector.sync.bundle.plan import BundlePlan, PlannedFile, ProvenEvent
from collector.sync.bundle.proofs import Consistency, Event, Opening
from vectors import bundles
from vectors.contents import hexed, sha512


def plan_of(made: bundles.Made, **changes) -> BundlePlan:
    """Return the plan by which the writer makes the same bundle."""
    log = made.proofs.log
    plan = BundlePlan(
        bundle_id=bundles.BUNDLE_ID,
        day=date(2026, 5, 5),
        sequence=2,
        previous=hexed("bundle before", 64),
        card=hexed("card", 64),
        card_serial=3,
        receipt_recipient=str(bundles.RECEIPTS.recipient()),
        receipt_secret=bytes.fromhex(hexed("receipt secret", 64)),
        withheld=(Withheld("media", hexed("film")), Withheld("identity", hexed("second"))),
        files=tuple(PlannedFile(p, len(c), sha512(c)) for p, c in made.payload.items()),
        events=tuple(
            ProvenEvent(_event(index, it), tuple(log.inclusion(index)))
            for index, it in made.proofs.events
        ),
        head=made.tags["proof/checkpoint"],
        head_sig=made.tags["proof/checkpoint.sig"],
        consistency=tuple(
            Consistency(size, log.root(size), tuple(log.consistency(size)))
            for size in made.proofs.consistency
        ),
        stamps=(),
        origins={},
    )
    return replace(plan, **changes)


def _event(index: int, logged) -> Event:
    return Event(
        index=index,
        leaf=canonical(logged.event),
        openings=tuple(
            Opening(
                index=it["object"],
                label=it["label"],
                digest=bytes.fromhex(it["digest"]),
                nonce=bytes.fromhex(it["nonce"]),
            )
            for it in logged.openings
        ),
    )


@dataclass
class RememberingSink:
    """Keeps what it is given, and the order in which it was called."""

    hashes_media: bool = False
    calls: list[str] = field(default_factory=list)
    staged: dict[str, bytes] = field(default_factory=dict)
    committed: object = None

    def signed(self, header) -> None:
        self.calls.append("signed")

    def begin(self, header) -> None:
        self.calls.append("begin")
        self.header = header

    def open(self, entry) -> None:
        self.calls.append("open")
        self.entry = entry
        self.staged[entry.path] = b""

    def write(self, chunk) -> None:
        self.staged[self.entry.path] += chunk

    def close(self) -> None:
        self.calls.append("close")

    def commit(self, verified) -> None:
        self.calls.append("commit")
        self.committed = verified

    def abort(self) -> None:
        self.calls.append("abort")
        self.staged.clear()


def identity_lines(*identities) -> str:
    """Return an age identity file."""
    return "".join(f"{identity.secret_text()}\n" for identity in identities)
