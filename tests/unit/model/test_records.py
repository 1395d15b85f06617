"""Records: written once, read by anyone, refused when they are not what they say."""

import json
from calendar import monthrange
from itertools import product

import msgspec
import pytest

from collector.errors import Unacceptable
from collector.model import records
from collector.model.canonical import canonical, parse
from collector.model.consent import ConsentRecord
from collector.model.custody import CustodyEvent
from collector.model.envelope import Stamp
from collector.model.reading import BadShape, WrongKind, digest, read_as, write
from unit.model import makers

MAKERS = [makers.testimony, makers.consent, makers.media, makers.identity_record]


def changed(data, **changes):
    return canonical({**json.loads(data), **changes})


def without(data, field):
    value = json.loads(data)
    del value[field]
    return canonical(value)


@pytest.mark.parametrize("make", MAKERS)
def test_a_record_is_read_back_as_what_was_written(make):
    record = make()
    data = write(record)
    assert parse(data)["kind"] == record.kind
    assert records.read_record(data) == record
    assert write(records.read_record(data)) == data


@pytest.mark.parametrize("make", MAKERS)
def test_a_record_of_any_kind_can_be_named(make):
    record = make()
    seen = records.read_envelope(write(record))
    assert (seen.kind, seen.id, seen.revision) == (record.kind, record.id, record.revision)
    assert record.key == (seen.author, seen.id, seen.revision)


def test_the_bytes_on_the_wire_are_these():
    value = parse(write(makers.consent()))
    assert value == {
        "author": "a1" * 32,
        "decision": "yes",
        "given_at": {"clock": "unknown", "utc": "2026-11-22T10:00:00Z"},
        "id": makers.an_id(2),
        "identity_level": "pseudonym",
        "kind": "consent",
        "language": "be",
        "media": {"body": False, "document": False, "face": False, "voice": False},
        "method": "V-CMETH-02",
        "onward": "no",
        "purposes": ["V-PURP-01"],
        "recipient": "V-RECIP-02",
        "revision": 1,
        "salt": "5a" * 32,
        "schema": "1.0",
        "sealed_at": {"clock": "unknown", "utc": "2026-11-22T10:00:00Z"},
        "teach_back": [],
        "testimony": {"digest": makers.a_digest(1), "id": makers.an_id(1), "revision": 1},
        "withdrawn": False,
    }


def test_fields_of_a_later_minor_version_are_left_alone():
    data = changed(write(makers.consent()), schema="1.7", later_field={"x": 1})
    assert records.read_record(data).schema == "1.7"
    assert parse(data)["later_field"] == {"x": 1}


@pytest.mark.parametrize(
    ("version", "code"),
    [
        ("2.0", "record.schema.major"),
        ("0.9", "record.schema.major"),
        ("11.0", "record.schema.major"),
        ("1", "record.schema.malformed"),
        ("1.0\n", "record.schema.malformed"),
        ("١.0", "record.schema.malformed"),
        (1, "record.schema.malformed"),
        (None, "record.schema.malformed"),
    ],
)
def test_another_major_version_is_refused(version, code):
    data = changed(write(makers.testimony()), schema=version)
    later = changed(data, kind="later")
    for read, given in (
        (records.read_record, data),
        (records.read_record, later),
        (records.read_envelope, data),
        (lambda it: read_as(it, CustodyEvent), data),
    ):
        with pytest.raises(Unacceptable) as caught:
            read(given)
        assert caught.value.code == code


@pytest.mark.parametrize("kind", ["receipt", "Testimony", "", 7, [], None, "\u202etestimony"])
def test_an_unknown_kind_is_refused_and_shown_harmless(kind):
    with pytest.raises(WrongKind) as caught:
        records.read_record(changed(write(makers.testimony()), kind=kind))
    assert "\u202e" not in str(caught.value)


def test_one_kind_is_not_taken_for_another():
    with pytest.raises(WrongKind):
        read_as(write(makers.testimony()), ConsentRecord)
    with pytest.raises(WrongKind):
        read_as(write(makers.consent()), CustodyEvent)
    relabelled = changed(write(makers.testimony()), kind="consent")
    with pytest.raises(BadShape):
        records.read_record(relabelled)


