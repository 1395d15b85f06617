"""The side of those who send: accounts taken in, sealed, and put into bundles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from collector import desk
from collector.demo import material
from collector.demo.places import INTERVIEWER, STRANGER
from collector.demo.scene import PLATFORM, HeldBack, Scene, key_of
from collector.session import Exported, Session

# What each bundle must hold back, and the codes of the reasons.
_FIRST: Final = [(material.HELD_BACK, ("media.voice",))]
_SECOND: Final = [("identity", ("identity-level",))]


def trust_card(scene: Scene, session: Session) -> None:
    """Trust the platform's card by its twelve words, which were read aloud."""
    with scene.steps.step("trust the card by twelve words") as step:
        card = desk.show_card(scene.places.card)
        trusted = session.trust.trust_card(card.data, desk.public_key(card.root).english)
        step.tell("twelve words, compared", held=trusted.card.identity_separate)


def take_in(scene: Scene, session: Session) -> dict[str, str]:
    """Begin the three accounts with their exhibits; return their ids by language."""
    with (
        material.accounts() as accounts,
        scene.steps.step("take in three accounts") as step,
    ):
        ids = {
            language: session.testimonies.add(account.form, account.files)
            for language, account in accounts.items()
        }
        files = sum(len(account.files) for account in accounts.values())
        step.tell(f"{files} files, their claims read")
    return ids


def seal(scene: Scene, session: Session, ids: Mapping[str, str]) -> None:
    """Make the accounts immutable."""
    with scene.steps.step("seal them") as step:
        for testimony in ids.values():
            session.testimonies.seal(testimony)
        listed = session.testimonies.every()
        sealed = [it for it in listed if it.state == "sealed"]
        step.tell(f"{len(sealed)} immutable, signed in the log", held=len(sealed) == len(ids))


def send_two_bundles(scene: Scene, session: Session, ids: Mapping[str, str]) -> list[Path]:
    """Export two bundles, the first with two accounts; return where they were put."""
    first = _send(scene, session, "export the first bundle", [ids["be"], ids["ru"]], _FIRST)
    second = _send(scene, session, "export the second bundle", [ids["en"]], _SECOND)
    return [first, second]


def send_as_stranger(scene: Scene) -> Path:
    """Let somebody nobody has vouched for send a bundle that is right in every other way."""
    session = scene.new_vault(STRANGER, "self")
    scene.story.stranger = key_of(session)
    trust_card(scene, session)
    with (
        material.accounts() as accounts,
        scene.steps.step("the stranger exports") as step,
    ):
        account = accounts["en"]
        testimony = session.testimonies.add(account.form, account.files)
        session.testimonies.seal(testimony)
        exported = session.outbox.export(session.trust.platform(PLATFORM), [testimony])
        step.tell("a bundle right in every way")
    return session.outbox.hand_out(exported, scene.places.sent(STRANGER))


def _send(
    scene: Scene,
    session: Session,
    name: str,
    ids: Sequence[str],
    expected: Sequence[tuple[str, tuple[str, ...]]],
) -> Path:
    with scene.steps.step(name) as step:
        exported = session.outbox.export(session.trust.platform(PLATFORM), ids)
        kept = _held_back(session, exported)
        told = ", ".join(f"{it.what} held back" for it in kept)
        as_meant = [(it.what, it.codes) for it in kept] == list(expected)
        step.tell(f"{len(ids)} in it; {told}", held=as_meant, size=exported.size)
    scene.story.exported.append(exported)
    scene.story.held_back += kept
    return session.outbox.hand_out(exported, scene.places.sent(INTERVIEWER))


def _held_back(session: Session, exported: Exported) -> list[HeldBack]:
    """Return what of the accounts in a bundle consent held back, in the order of the bundle."""
    found = []
    for verdict in exported.decision.testimonies:
        code = session.testimonies.show(verdict.id).listed.human_code
        found += [
            HeldBack(code, material.name_of(exhibit.sha256), exhibit.reasons)
            for exhibit in verdict.exhibits
            if not exhibit.allowed
        ]
        if not verdict.identity_allowed:
            found.append(HeldBack(code, "identity", verdict.identity_reasons))
    return found
