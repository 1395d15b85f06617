"""The program as it is installed, with the key derivation it ships with: once."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest


def collector(*argv: object, stdin: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "collector", *map(str, argv)],
        input=stdin,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def test_a_vault_is_made_opened_and_stays_shut(tmp_path):
    vault = tmp_path / "vault"
    from_stdin = ("--passphrase-file", "-")
    made = collector("vault", "create", vault, "--role", "self", *from_stdin, stdin="сем слоў\n")
    assert made.returncode == 0, made.stderr
    assert "signs as" in made.stdout
    if os.name == "posix":
        found = [vault, *vault.rglob("*")]
        assert not [path for path in found if stat.S_IMODE(path.stat().st_mode) & 0o077]
    checked = collector("vault", "check", vault, "--json", *from_stdin, stdin="сем слоў")
    assert json.loads(checked.stdout)["ok"] is True
    assert checked.returncode == 0
    shut = collector("vault", "check", vault, "--json", *from_stdin, stdin="шэсць слоў\n")
    assert shut.returncode == 3
    assert json.loads(shut.stdout)["code"] == "passphrase.wrong"
    assert len(shut.stderr.splitlines()) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_result_that_cannot_be_written_ends_with_5():
    with Path("/dev/full").open("w") as nowhere:
        ran = subprocess.run(
            [sys.executable, "-m", "collector", "schema", "testimony"],
            stdout=nowhere,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ran.returncode == 5
    assert ran.stderr.decode().startswith("the result could not be written")
    assert b"Traceback" not in ran.stderr
