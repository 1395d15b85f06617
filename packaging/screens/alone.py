"""Pictures of the screens of somebody who tells alone: every question, a pause, and the ends."""

from __future__ import annotations

from importlib.resources import files

import msgspec
from studio import Studio

from collector.model.testimony_input import read_input
from collector.session import Session
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
