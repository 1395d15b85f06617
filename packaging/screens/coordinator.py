"""Pictures of a coordinator's screens: the card, what came in, an identity that was opened."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QScrollArea
from studio import PASSPHRASE, Studio

from collector import desk
from collector.errors import CollectorError
from collector.model.card import TimeAuthority, Transport
from collector.model.card_terms import CardTerms
from collector.model.testimony_input import TestimonyInput, read_input
from collector.session import GivenFile, Session, create_session, open_session
from collector.ui.desktop import Place
from collector.ui.screens.coordinator.arrivals import ArrivalsScreen
from collector.ui.screens.coordinator.identity import IdentityScreen
from collector.ui.screens.coordinator.terms_typed import TermsTyped, WayTyped

PLATFORM = "Example platform"
TERMS = CardTerms(
    (Transport(kind="tus", address="https://203.0.113.7/files", pin="5e" * 32, tor_required=True),),
    TimeAuthority(address="https://203.0.113.9/stamp", certificate="ab" * 32),
)
SAMPLES = ("account-be.json", "account-ru.json")


@dataclass(frozen=True)
class Sent:
    """A bundle on its way, and the sender's public key."""

    file: Path
    signer: bytes


def pictures(studio: Studio) -> None:
    """Take them."""
    studio.vault("coordinator")
    keys = studio.folder / "identity.key.txt"
    recipient = desk.new_key_file(keys)
    studio.take("arrivals-no-card", Place("arrivals"))
    studio.take("card-form", Place("card"))
    studio.ask(lambda session: session.trust.new_card(PLATFORM, (recipient,)))
    studio.take("card", Place("card"))
    studio.take("card-terms-empty", Place("card", page="terms"))
    studio.ask(lambda session: session.trust.renew_card(terms=TERMS))
    studio.take("card-with-ways", Place("card"), lambda: _scroll(studio))
    wrong = Place("card", page="terms", data=_wrong())
    studio.take("card-terms", wrong, lambda: _press(studio, "terms-add", scroll=False))
    studio.take("card-terms-time", wrong, lambda: _scroll(studio))
    studio.take("arrivals-empty", Place("arrivals"))
    known, new = _send(studio, "known", SAMPLES), _send(studio, "new", SAMPLES[:1])
    torn = studio.folder / "torn.age"
    torn.write_bytes(new.file.read_bytes()[:-4096])
    words = desk.public_key(known.signer).english
    studio.ask(lambda session: session.trust.enrol(known.signer, words))
    for path in (torn, new.file, known.file):
        studio.ask(lambda session, path=path: _take(session, path))
    imported = studio.ask(lambda session: session.intake.imported()[0].id)
    waiting = studio.ask(lambda session: session.intake.waiting()[0].file)
    refused = studio.ask(lambda session: session.intake.refused()[0].file)
    _identity(studio, keys)
    folder = _many(studio, known.file, new.file, torn)
    studio.take("arrivals-many", Place("arrivals"), lambda: _bring(studio, folder))
    for name, key in (("verified", imported), ("new-signer", waiting), ("kept-apart", refused)):
        studio.take(f"arrivals-{name}", Place("arrivals", str(key)))
    shown = Place("arrivals", str(imported))
    studio.take("arrivals-times", shown, lambda: _scroll(studio))
    studio.take("arrivals-revoke", shown, lambda: _press(studio, "revoke-ask"))
    studio.ask(lambda session: session.trust.revoke_signer(known.signer))
    studio.take("arrivals-revoked", shown)
    receipts = studio.folder / "receipts"
    studio.take("arrivals-receipts", shown, lambda: _hand_out(studio, receipts))
    for name, file in _series(studio):
        studio.ask(lambda session, file=file: session.intake.take(file))
        place = Place("arrivals", str(studio.ask(lambda it: it.intake.imported()[-1].id)))
        studio.take(f"arrivals-{name}", place)
        if name == "rewritten":
            studio.take("arrivals-heads", place, lambda: _scroll(studio))
    studio.take("card-last", Place("card"), lambda: _press(studio, "last-card-ask"))
    studio.ask(lambda session: session.trust.revoke_card())
    studio.take("card-given-up", Place("card"))


