"""The main journey again, verb by verb, as somebody with a shell goes it."""

from __future__ import annotations

import io
import json
import os
import stat
from pathlib import Path

import pytest

from call_places import Place, export, trusting
from calls import Nobody, Person, call, done, known, written
from collector import desk, log
from collector.cli.run import main
from collector.errors import NoRoom
from makers import OWN_SAMPLES, PASSPHRASE, PLATFORM, TEST_POLICY, exhibit, form

PHOTO = OWN_SAMPLES / "courtyard.jpg"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return trusting(tmp_path)


def test_words_and_pictures_travel_and_come_out_byte_for_byte(place):
    asked = {"signed": "no", "copy_held": "yes", "may_link": "no"}
    earlier = {"to_whom": "V-ORGB-17", "when": {"empty": "not_asked"}, "form": "letter", **asked}
    name = place.add(media=(PHOTO,), prior_accounts=[earlier], scope="V-SCOPE-01")
    assert name in done("testimony", "list", "--vault", place.field).out
    shown = done("testimony", "show", "--vault", place.field, name)
    assert "  | Мы выйшлі з двара недзе а дзявятай вечара." in shown.lines
    assert "Прозвішча" not in shown.out
    assert "letter, signed: no, copy held: yes, may be linked: no" in shown.out
    assert "relevant for" in shown.out
    place.seal(name)

    bundle = place.export()
    assert bundle.parent == place.folder / "out"
    report = done("bundle", "verify", bundle, "--vault", place.coordinator)
    assert "not said by this:" in report.lines
    assert "first contact" in report.out
    imported = done("bundle", "import", "--vault", place.coordinator, bundle, "--json").json
    assert imported["ids"] == [name]
    assert imported["files"][0]["history"] == "first-contact"
    assert imported["files"][0]["media"] == 1

    held = done("testimony", "show", "--vault", place.coordinator, name, "--json").json
    assert held["state"] == "sealed"
    assert held["account"]["about"] == form()["about"]
    photo = next(it for it in held["exhibits"] if not it["sealed"])
    for number, named in enumerate((photo["sha256"], photo["media"])):
        out = place.folder / f"copy-{number}.jpg"
        exported = done("media", "export", "--vault", place.coordinator, named, out)
        assert "not protected" in exported.err
        assert out.read_bytes() == PHOTO.read_bytes()
    for vault in (place.field, place.coordinator):
        checked = done("vault", "check", vault, "--json").json
        assert checked["ok"] is True
        assert checked["accounts"] == 1


def test_the_sealed_identity_can_be_handed_to_who_holds_its_key(place):
    name = place.add()
    place.seal(name)
    done("bundle", "import", "--vault", place.coordinator, place.export())
    held = done("testimony", "show", "--vault", place.coordinator, name, "--json").json
    (sealed,) = (it for it in held["exhibits"] if it["sealed"])
    out = place.folder / "identity.age"
    exported = done("media", "export", "--vault", place.coordinator, sealed["sha256"], out)
    assert "this file is sealed" in exported.err
    assert out.read_bytes().startswith(b"age-encryption.org/v1\n")


def test_a_bundle_is_verified_without_a_vault_by_whoever_holds_the_key_file(place):
    place.seal(place.add())
    bundle, key = place.export(), place.folder / "key.txt"
    warned = done("platform", "key", "export", "--vault", place.coordinator, key)
    assert "reads every bundle" in warned.err
    if os.name == "posix":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    pub = place.folder / "signer.pub"
    pub.write_text(f"{place.signer}\n")
    report = call("bundle", "verify", bundle, "--identity", key, "--signer", pub, "--json")
    assert report.code == 0
    assert report.json["standing"] == "trusted"
    assert (report.json["accounts"], report.json["exhibits"]) == (1, 0)
    assert report.json["history"] is None

    own = done("signer", "list", "--vault", place.coordinator, "--json").json["own"]
    other = call("bundle", "verify", bundle, "--identity", key, "--signer", own["key"])
    assert other.code == 4
    assert "another key signed it" in other.err
    assert place.signer in other.out


def test_the_warning_comes_before_the_file(place, monkeypatch):
    def full(*_: object) -> None:
        raise NoRoom

    monkeypatch.setattr(desk, "write_file", full)
    for verb, warning in (("export", "reads every bundle"), ("copy", "can do all that")):
        key = ("platform", "key", verb, "--vault", place.coordinator, place.folder / "key.txt")
        failed = known(*key)
        assert failed.code == 5
        assert warning in failed.err


