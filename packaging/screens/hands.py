"""What the pictures of several areas need: accounts that were sealed, sent and signed for."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QScrollArea
from studio import Studio

from collector import desk
from collector.desk import Judgement, Line, NetworkTrouble
from collector.model.card import Transport
from collector.model.card_terms import CardTerms
from collector.model.delivery import DeliveryChoices, ProxyChoice
from collector.model.testimony_input import read_input
from collector.session import GivenFile, Session
from collector.sync.connection import ORDER
from collector.sync.transport.errors import WrongKey
from collector.ui.courier import Underway

PLATFORM = "Example platform"
TOR = DeliveryChoices(zone="V-ZONE-06", mode="ask", proxy=ProxyChoice(host="127.0.0.1", port=9050))
WAY = Transport(kind="tus", address="https://203.0.113.7/files", pin="5e" * 32, tor_required=True)
_GOOD = (
    "card",
    "place.open",
    "route.proxy",
    "names.proxy",
    "reached",
    "encryption",
    "key",
    "clock",
)


class Field:
    """The studio's open vault, which trusts a platform that knows its signer."""

    def __init__(self, studio: Studio, platform: Session, name: str, way: Transport) -> None:
        self._studio, self._platform, self._name = studio, platform, name
        card = platform.trust.new_card(name, (), CardTerms((way,)))
        words = desk.public_key(card.root).english
        studio.ask(lambda it: it.trust.trust_card(card.data, words))
        signer = studio.ask(lambda it: it.trust.own_signer)
        platform.trust.enrol(signer, desk.public_key(signer).english)  # type: ignore[arg-type]

    def seal(self, *samples: str, named: bool = True) -> list[str]:
        """Seal sample accounts, with who the person is if ``named``; return their ids in order."""
        ids = [self._studio.ask(lambda it, name=name: _seal(it, name, named)) for name in samples]
        return [str(it) for it in ids]

    def export_in(self, session: Session, *ids: str) -> str:
        """Export accounts in a job that is under way; return the bundle."""
        return session.outbox.export(session.trust.platform(self._name), ids).bundle

    def export(self, *ids: str) -> str:
        """Export accounts; return the bundle."""
        return str(self._studio.ask(lambda it: self.export_in(it, *ids)))

    def hand_out(self, *ids: str) -> None:
        """Export accounts and write the bundle to a folder."""
        folder = self._studio.folder / "stick"

        def work(session: Session) -> Path:
            made = session.outbox.export(session.trust.platform(self._name), ids)
            return session.outbox.hand_out(made, folder)

        self._studio.ask(work)

    def deliver(self, *ids: str) -> None:
        """Export accounts, let the platform take them, and take its receipt."""
        made = self._studio.ask(
            lambda it: it.outbox.export(it.trust.platform(self._name), ids).file
        )
        done = self._platform.intake.take(Path(str(made)))
        receipt = (self._platform.vault.outbox / str(done.receipt)).read_bytes()
        self._studio.ask(lambda it: it.receipts.take(receipt))


def judged(trouble: NetworkTrouble | None = None) -> Judgement:
    """Return a judgement in which all is well, or one thing of the network is not."""
    lines = [Line(about, "yes", f"safe.{good}") for about, good in zip(ORDER, _GOOD, strict=True)]
    if trouble is not None:
        at = ORDER.index("key" if isinstance(trouble, WrongKey) else "reached")
        lines[at] = Line.against(ORDER[at], trouble)
        lines[at + 1 :] = [Line(it.about, "unknown", "safe.not-asked") for it in lines[at + 1 :]]
    return Judgement(tuple(lines))


def show_courier(studio: Studio, now: Underway) -> None:
    """Let the courier of the window say this."""
    studio.window.desktop.courier.now = now
    studio.window.desktop.courier.changed.emit()


def scroll(studio: Studio, percent: int) -> None:
    """Scroll whatever scrolls."""
    for area in studio.window.findChildren(QScrollArea):
        bar = area.verticalScrollBar()
        bar.setValue(bar.maximum() * percent // 100)


def _seal(session: Session, name: str, named: bool) -> str:
    folder = files("collector").joinpath("samples")
    form = read_input(folder.joinpath(name).read_bytes())
    if not named:
        form = msgspec.structs.replace(form, identity=None)
    given = [GivenFile(Path(str(folder.joinpath(it.file or ""))), it) for it in form.exhibits]
    account = session.testimonies.add(form, given)
    session.testimonies.seal(account)
    return account
