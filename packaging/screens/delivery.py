"""Pictures of sending: nothing waits, what waits and why not, the way out, what was signed for."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from studio import PASSPHRASE, Studio

from collector import desk
from collector.model.card import Transport
from collector.model.card_terms import CardTerms
from collector.model.delivery import DeliveryChoices, ProxyChoice
from collector.model.testimony_input import read_input
from collector.session import GivenFile, Session, create_session
from collector.ui.courier import Underway
from collector.ui.desktop import Place

PLATFORM = "Example platform"
SAMPLES = ("account-be.json", "account-ru.json", "account-en.json")
WAY = Transport(kind="tus", address="https://203.0.113.7/files", pin="5e" * 32, tor_required=True)
TOR = DeliveryChoices(zone="V-ZONE-06", mode="ask", proxy=ProxyChoice(host="127.0.0.1", port=9050))


def pictures(studio: Studio) -> None:
    """Take them."""
    studio.vault("interviewer")
    studio.take("delivery-empty", Place("delivery"))
    with create_session(studio.folder / "desk", PASSPHRASE, "coordinator") as platform:
        card = platform.trust.new_card(PLATFORM, (), CardTerms((WAY,)))
        words = desk.public_key(card.root).english
        signer = studio.ask(lambda session: _prepare(session, card.data, words))
        platform.trust.enrol(signer, desk.public_key(signer).english)  # type: ignore[arg-type]
        ids = studio.ask(lambda session: [it.id for it in session.testimonies.every()])
        _waiting(studio, ids[2:])  # type: ignore[index]
        studio.take("delivery-unsafe", Place("delivery"))
        studio.take("delivery-way", Place("delivery", page="way"))
        studio.ask(lambda session: session.delivery.choose(TOR))
        _delivered(studio, platform, ids[:1])  # type: ignore[index]
        _handed_out(studio, ids[1:2])  # type: ignore[index]
    studio.take("delivery", Place("delivery"))
    studio.take("delivery-sending", Place("delivery"), lambda: _sending(studio))
    studio.window.desktop.courier.now = Underway()
    studio.take("accounts-delivered", Place("accounts"))
    studio.take("sealed-delivered", Place("sealed", ids[0]))  # type: ignore[index]
    studio.take("delivery-wipe", Place("delivery", page="wipe"))


def _prepare(session: Session, card: bytes, words: str) -> bytes:
    session.trust.trust_card(card, words)
    folder = files("collector").joinpath("samples")
    for name in SAMPLES:
        form = read_input(folder.joinpath(name).read_bytes())
        given = [GivenFile(Path(str(folder.joinpath(it.file or ""))), it) for it in form.exhibits]
        session.testimonies.seal(session.testimonies.add(form, given))
    return session.trust.own_signer


def _waiting(studio: Studio, ids: list[str]) -> None:
    studio.ask(lambda it: it.outbox.export(it.trust.platform(PLATFORM), ids))


def _handed_out(studio: Studio, ids: list[str]) -> None:
    def hand_out(session: Session) -> Path:
        made = session.outbox.export(session.trust.platform(PLATFORM), ids)
        return session.outbox.hand_out(made, studio.folder / "stick")

    studio.ask(hand_out)


def _delivered(studio: Studio, platform: Session, ids: list[str]) -> None:
    made = studio.ask(lambda it: it.outbox.export(it.trust.platform(PLATFORM), ids).file)
    done = platform.intake.take(Path(str(made)))
    receipt = (platform.vault.outbox / str(done.receipt)).read_bytes()
    studio.ask(lambda it: it.receipts.take(receipt))


def _sending(studio: Studio) -> None:
    """Show the courier on its way, as it would be without a network that pictures may not need."""
    courier = studio.window.desktop.courier
    waiting = next(
        it
        for it in studio.ask(lambda session: session.delivery.every())  # type: ignore[attr-defined]
        if it.delivery.state == "waiting"
    )
    size = waiting.sent.ready.size
    courier.now = replace(
        courier.now,
        doing="sending",
        bundle=waiting.sent.bundle,
        octets=size * 2 // 5,
        size=size,
        speed=size / 600,
    )
    courier.changed.emit()
