"""Pictures of sending: nothing waits, what waits and why not, the way out, what was signed for."""

from __future__ import annotations

from dataclasses import replace

from hands import PLATFORM, TOR, WAY, Field, judged, scroll, show_courier
from studio import PASSPHRASE, Studio

from collector.desk import NetworkTrouble
from collector.model.card import Transport
from collector.session import Session, create_session
from collector.store import deliveries
from collector.store.sqlite import transaction
from collector.sync.transport.errors import NotTls, WrongKey
from collector.ui.courier import Underway
from collector.ui.desktop import Place
from collector.ui.screens.delivery.first import CUT_OFF

LONG = "Дакументацыйны цэнтр па правах чалавека і захаванні сведчанняў"
ASKING = Transport(
    kind="webdav",
    address="https://203.0.113.8/remote.php/dav/files/in",
    pin="6f" * 32,
    tor_required=False,
)
QUEUE, ON_THE_WAY = Place("delivery"), Place("delivery", page="way")


def pictures(studio: Studio) -> None:
    """Take them."""
    studio.vault("interviewer")
    studio.take("delivery-empty", QUEUE)
    with create_session(studio.folder / "desk", PASSPHRASE, "coordinator") as platform:
        field = Field(studio, platform, PLATFORM, WAY)
        be, ru, en = field.seal("account-be.json", "account-ru.json", "account-en.json")
        first = field.export(be)
        studio.take("delivery-unsafe", QUEUE)
        studio.take("delivery-way", ON_THE_WAY)
        studio.ask(lambda it: it.delivery.choose(TOR))
        field.deliver(en)
        field.hand_out(ru)
        studio.take("delivery", QUEUE)
        _on_its_way(studio, first)
        studio.take("accounts-delivered", Place("accounts"))
        studio.take("sealed-delivered", Place("sealed", en))
        uploaded = field.export(en, ru)
        _uploaded(studio, uploaded)
        _refused(studio, field.export(en, be))
        studio.ask(lambda it: it.delivery.withdraw(field.export_in(it, ru, be)))
        studio.ask(lambda it: it.delivery.pause(first, on=True))
        held = field.export(en, ru, be)
        again = "2026-11-26T18:40:00Z"
        studio.ask(lambda it: it.delivery.hold(held, "network.proxy-down", again))
        studio.ask(lambda it: _part(it, held))
    studio.take("delivery-held", QUEUE)
    studio.take("delivery-states", QUEUE, lambda: scroll(studio, 45))
    studio.take("delivery-over", QUEUE, lambda: scroll(studio, 100))
    studio.take("delivery-withdraw", QUEUE, lambda: studio.press("delivery-withdraw"))
    with create_session(studio.folder / "other", PASSPHRASE, "coordinator") as other:
        asking = Field(studio, other, LONG, ASKING)
        asking.export(be)
        studio.ask(lambda it: it.delivery.withdraw(held))
        studio.take("delivery-login", QUEUE)
        studio.take("delivery-way-login", ON_THE_WAY, lambda: scroll(studio, 100))


def _on_its_way(studio: Studio, bundle: str) -> None:
    """Show the courier on its way, as it would be without a network that pictures may not need."""
    good = Underway(bundle=bundle, judgement=judged())
    show_courier(studio, replace(good, doing="judging", judgement=None))
    studio.take("delivery-judging", QUEUE)
    show_courier(studio, replace(good, may_send=True))
    studio.take("delivery-asks", QUEUE)
    for name, error in (
        ("portal", NotTls()),
        ("wrong-key", WrongKey(said="<b>Welcome</b> to Hotel")),
    ):
        show_courier(studio, Underway(bundle=bundle, judgement=judged(error)))
        studio.take(f"delivery-{name}", QUEUE)
    show_courier(studio, Underway(error=NetworkTrouble(said="507 Insufficient <b>Storage</b>")))
    studio.take("delivery-trouble", QUEUE)
    endpoint = studio.ask(lambda it: it.delivery.question(bundle).endpoint)
    errand = studio.ask(lambda it: it.delivery.set_out(bundle, endpoint))  # type: ignore[arg-type]
    size = errand.parcel.size  # type: ignore[attr-defined]
    sending = replace(
        good, doing="sending", octets=size * 2 // 5, size=size, speed=size / 600, sends=True
    )
    show_courier(studio, sending)
    studio.take("delivery-sending", QUEUE, lambda: show_courier(studio, sending))
    anew = replace(sending, kind="webdav", kept_open=True)
    studio.take("delivery-kept-open", QUEUE, lambda: show_courier(studio, anew))
    studio.ask(lambda it: it.delivery.interrupted(errand))  # type: ignore[arg-type]
    show_courier(studio, replace(good, doing="asking"))
    studio.take("delivery-asking", QUEUE)
    show_courier(studio, Underway())
    studio.take("delivery-cut-off", CUT_OFF)
    show_courier(studio, Underway())


def _uploaded(studio: Studio, bundle: str) -> None:
    def work(session: Session) -> None:
        endpoint = session.delivery.question(bundle).endpoint
        session.delivery.uploaded(session.delivery.set_out(bundle, endpoint))

    studio.ask(work)


def _refused(studio: Studio, bundle: str) -> None:
    """Let a platform have refused it: what a receipt leaves behind, without one."""

    def work(session: Session) -> None:
        with transaction(session.vault.db):
            deliveries.refused(session.vault.db, bundle, "age.payload-altered")

    studio.ask(work)


def _part(session: Session, bundle: str) -> None:
    with transaction(session.vault.db):
        deliveries.confirmed(session.vault.db, bundle, 655_360)
