"""What flow tests need again and again: vaults with a cheap key derivation, filled-in forms.

``TEST_POLICY`` exists only here; the wheel holds the production policy alone.  Memory is not locked
here either: SQLCipher would do so some ten thousand times for each vault, and tests make thousands
of vaults.  ``test_memory_locked``, and the program where tests start it as people do, lock it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from collector.crypto import fingerprint
from collector.crypto.kdf import Argon2Cost
from collector.model.testimony_input import TestimonyInput, read_input
from collector.session import Session, create_session, open_session
from collector.store import deliveries, sqlite
from collector.store.exhibits import GivenFile
from collector.store.platform_cards import TrustedCard
from collector.store.policy import KdfPolicy
from collector.store.sqlite import transaction

TEST_POLICY = KdfPolicy(
    fixed=Argon2Cost(memory_kib=8 * 1024, passes=1, lanes=1), memory_floor=8 * 1024, passes_floor=1
)
sqlite.LOCK_MEMORY = "PRAGMA cipher_memory_security = OFF"
PASSPHRASE = "сем слоў і адзін прабел "
PLATFORM = "Example platform"
OWN_SAMPLES = Path(__file__).resolve().parent.parent / "src" / "collector" / "samples"


def make(folder: Path, role: str = "interviewer") -> Session:
    """Make a vault and open it."""
    return create_session(folder, PASSPHRASE, role, TEST_POLICY)


def reopen(folder: Path) -> Session:
    """Open a vault made by ``make``."""
    return open_session(folder, PASSPHRASE, TEST_POLICY)


def form(**changes: Any) -> dict[str, Any]:
    """Return a form that can be sealed: consent to the platform's class, identity given."""
    nothing = {"voice": False, "face": False, "document": False, "body": False}
    whole: dict[str, Any] = {
        "interview_kind": "V-IKIND-01",
        "mode": "V-MODE-01",
        "language": "be",
        "about": "Затрыманне ў двары",
        "words": [{"text": "Мы выйшлі з двара недзе а дзявятай вечара.", "basis": ["saw"]}],
        "when": {"value": "2021-10-19", "precision": "day", "basis": "saw"},
        "where": {"text": "двор", "precision": "settlement", "basis": "saw"},
        "prior_accounts": [],
        "confidentiality": "C2",
        "consent": [
            {
                "recipient": "V-RECIP-02",
                "decision": "yes",
                "identity_level": "full",
                "media": {**nothing, "voice": True, "face": True},
                "method": "V-CMETH-02",
                "language": "be",
            }
        ],
        "identity": {"names": [{"text": "Імя Прозвішча", "script": "Cyrl-be", "alias": False}]},
        "exhibits": [],
    }
    return whole | changes


def exhibit(file: str, **changes: Any) -> dict[str, Any]:
    """Return what is said of an exhibit."""
    entry: dict[str, Any] = {
        "file": file,
        "kind": "V-MEDK-03",
        "originality": "V-ORIG-01",
        "acquired": "V-ACQ-02",
        "depicts": {"voice": False, "face": False, "document": False, "body": False},
        "others_shown": "none",
    }
    return entry | changes


def given(**changes: Any) -> TestimonyInput:
    """Return the form as the program reads it."""
    return read_input(json.dumps(form(**changes)).encode())


def add(session: Session, *paths: Path, **changes: Any) -> str:
    """Begin an account with these files as exhibits; return its id."""
    entries = given(exhibits=[exhibit(path.name) for path in paths], **changes)
    files = [GivenFile(path, entry) for path, entry in zip(paths, entries.exhibits, strict=True)]
    return session.testimonies.add(entries, files)


def trust(field: Session, coordinator: Session) -> TrustedCard:
    """Let both sides trust each other, words compared; the coordinator gets a card if need be."""
    card = coordinator.trust.own_card() or coordinator.trust.new_card(PLATFORM)
    field.trust.trust_card(card.data, fingerprint.words(card.root))
    own = field.vault.signing_key.public
    coordinator.trust.enrol(own, fingerprint.words(own))
    return card


def let_go(session: Session) -> None:
    """Let the same things be exported anew, as if the person had taken the bundles back."""
    with transaction(session.vault.db):
        for it in deliveries.every(session.vault.db):
            if it.state in ("waiting", "uploaded"):
                deliveries.withdrawn(session.vault.db, it.bundle)