def test_an_exhibit_can_be_added_to_a_draft_afterwards(place):
    name = place.add()
    code = done("testimony", "show", "--vault", place.field, name, "--json").json["human_code"]
    entry = written(place.folder / "entry.json", exhibit(PHOTO.name))
    added = done("media", "add", "--vault", place.field, code, "--from", entry, PHOTO).lines[0]
    held = done("testimony", "show", "--vault", place.field, code, "--json").json
    assert [it["media"] for it in held["exhibits"] if not it["sealed"]] == [added]
    place.seal(code)


def test_what_consent_holds_back_is_told_and_the_rest_goes(place):
    open_to_all = place.add()
    never = place.add(consent=[form()["consent"][0] | {"decision": "no"}])
    face = {"voice": False, "face": True, "document": False, "body": False}
    shy = place.add(
        media=(PHOTO,),
        exhibits=[exhibit(PHOTO.name, depicts=face)],
        consent=[
            form()["consent"][0] | {"identity_level": "pseudonym", "media": face | {"face": False}}
        ],
    )
    for name in (open_to_all, never, shy):
        place.seal(name)

    called = export(place, "--json")
    assert called.code == 0
    assert set(called.json["testimonies"]) == {open_to_all, shy}
    told = {(it["testimony"], it["what"].split()[0], it["code"]) for it in called.json["findings"]}
    assert told == {
        (never, "account", "recipient.no"),
        (shy, "identity", "identity-level"),
        (shy, "exhibit", "media.face"),
    }
    assert "the person said no" in export(place).out
    done("bundle", "import", "--vault", place.coordinator, *place.folder.glob("out/*"))

    alone = export(place, never, "--json")
    assert alone.code == 1
    assert alone.json["code"] == "consent.refused"
    assert alone.json["findings"][0]["code"] == "recipient.no"


@pytest.mark.parametrize(
    ("typed", "code", "reason"),
    [("yes", 0, None), ("no", 1, "recipient.answered-no"), ("", 1, "recipient.ask")],
)
def test_a_person_who_wants_to_be_asked_is_asked_at_the_terminal(place, typed, code, reason):
    name = place.add(consent=[form()["consent"][0] | {"decision": "ask"}])
    place.seal(name)
    person = Person(lines=[typed])
    called = export(place, person=person)
    assert len(person.asked) == 1
    assert "asked now, and agreed to its going to" in called.err
    assert called.code == code
    if reason == "recipient.answered-no":
        assert "the person was asked and said no" in called.out

    unattended = export(place, "--json", person=(silent := Person(lines=["yes"])))
    assert silent.asked == []
    assert unattended.json["findings"][0]["code"] == "recipient.ask"


def test_an_account_in_place_of_the_folder_does_not_let_all_accounts_go(place):
    place.seal(place.add())
    (line,) = done("testimony", "list", "--vault", place.field, "--json").json["testimonies"]
    verb = ("bundle", "export", "--vault", place.field, "--to", PLATFORM, "--json")
    for name in (line["id"], line["code"]):
        forgotten = known(*verb, name)
        assert (forgotten.code, forgotten.json["code"]) == (2, "usage.folder-forgotten")
        assert not Path(name).exists()
    done(*verb, place.folder / line["code"])  # a folder may be called like that


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_whoever_looks_sees_how_far_a_bundle_is_and_its_copy(place):
    place.seal(place.add(media=(PHOTO,)))
    seen, given = Screen(), io.TextIOWrapper(io.BytesIO(PASSPHRASE.encode()))
    verb = ("bundle", "export", "--vault", place.field, "--to", PLATFORM, place.folder / "out")
    code = main(
        [*map(str, verb), "--passphrase-file", "-"],
        stdin=given,
        stdout=io.StringIO(),
        stderr=seen,
        terminal=Nobody(),
        policy=TEST_POLICY,
    )
    assert code == 0
    told = seen.getvalue()
    assert told.index("writing the bundle") < told.index("putting it there")


