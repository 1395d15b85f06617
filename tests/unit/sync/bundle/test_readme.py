"""The commands in README.txt run as they stand, and say what the text promises."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from collector.crypto import sshsig
from collector.crypto.age import open_age
from collector.sync.bundle.readme import readme
from collector.sync.bundle.writer import write_bundle
from peers import tool
from vectors.bundles import PLATFORM, SENDER, make
from vectors.contents import signing_key
from vectors.plans import identity_lines, plan_of

OPENING = ("age -d -i key.txt -o bundle.tar bundle.age",)


def commands(bundle_id, *, stamped=False):
    """Return the indented lines of the text."""
    lines = readme(bundle_id, stamped=stamped).decode().splitlines()
    return [line.strip() for line in lines if line.startswith("    ")]


def prepared(folder, key=SENDER):
    """Put a bundle, the identity and the sender's true key into a folder."""
    made = make(key=key)
    with (folder / "bundle.age").open("wb") as out:
        written = write_bundle(
            out, plan_of(made), lambda it: [made.payload[it.path]], key, [PLATFORM.recipient()]
        )
    (folder / "key.txt").write_text(identity_lines(PLATFORM))
    (folder / "allowed_signers").write_text(f"sender {sshsig.public_line(SENDER.public)}\n")
    return commands(written.bundle_id)


def opened_here(folder):
    """Do what the first command does, with our own age."""
    with (folder / "bundle.age").open("rb") as file:
        plain = open_age(file, [PLATFORM])
        (folder / "bundle.tar").write_bytes(b"".join(iter(lambda: plain.read(1 << 20), b"")))


def run(folder, lines):
    """Return exit code and output of the commands, run one after the other until one fails."""
    for name in ("tar", "ssh-keygen", "sha512sum"):
        tool(name)
    places = [Path(sys.executable).parent, Path(shutil.which("tar")).parent]
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([*map(str, places), os.environ["PATH"]]),
        "LC_ALL": "C",
    }
    done = subprocess.run(
        ["sh", "-e", "-c", "\n".join(lines)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_commands_say_good_about_a_good_bundle(tmp_path):
    lines = prepared(tmp_path)
    assert tuple(lines[:1]) == OPENING
    opened_here(tmp_path)
    code, said = run(tmp_path, lines[1:])
    assert code == 0, said
    assert said.count('Good "collector-bundle" signature for sender') == 1
    assert said.count('Good "collector-checkpoint" signature for sender') == 1
    assert said.count(": OK") == 20
    assert "is valid" in said
    assert "WARNING" not in said


def test_the_very_first_command_is_age(tmp_path, monkeypatch):
    lines = prepared(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(tool('age')).parent}{os.pathsep}{os.environ['PATH']}")
    code, said = run(tmp_path, lines)
    assert code == 0, said


def test_a_strangers_bundle_is_not_called_good(tmp_path):
    lines = prepared(tmp_path, key=signing_key("stranger"))
    opened_here(tmp_path)
    code, said = run(tmp_path, lines[1:])
    assert code != 0
    assert "Good" not in said


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ("tagmanifest-sha512.txt", "incorrect signature"),
        ("manifest-sha512.txt", "manifest-sha512.txt: FAILED"),
        ("bag-info.txt", "bag-info.txt: FAILED"),
        ("proof/checkpoint", "incorrect signature"),
    ],
)
def test_a_changed_bag_is_not_called_good(tmp_path, member, expected):
    lines = prepared(tmp_path)
    opened_here(tmp_path)
    bag = tmp_path / lines[2].removeprefix("cd ")
    subprocess.run([tool("tar"), "-x", "-f", "bundle.tar"], cwd=tmp_path, check=True)
    content = bytearray((bag / member).read_bytes())
    content[-2] ^= 1
    (bag / member).write_bytes(bytes(content))
    code, said = run(tmp_path, lines[2:])
    assert code != 0
    assert expected.lower() in said.lower()


def test_the_text_is_neutral():
    for stamped in (False, True):
        text = readme("0" * 32, stamped=stamped).decode("ascii")
        for known in ("collector-bundle", "collector-checkpoint"):
            text = text.replace(known, "")
        assert "collector" not in text
