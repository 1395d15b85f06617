"""Nothing in the project's texts tells on a machine or ties it to one server."""

from __future__ import annotations

import re
import subprocess

import pytest

from peers import ROOT, absent

# Put together from halves, so that this file does not find itself.
MACHINE_PATHS = re.compile(
    "|".join(
        (
            r"/ho" r"me/[a-z]",
            r"/ro" r"ot/",
            r"/Us" r"ers/[A-Za-z]",
            r"/wo" r"rk/",
            r"C:\\+Us" r"ers",
        )
    )
)
REGISTRIES = re.compile(
    "|".join(
        (
            r"py" r"pi\.org",
            r"python" r"hosted\.",
            r"npm" r"js\.(org|com)",
            r"deb" r"ian\.org",
            r"ubu" r"ntu\.com",
            r"--(extra-)?index" r"-url",
            r'"resolved"' r"\s*:",
        )
    )
)
LOCKS = (
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-build.txt",
    "requirements-package.txt",
)


def texts() -> dict[str, str]:
    """Return every text that belongs to the project: what git follows or would."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        absent("git and a checkout, to list the project's own files,")
    found = {}
    for name in listed.stdout.decode().split("\0"):
        path = ROOT / name
        if name and path.is_file() and b"\0" not in (content := path.read_bytes()):
            found[name] = content.decode("utf-8", errors="replace")
    return found


@pytest.mark.parametrize("pattern", [MACHINE_PATHS, REGISTRIES], ids=["paths", "registries"])
def test_no_text_names_a_machine_or_a_registry(pattern):
    found = {name: hit[0] for name, text in texts().items() if (hit := pattern.search(text))}
    assert not found


def test_the_patterns_find_what_they_are_for():
    assert MACHINE_PATHS.search("open('" + "/ho" + "me/someone/file')")
    assert MACHINE_PATHS.search("C:\\" + "Users" + "\\someone")
    assert REGISTRIES.search("--index" + "-url=x")
    assert REGISTRIES.search("files.python" + "hosted.org")


def test_every_locked_package_has_a_version_and_hashes():
    for name in LOCKS:
        entries = re.split(r"\n(?=\S)", (ROOT / name).read_text("utf-8"))
        packages = [entry for entry in entries if not entry.startswith("#")]
        assert packages
        for entry in packages:
            assert re.match(r"[a-z0-9._-]+==\S+ ", entry), entry.splitlines()[0]
            assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_locks_agree_with_each_other():
    pins = {}
    for name in LOCKS:
        for package, version in re.findall(r"(?m)^(\S+)==(\S+)", (ROOT / name).read_text("utf-8")):
            assert pins.setdefault(package, version) == version, package


def test_every_package_we_run_on_is_named_with_its_licence():
    named = (ROOT / "THIRD-PARTY.md").read_text("utf-8").lower()
    locked = re.findall(r"(?m)^(\S+)==(\S+)", (ROOT / "requirements.txt").read_text("utf-8"))
    assert not [pair for pair in locked if "| {} | {} |".format(*pair) not in named]
