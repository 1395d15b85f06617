"""Pictures of the list of accounts, of trusting a platform, and of handing over."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.resources import as_file, files

import msgspec
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from studio import PASSPHRASE, Studio

from collector import desk
from collector.desk import TrustedCard
from collector.model.card import TimeAuthority, Transport
from collector.model.card_terms import CardTerms
from collector.model.testimony_input import TestimonyInput, read_input
from collector.session import GivenFile, Session, create_session
from collector.ui.desktop import Place
from collector.ui.screens.handover.reading import Written
from collector.ui.screens.platforms.offer import Offer

PLATFORM = "Example platform"
LONGER = 1000  # days
WAY = Transport(kind="tus", address="https://203.0.113.7/files", pin="5e" * 32, tor_required=True)
TERMS = CardTerms(
    (WAY,), TimeAuthority(address="https://203.0.113.9/stamp", certificate="ab" * 32), ("cd" * 32,)
)
WRONG = "abandon ability able about above absent absorb abstract absurd abuse access accident"


def pictures(studio: Studio) -> None:
    """Take them."""
    with create_session(studio.folder / "platform", PASSPHRASE, "coordinator") as platform:
        card = platform.trust.new_card(PLATFORM)
        renewed = platform.trust.renew_card(LONGER, TERMS)
        last = platform.trust.revoke_card()
    studio.vault("interviewer")
    for name in ("accounts", "platforms", "hand-over"):
        studio.take(f"{name}-empty", Place(name))
    offer = Place("trust", data=Offer(card, None))
    studio.take("trust", offer)
    studio.take("trust-words-differ", offer, lambda: _hear(studio, WRONG))
    studio.ask(lambda session: session.trust.trust_card(card.data, _spoken(card)))
    studio.take("trust-renewed", Place("trust", data=Offer(renewed, card)))
    studio.take("platforms", Place("platforms"))
    written = studio.ask(lambda session: _fill(session, studio))
    studio.take("accounts", Place("accounts"))
    studio.take("accounts-found", Place("accounts", page="суседа"))
    studio.take("hand-over", Place("hand-over"), studio.settle)
    studio.take("hand-over-done", Place("hand-over", data=written))
    studio.take("trust-given-up", Place("trust", data=Offer(last, card)))
    studio.ask(lambda session: session.trust.take_renewed(last.data))
    studio.take("platforms-given-up", Place("platforms"))


def _spoken(card: TrustedCard) -> str:
    return desk.public_key(card.root).english


def _hear(studio: Studio, spoken: str) -> None:
    window = studio.window
    for heard in window.findChildren(QPlainTextEdit, "heard"):
        heard.setPlainText(spoken)
    for yes in window.findChildren(QPushButton, "trust"):
        yes.click()
    studio.settle()


def _fill(session: Session, studio: Studio) -> Written:
    """Add a draft and sealed accounts; hand one over, and return what was written."""
    first = _seal(session, "account-be.json")
    made = session.outbox.export(session.trust.platforms()[0], [first])
    path = session.outbox.hand_out(made, studio.folder)
    _seal(session, "account-ru.json")
    _seal(session, "account-en.json", asks=True)
    session.testimonies.add(TestimonyInput(about="Продажа квартиры с торгов"))
    return Written(path.name, made.size, made.sha256, made.decision)


def _seal(session: Session, name: str, *, asks: bool = False) -> str:
    samples = files("collector.samples")
    given = read_input(samples.joinpath(name).read_bytes())
    if asks:
        rows = tuple(
            msgspec.structs.replace(it, decision="ask") if it.decision == "yes" else it
            for it in given.consent
        )
        given = msgspec.structs.replace(given, consent=rows)
    with ExitStack() as held:
        paths = [held.enter_context(as_file(samples.joinpath(it.file))) for it in given.exhibits]
        taken = [GivenFile(*pair) for pair in zip(paths, given.exhibits, strict=True)]
        account = session.testimonies.add(given, taken)
    session.testimonies.seal(account)
    return account
