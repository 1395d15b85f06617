"""What all acts of the demo share: places, table, open vaults, and what the report will tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from collector import desk
from collector.demo.places import PASSPHRASES, Places
from collector.demo.steps import Steps
from collector.desk import PublicKey, TrustedCard
from collector.session import (
    Exported,
    Imported,
    KdfPolicy,
    Listed,
    Session,
    create_session,
    open_session,
)

PLATFORM: Final = "Example platform (sample)"


@dataclass(frozen=True)
class HeldBack:
    """What consent did not let go: of which account (human code), what, and the rule's codes."""

    account: str
    what: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Turned:
    """A forgery: what was done, the code it must be refused by, and whether it was."""

    what: str
    code: str
    held: bool


@dataclass
class Story:
    """What the report is written from, filled in as it happens."""

    card: TrustedCard | None = None
    sender: PublicKey | None = None
    forger: PublicKey | None = None
    stranger: PublicKey | None = None
    exported: list[Exported] = field(default_factory=list)
    held_back: list[HeldBack] = field(default_factory=list)
    imported: list[Imported] = field(default_factory=list)
    turned: list[Turned] = field(default_factory=list)
    accounts: list[Listed] = field(default_factory=list)


@dataclass
class Scene:
    """One run of the demo.  ``vaults`` are the open ones, by who owns them."""

    places: Places
    steps: Steps
    policy: KdfPolicy
    story: Story = field(default_factory=Story)
    vaults: dict[str, Session] = field(default_factory=dict)

    def new_vault(self, role: str, kind: str) -> Session:
        """Make a vault, as a step, and keep it open; ``kind`` is the role a vault knows."""
        with self.steps.step(f"make the {role}'s vault") as step:
            folder = self.places.vault(role)
            session = create_session(folder, PASSPHRASES[role], kind, self.policy)
            self.vaults[role] = session
            step.tell("encrypted; a key to sign with")
        return session

    def reopen(self, role: str) -> Session:
        """Close a vault and open it again from disk, with its passphrase."""
        self.vaults.pop(role).close()
        session = open_session(self.places.vault(role), PASSPHRASES[role], self.policy)
        self.vaults[role] = session
        return session

    def close(self) -> None:
        """Close every vault."""
        while self.vaults:
            self.vaults.popitem()[1].close()


def key_of(session: Session) -> PublicKey:
    """Return the key that signs what leaves a vault."""
    return desk.public_key(session.trust.own_signer)
