"""The person at the other end, on another computer: by command line, as two people on a phone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from collector.errors import Exit

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

    def check(self) -> None:
        """Nothing is wrong with the vault."""
        said = self.line("vault", "check", self.vault)
        assert said["ok"]
        assert said["findings"] == []


def written(home: Path) -> set[str]:
    """Return every file a person's computer holds now, but for the inside of the vault."""
    found = {str(it.relative_to(home)) for it in home.rglob("*") if it.is_file()}
    return {it for it in found if "/vault/" not in it}
