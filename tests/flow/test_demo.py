"""The demo says what is true, leaves what it says, and fails when a check is missing."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from collector import desk
from collector.crypto import fingerprint
from collector.demo import bare, places
from collector.demo.run import run_demo
from collector.errors import Unacceptable
from collector.model import consent_rule
from collector.session import open_session
from collector.store.errors import NoSuch
from collector.sync.bundle import payload, rules
from collector.sync.bundle.bag import Bag
from collector.sync.bundle.flaws import BundleRefused, Flaw
from collector.sync.bundle.policy import KnownSigners
from collector.sync.intake import Intake
from makers import OWN_SAMPLES, TEST_POLICY
from peers import tool

FORGED = {
    "one-byte-changed.bundle": "bundle.manifest.digest",
    "unlisted-file.bundle": "bundle.member.unlisted",
    "re-signed.bundle": "bundle.author",
}
# A sentence of each account, and what lies in an identity.
IN_AN_ACCOUNT = ("Твары ў іх былі", "извещение о начале", "At window number three")
IN_AN_IDENTITY = ("Ікс (прыклад)", "Игрек (образец)", "Z (sample)")


@dataclass(frozen=True)
class Played:
    """A demo that was run once, for all tests that only look."""

    folder: Path
    lines: list[str]
    held: bool

    @property
    def key(self) -> Path:
        return self.folder / "keys" / "platform-key.txt"

    @property
    def bag(self) -> Path:
        (found,) = [it for it in (self.folder / "bag").iterdir() if it.is_dir()]
        return found

    def vault(self, role: str):
        folder = self.folder / "vaults" / role
        return open_session(folder, places.PASSPHRASES[role], TEST_POLICY)

    def good(self) -> Path:
        """Return the sender's own copy of the bundle that the forgeries were made from."""
        (bundle_id,) = {it.path.partition("/")[0] for it in self.opened("unchanged.bundle")}
        for path in (self.folder / "bundles" / "from-interviewer").iterdir():
            if bare.take_apart(path, self.key)[0].path.startswith(bundle_id):
                return path
        raise AssertionError

    def opened(self, forged: str) -> list[bare.Member]:
        return bare.take_apart(self.folder / "bundles" / "forged" / forged, self.key)


def play(folder: Path) -> Played:
    lines: list[str] = []
    held = run_demo(folder, lines.append, TEST_POLICY)
    return Played(folder, lines, held)


@pytest.fixture(scope="module")
def played(tmp_path_factory) -> Played:
    return play(tmp_path_factory.mktemp("demo") / "out")


def test_every_step_holds_and_the_passphrases_are_said(played):
    assert played.held
    assert not [line for line in played.lines if line.startswith("NO")]
    assert len([line for line in played.lines if line.startswith("ok")]) > 25
    said = "\n".join(played.lines)
    readme = (played.folder / "README.txt").read_text("utf-8")
    for passphrase in places.PASSPHRASES.values():
        assert passphrase in said
        assert passphrase in readme
    assert "NEVER put anything real" in readme


@pytest.mark.parametrize("manifest", ["tagmanifest-sha512.txt", "manifest-sha512.txt"])
def test_sha512sum_agrees_on_the_opened_bag(played, manifest):
    command = [tool("sha512sum"), "--strict", "-c", manifest]
    judged = subprocess.run(command, cwd=played.bag, capture_output=True, check=False)
    assert judged.returncode == 0, judged.stdout


def test_ssh_keygen_agrees_with_the_line_the_demo_left_for_it(played):
    command = [tool("ssh-keygen"), "-Y", "verify", "-f", "../allowed_signers", "-I", "sender"]
    command += ["-n", "collector-bundle", "-s", "tagmanifest-sha512.txt.sig"]
    with (played.bag / "tagmanifest-sha512.txt").open("rb") as manifest:
        judged = subprocess.run(
            command, cwd=played.bag, stdin=manifest, capture_output=True, check=False
        )
    assert judged.returncode == 0, judged.stderr


def test_the_sender_was_answered_and_calls_its_bundles_delivered(played):
    assert len(list((played.folder / "receipts").iterdir())) == 2
    with played.vault("interviewer") as session:
        assert {it.delivery.state for it in session.delivery.every()} == {"delivered"}
        held = [session.receipts.held(it.bundle) for it in session.outbox.every()]
        assert all(it.safe_to_delete for it in held)
        assert session.check() == []


def test_the_exported_photograph_is_the_one_of_the_sample(played):
    exported = played.folder / "exhibit" / "courtyard.jpg"
    assert exported.read_bytes() == (OWN_SAMPLES / "courtyard.jpg").read_bytes()


def test_the_card_is_sound_and_keeps_identity_apart(played):
    card = desk.show_card(played.folder / "platform.card").card
    assert card.identity_separate
    assert len(desk.read_keys(played.folder / "keys" / "identity-key.txt")) == 1


def test_what_was_held_back_did_not_leave(played):
    recording = hashlib.sha256((OWN_SAMPLES / "calls.ogg").read_bytes()).hexdigest()
    in_bag = {hashlib.sha256(it.read_bytes()).hexdigest() for it in files_below(played.bag)}
    assert recording not in in_bag
    with played.vault("interviewer") as session:
        assert session.media.find(recording).here
    with played.vault("coordinator") as session, pytest.raises(NoSuch):
        session.media.find(recording)


def test_the_coordinator_holds_three_accounts_three_refusals_and_one_arrival(played):
    with played.vault("coordinator") as session:
        assert len(session.testimonies.every()) == 3
        assert {it.code for it in session.intake.refused()} == set(FORGED.values())
        (waiting,) = session.intake.waiting()
        assert session.check() == []
    with played.vault("stranger") as stranger:
        assert waiting.signer == stranger.trust.own_signer


