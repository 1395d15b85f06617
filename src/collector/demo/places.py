"""Where the demo leaves things, and the text that says so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from collector.errors import WrongUsage
from collector.paths import machine_errors

INTERVIEWER: Final = "interviewer"
COORDINATOR: Final = "coordinator"
STRANGER: Final = "stranger"

IDENTITY_KEY: Final = "identity-key.txt"
PLATFORM_KEY: Final = "platform-key.txt"
INTERVIEWER_KEY: Final = "interviewer.pub"

# In the open on purpose: these vaults hold sample material alone.
PASSPHRASES: Final = {
    INTERVIEWER: "sample words of the interviewer",
    COORDINATOR: "sample words of the coordinator",
    STRANGER: "sample words of a stranger",
}

_README: Final = """\
SAMPLE MATERIAL

Everything here was made by "collector demo". The accounts are invented, and
the passphrases below are known to everyone: NEVER put anything real into
these vaults, and never use these keys or passphrases for anything.

vaults/interviewer    passphrase: {interviewer}
vaults/coordinator    passphrase: {coordinator}
vaults/stranger       passphrase: {stranger}

report.md             what arrived, what was checked, what was held back
platform.card         the card the platform gives out
keys/                 identity-key.txt   opens identities; in life another
                                         person keeps it, elsewhere
                      platform-key.txt   opens bundles; in life it never
                                         lies about
                      interviewer.pub    the key the interviewer signs with
bundles/              from-interviewer and from-stranger: as they were sent;
                      forged: three forgeries, and one copy with no change
receipts/             what the platform signed for, on its way back: only the
                      interviewer's vault opens them
bag/                  the first bundle, opened: NOT encrypted any more
exhibit/              a photograph taken out of the vault: NOT encrypted

Look around, from inside this folder:

  collector vault check vaults/coordinator
  collector testimony list --vault vaults/coordinator
  collector bundle verify bundles/from-interviewer/{bundle} \\
      --identity keys/platform-key.txt --signer keys/interviewer.pub

Check the opened bag without any program of ours: bag/*/README.txt tells how;
bag/allowed_signers holds the interviewer's key for its step 2.
"""


class FolderTaken(WrongUsage):
    """The demo needs a folder of its own."""

    code = "demo.folder"
    words = "the folder for the demo exists and is not empty"
    hint = "nothing was changed; name a folder that does not exist yet"


@dataclass(frozen=True)
class Places:
    """Paths below the folder of one demo."""

    root: Path

    @property
    def card(self) -> Path:
        """The platform's card."""
        return self.root / "platform.card"

    @property
    def report(self) -> Path:
        """The report for a coordinator."""
        return self.root / "report.md"

    @property
    def readme(self) -> Path:
        """What lies here, and the passphrases."""
        return self.root / "README.txt"

    @property
    def bag(self) -> Path:
        """The opened bag."""
        return self.root / "bag"

    @property
    def allowed_signers(self) -> Path:
        """The sender's key, in the form ssh-keygen wants, where the bag's README looks for it."""
        return self.bag / "allowed_signers"

    @property
    def exhibit(self) -> Path:
        """The folder of the exhibit taken out of the vault."""
        return self.root / "exhibit"

    @property
    def forged(self) -> Path:
        """The folder of the forgeries."""
        return self.root / "bundles" / "forged"

    @property
    def receipts(self) -> Path:
        """The folder in which receipts go back to the sender."""
        return self.root / "receipts"

    def vault(self, role: str) -> Path:
        """Return the folder of a vault."""
        return self.root / "vaults" / role

    def key(self, name: str) -> Path:
        """Return the path of a key file."""
        return self.root / "keys" / name

    def sent(self, role: str) -> Path:
        """Return the folder of the bundles that somebody sent."""
        return self.root / "bundles" / f"from-{role}"

    def prepare(self) -> None:
        """Make the folders.  Raises ``FolderTaken`` and the machine's errors."""
        with machine_errors():
            if self.root.exists() and (not self.root.is_dir() or any(self.root.iterdir())):
                raise FolderTaken
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in ("vaults", "keys", "bundles", "bag", "exhibit"):
                (self.root / folder).mkdir(mode=0o700)
            self.forged.mkdir(mode=0o700)

    def about(self) -> str:
        """Return the text of ``README.txt``; its command verifies one of the bundles sent."""
        sent = sorted(self.sent(INTERVIEWER).glob("*"))
        return _README.format(**PASSPHRASES, bundle=sent[0].name if sent else "NAME")
