"""The person at the other end, on another computer: by command line, as two people on a phone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from collector.errors import Exit

T = TypeVar("T")
PASSPHRASE = "other words 4711 shelf"


class Other:
    """Somebody with a vault of their own; or a person's own vault, looked at from outside."""

    def __init__(
        self, folder: Path, vault: Path | None = None, passphrase: str = PASSPHRASE
    ) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.vault = vault or folder / "vault"
        self._secret = folder / "passphrase"
        self._secret.write_text(passphrase + "\n", encoding="utf-8")

    def line(self, *words: str | Path, ends: Exit = Exit.DONE) -> dict[str, Any]:
        """Run a verb with ``--json``; return what it says."""
        ran = subprocess.run(
            [
                *(sys.executable, "-m", "collector", *map(str, words)),
                *("--passphrase-file", str(self._secret), "--json"),
            ],
            env={**os.environ, "HOME": str(self.folder)},
            capture_output=True,
            check=False,
        )
        assert ran.returncode == ends, ran.stdout.decode() + ran.stderr.decode()
        said: dict[str, Any] = json.loads(ran.stdout)
        return said

    def create(self, role: str) -> dict[str, Any]:
        """Make the vault; return what is said of it, the signer's twelve words too."""
        return self.line("vault", "create", self.vault, "--role", role)

    def verb(self, room: str, verb: str, *words: str | Path, ends: Exit = Exit.DONE) -> Any:
        """Run a verb on the vault."""
        return self.line(room, verb, "--vault", self.vault, *words, ends=ends)

    def platform(self, name: str, card: Path) -> dict[str, Any]:
        """Make a coordinator's vault and its card; return what is said of the card."""
        self.create("coordinator")
        said: dict[str, Any] = self.verb("platform", "new", "--name", name, card)
        return said

    def receive(self, bundle: Path, sender: Other, code: str) -> dict[str, Any]:
        """Take a bundle in, once the sender's twelve words were heard; return the account."""
        signer = sender.verb("signer", "list")["own"]
        self.verb("signer", "trust", signer["key"], "--expect", signer["words"]["ru"])
        self.verb("bundle", "import", bundle)
        said: dict[str, Any] = self.verb("testimony", "show", code)
        return said

    def check(self) -> None:
        """Nothing is wrong with the vault."""
        said = self.line("vault", "check", self.vault)
        assert said["ok"]
        assert said["findings"] == []


@contextmanager
def meanwhile(work: Callable[[], T]) -> Iterator[Future[T]]:
    """Let somebody else do something while the journey goes on."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        yield pool.submit(work)


def written(home: Path) -> set[str]:
    """Return every file a person's computer holds now, but for the inside of the vault."""
    found = {str(it.relative_to(home)) for it in home.rglob("*") if it.is_file()}
    return {it for it in found if "/vault/" not in it}
