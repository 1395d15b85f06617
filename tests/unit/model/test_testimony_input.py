"""The form: incomplete while it is written, complete before it is sealed, read strictly."""

import json

import msgspec
import pytest

from collector.model import sealing
from collector.model import testimony as tm
from collector.model import testimony_input as ti
from collector.model.canonical import DuplicateKey, FloatNumber, parse
from collector.model.consent import RevisionRef
from collector.model.identity import Contact, IdentityForm
from collector.model.input_problems import problems
from collector.model.media import FileClaims, MediaFile
from collector.model.problems import WORDS
from collector.model.reading import digest, write
from collector.model.records import read_record
from unit.model import makers

COMPLETE = {
    "interview_kind": "V-IKIND-01",
    "mode": "V-MODE-01",
    "language": "be",
    "about": "Дзень у двары",
    "words": [
        {"text": "Я бачыў з акна.", "basis": ["saw"]},
        {"text": "Было трое.", "basis": ["told_by"], "told_by": "сусед"},
    ],
    "when": {"value": "2020-08-09", "precision": "day", "basis": "saw", "tz": "Europe/Minsk"},
    "where": {"text": "двор", "country": "BY", "precision": "settlement", "basis": "saw"},
    "prior_accounts": [
        {
            "to_whom": "V-ORGB-04",
            "when": {"empty": "unknown"},
            "signed": "no",
            "copy_held": "unknown",
            "may_link": "yes",
        }
    ],
    "confidentiality": "C2",
    "scope": "V-SCOPE-01",
    "consent": [
        {
            "recipient": "V-RECIP-02",
            "decision": "yes",
            "identity_level": "recipient_only",
            "media": {"voice": True, "face": False, "document": False, "body": False},
            "purposes": ["V-PURP-01"],
            "method": "V-CMETH-02",
            "language": "be",
            "teach_back": [{"question": "Хто мы?", "answer": "Збіральнікі", "passed": True}],
        },
        {"recipient": "onward", "decision": "no", "method": "V-CMETH-02", "language": "be"},
    ],
    "identity": {
        "names": [{"text": "Імя Прозвішча", "script": "Cyrl-be", "alias": False}],
        "dob": {"value": "1990", "precision": "year", "basis": "did"},
        "contacts": [{"channel": "mail", "handle": "x"}],
    },
    "exhibits": [
        {
            "file": "IMG 1.jpg",
            "kind": "V-MEDK-03",
            "originality": "V-ORIG-01",
            "acquired": "V-ACQ-02",
            "claims": {"content_note": "двор"},
            "depicts": {"voice": False, "face": True, "document": False, "body": False},
            "others_shown": "none",
        }
    ],
}


def read(value):
    return ti.read_input(json.dumps(value, ensure_ascii=False, indent=2).encode())


def with_change(path, new):
    value = json.loads(json.dumps(COMPLETE))
    inner = value
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = new
    return value


def found_in(value):
    return [(problem.path, problem.code) for problem in problems(read(value))]


def test_a_complete_form_has_no_problems():
    assert found_in(COMPLETE) == []


def test_an_empty_form_is_read_and_every_needed_field_is_told_at_once():
    found = found_in({})
    assert found == [
        (name, "field.required") for name in ti.REQUIRED if name != "prior_accounts"
    ] + [("prior_accounts", "field.required")]


@pytest.mark.parametrize(
    ("path", "new"),
    [
        (["consent", 1, "recipient"], "V-RECIP-16"),
        (["consent", 0, "valid_until"], "2027-02-28"),
        (["identity"], {"empty": "declined"}),
        (["identity"], {"notes": "x"}),
    ],
)
def test_what_may_be_said_is_no_problem(path, new):
    assert found_in(with_change(path, new)) == []


def test_no_earlier_account_is_an_answer():
    assert found_in(with_change(["prior_accounts"], [])) == []
    assert found_in(with_change(["prior_accounts"], {"empty": "not_asked"})) == []