def test_a_changed_byte_is_all_that_differs(played):
    good, forged = (
        bare.take_apart(played.good(), played.key),
        played.opened("one-byte-changed.bundle"),
    )
    differing = [(a, b) for a, b in zip(good, forged, strict=True) if a != b]
    ((before, after),) = differing
    assert before.path == after.path
    assert "/data/media/" in before.path
    assert sum(a != b for a, b in zip(before.content, after.content, strict=True)) == 1


def test_an_unlisted_file_is_all_that_differs(played):
    good, forged = bare.take_apart(played.good(), played.key), played.opened("unlisted-file.bundle")
    assert forged[:-1] == good
    assert "/data/media/" in forged[-1].path


def test_the_signing_key_is_all_that_differs(played):
    good, forged = bare.take_apart(played.good(), played.key), played.opened("re-signed.bundle")
    differing = {a.path.partition("/")[2] for a, b in zip(good, forged, strict=True) if a != b}
    assert differing == {
        "signer.pub",
        "proof/checkpoint",
        "proof/checkpoint.sig",
        "tagmanifest-sha512.txt",
        "tagmanifest-sha512.txt.sig",
    }


def test_the_control_is_the_good_bundle_in_another_encryption(played):
    control = played.folder / "bundles" / "forged" / "unchanged.bundle"
    assert control.read_bytes() != played.good().read_bytes()
    assert played.opened("unchanged.bundle") == bare.take_apart(played.good(), played.key)


def test_the_report_says_what_it_must_and_no_secret(played):
    report = (played.folder / "report.md").read_text("utf-8")
    with played.vault("interviewer") as session:
        assert fingerprint.words(session.trust.own_signer) in report
        codes = [it.human_code for it in session.testimonies.every()]
    assert all(code in report for code in codes)
    assert all(code in report for code in FORGED.values())
    assert "calls.ogg" in report
    assert "What the checks do not say" in report
    assert "AGE-SECRET-KEY" not in report
    assert not [it for it in (*places.PASSPHRASES.values(), *IN_AN_IDENTITY) if it in report]


def test_nothing_told_lies_in_the_open_outside_the_opened_bag(played):
    for path in files_below(played.folder):
        data = path.read_bytes()
        assert not [it for it in IN_AN_IDENTITY if it.encode() in data], path
        if played.bag not in path.parents:
            assert not [it for it in IN_AN_ACCOUNT if it.encode() in data], path
    in_bag = b"".join(path.read_bytes() for path in files_below(played.bag))
    assert [it for it in IN_AN_ACCOUNT if it.encode() in in_bag]


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(places.FolderTaken):
        run_demo(tmp_path, print, TEST_POLICY)
    assert [it.name for it in tmp_path.iterdir()] == ["mine.txt"]


def digests_unchecked(monkeypatch):
    monkeypatch.setattr(payload, "check_digest", lambda line, sha512: None)
    monkeypatch.setattr(payload, "check_content", lambda kind, line, sha256, claims: None)


def end_unchecked(monkeypatch):
    def end(self) -> None:
        while (member := self._tar.next_member()) is not None:
            list(self._tar.content(member))
        self._tar.finish()

    monkeypatch.setattr(Bag, "end", end)


def authors_unchecked(monkeypatch):
    monkeypatch.setattr(rules, "check_authors", lambda payload: None)


def refused_by_another_code(monkeypatch):
    def refuse(line, sha512):
        if sha512 != line.sha512:
            raise BundleRefused(Flaw.TAR_FILL)

    monkeypatch.setattr(payload, "check_digest", refuse)


def everybody_trusted(monkeypatch):
    class Everybody:
        def __contains__(self, public):
            return True

    monkeypatch.setattr(Intake, "_policy", lambda self: KnownSigners(Everybody(), frozenset()))


def consent_for_exhibits_ignored(monkeypatch):
    monkeypatch.setattr(consent_rule, "_exhibit_reasons", lambda exhibit, sides, identity: ())


def words_not_compared(monkeypatch):
    monkeypatch.setattr(fingerprint, "matches", lambda public, spoken: True)


@pytest.mark.parametrize(
    ("lose", "line"),
    [
        (digests_unchecked, "forgery: a byte of a photograph"),
        (end_unchecked, "forgery: a file nothing lists"),
        (authors_unchecked, "forgery: re-signed by another"),
        (refused_by_another_code, "forgery: a byte of a photograph"),
        (everybody_trusted, "the stranger's bundle arrives"),
        (consent_for_exhibits_ignored, "export the first bundle"),
        (words_not_compared, "trust a sender by other words"),
    ],
)
def test_the_demo_fails_when_a_check_is_lost(monkeypatch, tmp_path, lose, line):
    lose(monkeypatch)
    played = play(tmp_path / "out")
    assert not played.held
    assert [it for it in played.lines if it.startswith(f"NO  {line}")]
    assert "Not everything held" in (played.folder / "report.md").read_text("utf-8")


def test_the_demo_fails_when_what_is_good_is_refused(monkeypatch, tmp_path):
    class Moody(Unacceptable):
        code = "test.moody"

    def refuse(self, path, progress=None):
        raise Moody

    monkeypatch.setattr(Intake, "take", refuse)
    played = play(tmp_path / "out")
    assert not played.held
    assert any("failed: test.moody" in line for line in played.lines)


def test_from_the_command_line_with_the_real_key_derivation(tmp_path):
    called = subprocess.run(
        [sys.executable, "-m", "collector", "demo", str(tmp_path / "out")],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert (called.returncode, called.stderr) == (0, b"")
    assert b"everything held" in called.stdout


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
