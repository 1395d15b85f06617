"""Pictures of an account while it is written: every step, and what is missing in an empty one."""

from __future__ import annotations

from importlib.resources import files

import msgspec
from studio import PASSPHRASE, Studio

from collector import desk
from collector.model.identity import IdentityForm, NameForm
from collector.model.testimony_input import TestimonyInput, read_input
from collector.session import Session, create_session
from collector.ui.desktop import Place

PLATFORM = "Example platform"
NAME = NameForm(text="Імя Прозвішча", script="Cyrl-be", alias=False)


def pictures(studio: Studio) -> None:
    """Take them."""
    with create_session(studio.folder / "platform", PASSPHRASE, "coordinator") as platform:
        card = platform.trust.new_card(PLATFORM)
    studio.vault("interviewer")
    empty = studio.ask(lambda session: session.testimonies.add(TestimonyInput()))
    for step in ("safety", "when", "review"):
        studio.take(f"account-empty-{step}", Place("account", str(empty), step))
    written = str(studio.ask(_written))
    for step in ("earlier", "words", "when", "identity", "review"):
        studio.take(f"account-{step}", Place("account", written, step))
    spoken = desk.public_key(card.root).english
    studio.ask(lambda session: session.trust.trust_card(card.data, spoken))
    for step in ("consent", "identity"):
        studio.take(f"account-trusting-{step}", Place("account", written, step))


def _written(session: Session) -> str:
    """Add a draft with words, and with an identity that waits for somebody to be trusted."""
    sample = read_input(files("collector.samples").joinpath("account-be.json").read_bytes())
    draft = session.testimonies.add(msgspec.structs.replace(sample, exhibits=(), identity=None))
    session.testimonies.keep_identity(draft, IdentityForm(names=(NAME,)))
    return draft
