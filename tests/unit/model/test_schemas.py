"""The schemas say what the types say, in a form that others can use."""

import json
import re

import pytest

from collector.errors import Exit
from collector.model import schemas
from collector.model import testimony_input as ti
from collector.model.canonical import parse
from collector.model.reading import write
from unit.model import makers

MADE = {
    "record-testimony": makers.testimony,
    "consent": makers.consent,
    "media": makers.media,
    "identity": makers.identity_record,
    "identity-plain": makers.identity_plain,
    "event": makers.event,
    "card": makers.card,
    "receipt": makers.receipt,
}


def walk(node):
    yield node
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in inner:
        yield from walk(child)


def definition(schema):
    return schema["$defs"][schema["$ref"].rsplit("/", 1)[1]]


@pytest.mark.parametrize("kind", schemas.kinds())
def test_every_schema_is_json_and_every_reference_in_it_leads_somewhere(kind):
    schema = schemas.json_schema(kind)
    assert json.loads(json.dumps(schema)) == schema
    assert schema["title"]
    nodes = [node for node in walk(schema) if isinstance(node, dict)]
    for node in nodes:
        if "$ref" in node:
            assert node["$ref"].removeprefix("#/$defs/") in schema["$defs"]
        if "pattern" in node:
            re.compile(node["pattern"])


@pytest.mark.parametrize("kind", MADE)
def test_a_schema_knows_exactly_the_fields_that_are_written(kind):
    value = parse(write(MADE[kind]()))
    described = definition(schemas.json_schema(kind))
    assert set(described["required"]) <= set(value) <= set(described["properties"])
    assert described["properties"]["kind"]["enum"] == [value["kind"]]


def test_the_schema_of_the_form_says_what_is_needed_and_that_nothing_else_may_be_there():
    schema = schemas.json_schema("testimony")
    described = definition(schema)
    assert described["required"] == list(ti.REQUIRED)
    objects = [one for one in schema["$defs"].values() if one.get("type") == "object"]
    assert all(one["additionalProperties"] is False for one in objects)
    assert "kind" not in described["properties"]
    needed = [described["properties"][name] for name in ti.REQUIRED]
    assert not any("default" in one or {"type": "null"} in walk(one) for one in needed)


def test_records_may_hold_fields_of_later_versions():
    schema = schemas.json_schema("consent")
    assert all("additionalProperties" not in one for one in schema["$defs"].values())


def test_a_field_with_codes_names_its_list():
    properties = definition(schemas.json_schema("consent"))["properties"]
    assert properties["recipient"]["x-vocabulary"] == "V-RECIP"
    assert properties["decision"]["x-vocabulary"] == "V-CDEC"


def test_no_schema_names_our_code():
    for kind in schemas.kinds():
        assert "``" not in json.dumps(schemas.json_schema(kind))


def test_an_unknown_name_is_told_which_there_are():
    with pytest.raises(schemas.UnknownSchema) as caught:
        schemas.json_schema("person")
    assert caught.value.exit is Exit.USAGE
    assert "record-testimony" in caught.value.told()[1]
