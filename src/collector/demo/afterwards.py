"""What can be done with what is kept: check it, hand an exhibit out, open an identity, answer."""

from __future__ import annotations

from collector import desk
from collector.demo import material
from collector.demo.places import IDENTITY_KEY, PLATFORM_KEY
from collector.demo.scene import Scene
from collector.errors import NoKeyOpens
from collector.session import Session


def look_after(scene: Scene, session: Session, name: str) -> None:
    """Recompute everything a vault holds."""
    with scene.steps.step(name) as step:
        findings = session.check()
        told = ", ".join(sorted({it.code for it in findings})) or "every byte, leaf and head holds"
        step.tell(told, held=not findings)


def hand_out_exhibit(scene: Scene, session: Session) -> None:
    """Take a photograph out of the vault, as it went in."""
    with scene.steps.step("export a photograph") as step:
        target = scene.places.exhibit / material.SHOWN
        exhibit = session.media.find(material.sha256(material.SHOWN))
        session.media.export(exhibit, target)
        same = target.read_bytes() == material.content(material.SHOWN)
        step.tell("byte for byte as it came" if same else "ALTERED", held=same)


def unseal(scene: Scene, session: Session, testimony: str) -> None:
    """Open an identity: not with the key of every day, but with the one kept apart."""
    daily = desk.read_keys(scene.places.key(PLATFORM_KEY))
    with scene.steps.step("open an identity, usual key") as step:
        try:
            session.identities.unseal(testimony, daily)
        except NoKeyOpens:
            step.tell("does not open it")
        else:
            step.tell("OPENED IT", held=False)
    with scene.steps.step("open it with the key kept apart") as step:
        keys = desk.read_keys(scene.places.key(IDENTITY_KEY))
        parts = session.identities.unseal(testimony, keys)
        film = material.content(material.WITH_IDENTITY)
        whole = [it.content for it in parts] == ["form", "exhibit"] and parts[1].data == film
        step.tell("form and film, as they went in", held=whole)


def answer(scene: Scene, coordinator: Session, interviewer: Session) -> None:
    """Bring the receipts back: only with them does the sender call anything delivered."""
    with scene.steps.step("the sender takes the receipts") as step:
        coordinator.intake.hand_out_receipts(scene.places.receipts)
        files = sorted(scene.places.receipts.iterdir())
        taken = [interviewer.receipts.take(desk.read_file(it)) for it in files]
        delivered = [it for it in taken if it.receipt.refused is None and not it.put_back]
        everything = len(delivered) == len(interviewer.outbox.every())
        step.tell(f"{len(delivered)} bundles delivered, signed", held=everything)
