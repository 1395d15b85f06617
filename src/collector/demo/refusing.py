"""What the platform does not take in: three forgeries, and what nobody has vouched for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from collector import desk
from collector.demo.forge import Forger
from collector.demo.places import PLATFORM_KEY
from collector.demo.receiving import take
from collector.demo.scene import Scene, Turned
from collector.session import Session

_NOT_ENROLLED: Final = "bundle.signer-unknown"


@dataclass(frozen=True)
class _Forgery:
    """How a forgery is called in the table, the code it must get, and the words of the report."""

    name: str
    code: str
    words: str


_CHANGED: Final = _Forgery(
    "forgery: a byte of a photograph",
    "bundle.manifest.digest",
    "one byte of a photograph was changed",
)
_ADDED: Final = _Forgery(
    "forgery: a file nothing lists",
    "bundle.member.unlisted",
    "a file was added that no list names",
)
_RESIGNED: Final = _Forgery(
    "forgery: re-signed by another",
    "bundle.author",
    "another trusted sender signed the records as if they were his own",
)


def refuse_forgeries(scene: Scene, session: Session, good: Path) -> None:
    """Offer three forgeries of a bundle that has not come yet, and then a copy with no change."""
    forger = Forger(good, scene.places.key(PLATFORM_KEY), scene.places.forged)
    key = desk.public_key(forger.public)
    scene.story.forger = key
    session.trust.enrol(forger.public, key.english)
    _refuse(scene, session, _CHANGED, forger.changed_byte())
    _refuse(scene, session, _ADDED, forger.stowaway())
    _refuse(scene, session, _RESIGNED, forger.resigned())
    take(scene, session, "control: the same, unchanged", forger.unchanged())


def let_wait(scene: Scene, session: Session, bundle: Path) -> None:
    """Offer a stranger's bundle, which must wait in arrivals and not be imported."""
    scene.steps.refused(
        "the stranger's bundle arrives",
        _NOT_ENROLLED,
        lambda: session.intake.take(bundle),
        session.testimonies.every,
        answer="waits",
    )
    with scene.steps.step("it waits in arrivals") as step:
        waiting = [it.signer.hex() for it in session.intake.waiting()]
        stranger = scene.story.stranger
        as_meant = stranger is not None and waiting == [stranger.hex]
        step.tell("until somebody vouches for it", held=as_meant)


def _refuse(scene: Scene, session: Session, forgery: _Forgery, file: Path) -> None:
    held = scene.steps.refused(
        forgery.name, forgery.code, lambda: session.intake.take(file), session.testimonies.every
    )
    scene.story.turned.append(Turned(forgery.words, forgery.code, held))
