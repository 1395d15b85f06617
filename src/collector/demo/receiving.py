"""The side of the platform: its card, what it checks, and what it takes in."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from collector import desk
from collector.demo import material
from collector.demo.bare import lay_out, take_apart
from collector.demo.places import COORDINATOR, IDENTITY_KEY, INTERVIEWER_KEY, PLATFORM_KEY
from collector.demo.scene import PLATFORM, Scene, key_of
from collector.desk import Standing
from collector.session import Session

_WORDS_DIFFER: Final = "trust.words-differ"


def set_up(scene: Scene) -> Session:
    """Make the platform: its vault and card, with the identity key in another person's hands."""
    with scene.steps.step("another person's identity key") as step:
        recipient = desk.new_key_file(scene.places.key(IDENTITY_KEY))
        step.tell("an age key in a file")
    session = scene.new_vault(COORDINATOR, COORDINATOR)
    with scene.steps.step("make the platform card") as step:
        card = session.trust.new_card(PLATFORM, [recipient])
        desk.write_file(scene.places.card, card.data)
        scene.story.card = card
        step.tell("identity key kept apart", held=card.card.identity_separate)
    return session


def enrol(scene: Scene, session: Session, sender: Session) -> None:
    """Vouch for the sender by the twelve words; other words are refused."""
    key = key_of(sender)
    scene.story.sender = key
    raw = bytes.fromhex(key.hex)
    wrong = " ".join(reversed(key.english.split()))
    scene.steps.refused(
        "trust a sender by other words",
        _WORDS_DIFFER,
        lambda: session.trust.enrol(raw, wrong),
        session.trust.signers,
    )
    with scene.steps.step("trust the sender by its words") as step:
        new = session.trust.enrol(raw, key.english)
        step.tell("twelve words, compared", held=new)


def hand_out_keys(scene: Scene, session: Session) -> None:
    """Leave what stock tools need to open and check a bundle: the platform's key, the sender's."""
    with scene.steps.step("export the platform's key") as step:
        keys = "".join(f"{key}\n" for key in session.trust.content_keys())
        desk.write_file(scene.places.key(PLATFORM_KEY), keys.encode("ascii"))
        step.tell("whoever has it reads bundles")
    if scene.story.sender is not None:
        line = scene.story.sender.line
        desk.write_file(scene.places.key(INTERVIEWER_KEY), f"{line}\n".encode("ascii"))
        desk.write_file(scene.places.allowed_signers, f"sender {line}\n".encode("ascii"))


def verify(scene: Scene, bundles: list[Path]) -> None:
    """Check the bundles at a desk without a vault, with the key file and the sender's key."""
    signer = desk.read_signer(str(scene.places.key(INTERVIEWER_KEY)))
    with scene.steps.step("verify them without a vault") as step:
        size = sum(bundle.stat().st_size for bundle in bundles)
        found = [desk.verify(it, scene.places.key(PLATFORM_KEY), signer) for it in bundles]
        good = all(it.bundle.standing is Standing.TRUSTED for it in found)
        step.tell("signed, whole, logged, agreed", held=good, size=size)


def open_bag(scene: Scene, bundle: Path) -> None:
    """Lay the first bundle out as files, as age and tar would."""
    with scene.steps.step("open the first bag") as step:
        members = take_apart(bundle, scene.places.key(PLATFORM_KEY))
        lay_out(members, scene.places.bag)
        held_back = material.content(material.HELD_BACK)
        missing = all(it.content != held_back for it in members)
        step.tell(f"{len(members)} files, no recording", held=missing)


def take(scene: Scene, session: Session, name: str, bundle: Path) -> None:
    """Import a bundle that must be taken."""
    with scene.steps.step(name) as step:
        taken = session.intake.take(bundle)
        told = f"{_many(len(taken.testimonies), 'account')}, {taken.history or taken.verdict}"
        as_meant = taken.verdict == "imported" and not (taken.conflicts or taken.gap)
        step.tell(told, held=as_meant, size=bundle.stat().st_size)
    scene.story.imported.append(taken)


def take_again(scene: Scene, session: Session, bundle: Path) -> None:
    """Import what is here already, in another encryption: known by what was signed."""
    with scene.steps.step("the sender's own copy arrives") as step:
        verdict = session.intake.take(bundle).verdict
        step.tell(f"{verdict}: the same was signed", held=verdict == "repeat")


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
