"""A bundle of the real line, taken apart with stock tools exactly as its own README says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from collector.crypto import fingerprint
from flow.judged import (
    PHOTO,
    Journey,
    allowed,
    journey,
    key_file,
    readme_lines,
    run,
    shell,
    unpack,
)
from makers import PLATFORM, add, make

OPENING = 3
"""The first commands of the README: age, tar, cd."""


@dataclass(frozen=True)
class Desk:
    """What lies before somebody who has the bundle, the key and the sender's line, and no more."""

    journey: Journey
    folder: Path
    keys: Path
    bag: Path

    def empty_folder(self, name: Path) -> Path:
        """Lay out the three files that the README asks for."""
        name.mkdir()
        shutil.copy(self.journey.exported.file, name / "bundle.age")
        shutil.copy(self.keys, name / "key.txt")
        allowed(name / "allowed_signers", self.journey.field.vault.signing_key.public)
        return name


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    made = journey(folder)
    keys = key_file(folder / "keys.txt", *made.coordinator.trust.content_keys())
    yield Desk(made, folder, keys, unpack(folder / "opened", made.exported.file, keys))
    made.field.close()
    made.coordinator.close()


def test_the_lines_of_the_readme_run_as_they_stand(desk, tmp_path):
    here = desk.empty_folder(tmp_path / "empty")
    done = shell("\n".join(readme_lines(desk.bag)), here)
    said = (done.stdout + done.stderr).decode()

    assert done.returncode == 0, said
    assert 'Good "collector-bundle" signature for sender' in said
    assert 'Good "collector-checkpoint" signature for sender' in said
    assert "is valid" in said
    listed = said.count(": OK\n")
    assert listed == len(_lines(desk.bag / "manifest-sha512.txt")) + len(
        _lines(desk.bag / "tagmanifest-sha512.txt")
    )


def test_what_the_judges_find_is_what_was_given(desk):
    held = {path.read_bytes() for path in (desk.bag / "data" / "media").iterdir()}
    assert held == {PHOTO.read_bytes()}
    records = {path.name for path in (desk.bag / "data" / "records").iterdir()}
    assert f"{desk.journey.testimony}.1.json" in records


def test_the_daily_key_does_not_open_the_identity(desk):
    (sealed,) = (desk.bag / "data" / "identity").iterdir()
    refused = run("age", "-d", "-i", str(desk.keys), str(sealed))
    assert refused.returncode != 0
    assert refused.stdout == b""


# Which commands after the opening refuse, by what was done to the opened bag.  bagit.py looks at
# tag files only where a tag manifest lists them, which is why the README speaks of unlisted ones.
SIGNED, HEAD, TAGS, PAYLOAD, BAG = range(OPENING, OPENING + 5)
REFUSED = {
    "payload-octet": {PAYLOAD, BAG},
    "payload-missing": {PAYLOAD, BAG},
    "payload-added": {BAG},
    "tag-file-octet": {TAGS, BAG},
    "tag-file-missing": {TAGS, BAG},
    "manifest-and-payload": {TAGS, BAG},
    "tag-manifest-octet": {SIGNED, TAGS, BAG},
    "checkpoint-octet": {HEAD, TAGS, BAG},
    "signature-of-another-kind": {SIGNED},
}


@pytest.mark.parametrize("change", REFUSED)
def test_the_judges_refuse(desk, tmp_path, change):
    here = desk.empty_folder(tmp_path / "empty")
    bag = here / desk.bag.name
    shutil.copytree(desk.bag, bag)
    CHANGES[change](bag)
    lines = readme_lines(desk.bag)

    refusing = {
        number
        for number in range(OPENING, len(lines))
        if shell(f"cd {bag.name}\n{lines[number]}", here).returncode != 0
    }
    assert refusing == REFUSED[change]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _flip(path: Path, place: int = -2) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def _payload(bag: Path) -> Path:
    return next((bag / "data" / "media").iterdir())


