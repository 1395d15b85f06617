"""The sample material that ships with the program says what its index says."""

import json
import unicodedata
from importlib.resources import files

import pytest

from collector.examine.item import examine

FOLDER = files("collector") / "samples"
INDEX = json.loads((FOLDER / "index.json").read_text("utf-8"))
ACCOUNTS = {account["language"]: account for account in INDEX["accounts"]}
MEDIA = {media["file"]: media for account in INDEX["accounts"] for media in account["media"]}

CLAIMED = {
    "courtyard.jpg": ("image/jpeg", "2021-10-19T18:31:52", "+03:00", "53.971200"),
    "leaving.mp4": ("video/mp4", "2021-10-19T15:38:20", "+00:00", "53.971400"),
    "notice.jpg": ("image/jpeg", "2023-03-27T12:40:11", "+03:00", None),
    "calls.ogg": ("audio/ogg", None, None, None),
    "window-3.jpg": ("image/jpeg", "2023-11-08T11:14:05", "+02:00", "54.660300"),
}


def test_nothing_lies_there_that_the_index_does_not_name():
    named = {"index.json", *MEDIA, *(account["text"] for account in INDEX["accounts"])}
    assert {item.name for item in FOLDER.iterdir()} == named


def test_it_stays_small():
    assert sum(len(item.read_bytes()) for item in FOLDER.iterdir()) < 1_500_000


@pytest.mark.parametrize("language", ["be", "ru", "en"])
def test_each_account_is_short_plain_text_in_its_language(language):
    text = (FOLDER / ACCOUNTS[language]["text"]).read_text("utf-8")
    assert 150 <= len(text.split()) <= 300
    assert text == unicodedata.normalize("NFC", text)
    assert not [c for c in text if unicodedata.category(c).startswith("C") and c != "\n"]
    letters = [c for c in text if c.isalpha()]
    cyrillic = sum("CYRILLIC" in unicodedata.name(c) for c in letters)
    assert cyrillic == (0 if language == "en" else len(letters))
    assert ("ў" in text) is (language == "be")


@pytest.mark.parametrize("name", MEDIA)
def test_each_file_claims_what_was_put_into_it(name):
    with (FOLDER / name).open("rb") as source:
        facts = examine(source, name.rpartition(".")[2])
    assert (facts.mime, facts.captured_at, facts.offset, facts.latitude) == CLAIMED[name]
    assert facts.notes == ()


@pytest.mark.parametrize("name", [name for name, claims in CLAIMED.items() if claims[1]])
def test_the_file_and_the_person_agree_on_the_day(name):
    assert CLAIMED[name][1].startswith(MEDIA[name]["claim"]["when"]["value"])
