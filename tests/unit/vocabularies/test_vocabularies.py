"""The lists: whole, in three languages, in step with the types, naming nobody."""

import hashlib
import json
import re
import typing
from datetime import date

import msgspec
import pytest

from collector import vocabularies
from collector.errors import Exit
from collector.model import schemas, terms
from collector.model.consent import ConsentRecord
from collector.model.custody import CustodyObject
from collector.model.emptiness import Unanswered
from collector.model.identity import IdentityForm
from collector.model.partial_date import PartialDate
from unit.model import makers

LISTS = {
    "V-IKIND": 6,
    "V-MODE": 5,
    "V-BASIS": 9,
    "V-NULL": 6,
    "V-DP": 8,
    "V-CDEC": 4,
    "V-IDLVL": 4,
    "V-RECIP": 16,
    "V-PURP": 15,
    "V-CMETH": 6,
    "V-WEFF": 6,
    "V-MEDK": 14,
    "V-ACQ": 6,
    "V-ORIG": 6,
    "V-CLK": 4,
    "V-CUST": 53,
    "V-CONF": 5,
    "V-ZONE": 10,
    "V-SCOPE": 4,
    "V-YN": 4,
    "V-ROLE": 9,
    "V-ORGB": 21,
}
WITH_WORDS = {"V-BASIS", "V-NULL", "V-DP", "V-CDEC", "V-IDLVL", "V-CLK", "V-YN", "V-ROLE"}
WITH_OWN_CODES = {"V-CUST", "V-CONF"}
# Names that must not stand in any label, and so not here either: digests of the lower-case words.
NAMES_OF_PARTNERS = {
    "da899ec7bf67902b",
    "f13550d714aea4dc",
    "2cee43435166b225",
    "de2f3e56a978551e",
    "320aa54e92633520",
    "dcddf1ef3dad105c",
    "630d80247e1d70bd",
    "ad7fa7b6a0471dda",
    "33b5c2fd8a282c10",
    "1c9908342e77d417",
    "592372bb39bc1c65",
}
CYRILLIC = re.compile(r"[А-Яа-яЁёІіЎў]")
IN_CYRILLIC = ("be", "ru")
# Codes once given are never given up. Each list may only grow behind these.
FIXED = {
    "V-RECIP-02": "accountability platform",
    "V-RECIP-16": "never: any authority of Belarus or Russia",
    "V-ZONE-03": "in Belarus, liberty restricted",
    "V-MEDK-03": "photograph",
    "V-CMETH-06": "guardian, with the child's assent",
    "C4": "only two people together",
    "mes": "message digest calculation",
}


def marked_types():
    """Yield every type of ``model.terms`` that belongs to a list: name, list, inner type."""
    for name, value in vars(terms).items():
        for rule in getattr(value, "__metadata__", ()):
            if isinstance(rule, msgspec.Meta) and rule.extra:
                yield name, rule, value.__origin__


def test_all_lists_are_there():
    assert vocabularies.names() == tuple(sorted(LISTS))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_whole(name):
    found = vocabularies.load(name)
    assert found.name == name
    assert found.version >= 1
    date.fromisoformat(found.effective)
    own = [term for term in found.terms if not term.code.endswith(("-98", "-99"))]
    assert len(own) == LISTS[name]
    assert len(found.by_stored) == len(found.terms)
    assert set(found.title) == set(vocabularies.LANGUAGES)


@pytest.mark.parametrize("name", LISTS)
def test_codes_follow_the_rule(name):
    found = vocabularies.load(name)
    if name in WITH_OWN_CODES:
        shape = "C[0-4]" if name == "V-CONF" else "[a-z]{3}|X-[A-Z-]+"
        assert all(re.fullmatch(shape, term.code) for term in found.terms)
        return
    ordinals = [term.code.removeprefix(f"{name}-") for term in found.terms]
    implied = [] if name in WITH_WORDS else ["98", "99"]
    assert ordinals == [f"{n:02d}" for n in range(1, LISTS[name] + 1)] + implied
    assert all((term.word is not None) == (name in WITH_WORDS) for term in found.terms)


@pytest.mark.parametrize("name", LISTS)
def test_every_term_has_its_own_words_in_three_languages(name):
    found = vocabularies.load(name)
    for language in vocabularies.LANGUAGES:
        words = [term.labels[language] for term in found.terms if term.code[-3:] != "-99"]
        assert len(set(words)) == len(words)
        for text in words:
            assert text
            assert text == text.strip()
            assert bool(CYRILLIC.search(text)) == (language in IN_CYRILLIC)
            assert not (language == "be" and re.search("[ищИЩъЪ]", text.replace("ʼ", "")))
            assert not (language == "ru" and re.search("[іўІЎ]", text))
            assert not (language == "ru" and re.search(r"л или \w+ла\b", text)), "of one gender"