def _replaced(bag: Path) -> None:
    """Change a payload file and write its new digest into the manifest, as a forger would."""
    path = _payload(bag)
    before, name = run("sha512sum", str(path)).stdout.split()[0], "manifest-sha512.txt"
    _flip(path)
    after = run("sha512sum", str(path)).stdout.split()[0]
    (bag / name).write_bytes((bag / name).read_bytes().replace(before, after))


CHANGES = {
    "payload-octet": lambda bag: _flip(_payload(bag)),
    "payload-missing": lambda bag: _payload(bag).unlink(),
    "payload-added": lambda bag: (bag / "data" / "note.txt").write_text("more"),
    "tag-file-octet": lambda bag: _flip(bag / "bag-info.txt", 20),
    "tag-file-missing": lambda bag: (bag / "signer.pub").unlink(),
    "manifest-and-payload": _replaced,
    "tag-manifest-octet": lambda bag: _flip(bag / "tagmanifest-sha512.txt", 0),
    "checkpoint-octet": lambda bag: _flip(bag / "proof" / "checkpoint", 5),
    "signature-of-another-kind": lambda bag: shutil.copy(
        bag / "proof" / "checkpoint.sig", bag / "tagmanifest-sha512.txt.sig"
    ),
}


def test_every_change_that_is_made_has_its_judges():
    assert CHANGES.keys() == REFUSED.keys()


def test_a_strangers_bundle_is_good_to_nobody_who_knows_the_sender(desk, tmp_path):
    """A forger's bundle, whole in itself, with his own key in signer.pub."""
    with make(tmp_path / "stranger") as stranger:
        card = desk.journey.card
        stranger.trust.trust_card(card.data, fingerprint.words(card.root))
        stranger.testimonies.seal(add(stranger))
        forged = stranger.outbox.export(stranger.trust.platform(PLATFORM)).file
    here = desk.empty_folder(tmp_path / "empty")
    shutil.copy(forged, here / "bundle.age")
    bag = unpack(tmp_path / "forged", forged, desk.keys)

    done = shell("\n".join(readme_lines(bag)), here)
    assert done.returncode != 0
    assert b"Good" not in done.stdout + done.stderr

    shutil.copy(bag / "signer.pub", here / "allowed_signers")
    for line in readme_lines(bag)[OPENING : OPENING + 2]:
        answer = shell(f"cd {bag.name}\n{line}", here)
        assert answer.returncode != 0
        assert b"Good" not in answer.stdout + answer.stderr


def test_another_key_in_the_place_of_the_sender_makes_nothing_good(desk, tmp_path):
    """The genuine bundle, checked against a stranger's signer.pub."""
    here = desk.empty_folder(tmp_path / "empty")
    allowed(here / "allowed_signers", desk.journey.coordinator.vault.signing_key.public)
    shutil.copytree(desk.bag, here / desk.bag.name)
    for line in readme_lines(desk.bag)[OPENING : OPENING + 2]:
        answer = shell(f"cd {desk.bag.name}\n{line}", here)
        assert answer.returncode != 0
        assert b"Good" not in answer.stdout + answer.stderr


@pytest.mark.parametrize("place", [0, 300, -1], ids=["first", "header", "last"])
def test_age_refuses_a_bundle_of_which_one_octet_changed(desk, tmp_path, place):
    changed = tmp_path / "changed.age"
    shutil.copy(desk.journey.exported.file, changed)
    _flip(changed, place)
    assert run("age", "-d", "-i", str(desk.keys), "-o", "/dev/null", str(changed)).returncode != 0


def test_age_refuses_a_bundle_cut_short(desk, tmp_path):
    whole = desk.journey.exported.file.read_bytes()
    cut = tmp_path / "cut.age"
    cut.write_bytes(whole[:-1])
    assert run("age", "-d", "-i", str(desk.keys), "-o", "/dev/null", str(cut)).returncode != 0
