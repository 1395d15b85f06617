"""Pictures of the screens of somebody who tells alone: every question, a pause, and the ends."""

from __future__ import annotations

from importlib.resources import files

import msgspec
from hands import PLATFORM, TOR, WAY, Field
from studio import PASSPHRASE, Studio

from collector.model.testimony_input import read_input
from collector.session import Session, create_session
from collector.ui.desktop import Place
from collector.ui.screens.alone.steps import STEPS, new_form


def pictures(studio: Studio) -> None:
    """Take them."""
    studio.vault("self")
    studio.take("alone-first", Place("alone-home"))
    empty = str(studio.ask(lambda session: session.testimonies.add(new_form("be"))))
    for step in STEPS:
        studio.take(f"alone-{step}", Place("alone", empty, step))
    told = str(studio.ask(_tell))
    studio.take("alone-told", Place("alone", told, "tell"))
    studio.take("alone-ready", Place("alone", told, "seal"))
    studio.take("alone-break", Place("alone", told, "tell/break"))
    studio.take("alone-leave", Place("alone", told, "tell/leave"))
    studio.ask(lambda session: session.testimonies.seal(told))
    studio.take("alone-sealed", Place("alone", told, "sealed"))
    studio.take("alone-home", Place("alone-home"))
    studio.take("alone-trust", Place("hand-over"))
    _send(studio, told)


def _send(studio: Studio, told: str) -> None:
    """Hand over, have it signed for, and look at what could be wiped."""
    with create_session(studio.folder / "desk", PASSPHRASE, "coordinator") as platform:
        field = Field(studio, platform, PLATFORM, WAY)
        studio.take("alone-hand-over", Place("hand-over"), studio.settle)
        field.export(told)
        studio.take("alone-sending", Place("delivery"))
        studio.take("alone-way", Place("delivery", page="way"))
        studio.ask(lambda it: it.delivery.choose(TOR))
        field.deliver(told)
    studio.take("alone-delivered", Place("delivery"))
    studio.take("alone-after", Place("alone-home"))
    studio.take("alone-wipe", Place("delivery", page="wipe"))


def _tell(session: Session) -> str:
    sample = read_input(files("collector.samples").joinpath("account-be.json").read_bytes())
    form = msgspec.structs.replace(
        new_form("be"),
        about=sample.about,
        words=sample.words,
        when=sample.when,
        where=sample.where,
        consent=sample.consent,
    )
    return session.testimonies.add(form)
