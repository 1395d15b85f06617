"""``collector-verify``: what the verb ``bundle verify`` says, without anything of a vault."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from calls import Called, call
from collector.crypto.age import X25519Identity
from collector.crypto.ed25519 import SigningKey
from collector.verify.__main__ import main
from lying_in_parts import in_parts
from vectors import all_flawed
from vectors.bundles import SENDER, make
from vectors.flawed import ENROLLED, IDENTITIES

FLAWED = all_flawed.FLAWED
WITH_A_VAULT = "bundle.signer-revoked"
Check = Callable[..., Called]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Return how the program is called on the bytes of a bundle."""
    key_file = tmp_path / "key.txt"
    key_file.write_text("".join(f"{it.secret_text()}\n" for it in IDENTITIES), encoding="ascii")

    def called(
        file: bytes, *more: str, signer: SigningKey = SENDER, key: Path = key_file
    ) -> Called:
        bundle = tmp_path / "bundle"
        bundle.write_bytes(file)
        out, err = io.StringIO(), io.StringIO()
        code = main(
            [str(bundle), "--identity", str(key), "--signer", signer.public.hex(), *more],
            stdout=out,
            stderr=err,
        )
        return Called(code, out.getvalue(), err.getvalue())

    return called


def test_it_says_what_was_checked_and_what_that_does_not_say(check):
    said = check(make().file)
    assert said.code == 0
    assert "it was not changed, shortened or lengthened since" in said.out
    assert "whether what the accounts tell is true" in said.out
    assert "not compared: a key file alone remembers no earlier state" in said.out
    assert "whether the key was revoked" in said.out
    told = check(make().file, "--json").json
    assert told["ok"]
    assert all(line in said.out for line in (*told["checked"], *told["not_said"]))


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_it_says_what_the_verb_says(check, tmp_path, more):
    said = check(make().file, *more)
    verb = call(
        *("bundle", "verify", tmp_path / "bundle", "--identity", tmp_path / "key.txt"),
        *("--signer", SENDER.public.hex(), *more),
    )
    assert (said.code, said.out) == (verb.code, verb.out)


@pytest.mark.parametrize("name", [it for it in FLAWED if FLAWED[it].code != WITH_A_VAULT])
def test_a_flawed_bundle_is_refused_by_its_own_code(check, name):
    flawed = FLAWED[name]
    said = check(flawed.build(), "--json")
    assert (said.code, said.json["code"]) == (1, flawed.code)
    assert "checked" not in said.json


def test_a_bundle_in_parts_is_checked_as_it_lies(check, tmp_path):
    said = check(file := make().file)
    parts = in_parts(tmp_path / "bundle", tmp_path / "stick")
    for named in (parts, parts[1:2]):
        out, err = io.StringIO(), io.StringIO()
        key = ("--identity", str(tmp_path / "key.txt"), "--signer", SENDER.public.hex())
        code = main([*map(str, named), *key], stdout=out, stderr=err)
        assert (code, out.getvalue(), err.getvalue()) == (0, said.out, "")
    assert b"".join(path.read_bytes() for path in parts) == file


def test_another_key_than_the_named_one_is_told_apart(check):
    said = check(make().file, "--json", signer=ENROLLED)
    assert (said.code, said.json["code"]) == (4, "bundle.signer-other")
    assert said.json["signer"]["key"] == SENDER.public.hex()


def test_a_key_that_opens_nothing_is_told(check, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(X25519Identity.generate().secret_text() + "\n", encoding="ascii")
    assert check(make().file, key=other).code == 3


def test_a_file_that_is_not_there_is_told(check, tmp_path):
    said = check(make().file, key=tmp_path / "none")
    assert said.code == 5
    assert said.err.startswith("there is no file of this name")


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "collector.verify", *words],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_wrong_call_is_told_without_the_values_in_it():
    ran = run("bundle", "--secret=abc")
    assert ran.returncode == 2
    assert "abc" not in ran.stderr
    assert ran.stderr.endswith("see: collector-verify --help\n")


def test_no_part_of_it_knows_a_vault_a_window_or_a_network():
    source = "import sys, collector.verify.__main__; print('\\n'.join(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.split())
    assert "collector.sync.bundle.reader" in loaded
    rooms = {".".join(name.split(".")[:2]) for name in loaded if name.startswith("collector.")}
    assert not rooms & {f"collector.{it}" for it in ("store", "session", "desk", "ui", "examine")}
    assert not {"PySide6", "sqlcipher3", "ssl", "paramiko", "rfc3161_client"} & loaded
    assert not {it for it in loaded if it.startswith("collector.sync.transport")}
