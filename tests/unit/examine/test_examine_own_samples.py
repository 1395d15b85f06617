"""The sample material that ships with the program is what its forms say."""

import unicodedata
from importlib.resources import files

import pytest

from collector.examine.item import examine
from collector.model.input_problems import problems
from collector.model.testimony_input import read_input

FOLDER = files("collector") / "samples"
LANGUAGES = ("be", "ru", "en")
FORMS = {
    language: read_input((FOLDER / f"account-{language}.json").read_bytes())
    for language in LANGUAGES
}
EXHIBITS = {exhibit.file: exhibit for form in FORMS.values() for exhibit in form.exhibits}

CLAIMED = {
    "courtyard.jpg": ("image/jpeg", "2021-10-19T18:31:52", "+03:00", "53.971200"),
    "leaving.mp4": ("video/mp4", "2021-10-19T15:38:20", "+00:00", "53.971400"),
    "notice.jpg": ("image/jpeg", "2023-03-27T12:40:11", "+03:00", None),
    "calls.ogg": ("audio/ogg", None, None, None),
    "window-3.jpg": ("image/jpeg", "2023-11-08T11:14:05", "+02:00", "54.660300"),
}


def test_nothing_lies_there_that_no_form_names():
    named = {"README.md", *EXHIBITS, *(f"account-{language}.json" for language in LANGUAGES)}
    assert {item.name for item in FOLDER.iterdir()} == named


def test_it_stays_small():
    assert sum(len(item.read_bytes()) for item in FOLDER.iterdir()) < 1_500_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_form_can_be_sealed_as_it_is(language):
    assert problems(FORMS[language]) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_account_is_short_plain_text_in_its_language(language):
    form = FORMS[language]
    text = "\n".join(paragraph.text for paragraph in form.words)
    assert form.language == language
    assert 150 <= len(text.split()) <= 300
    assert text == unicodedata.normalize("NFC", text)
    assert not [c for c in text if unicodedata.category(c).startswith("C") and c != "\n"]
    letters = [c for c in text if c.isalpha()]
    cyrillic = sum("CYRILLIC" in unicodedata.name(c) for c in letters)
    assert cyrillic == (0 if language == "en" else len(letters))
    assert ("ў" in text) is (language == "be")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_person_said_in_own_words_what_the_consent_means(language):
    (row,) = [it for it in FORMS[language].consent if it.recipient == "V-RECIP-02"]
    assert row.decision == "yes"
    assert row.teach_back
    assert all(it.passed and it.answer for it in row.teach_back)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_can_take_an_identity_for_a_real_one(language):
    names = FORMS[language].identity.names
    assert names
    assert all(name.text.endswith(("(sample)", "(прыклад)", "(образец)")) for name in names)


@pytest.mark.parametrize("name", EXHIBITS)
def test_each_file_claims_what_was_put_into_it(name):
    with (FOLDER / name).open("rb") as source:
        facts = examine(source, name.rpartition(".")[2])
    assert (facts.mime, facts.captured_at, facts.offset, facts.latitude) == CLAIMED[name]
    assert facts.notes == ()


@pytest.mark.parametrize("name", [name for name, claims in CLAIMED.items() if claims[1]])
def test_the_file_and_the_person_agree_on_the_day(name):
    assert CLAIMED[name][1].startswith(EXHIBITS[name].claims.when.value)
