"""First start: making the vault, once its passphrase is known."""

from __future__ import annotations

from pathlib import Path

from collector import settings
from collector.desk import make_folder
from collector.errors import CollectorError
from collector.session import create_session
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.passphrase import PassphraseField
from collector.ui.parts.progress import Progress
from collector.ui.parts.trouble import Trouble
from collector.ui.screens.start.step import Step
from collector.ui.tasks import Job


class MakingStep(Step):
    """A page that ends with the new vault being open."""

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        self.field = PassphraseField(self.words, self.words("passphrase"))
        self.trouble = Trouble(self.words)
        self.progress = Progress(self.words)

    def make(self, passphrase: str) -> None:
        """Make the vault in a job and open it; until it is done nothing else can be pressed."""
        folder = self.begun.folder or settings.usual_vault()
        role, policy = self.begun.role, self.desktop.policy

        def work(job: Job) -> str:
            make_folder(folder.parent)
            job.hold(create_session(folder, passphrase, role, policy))
            return role

        self.trouble.clear()
        self.face.setEnabled(False)
        self.progress.begin(self.words("welcome-making"))
        self.run(work, lambda made: self._made(folder, made), self._failed)

    def _made(self, folder: Path, role: str) -> None:
        self.desktop.vault_folder = folder
        self.desktop.opened(role)

    def _failed(self, error: CollectorError) -> None:
        self.progress.end()
        self.face.setEnabled(True)
        self.trouble.tell(error)
        self.field.again()
