"""Real files of others: each is examined, and what it is known to say is found."""

import pytest

from collector.examine.item import examine
from peers import samples

# What was seen with other tools, or follows from the file's own structure.
KNOWN = {
    "Canon_40D.jpg": {"make": "Canon", "captured_at": "2008-05-30T15:56:01", "orientation": 1},
    "Fujifilm_FinePix_E500.jpg": {"make": "FUJIFILM", "model": "FinePix E500", "width": 59},
    "Nikon_COOLPIX_P1.jpg": {"model": "COOLPIX P1", "captured_at": "2008-03-07T09:55:46"},
    "Samsung_Digimax_i50_MP3.jpg": {"model": "<Digimax i50 MP3, Samsung #1 MP3>"},
    "adobe-20220124-CA.jpg": {
        "metadata": "none",
        "content_credentials": "present",
        "notes": ("xmp-not-read",),
    },
    "adobe-20220124-E-dat-CA.jpg": {
        "metadata": "none",
        "content_credentials": "broken",
        "notes": ("credentials-hash", "xmp-not-read"),
    },
    # damaged in its maker's notes and picture, which are not looked at here
    "corrupted.jpg": {"model": "u1020,S1020", "width": 3648, "height": 2736},
    "gps_DSCN0010.jpg": {
        "latitude": "43.467448",
        "longitude": "11.885127",
        "captured_at": "2008-10-22T16:28:39",
        "offset": None,
    },
    "gps_DSCN0012.jpg": {"latitude": "43.467157", "longitude": "11.885395", "altitude": None},
    # these hold XMP alone, no EXIF
    "invalid_image00971.jpg": {"metadata": "none", "notes": ("xmp-not-read",), "width": 636},
    "invalid_image01088.jpg": {"metadata": "none", "notes": ("xmp-not-read",), "width": 425},
    "orientation_landscape_3.jpg": {"orientation": 3, "width": 600, "height": 450},
    "orientation_landscape_6.jpg": {"orientation": 6, "width": 450, "height": 600},
    "orientation_portrait_1.jpg": {"orientation": 1, "width": 450, "height": 600},
    "orientation_portrait_4.jpg": {"orientation": 4},
    "orientation_portrait_7.jpg": {"orientation": 7},
    "spring_1440x960.heic": {
        "mime": "image/heic",
        "captured_at": "2020-12-03T15:04:31",
        "width": 1440,
        "height": 960,
    },
    "video1.mp4": {
        "kind": "video",
        "captured_at": "2022-08-08T21:49:00",
        "offset": "+00:00",
        "width": 720,
        "height": 1280,
        "content_credentials": "present",
        "notes": ("credentials-unchecked",),
    },
}
USUAL = {"kind": "photo", "metadata": "read", "content_credentials": "none"}


def examined(name, claimed):
    with (samples() / "photos" / name).open("rb") as source:
        return examine(source, claimed)


@pytest.mark.parametrize("name", KNOWN)
def test_each_sample_says_what_is_known_of_it(name):
    facts = examined(name, name.rpartition(".")[2])
    expected = USUAL | KNOWN[name]
    assert {field: getattr(facts, field) for field in expected} == expected
    assert facts.extension == name.rpartition(".")[2]


def test_no_sample_is_left_out():
    there = {path.name for path in (samples() / "photos").iterdir()}
    assert there == set(KNOWN)


def test_a_wrong_name_is_noted_and_changes_nothing_else():
    facts = examined("gps_DSCN0010.jpg", "mp4")
    assert facts.mime == "image/jpeg"
    assert facts.latitude == "43.467448"
    assert "type-mismatch" in facts.notes