def _wrong() -> TermsTyped:
    """Return a page on which somebody typed something that is not enough."""
    typed = TermsTyped.of(TERMS)
    return replace(typed, way=WayTyped("sftp", "sftp://203.0.113.7/in", "5e5e"))


def _press(studio: Studio, name: str, *, scroll: bool = True) -> None:
    for made in studio.window.findChildren(QPushButton, name):
        if made.isVisible():
            made.click()
    studio.settle()
    if scroll:
        _scroll(studio)


def _scroll(studio: Studio) -> None:
    for area in studio.window.findChildren(QScrollArea):
        bar = area.verticalScrollBar()
        bar.setValue(bar.maximum())


def _hand_out(studio: Studio, folder: Path) -> None:
    screen = studio.window.screen_shown
    if isinstance(screen, ArrivalsScreen):
        screen.hand_out(folder)


def _many(studio: Studio, *files: Path) -> Path:
    """Return a folder with these and other files in it, more than are told one by one."""
    folder = studio.folder / "many"
    folder.mkdir()
    for number, file in enumerate(files * 3):
        shutil.copyfile(file, folder / f"{number}.age")
    (folder / "list.txt").write_text("nothing")
    return folder


def _bring(studio: Studio, folder: Path) -> None:
    screen = studio.window.screen_shown
    if isinstance(screen, ArrivalsScreen):
        screen.bring_in([folder])
        while screen.busy:
            studio.settle()


def _identity(studio: Studio, keys: Path) -> None:
    """Show an identity before it is opened, and after."""
    account = str(studio.ask(lambda session: session.testimonies.every()[0].id))

    def opened() -> None:
        screen = studio.window.screen_shown
        if isinstance(screen, IdentityScreen):
            screen.open_with(keys)

    studio.take("identity-closed", Place("identity", account))
    studio.take("identity", Place("identity", account), opened)


def _series(studio: Studio) -> Iterator[tuple[str, Path]]:
    """Yield bundles of one sender: one that goes on after a receipt, one of an older copy."""
    folder, older = studio.folder / "series", studio.folder / "older"
    first = _send(studio, "series", SAMPLES[:1])
    words = desk.public_key(first.signer).english
    studio.ask(lambda session: session.trust.enrol(first.signer, words))
    receipt = studio.ask(lambda session: _receipt(session, first.file))
    shutil.copytree(folder, older)
    with open_session(folder, PASSPHRASE) as session:
        session.receipts.take(receipt)  # type: ignore[arg-type]
        yield "continues", _export(studio, session, SAMPLES[1])
    with open_session(older, PASSPHRASE) as session:
        yield "rewritten", _export(studio, session, SAMPLES[1])


def _receipt(session: Session, file: Path) -> bytes:
    done = session.intake.take(file)
    return (session.vault.outbox / str(done.receipt)).read_bytes()


def _take(session: Session, path: Path) -> None:
    try:
        session.intake.take(path)
    except CollectorError:
        return  # it waits now, or is kept apart: that is what is to be seen


def _send(studio: Studio, name: str, accounts: tuple[str, ...]) -> Sent:
    card = studio.ask(lambda session: session.trust.own_card())
    if not isinstance(card, desk.TrustedCard):
        raise TypeError("no card")
    with create_session(studio.folder / name, PASSPHRASE, "interviewer") as session:
        session.trust.trust_card(card.data, desk.public_key(card.root).english)
        path = _export(studio, session, *accounts)
        return Sent(path, session.trust.own_signer)


def _export(studio: Studio, session: Session, *accounts: str) -> Path:
    for account in accounts:
        _add(session, account)
    exported = session.outbox.export(session.trust.platform(PLATFORM))
    return session.outbox.hand_out(exported, studio.folder)


def _add(session: Session, account: str) -> None:
    folder = files("collector").joinpath("samples")
    form: TestimonyInput = read_input(folder.joinpath(account).read_bytes())
    given = [GivenFile(Path(str(folder.joinpath(it.file or ""))), it) for it in form.exhibits]
    made = session.testimonies.add(form, given)
    session.testimonies.seal(made)
