"""One call of a verb: its arguments, its streams, and the doors to the vault."""

from __future__ import annotations

from argparse import Namespace
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from collector.cli.console import Console
from collector.cli.passphrase import get_passphrase
from collector.cli.progress import Beat, Progress, shown_beat, shown_progress
from collector.cli.terminal import Terminal
from collector.session import PRODUCTION, KdfPolicy, Session, create_session, open_session


@dataclass(frozen=True)
class Call:
    """``args`` are what ``parser`` defines for the verb."""

    args: Namespace
    console: Console
    stdin: TextIO
    terminal: Terminal
    policy: KdfPolicy | None

    def open(self, folder: str) -> Session:
        """Ask for the passphrase and open a vault.  Raises as ``open_session``."""
        return open_session(Path(folder), self._passphrase(new=False), self.policy or PRODUCTION)

    def create(self, folder: str, role: str) -> Session:
        """Ask for a new passphrase and make a vault.  Raises as ``create_session``."""
        passphrase = self._passphrase(new=True)
        return create_session(Path(folder), passphrase, role, self.policy or PRODUCTION)

    def progress(
        self, what: str, total: int | None = None
    ) -> AbstractContextManager[Progress | None]:
        """Show how far something has come, in bytes."""
        return shown_progress(self.console.stderr, what, total)

    def beat(self, what: str) -> AbstractContextManager[Beat]:
        """Show that something goes on, and for how long."""
        return shown_beat(self.console.stderr, what)

    def _passphrase(self, *, new: bool) -> str:
        return get_passphrase(
            self.args.passphrase_file,
            self.stdin,
            self.terminal,
            new=new,
            note=self.console.note,
        )
