"""Where each verb starts from: folders made once, copied for every run.

A place holds the vault, what the verb is given, and what was there before, which must outlive
every crash.  ``states`` are the row counts that may be found after so many acknowledgements.
"""

from __future__ import annotations

import atexit
import functools
import random
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from collector.crypto import fingerprint
from collector.session import Session
from collector.store.exhibits import GivenFile
from collector.store.platform_cards import identity_target, read_card
from crash.driver import CARD, GIVEN, STEPS, VAULT
from delivering import confirm
from makers import OWN_SAMPLES, PLATFORM, add, exhibit, given, make, reopen, trust

VERBS = ("create", "add", "attach", "seal", "export", "import", "outside", "wipe")
Counts = dict[str, int]

# Rows of these may stay without meaning anything yet: a new volume, a head signed before a bundle.
_AHEAD = {"volume", "head"}


@dataclass(frozen=True, eq=False)
class Place:
    """A folder to start from; ``states[n]`` are the states allowed after n acknowledgements."""

    verb: str
    folder: Path
    states: tuple[tuple[Counts, ...], ...]
    events: tuple[bytes, ...]


def counts(session: Session) -> Counts:
    """Return how many rows each table holds."""
    names = session.vault.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = [row[0] for row in names.fetchall() if row[0] not in _AHEAD]
    sql = "SELECT count(*) FROM {}"
    return {it: session.vault.db.execute(sql.format(it)).fetchone()[0] for it in tables}


def events(session: Session) -> tuple[bytes, ...]:
    """Return the leaves of the custody log."""
    rows = session.vault.db.execute("SELECT bytes FROM event ORDER BY leaf").fetchall()
    return tuple(row[0] for row in rows)


