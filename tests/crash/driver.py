"""The program that is killed: runs one verb of the core and says what was acknowledged.

``zygote.py`` starts it.  After each step that returned, one line of JSON goes to standard
output: what a person was told is safe now.  The parent keeps these lines; they are its oracle.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from collector import desk
from collector.errors import CollectorError, Unacceptable
from collector.session import Session, wipe
from collector.store.exhibits import GivenFile
from collector.store.platform_cards import identity_target, read_card
from collector.sync.handing_out import hand_out
from collector.sync.intake import SignerNotEnrolled
from makers import PLATFORM, exhibit, given, make, reopen

Ack = dict[str, Any]
Steps = Iterator[Ack]
VAULT, GIVEN, CARD = "vault", "given", "card"


def files(place: Path) -> list[Path]:
    """Return the files that are to be taken in."""
    return sorted((place / GIVEN).iterdir())


def sha256(path: Path) -> str:
    """Return the digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def create(place: Path) -> Steps:
    """Make a vault; what stands there whole from an earlier try is opened instead."""
    folder = place / VAULT
    with reopen(folder) if folder.exists() else make(folder) as session:
        yield {"vault": session.vault.vault_id.hex()}


def add(session: Session, place: Path) -> Steps:
    """Begin two accounts with an identity form, each with an exhibit, one for the identity."""
    for path, compartment in zip(files(place), ("identity", "exhibit"), strict=True):
        form = given(exhibits=[exhibit(path.name, compartment=compartment)])
        testimony = session.testimonies.add(form, [GivenFile(path, form.exhibits[0])])
        kept = [sha256(path)] if compartment == "exhibit" else []
        yield {"account": testimony, "blobs": kept}


def attach(session: Session, place: Path) -> Steps:
    """Add two exhibits to a draft."""
    draft = (place / "draft").read_text(encoding="ascii")
    for path in files(place):
        entry = given(exhibits=[exhibit(path.name)]).exhibits[0]
        media = session.testimonies.attach(draft, GivenFile(path, entry))
        yield {"account": draft, "exhibit": media, "blobs": [sha256(path)]}


def seal(session: Session, place: Path) -> Steps:
    """Seal two accounts whose identity is still open, to a card that is given with the call."""
    target = identity_target(read_card((place / CARD).read_bytes()))
    for draft in (place / "drafts").read_text(encoding="ascii").split():
        record = session.testimonies.seal(draft, [target])
        yield {"account": draft, "record": record.digest.hex()}


def export(session: Session, _place: Path) -> Steps:
    """Export all that is sealed, then each account by itself; one of them went out before."""
    platform = session.trust.platform(PLATFORM)
    sealed = [it.id for it in session.testimonies.every() if it.state != "draft"]
    for ids in ([], *([it] for it in sealed)):
        made = session.outbox.export(platform, ids)
        yield {"bundle": made.bundle, "file": made.file.name, "sha256": made.sha256}


def import_(session: Session, place: Path) -> Steps:
    """Take four bundles: a good one, a stranger's, a torn one, and another good one."""
    for path in sorted((place / "bundles").iterdir()):
        try:
            taken = session.intake.take(path)
            yield {"imported": taken.bundle, "accounts": list(taken.testimonies)}
        except SignerNotEnrolled:
            yield {"waiting": sha256(path)}
        except Unacceptable:
            yield {"refused": sha256(path)}


def outside(session: Session, place: Path) -> Steps:
    """Put things where a person chose: an exhibit, the card, the receipts, a bundle."""
    exhibit_ = session.media.of(session.testimonies.every()[0].id)[0]
    if not (place / "photo").exists():
        session.media.export(exhibit_, place / "photo")
    yield {"outside": {"photo": exhibit_.sha256}}
    card = session.trust.own_card()
    assert card is not None
    if not (place / "given-card").exists():
        desk.write_file(place / "given-card", card.data)
    yield {"outside": {"given-card": hashlib.sha256(card.data).hexdigest()}}
    session.intake.hand_out_receipts(place / "served" / "receipts")
    receipts = session.outbox.receipts()
    yield {"outside": {f"served/receipts/{it.file}": it.sha256.hex() for it in receipts}}
    bundle = sha256(place / "bundle")
    hand_out(place / "bundle", bytes.fromhex(bundle), place / "stick" / "in")
    yield {"outside": {"stick/in/bundle": bundle}}


def wipe_(session: Session, _place: Path) -> Steps:
    """Wipe what was delivered, if anything is left of it; the session is closed then."""
    names = [it.id for it in session.wipeable().goes]
    if names:
        opened, _ = wipe(session, names)
        with opened:
            yield {"wiped": names}


def open_(_session: Session, _place: Path) -> Steps:
    """Open a vault, and close it again."""
    return iter(())


STEPS: dict[str, Callable[[Session, Path], Steps]] = {
    "add": add,
    "attach": attach,
    "seal": seal,
    "export": export,
    "import": import_,
    "outside": outside,
    "wipe": wipe_,
    "open": open_,
}


def say(**words: Any) -> None:
    """Write one line at once, by a call that the program under test never makes."""
    os.writev(1, [json.dumps(words).encode() + b"\n"])


def run(verb: str, place: Path) -> None:
    """Run a verb's steps in a place."""
    with ExitStack() as stack:
        if verb == "create":
            steps = create(place)
        else:
            steps = STEPS[verb](stack.enter_context(reopen(place / VAULT)), place)
        for ack in steps:
            say(ack=ack)


def main(verb: str, place: Path) -> int:
    """Run a verb; the code and the exit code of the error where something stood in the way."""
    say(begun=verb)
    try:
        run(verb, place)
    except CollectorError as error:
        say(code=error.code, words=error.told())
        return int(error.exit)
    say(ended=verb)
    return 0