@pytest.mark.parametrize(
    ("path", "new", "expected"),
    [
        (["about"], "two\nlines", ("about", "text.one-line")),
        (["about"], "a\u202eb", ("about", "text.one-line")),
        (["about"], "  ", ("about", "text.one-line")),
        (["words"], [], ("words", "field.required")),
        (["words", 0, "text"], " \n ", ("words[0].text", "field.required")),
        (["words", 1, "basis"], [], ("words[1].basis", "field.required")),
        (["words", 0, "told_by"], "сусед", ("words[0].told_by", "words.told-by")),
        (["when"], {}, ("when", "field.required")),
        (["when", "value"], "2020-02-30", ("when.value", "date.malformed")),
        (["where", "text"], "", ("where.text", "field.required")),
        (
            ["prior_accounts", 0, "when"],
            {"value": "x", "precision": "day", "basis": "saw"},
            ("prior_accounts[0].when.value", "date.malformed"),
        ),
        (["corrects"], makers.an_id(1), ("correction_note", "correction.note")),
        (["correction_note"], "дата", ("correction_note", "correction.note")),
        (
            ["consent", 1, "recipient"],
            "V-RECIP-02",
            ("consent[1].recipient", "consent.recipient-twice"),
        ),
        (
            ["consent", 0, "recipient"],
            "V-RECIP-16",
            ("consent[0].decision", "consent.recipient-never"),
        ),
        (
            ["consent", 0, "recipient"],
            "V-RECIP-98",
            ("consent[0].recipient", "consent.recipient-unclear"),
        ),
        (
            ["consent", 0, "recipient"],
            "V-RECIP-99",
            ("consent[0].recipient", "consent.recipient-unclear"),
        ),
        (
            ["consent", 0, "valid_until"],
            "2027-02-30",
            ("consent[0].valid_until", "field.malformed"),
        ),
        (["identity", "dob", "value"], "90", ("identity.dob.value", "date.malformed")),
        (
            ["identity", "documents"],
            [{"what": "пашпарт", "seen": False, "expires": {"value": "2030"}}],
            ("identity.documents[0].expires.precision", "field.required"),
        ),
        (["identity", "empty"], "declined", ("identity", "field.value-and-reason")),
        (["exhibits", 0, "file"], "", ("exhibits[0].file", "field.required")),
        (
            ["exhibits", 0, "claims"],
            {"when": {"value": "2020"}},
            ("exhibits[0].claims.when.precision", "field.required"),
        ),
        (
            ["exhibits", 0, "claims"],
            {"where": {"country": "BY"}},
            ("exhibits[0].claims.where.text", "field.required"),
        ),
    ],
)
def test_each_problem_is_told_beside_its_field(path, new, expected):
    found = found_in(with_change(path, new))
    assert expected in found
    assert {code for _, code in found} <= set(WORDS)


def test_the_same_file_twice_is_told():
    twice = with_change(["exhibits"], COMPLETE["exhibits"] * 2)
    assert found_in(twice) == [("exhibits[1].file", "exhibits.file-twice")]


def test_an_account_too_long_for_a_record_is_told():
    long = [{"text": "ж" * 400_000, "basis": ["saw"]}] * 5
    assert found_in(with_change(["words"], long)) == [("words", "words.too-long")]


@pytest.mark.parametrize(
    ("path", "new", "field", "code"),
    [
        (["colour"], "blue", "colour", "field.unknown"),
        (["consent", 0, "always"], True, "consent[0].always", "field.unknown"),
        (["exhibits", 0, "claims", "who"], "x", "exhibits[0].claims.who", "field.unknown"),
        (["identity", "names", 0, "x"], None, "identity.names[0].x", "field.unknown"),
        (["prior_accounts"], {"empty": "unknown", "x": 1}, "prior_accounts.x", "field.unknown"),
        (["kind"], "testimony", "kind", "field.unknown"),
        (["about"], 5, "about", "field.type"),
        (["words"], "text", "words", "field.type"),
        (["words", 0, "basis"], ["dreamt"], "words[0].basis[0]", "field.not-in-list"),
        (["interview_kind"], "first", "interview_kind", "field.malformed"),
        (["about"], "x" * 201, "about", "field.too-long"),
        (["consent", 0, "media"], {}, "consent[0].media.voice", "field.required"),
        (["consent", 0, "media", "face"], 1, "consent[0].media.face", "field.type"),
    ],
)
def test_a_file_is_read_strictly(path, new, field, code):
    with pytest.raises(ti.InputRefused) as caught:
        read(with_change(path, new))
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == (field, code)
    assert caught.value.told()[0].endswith(f"{field}: {WORDS[code]}")


def test_a_refusal_repeats_nothing_that_was_entered():
    with pytest.raises(ti.InputRefused) as caught:
        read(with_change(["words", 0, "basis"], ["a secret"]))
    assert "secret" not in f"{caught.value!r} {caught.value} {caught.value.told()}"
    with pytest.raises(ti.InputRefused) as caught:
        read(with_change(["evil\u202ename"], 1))
    assert "\u202e" not in str(caught.value)


