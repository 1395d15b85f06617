"""What goes wrong at the command line: each has its exit code, its own code, and its words."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from call_places import Place, trusting
from calls import Called, call, done, known, written
from collector.crypto.ed25519 import SigningKey
from makers import OWN_SAMPLES, PASSPHRASE, PLATFORM, exhibit, form, reopen

PHOTO = OWN_SAMPLES / "courtyard.jpg"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return trusting(tmp_path)


@pytest.fixture
def bundle(place: Place) -> Path:
    place.seal(place.add(media=(PHOTO,)))
    return place.export()


def refused(called: Called, code: int, name: str) -> Called:
    """Assert that a call made with ``--json`` was refused, in two lines or more."""
    assert (called.code, called.json["code"]) == (code, name), called.err
    assert called.json["ok"] is False
    assert len(called.err.splitlines()) >= 2
    assert "Traceback" not in called.err
    return called


def take(place: Place, *files: object) -> Called:
    return known("bundle", "import", "--vault", place.coordinator, "--json", *files)


def altered(source: Path, target: Path, *, at: int) -> Path:
    data = bytearray(source.read_bytes())
    data[at] ^= 1
    target.write_bytes(data)
    return target


# --- vaults ---------------------------------------------------------------------------------------


def test_a_wrong_passphrase_is_no_key(place):
    called = call("vault", "check", place.field, "--json", "--passphrase-file", "-", stdin=b"wrong")
    refused(called, 3, "passphrase.wrong")


def test_a_vault_is_never_made_over_something(place, tmp_path):
    refused(known("vault", "create", place.field, "--role", "self", "--json"), 2, "vault.exists")
    (tmp_path / "file").write_text("x")
    refused(
        known("vault", "create", tmp_path / "file", "--role", "self", "--json"), 2, "vault.exists"
    )


def test_no_vault_is_no_vault(tmp_path):
    refused(known("vault", "check", tmp_path, "--json"), 2, "vault.none")
    refused(known("vault", "check", tmp_path / "missing", "--json"), 2, "vault.none")


def test_an_empty_passphrase_makes_no_vault(tmp_path):
    create = ("vault", "create", tmp_path / "v", "--role", "self", "--json")
    refused(call(*create, "--passphrase-file", "-", stdin=b"\n"), 2, "passphrase.empty")
    refused(call(*create), 2, "usage.no-terminal")
    assert not (tmp_path / "v").exists()


def test_a_vault_that_is_open_elsewhere(place):
    with reopen(place.field):
        refused(known("vault", "check", place.field, "--json"), 5, "vault.in-use")


def test_an_emptied_database_is_damage_and_stays_as_it_is(place):
    database = place.field / "vault.db"
    database.write_bytes(b"")
    refused(known("vault", "check", place.field, "--json"), 1, "vault.file-empty")
    assert database.read_bytes() == b""


def test_the_check_says_what_is_wrong_and_where(place, bundle):
    (sealed,) = (place.field / "outbox").iterdir()
    sealed.write_bytes(sealed.read_bytes()[:-1])
    called = refused(known("vault", "check", place.field, "--json"), 1, "vault.not-sound")
    found = called.json["findings"][0]
    assert (found["code"], found["where"]) == ("file.changed", sealed.name)
    assert f"{sealed.name}: " in known("vault", "check", place.field).out


# --- accounts -------------------------------------------------------------------------------------


def add(place: Place, content: object, *media: Path) -> Called:
    path = written(place.folder / "account.json", content)
    files = [word for file in media for word in ("--media", file)]
    return known("testimony", "add", "--vault", place.field, "--from", path, "--json", *files)


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"interview_kind": "V-IKIND-77"}, "interview_kind", "field.unknown-code"),
        ({"name": "somebody"}, "name", "field.unknown"),
        ({"language": 7}, "language", "field.type"),
        (
            {"when": {"value": "2021-02-30", "precision": "day", "basis": "saw"}},
            "when.value",
            "date.malformed",
        ),
    ],
)
def test_a_form_with_a_mistake_is_refused_field_by_field(place, change, field, code):
    called = refused(add(place, form(**change)), 1, "input.refused")
    assert {"field": field, "code": code}.items() <= called.json["findings"][0].items()
    assert f"{field}: " in called.err
    assert done("testimony", "list", "--vault", place.field, "--json").json["ids"] == []


def test_what_is_missing_is_kept_told_and_keeps_it_from_being_sealed(place):
    called = add(place, form(words=[], when=None))
    assert called.code == 0
    missing = {it["field"] for it in called.json["findings"]}
    assert missing == {"words", "when"}
    (name,) = called.json["ids"]
    sealing = known("testimony", "seal", "--vault", place.field, name, "--json")
    refused(sealing, 1, "input.refused")
    assert {it.get("field") for it in sealing.json["findings"]} >= missing
    (line,) = done("testimony", "list", "--vault", place.field, "--json").json["testimonies"]
    assert line["state"] == "draft"


def test_files_and_entries_must_match(place, tmp_path):
    entry = form(exhibits=[exhibit(PHOTO.name)])
    refused(add(place, entry), 2, "media.not-given")
    refused(add(place, form(), PHOTO), 2, "media.not-in-form")
    refused(add(place, entry, PHOTO, PHOTO), 2, "media.same-name")
    refused(add(place, entry, tmp_path / PHOTO.name), 5, "machine.no-file")
    (tmp_path / "sub" / PHOTO.name).mkdir(parents=True)
    refused(add(place, entry, tmp_path / "sub" / PHOTO.name), 2, "file.folder")
    assert done("testimony", "list", "--vault", place.field, "--json").json["ids"] == []


def test_what_is_no_form_at_all(place, tmp_path):
    path = tmp_path / "account.json"
    verb = ("testimony", "add", "--vault", place.field, "--json", "--from")
    for content in (b'{"a": 1, "a": 2}', b"\xff\xd8\xff", b"[" * 100_000):
        path.write_bytes(content)
        called = refused(known(*verb, path), 1, "input.not-json")
        assert "ask the sender" not in called.err
    refused(known(*verb, tmp_path / "missing.json"), 5, "machine.no-file")
    refused(known(*verb, tmp_path), 2, "file.folder")


def test_an_entry_for_a_draft_must_be_whole_and_about_this_file(place):
    name = place.add()
    verb = ("media", "add", "--vault", place.field, name, "--json", "--from")
    entry = place.folder / "entry.json"
    refused(known(*verb, written(entry, {"file": PHOTO.name}), PHOTO), 1, "input.refused")
    refused(known(*verb, written(entry, exhibit("other.jpg")), PHOTO), 2, "media.other-name")
    wrong = exhibit(PHOTO.name, kind="V-MEDK-77")
    refused(known(*verb, written(entry, wrong), PHOTO), 1, "input.refused")


def test_names_that_name_nothing(place):
    vault = ("--vault", place.field, "--json")
    refused(known("testimony", "show", *vault, "0" * 32), 2, "store.no-such")
    refused(known("testimony", "show", *vault, "K7-QMD-X"), 2, "id.human-code")
    refused(known("testimony", "show", *vault, "00-000-0"), 2, "testimony.no-such")
    refused(known("media", "export", *vault, "0" * 64, place.folder / "x"), 2, "store.no-such")
    out = place.folder / "new"
    refused(known("bundle", "export", *vault, "--to", "nobody", out), 2, "store.no-such")
    assert not out.exists()
    assert not (place.folder / "x").exists()


def test_an_exported_exhibit_replaces_nothing_and_is_never_partial(place, bundle):
    (photo,) = (it for it in shown_exhibits(place) if not it["sealed"])
    out = place.folder / "copy.jpg"
    out.write_bytes(b"mine")
    verb = ("media", "export", "--vault", place.field, "--json", photo["media"])
    refused(known(*verb, out), 2, "file.exists")
    assert out.read_bytes() == b"mine"
    refused(known(*verb, place.folder / "no" / "copy.jpg"), 5, "machine.no-folder")

    (volume,) = (place.field / "media").glob("*.db")
    altered(volume, volume, at=volume.stat().st_size // 2)
    before = set(place.folder.iterdir())
    refused(known(*verb, place.folder / "damaged.jpg"), 1, "vault.damaged")
    assert set(place.folder.iterdir()) == before


def shown_exhibits(place: Place) -> list[dict]:
    (name,) = done("testimony", "list", "--vault", place.field, "--json").json["ids"]
    return done("testimony", "show", "--vault", place.field, name, "--json").json["exhibits"]


def test_a_bundle_is_not_made_for_a_folder_that_is_none(place, bundle):
    taken = place.folder / "taken"
    taken.write_text("x")
    verb = ("bundle", "export", "--vault", place.field, "--to", PLATFORM, "--json")
    refused(known(*verb, taken), 2, "folder.file")
    listed = done("outbox", "list", "--vault", place.field, "--json").json["bundles"]
    assert len(listed) == 1


# --- cards and keys -------------------------------------------------------------------------------


def test_a_card_with_one_byte_changed(place):
    name = place.card.read_bytes().index(PLATFORM.encode())
    card = altered(place.card, place.folder / "forged", at=name)
    refused(call("platform", "show", card, "--json"), 1, "card.signature")
    verb = ("platform", "trust", "--vault", place.field, "--expect", "x", "--json")
    refused(known(*verb, card), 1, "card.signature")


def test_a_card_is_not_written_over_a_file_and_then_no_platform_is_made(place):
    out = place.folder / "taken"
    out.write_text("x")
    verb = ("platform", "new", "--vault", place.field, "--name", "X", "--json")
    refused(known(*verb, out), 2, "file.exists")
    key = ("platform", "key", "export", "--vault", place.field, "--json")
    refused(known(*key, place.folder / "key"), 2, "store.no-such")
    assert not (place.folder / "key").exists()


def test_a_key_under_which_anybody_could_sign(place):
    verb = ("signer", "trust", "--vault", place.coordinator, "--expect", "x", "--json")
    refused(known(*verb, "01" + "00" * 31), 1, "key.weak")
    refused(known(*verb, "no key"), 2, "key.not-understood")


# --- bundles --------------------------------------------------------------------------------------


def test_a_bundle_that_was_altered_or_cut_is_refused_and_kept_apart(place, bundle):
    size = bundle.stat().st_size
    bad = altered(bundle, place.folder / "bad", at=size // 2)
    short = place.folder / "short"
    short.write_bytes(bundle.read_bytes()[: size // 2])
    refused(take(place, bad), 1, "age.payload-altered")
    refused(take(place, short), 1, "age.payload-altered")
    verify = ("bundle", "verify", "--vault", place.coordinator, "--json")
    refused(known(*verify, bad), 1, "age.payload-altered")
    assert len(list((place.coordinator / "quarantine").iterdir())) == 2
    assert done("testimony", "list", "--vault", place.coordinator, "--json").json["ids"] == []


def test_a_bundle_for_somebody_else_opens_for_nobody_here(place, bundle):
    refused(known("bundle", "import", "--vault", place.field, "--json", bundle), 3, "vault.no-card")
    done("platform", "new", "--vault", place.field, "--name", "X", place.folder / "own")
    refused(
        known("bundle", "import", "--vault", place.field, "--json", bundle), 3, "age.no-identity"
    )
    verify = ("bundle", "verify", "--vault", place.field, "--json", bundle)
    refused(known(*verify), 3, "age.no-identity")


def test_a_strangers_bundle_waits_until_the_words_were_compared(place, tmp_path):
    stranger = Place(tmp_path, tmp_path / "stranger", place.coordinator, place.card, "")
    made = done("vault", "create", stranger.field, "--role", "self", "--json").json["signer"]
    words = call("platform", "show", place.card, "--json").json["root"]["words"]["en"]
    done("platform", "trust", "--vault", stranger.field, place.card, "--expect", words)
    stranger.seal(stranger.add())
    bundle = stranger.export()

    refused(take(place, bundle), 4, "bundle.signer-unknown")
    verify = ("bundle", "verify", "--vault", place.coordinator, "--json", bundle)
    report = refused(known(*verify), 4, "bundle.signer-unknown").json
    told = known("bundle", "verify", "--vault", place.coordinator, bundle)
    assert made["line"] in told.out
    assert made["words"]["en"] not in told.out  # to be heard, and not to be copied
    assert report["signer"]["key"] == made["key"]
    listed = known("signer", "list", "--vault", place.coordinator)
    assert "1 bundle" in listed.out
    assert made["line"] in listed.out

    trusted = done(
        *("signer", "trust", "--vault", place.coordinator, made["key"], "--json"),
        *("--expect", made["words"]["ru"]),
    ).json
    waiting = trusted["findings"][0]["file"]
    bundle.unlink()
    nobody = known(
        *("signer", "trust", "--vault", place.coordinator, "--json", "--expect", "abandon " * 12)
    )
    refused(nobody, 1, "trust.words-differ")
    found = done(
        *("signer", "trust", "--vault", place.coordinator, "--json"),
        *("--expect", made["words"]["en"]),
    ).json
    assert (found["ids"], found["new"]) == ([made["key"]], False)
    assert take(place, waiting).json["files"][0]["code"] == "imported"
    assert list((place.coordinator / "quarantine").iterdir()) == []


def test_several_files_go_on_after_a_refusal_and_end_with_the_most_serious(place, bundle):
    bad = altered(bundle, place.folder / "bad", at=bundle.stat().st_size // 2)
    missing = place.folder / "missing"
    again = shutil.copyfile(bundle, place.folder / "again")
    called = take(place, bad, bundle, again, bundle)
    refused(called, 1, "age.payload-altered")
    assert [it["code"] for it in called.json["files"]] == [
        "age.payload-altered",
        "imported",
        "repeat",
    ]
    assert len(called.json["ids"]) == 1
    refused(take(place, bad, missing, bundle), 5, "machine.no-file")
    assert f"{missing}: there is no file of this name" in take(place, missing).err


def test_a_folder_is_taken_in_file_by_file_and_counted_in_the_end(place, bundle, tmp_path):
    stick = tmp_path / "stick"
    (stick / "inner").mkdir(parents=True)
    for name in ("1.age", "2.age", ".hidden"):
        shutil.copyfile(bundle, stick / name)
    altered(bundle, stick / "0.age", at=bundle.stat().st_size // 2)
    (stick / "notes.txt").write_text("nothing")
    called = known("bundle", "import", "--vault", place.coordinator, stick, tmp_path / "missing")
    assert called.code == 5
    assert called.lines[-1] == "5 files: 2 refused, 1 imported, 1 here already, 1 failed"
    empty = tmp_path / "empty"
    empty.mkdir()
    refused(take(place, empty), 2, "file.folder")


def test_a_bundle_is_missed_only_while_it_has_not_come(place, bundle, tmp_path):
    place.seal(place.add())
    second = place.export()
    both = take(place, second, bundle).json
    assert [it["gap"] for it in both["files"]] == [False, False]
    assert "history.gap" not in {it["code"] for it in both["findings"]}
    place.seal(place.add())
    lost = place.export()
    place.seal(place.add())
    last = take(place, place.export())
    assert [it["gap"] for it in last.json["files"]] == [True]
    assert [it["code"] for it in last.json["findings"]].count("history.gap") == 1
    assert lost.is_file()


def test_a_repeat_is_no_failure(place, bundle):
    assert take(place, bundle).code == 0
    again = known("bundle", "import", "--vault", place.coordinator, bundle)
    assert again.code == 0
    assert "in the vault already" in again.out
    verified = done("bundle", "verify", bundle, "--vault", place.coordinator, "--json").json
    assert verified["imported"] is True
    assert verified["history"] == "continues"


def test_verifying_leaves_the_vault_as_it_was(place, bundle):
    before = done("vault", "check", place.coordinator, "--json").json["head"]
    done("bundle", "verify", bundle, "--vault", place.coordinator)
    assert done("vault", "check", place.coordinator, "--json").json["head"] == before
    assert list((place.coordinator / "outbox").iterdir()) == []


def test_a_key_file_that_is_none(place, bundle):
    signer = SigningKey.generate().public.hex()
    verb = ("bundle", "verify", bundle, "--json", "--signer", signer, "--identity")
    key = place.folder / "key"
    key.write_text("AGE-SECRET-KEY-NOT\n")
    assert call(*verb, key).code in (1, 2)
    assert "NOT" not in call(*verb, key).err
    refused(call(*verb, place.folder / "missing"), 5, "machine.no-file")


@pytest.mark.skipif(sys.platform != "linux", reason="needs a folder closed to everybody")
def test_a_folder_that_may_not_be_written_to(place, bundle):
    closed = Path("/sys/kernel") / "closed"  # closed to the superuser too
    called = known(
        *("bundle", "export", "--vault", place.field, "--to", PLATFORM, "--json"), closed
    )
    refused(called, 5, "machine.no-permission")


def test_the_passphrase_is_never_shown(place):
    called = call("vault", "check", place.field, "--json", "--passphrase-file", "-", stdin=b"tajna")
    assert "tajna" not in called.out + called.err
    assert PASSPHRASE.strip() not in known("vault", "check", place.field).err