@pytest.mark.parametrize("make", MAKERS)
def test_a_missing_field_is_refused_by_name(make):
    data = write(make())
    value = json.loads(data)
    optional = {"kind", "schema", "scope", "valid_until", "withdrawal", "correction_note"}
    for field in set(value) - optional:
        with pytest.raises(BadShape) as caught:
            records.read_record(without(data, field))
        assert caught.value.facts["field"] == field
    with pytest.raises(BadShape):
        records.read_envelope(without(data, "id"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "0" * 31),
        ("id", "A" * 32),
        ("id", "0" * 32 + "\n"),
        ("id", "../../../../../../../../../etc/xx"),
        ("revision", 0),
        ("revision", -1),
        ("revision", True),
        ("revision", "1"),
        ("author", "a1" * 31),
        ("salt", "zz" * 32),
        ("sealed_at", {"utc": "2026-13-22T10:00:00Z", "clock": "unknown"}),
        ("sealed_at", {"utc": "2026-02-29T10:00:00Z", "clock": "unknown"}),
        ("sealed_at", {"utc": "2100-02-29T10:00:00Z", "clock": "unknown"}),
        ("sealed_at", {"utc": "2026-04-31T10:00:00Z", "clock": "unknown"}),
        ("sealed_at", {"utc": "0000-01-01T10:00:00Z", "clock": "unknown"}),
        ("sealed_at", {"utc": "9999-12-31T23:59:59Z", "clock": "unknown"}),
        ("sealed_at", {"utc": "2026-11-22T10:00:00+03:00", "clock": "unknown"}),
        ("sealed_at", {"utc": "2026-11-22T10:00:00Z", "clock": "trusted"}),
        ("decision", "maybe"),
        ("decision", ["yes"]),
        ("recipient", "V-RECIP-2"),
        ("recipient", "V-RECIP-02\n"),
        ("recipient", "V-PURP-02"),
        ("withdrawn", 0),
        ("withdrawn", "false"),
        ("valid_until", "2026-02-32"),
        ("valid_until", "2027-02-29"),
        ("valid_until", "0000-01-01"),
        ("media", {"voice": True}),
    ],
)
def test_a_field_that_breaks_its_type_is_refused(field, value):
    data = changed(write(makers.consent()), **{field: value})
    with pytest.raises(BadShape) as caught:
        records.read_record(data)
    assert str(caught.value.facts["field"]).split(".")[0] == field


@pytest.mark.parametrize("year", [1900, 2000, 2026, 2028])
def test_a_time_is_on_a_day_that_the_calendar_has(year):
    for month, day in product(range(1, 13), range(1, 32)):
        time = {"utc": f"{year}-{month:02}-{day:02}T23:59:59Z", "clock": "unknown"}
        if day <= monthrange(year, month)[1]:
            assert msgspec.convert(time, Stamp).utc == time["utc"]
        else:
            with pytest.raises(msgspec.ValidationError):
                msgspec.convert(time, Stamp)


def test_a_refusal_names_the_place_and_repeats_nothing():
    value = json.loads(write(makers.testimony()))
    value["words"][0]["basis"] = ["a secret"]
    with pytest.raises(BadShape) as caught:
        records.read_record(canonical(value))
    assert caught.value.facts["field"] == "words[0].basis[0]"
    assert "secret" not in repr(caught.value) + "".join(map(str, caught.value.told()))
    assert caught.value.__suppress_context__


def test_nothing_is_written_that_could_not_be_read_again():
    with pytest.raises(BadShape):
        write(makers.testimony(id="not an id"))
    with pytest.raises(BadShape):
        write(makers.consent(decision="maybe"))


def test_a_record_is_frozen_and_can_be_a_key():
    record = makers.testimony()
    with pytest.raises(AttributeError):
        record.about = "other"
    assert len({record, makers.testimony()}) == 1


@pytest.mark.parametrize("make", [*MAKERS, makers.event, makers.identity_plain])
def test_a_representation_tells_nothing(make):
    record = make()
    assert repr(record) == f"<{type(record).__name__}>"
    assert str(record) == repr(record)


def test_every_digest_differs_because_of_the_salt():
    one = write(makers.testimony())
    other = write(makers.testimony(salt="5b" * 32))
    assert digest(one) != digest(other)
    assert len(digest(one)) == 64


def test_an_emptiness_stands_where_the_answer_would():
    record = records.read_record(write(makers.testimony()))
    assert parse(write(record))["prior_accounts"] == {"empty": "not_asked"}
    assert record.kind == "testimony"
    assert msgspec.to_builtins(record.prior_accounts) == {"empty": "not_asked"}