@functools.cache
def place(verb: str) -> Place:
    """Return the place of a verb; made once in each process of the tests."""
    folder = Path(tempfile.mkdtemp(prefix=f"crash-{verb}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _BUILD[verb](folder)
    if verb == "create":
        return Place(verb, folder, (), ())
    with tempfile.TemporaryDirectory() as copy:
        trial = Path(copy) / "place"
        shutil.copytree(folder, trial)
        if verb == "wipe":
            return Place(verb, folder, *_wiped(trial))
        with reopen(trial / VAULT) as session:
            before = events(session)
            found = [[counts(session)]]
            for last in _steps(verb, session, trial):
                found[-1].append(counts(session))
                if last:
                    found.append([counts(session)])
        if verb == "outside":  # that something leaves is logged before it has its name
            found = [here + after for here, after in zip(found, [*found[1:], []], strict=True)]
    return Place(verb, folder, tuple(map(tuple, found)), before)


def _wiped(trial: Path) -> tuple[tuple[tuple[Counts, ...], ...], tuple[bytes, ...]]:
    """Return the states of a wipe, which closes its session, and the log before it."""
    with reopen(trial / VAULT) as session:
        before, log = counts(session), events(session)
        assert len(list(STEPS["wipe"](session, trial))) == 1
    with reopen(trial / VAULT) as session:
        after = counts(session)
    return ((before, after), (after,)), log


def _steps(verb: str, session: Session, trial: Path) -> Iterator[bool]:
    """Run a verb's steps; true where one was acknowledged, false where a state lies between."""
    if verb != "seal":
        for _ in STEPS[verb](session, trial):
            yield True
        return
    # Sealing is two transactions: first what is open of the identity, then the account.
    target = identity_target(read_card((trial / CARD).read_bytes()))
    for draft in (trial / "drafts").read_text(encoding="ascii").split():
        session.testimonies.close_identity(draft, [target])
        yield False
        session.testimonies.seal(draft, [target])
        yield True


def _give(folder: Path) -> None:
    """Lay ready what is to be taken in: a picture, and 300 kB that look like nothing."""
    (folder / GIVEN).mkdir()
    shutil.copy(OWN_SAMPLES / "notice.jpg", folder / GIVEN)
    (folder / GIVEN / "recording.bin").write_bytes(random.Random(1).randbytes(300_000))  # noqa: S311


def _nothing(folder: Path) -> None:
    """A new vault starts from nothing."""


def _field(folder: Path, *, trusting: bool) -> Session:
    """Make an interviewer's vault that holds a sealed account and a draft already."""
    with make(folder / "platform", "coordinator") as coordinator:
        card = coordinator.trust.new_card(PLATFORM)
    (folder / CARD).write_bytes(card.data)
    field = make(folder / VAULT)
    if trusting:
        field.trust.trust_card(card.data, fingerprint.words(card.root))
    photo = OWN_SAMPLES / "courtyard.jpg"
    field.testimonies.seal(add(field, photo, identity=None))
    (folder / "draft").write_text(add(field, photo, identity=None), encoding="ascii")
    return field


def _for_add(folder: Path) -> None:
    _give(folder)
    _field(folder, trusting=True).close()


def _for_seal(folder: Path) -> None:
    _give(folder)
    with _field(folder, trusting=False) as field:
        path = folder / GIVEN / "notice.jpg"
        form = given(exhibits=[exhibit("a"), exhibit("b", compartment="identity")])
        other = folder / GIVEN / "recording.bin"
        files = [GivenFile(it, e) for it, e in zip((other, path), form.exhibits, strict=True)]
        drafts = [field.testimonies.add(form, files) for _ in range(2)]
        (folder / "drafts").write_text("\n".join(drafts), encoding="ascii")


def _for_export(folder: Path) -> None:
    _give(folder)
    with _field(folder, trusting=True) as field:
        field.outbox.export(field.trust.platform(PLATFORM))
        field.testimonies.seal(add(field, folder / GIVEN / "recording.bin"))


def _for_wipe(folder: Path) -> None:
    """One account was taken over, one not; a draft shows a picture that the first one has too."""
    _give(folder)
    with _field(folder, trusting=True) as field:
        field.testimonies.seal(add(field, folder / GIVEN / "notice.jpg"))
        field.outbox.export(field.trust.platform(PLATFORM))
        confirm(field)
        field.testimonies.seal(add(field, folder / GIVEN / "recording.bin"))


def _for_import(folder: Path) -> None:
    _give(folder)
    with (
        make(folder / VAULT, "coordinator") as coordinator,
        make(folder / "field") as field,
        make(folder / "stranger") as stranger,
    ):
        card = trust(field, coordinator)
        stranger.trust.trust_card(card.data, fingerprint.words(card.root))
        first = field.testimonies.seal(add(field, OWN_SAMPLES / "courtyard.jpg"))
        platform = field.trust.platform(PLATFORM)
        coordinator.intake.take(field.outbox.export(platform, [first.id]).file)
        second = field.testimonies.seal(add(field, folder / GIVEN / "recording.bin"))
        stranger.testimonies.seal(add(stranger))
        good = field.outbox.export(platform, [second.id]).file.read_bytes()
        whole = field.outbox.export(platform).file.read_bytes()
        strange = stranger.outbox.export(stranger.trust.platform(PLATFORM)).file.read_bytes()
    (folder / "bundles").mkdir()
    torn = whole[:-70_000]
    for name, data in (("1", good), ("2", strange), ("3", torn), ("4", whole)):
        (folder / "bundles" / name).write_bytes(data)
    for name in ("field", "stranger"):
        shutil.rmtree(folder / name)


def _for_outside(folder: Path) -> None:
    with make(folder / VAULT, "coordinator") as coordinator, make(folder / "field") as field:
        trust(field, coordinator)
        field.testimonies.seal(add(field, OWN_SAMPLES / "courtyard.jpg"))
        sent = field.outbox.export(field.trust.platform(PLATFORM)).file
        coordinator.intake.take(sent)
        shutil.copy(sent, folder / "bundle")
    shutil.rmtree(folder / "field")


_BUILD = {
    "create": _nothing,
    "add": _for_add,
    "attach": _for_add,
    "seal": _for_seal,
    "export": _for_export,
    "import": _for_import,
    "outside": _for_outside,
    "wipe": _for_wipe,
}
