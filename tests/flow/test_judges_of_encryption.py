"""Other programs open our bundles, and what they encrypt anew is taken in, whatever the key."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyrage
import pytest

from collector.crypto.age import open_age, parse_identity
from collector.errors import CollectorError
from collector.store import accounts
from collector.sync.bundle.flaws import BundleRefused
from flow.judged import PHOTO, key_file, older_platform, run
from makers import PLATFORM, add, make, reopen, trust
from peers import age_encryption


@dataclass(frozen=True)
class Sent:
    """A bundle, the key it is for, and the closed vault of the platform it is for."""

    bundle: bytes
    secret: str
    recipient: str
    platform: Path
    testimony: str
    keys: Path


@dataclass(frozen=True)
class Judge:
    """Another implementation of age."""

    open: Callable[[bytes, Sent], bytes]
    make: Callable[[bytes, str], bytes]


def _age(data: bytes, *arguments: str) -> bytes:
    done = run("age", *arguments, data=data)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _npm(data: bytes, *arguments: str) -> bytes:
    command = [*age_encryption(), *arguments]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


JUDGES = {
    "age": Judge(
        lambda data, sent: _age(data, "-d", "-i", str(sent.keys)),
        lambda data, recipient: _age(data, "-e", "-r", recipient),
    ),
    "npm": Judge(
        lambda data, sent: _npm(data, "decrypt", str(sent.keys)),
        lambda data, recipient: _npm(data, "encrypt", recipient),
    ),
}
CASES = [(kind, judge) for kind in ("post-quantum", "x25519") for judge in JUDGES]


def send(folder: Path, kind: str) -> Sent:
    """Make both vaults and one bundle between them; close the vaults."""
    with make(folder / "field") as field, make(folder / "platform", "coordinator") as platform:
        if kind == "x25519":
            older_platform(platform)
        card = trust(field, platform)
        testimony = add(field, PHOTO)
        field.testimonies.seal(testimony)
        exported = field.outbox.export(field.trust.platform(PLATFORM))
        (secret,) = platform.trust.content_keys()
        return Sent(
            bundle=exported.file.read_bytes(),
            secret=secret,
            recipient=card.card.content_recipients[0],
            platform=folder / "platform",
            testimony=testimony,
            keys=key_file(folder / "keys.txt", secret),
        )


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sent]:
    return {kind: send(tmp_path_factory.mktemp(kind), kind) for kind in ("post-quantum", "x25519")}


@pytest.mark.parametrize(("kind", "judge"), CASES)
def test_others_open_our_bundle_and_we_take_in_what_they_encrypt(sent, tmp_path, kind, judge):
    given = sent[kind]
    plain = JUDGES[judge].open(given.bundle, given)
    assert plain[: 32 + 1].endswith(b"/")
    assert PHOTO.read_bytes() in plain

    theirs = tmp_path / "theirs.age"
    theirs.write_bytes(JUDGES[judge].make(plain, given.recipient))
    assert theirs.read_bytes() != given.bundle
    shutil.copytree(given.platform, tmp_path / "platform")
    with reopen(tmp_path / "platform") as platform:
        taken = platform.intake.take(theirs)
        assert taken.testimonies == (given.testimony,)
        record = accounts.show(platform.vault.db, given.testimony).record
        (exhibit,) = record.exhibits
        held = b"".join(platform.vault.media.read(bytes.fromhex(exhibit.sha256)))
        assert held == PHOTO.read_bytes()
        # The same content in the sender's own encryption is no second event.
        first = tmp_path / "first.age"
        first.write_bytes(given.bundle)
        assert platform.intake.take(first).verdict == "repeat"
        assert platform.check() == []


@pytest.mark.parametrize(("kind", "stanza"), [("post-quantum", b"mlkem"), ("x25519", b"X25519")])
def test_a_bundle_is_encrypted_to_the_platform_alone(sent, kind, stanza):
    head = sent[kind].bundle.split(b"\n---", 1)[0].split(b"\n")
    kinds = [line.split()[1] for line in head if line.startswith(b"-> ")]
    assert len(kinds) == 1
    assert kinds[0].startswith(stanza)


@pytest.mark.parametrize(("kind", "judge"), CASES)
def test_what_others_encrypt_to_another_key_is_not_for_us(sent, tmp_path, kind, judge):
    other = {"post-quantum": "x25519", "x25519": "post-quantum"}[kind]
    stray = tmp_path / "stray.age"
    stray.write_bytes(JUDGES[judge].make(b"words", sent[other].recipient))
    shutil.copytree(sent[kind].platform, tmp_path / "platform")
    with reopen(tmp_path / "platform") as platform:
        with pytest.raises(CollectorError) as refused:
            platform.intake.take(stray)
        assert (refused.value.code, int(refused.value.exit)) == ("age.no-identity", 3)
        assert list(platform.vault.quarantine.iterdir()) == []


def test_pyrage_opens_our_bundle_and_we_open_the_same_content_from_it(sent, tmp_path):
    """It puts a stanza of no meaning into every file, which a bundle may not have (FORMAT.md 1)."""
    given = sent["x25519"]
    identity = pyrage.x25519.Identity.from_str(given.secret)
    plain = pyrage.decrypt(given.bundle, [identity])
    assert PHOTO.read_bytes() in plain

    theirs = pyrage.encrypt(plain, [identity.to_public()])
    reader = open_age(io.BytesIO(theirs), [parse_identity(given.secret)])
    assert b"".join(iter(lambda: reader.read(1 << 16), b"")) == plain
    (tmp_path / "theirs.age").write_bytes(theirs)
    shutil.copytree(given.platform, tmp_path / "platform")
    with reopen(tmp_path / "platform") as platform:
        with pytest.raises(BundleRefused) as refused:
            platform.intake.take(tmp_path / "theirs.age")
        assert refused.value.code == "bundle.age.stanza-type"