def test_no_list_names_a_partner():
    for name in vocabularies.names():
        found = vocabularies.load(name)
        told = [*found.title.values()] + [
            text for term in found.terms for text in (*term.labels.values(), term.source)
        ]
        words = {word for text in told for word in re.findall(r"\w+", text.lower())}
        digests = {hashlib.sha256(word.encode()).hexdigest()[:16] for word in words}
        assert not digests & NAMES_OF_PARTNERS


def test_codes_keep_their_meaning():
    for code, meaning in FIXED.items():
        owners = [
            found.by_stored[code]
            for found in map(vocabularies.load, vocabularies.names())
            if code in found.by_stored
        ]
        assert [term.labels["en"] for term in owners] == [meaning]
    assert terms.RECIPIENT_NEVER == "V-RECIP-16"


def test_custody_codes_name_their_outside_term():
    found = vocabularies.load("V-CUST").by_stored
    assert found["cap"].maps_to == ("premis:eventType/cap",)
    assert found["X-SEAL"].maps_to == ()


def test_types_and_lists_are_in_step():
    seen = set()
    for name, rule, inner in marked_types():
        found = vocabularies.load(rule.extra["vocabulary"])
        seen.add(found.name)
        if typing.get_origin(inner) is typing.Literal:
            assert typing.get_args(inner) == tuple(term.word for term in found.terms), name
        else:
            assert all(re.search(rule.pattern, term.code) for term in found.terms), name
    assert seen == set(LISTS)


def test_every_list_that_a_schema_names_exists():
    for kind in schemas.kinds():
        for name in re.findall(r'"x-vocabulary": "([^"]+)"', json.dumps(schemas.json_schema(kind))):
            assert name in vocabularies.names()


@pytest.mark.parametrize("name", ["", "V-NOPE", "v-zone", "../V-ZONE", "IMPLIED", "implied"])
def test_another_name_is_no_list(name):
    with pytest.raises(vocabularies.UnknownVocabulary) as caught:
        vocabularies.load(name)
    assert caught.value.exit is Exit.USAGE


def test_labels():
    assert vocabularies.load("V-RECIP").label("V-RECIP-02", "be") == "платформа адказнасці"
    assert vocabularies.load("V-RECIP").label("V-RECIP-02", "ru") == "платформа ответственности"
    assert vocabularies.load("V-CDEC").label("ask", "en") == "ask me each time"
    assert vocabularies.load("V-ZONE").label("V-ZONE-99", "ru") == "неизвестно"
    assert vocabularies.load("V-ZONE").label("V-ZONE-77", "ru") == "V-ZONE-77"


def test_lists_cannot_be_changed_by_accident():
    found = vocabularies.load("V-ZONE")
    with pytest.raises(AttributeError):
        found.version = 2
    with pytest.raises(TypeError):
        found.terms[0].labels["en"] = "x"


@pytest.mark.parametrize(
    "make",
    [
        makers.testimony,
        makers.consent,
        makers.media,
        makers.identity_record,
        makers.event,
        makers.card,
        makers.receipt,
    ],
)
def test_codes_that_exist_are_accepted(make):
    assert vocabularies.check_codes(make()) == ()


def found_in(value):
    return [(problem.path, problem.code) for problem in vocabularies.check_codes(value)]


def test_codes_that_do_not_exist_are_found_at_any_depth():
    unknown = "field.unknown-code"
    consent = makers.consent(recipient="V-RECIP-55", purposes=("V-PURP-01", "V-PURP-77"))
    assert found_in(consent) == [("recipient", unknown), ("purposes[1]", unknown)]
    assert found_in(makers.event(event="zzz")) == [("event", unknown)]
    assert found_in(makers.testimony(confidentiality="C9", scope="V-SCOPE-09")) == [
        ("confidentiality", unknown),
        ("scope", unknown),
    ]
    form = IdentityForm(zone="V-ZONE-44", dob=PartialDate(empty="unknown"))
    assert found_in(form) == [("zone", unknown)]
    assert found_in(IdentityForm(zone=Unanswered(empty="declined"))) == []


def test_the_word_for_handing_on_stands_in_place_of_a_code():
    assert found_in(makers.consent(recipient="onward")) == []
    assert isinstance(makers.consent(recipient="onward"), ConsentRecord)


def test_text_that_looks_like_a_code_is_left_alone():
    assert found_in(makers.testimony(about="V-ZONE-77")) == []
    assert found_in(CustodyObject(label="zzz", commitment="0" * 64, previous=None)) == []