def test_the_rules_for_json_hold_for_files_too():
    with pytest.raises(DuplicateKey):
        ti.read_input(b'{"about": "a", "about": "b"}')
    with pytest.raises(FloatNumber):
        ti.read_input(b'{"about": 1.5}')


def sealed(value=COMPLETE):
    given = read(value)
    return sealing.sealed_testimony(
        given,
        makers.seal(1),
        human_code="K7-QMD-4",
        exhibits=(),
        identity=sealing.identity_state(given),
    )


def test_a_sealed_testimony_holds_the_answers_and_nothing_of_the_identity():
    data = write(sealed())
    value = parse(data)
    for name in ti.REQUIRED:
        assert value[name] == COMPLETE[name]
    assert value["identity"] == {"state": "sealed"}
    assert "Прозвішча" not in data.decode()
    assert "IMG" not in data.decode()
    assert read_record(data) == sealed()


def test_no_field_of_the_form_is_left_behind_by_sealing_or_lost_in_a_correction():
    ours = set(ti.TestimonyInput.__struct_fields__)
    assert ours - set(tm.TestimonyRecord.__struct_fields__) == {"corrects", "consent"}
    assert ours - set(sealing.ANSWERS) == {"corrects", "consent", "exhibits", "identity"}


def test_an_incomplete_form_is_not_sealed():
    with pytest.raises(ti.InputRefused):
        sealed(with_change(["words"], []))


@pytest.mark.parametrize(
    ("identity", "state"),
    [
        (None, "none"),
        ({}, "none"),
        ({"empty": "not_asked"}, "none"),
        ({"empty": "declined"}, "withheld"),
        ({"empty": "withheld_for_safety"}, "withheld"),
        ({"notes": "x"}, "sealed"),
    ],
)
def test_how_it_stands_with_the_identity(identity, state):
    assert sealing.identity_state(read(with_change(["identity"], identity))) == state


def test_a_passport_scan_is_an_identity_even_without_a_form():
    value = with_change(["exhibits"], COMPLETE["exhibits"] * 2)
    value["exhibits"][1] = {**COMPLETE["exhibits"][0], "compartment": "identity"}
    value["identity"] = None
    assert sealing.identity_state(read(value)) == "sealed"


def test_sealed_rows_are_bound_to_the_revision_and_no_wider_than_what_was_said():
    given = read(COMPLETE)
    words = sealed()
    bound = RevisionRef(id=words.id, revision=words.revision, digest=digest(write(words)))
    row = sealing.sealed_consent(given.consent[0], makers.seal(2), bound)
    onward = sealing.sealed_consent(given.consent[1], makers.seal(3), bound)
    assert read_record(write(row)) == row
    assert row.testimony.digest == digest(write(words))
    assert row.given_at == makers.STAMP
    before = {"utc": "2020-08-10T09:00:00Z", "clock": "unknown"}
    said = read(with_change(["consent", 0, "given_at"], before)).consent[0]
    earlier = sealing.sealed_consent(said, makers.seal(2), bound)
    assert msgspec.to_builtins(earlier.given_at) == before
    assert (row.decision, row.onward, row.withdrawn) == ("yes", "no", False)
    assert (onward.recipient, onward.identity_level) == ("onward", "pseudonym")
    assert onward.media == makers.NOTHING
    assert msgspec.to_builtins(row.media) == COMPLETE["consent"][0]["media"]


def test_a_sealed_exhibit_leaves_the_name_of_its_file_behind():
    given = read(COMPLETE).exhibits[0]
    record = sealing.sealed_media(
        given,
        makers.seal(4),
        testimony=makers.an_id(1),
        file=MediaFile(
            sha256="0" * 64, sha512="1" * 128, size=1, mime="image/jpeg", extension="jpg"
        ),
        file_claims=FileClaims(metadata="none", content_credentials="none", notes=()),
    )
    data = write(record)
    assert read_record(data) == record
    assert b"IMG" not in data
    assert parse(data)["person_claims"] == {
        "content_note": "двор",
        "made_by": {"empty": "not_asked"},
        "when": {"empty": "not_asked"},
        "where": {"empty": "not_asked"},
    }


def test_contacts_are_never_shown_by_accident():
    form = IdentityForm(contacts=(Contact(channel="mail", handle="hidden"),))
    assert "hidden" not in repr(ti.TestimonyInput(identity=form)) + repr(form.contacts)