def test_the_outbox_lists_what_was_made(place):
    place.seal(place.add())
    assert "nothing waits" in done("outbox", "list", "--vault", place.field).err
    first = place.export()
    place.seal(place.add())
    second = place.export()
    listed = done("outbox", "list", "--vault", place.field, "--json").json
    assert [it["sequence"] for it in listed["bundles"]] == [1, 2]
    assert {Path(it["file"]).name for it in listed["bundles"]} == {first.name, second.name}
    assert f"bundle 2 for {PLATFORM}" in done("outbox", "list", "--vault", place.field).out
    done("bundle", "import", "--vault", place.coordinator, first)
    assert "receipt" in done("outbox", "list", "--vault", place.coordinator).out

    verb = ("outbox", "add", "--vault", place.field, "--to", PLATFORM)
    again = done(*verb)  # nobody is to think that it waits now
    assert "made before, and is uploaded: no second one was made" in again.err
    told = done(*verb, "--json").json
    assert (told["again"], told["state"]) == (True, "uploaded")
    place.seal(place.add())
    told = done(*verb, "--json").json
    assert (told["again"], told["state"], told["sequence"]) == (False, "waiting", 3)


def test_trust_is_typed_word_by_word_and_the_words_are_not_shown_before(place, tmp_path):
    vault = tmp_path / "another"
    done("vault", "create", vault, "--role", "self")
    words = call("platform", "show", place.card, "--json").json["root"]["words"]["en"]
    person = Person(lines=[words.upper()])
    trusted = known("platform", "trust", "--vault", vault, place.card, person=person)
    assert trusted.code == 0
    before, _, _ = trusted.out.partition("trusted now")
    assert words not in before + trusted.err
    assert "on a line where you know the voice" in trusted.err

    wrong = Person(lines=["abandon " * 12])
    refused = known("signer", "trust", "--vault", vault, place.signer, person=wrong)
    assert refused.code == 1
    assert "not the ones of this key" in refused.err
    nobody = known("signer", "trust", "--vault", vault, place.signer)
    assert nobody.code == 2
    assert "--expect" in nobody.err


def test_a_card_says_how_it_stands_and_can_be_written_again(place):
    show = ("platform", "show", place.card, "--json", "--vault")
    assert done(*show, place.field).json["standing"] == "trusted"
    assert done(*show, place.coordinator).json["standing"] == "issued by this vault"
    again = place.folder / "again"
    new = ("platform", "new", "--vault", place.coordinator, "--name")
    done(*new, PLATFORM, again)
    assert again.read_bytes() == place.card.read_bytes()
    other = known(*new, "Another", place.folder / "another", "--json")
    assert (other.code, other.json["code"]) == (2, "card.exists")


def test_identities_can_be_kept_by_another_person(tmp_path):
    keeper, vault = tmp_path / "keeper", tmp_path / "vault"
    for folder in (keeper, vault):
        done("vault", "create", folder, "--role", "coordinator")
    done("platform", "new", "--vault", keeper, "--name", "Keeper", tmp_path / "first")
    line = json.loads((tmp_path / "first").read_text().splitlines()[0])
    recipients = tmp_path / "recipients"
    recipients.write_text("# held elsewhere\n" + "\n".join(line["identity_recipients"]) + "\n")
    card = tmp_path / "card"
    made = done(
        *("platform", "new", "--vault", vault, "--name", PLATFORM, "--json"),
        *("--identity-recipient", recipients, card),
    )
    assert made.json["identity_separate"] is True
    assert "this vault keeps the key to identities" not in made.err
    assert "another person" in call("platform", "show", card).out


def test_nothing_of_content_is_printed_or_logged_by_verbs_that_do_not_show_it(place):
    marker = "Меткавы"
    photo = place.folder / f"{marker}.jpg"
    photo.write_bytes(PHOTO.read_bytes())
    told = [{"text": f"{marker} тэкст", "basis": ["saw"]}]
    entries = [exhibit(photo.name)]
    account = written(
        place.folder / "account.json", form(about=marker, words=told, exhibits=entries)
    )
    vault = ("--vault", place.field)
    said = [done("testimony", "add", *vault, "--from", account, "--media", photo)]
    name = said[0].lines[0]
    said += [done("testimony", "seal", *vault, name), export(place)]
    bundle = said[-1].lines[0]
    said += [
        done("bundle", "verify", bundle, "--vault", place.coordinator),
        done("bundle", "import", "--vault", place.coordinator, bundle),
        done("outbox", "list", *vault),
        done("vault", "check", place.field),
    ]
    printed = "".join(it.out + it.err for it in said) + "\n".join(log.recent())
    assert marker not in printed
    assert PASSPHRASE.strip() not in printed
    assert marker in done("testimony", "show", *vault, name).out
