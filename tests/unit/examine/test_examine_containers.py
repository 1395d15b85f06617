"""Damaged and hostile containers: films, pictures, credentials."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.examine.parse import parse
from collector.examine.view import View
from unit.examine.made_files import (
    ASCII,
    app11,
    box,
    chunk,
    credentialed,
    heic,
    jpeg,
    keyed,
    movie,
    png,
    segment,
    store,
    tiff,
    track,
    user_place,
    webp,
)

steady = settings(derandomize=True, deadline=None, max_examples=150)
MOVIE_EPOCH_TO_2021 = 3_711_336_067


def parsed(data):
    return parse(View(len(data), [(0, data)]))


def test_a_film_tells_its_time_and_size():
    claims = parsed(movie(track(320, 240), track(0, 0), created=MOVIE_EPOCH_TO_2021))
    assert claims.metadata == "read"
    assert (claims.captured_at, claims.offset) == ("2021-08-09T06:41:07", "+00:00")
    assert (claims.width, claims.height) == (320, 240)


def test_a_film_without_a_word_has_none():
    claims = parsed(movie(track(320, 240)))
    assert (claims.metadata, claims.captured_at, claims.notes) == ("none", None, ())


@pytest.mark.parametrize(
    ("text", "latitude", "longitude", "altitude"),
    [
        ("+53.9022+027.5616/", "53.902200", "27.561600", None),
        ("-33.8688+151.2093+58.190/", "-33.868800", "151.209300", "58.2"),
        ("+46.2-006.1+375CRSWGS_84/", "46.200000", "-6.100000", "375.0"),
    ],
)
def test_a_film_tells_its_place(text, latitude, longitude, altitude):
    claims = parsed(movie(user_place(text)))
    assert (claims.latitude, claims.longitude) == (latitude, longitude)
    assert claims.altitude == altitude


@pytest.mark.parametrize(
    "text", ["+00.0000+000.0000/", "+91.0+000.5/", "+53.9+181.0/", "5354N02733E", "", "+53.9"]
)
def test_a_place_of_a_film_that_makes_no_sense(text):
    claims = parsed(movie(track(8, 8), user_place(text)))
    assert (claims.latitude, claims.notes) == (None, ("gps-invalid",))


def test_what_a_telephone_writes_goes_before_the_header():
    pairs = [
        (b"com.apple.quicktime.make", "Maker\u202e".encode()),
        (b"com.apple.quicktime.creationdate", b"2021-08-09T20:41:07+0300"),
        (b"com.apple.quicktime.location.ISO6709", b"+53.9022+027.5616+212.5/"),
        (b"com.example.other", b"unread"),
    ]
    claims = parsed(movie(keyed(pairs), created=MOVIE_EPOCH_TO_2021))
    assert (claims.captured_at, claims.offset) == ("2021-08-09T20:41:07", "+03:00")
    assert (claims.make, claims.latitude, claims.altitude) == ("Maker", "53.902200", "212.5")


def test_a_time_in_other_digits_is_no_time_and_spoils_nothing_else():
    other = "2021-08-09T20:41:07+\u0660\u0663\u0660\u0660".encode()
    pairs = [
        (b"com.apple.quicktime.make", b"Maker"),
        (b"com.apple.quicktime.creationdate", other),
    ]
    claims = parsed(movie(keyed(pairs)))
    assert (claims.captured_at, claims.offset, claims.make) == (None, None, "Maker")
    assert claims.notes == ("date-invalid",)


@pytest.mark.parametrize("created", [1, 0xFFFFFFFF // 2 * 2])
def test_any_header_time_is_a_time_or_none(created):
    claims = parsed(movie(created=created))
    assert claims.captured_at is None or len(claims.captured_at) == 19


def test_a_recording_that_was_cut_off_is_unreadable():
    whole = movie(track(320, 240))
    assert (
        parsed(box(b"ftyp", b"mp42", bytes(4)) + box(b"mdat", bytes(99))).metadata == "unreadable"
    )
    claims = parsed(whole[:60])
    assert (claims.metadata, claims.notes) == ("unreadable", ("structure",))


BOMBS = {
    "gif": b"GIF89a\xff\xff\xff\xff\xf0\0\0" + bytes(31),
    "png": png(width=0x7FFFFFFF, height=0x7FFFFFFF),
    "jpeg": jpeg(width=65535, height=65535),
    "webp": webp(width=1 << 24, height=1 << 24),
}


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS)
def test_a_picture_that_would_unfold_to_gigabytes_is_noted_and_not_unfolded(data):
    assert "pixels-huge" in parsed(data).notes


BROKEN = {
    "jpeg-cut": jpeg(tiff(image=[(0x010F, ASCII, "Maker")]))[:30],
    "jpeg-no-segment": b"\xff\xd8\xff" + bytes(100),
    "jpeg-filled": b"\xff\xd8" + b"\xff" * 1_000_000,
    "jpeg-length-zero": b"\xff\xd8\xff\xe0\0\0" + bytes(100),
    "png-cut": png()[:30],
    "png-length": b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR" + bytes(30),
    "webp-cut": b"RIFF\xff\xff\xff\xffWEBPVP8X\xff\xff\xff\xff",
    "heic-no-place": heic(bytes(4)).replace(b"iloc", b"ilox"),
    "heic-cut": heic(bytes(4) + tiff(image=[(0x010F, ASCII, "Maker")]))[:-40],
    "heic-huge-count": heic(bytes(4)).replace(b"\x44\0\0\1\0\7", b"\x44\0\xff\xff\0\x08"),
    "box-size-two": box(b"ftyp", b"heic", bytes(4)) + b"\0\0\0\2meta",
    "box-of-no-end": box(b"ftyp", b"heic", bytes(4)) + b"\0\0\0\1meta" + b"\xff" * 8,
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_damaged_container_is_unreadable(data):
    claims = parsed(data)
    assert claims.metadata == "unreadable"
    assert "structure" in claims.notes
    assert claims.content_credentials == "not_looked"


def test_what_was_read_before_the_damage_counts():
    claims = parsed(jpeg(tiff(image=[(0x010F, ASCII, "Maker")]))[:-15])
    assert (claims.metadata, claims.make) == ("read", "Maker")
    assert "structure" in claims.notes


def test_a_hundred_thousand_tiny_boxes_end_soon():
    claims = parsed(box(b"ftyp", b"mp42", bytes(4)) + box(b"free") * 100_000)
    assert claims.metadata == "unreadable"


def test_credentials_that_agree_are_present_and_no_more():
    claims = parsed(credentialed())
    assert (claims.content_credentials, claims.notes) == ("present", ())


def test_one_changed_byte_of_the_picture_breaks_them():
    claims = parsed(credentialed(picture=b"\x12\x35"))
    assert (claims.content_credentials, claims.notes) == ("broken", ("credentials-hash",))


@pytest.mark.parametrize("without", [b"c2cl", b"c2cs", b"c2as"])
def test_a_manifest_without_claim_signature_or_assertions_is_broken(without):
    claims = parsed(credentialed(without={without}))
    assert (claims.content_credentials, claims.notes) == ("broken", ("credentials-structure",))


@pytest.mark.parametrize(
    "assertion", [b"", b"\xbf\xff", b"\xa0", b"\x81" * 5000, b"\xff", b"\x9b" + b"\xff" * 8]
)
def test_a_hash_that_cannot_be_read_proves_nothing(assertion):
    claims = parsed(jpeg(segments=[app11(store(assertion))]))
    assert claims.content_credentials == "present"
    assert claims.notes == ("credentials-unchecked",)


@pytest.mark.parametrize(
    "data",
    [
        png([chunk(b"caBX", store(b"\xa0"))]),
        webp([(b"C2PA", store(b"\xa0"))]),
        movie(
            after=box(
                b"uuid",
                bytes.fromhex("d8fec3d61b0e483c92975828877ec481"),
                bytes(4),
                b"manifest\0",
                bytes(8),
                store(b"\xa0"),
            )
        ),
    ],
    ids=["png", "webp", "movie"],
)
def test_credentials_are_found_in_other_containers(data):
    assert parsed(data).content_credentials == "present"


def test_a_store_that_lies_about_its_length_is_broken():
    manifests = store(b"\xa0")
    longer = struct.pack(">I", len(manifests) + 1) + manifests[4:]
    assert parsed(jpeg(segments=[app11(longer)])).content_credentials == "broken"


def test_boxes_of_other_standards_in_the_same_segments_are_no_credentials():
    other = box(b"jumb", box(b"jumd", b"json" + bytes(12), b"\0"), box(b"json", b"{}"))
    assert parsed(jpeg(segments=[app11(other)])).content_credentials == "none"
    assert parsed(jpeg(segments=[segment(0xEB, b"HDR_RI")])).content_credentials == "none"


HONEST = [
    jpeg(tiff(image=[(0x010F, ASCII, "Maker")])),
    credentialed(),
    heic(bytes(4) + tiff(image=[(0x010F, ASCII, "Maker")])),
    movie(track(320, 240), user_place("+53.9022+027.5616/")),
    png([chunk(b"eXIf", tiff(image=[(0x010F, ASCII, "Maker")]))]),
    webp([(b"EXIF", tiff(image=[(0x010F, ASCII, "Maker")]))]),
]


@steady
@given(st.binary(max_size=400), st.sampled_from([b"", *(data[:12] for data in HONEST)]))
def test_no_bytes_make_the_parser_raise(noise, start):
    assert parsed(start + noise).metadata in {"read", "none", "unreadable", "not_looked"}


@steady
@given(st.sampled_from(HONEST), st.data())
def test_no_change_of_an_honest_file_makes_the_parser_raise(honest, data):
    changed = bytearray(honest)
    for _ in range(data.draw(st.integers(1, 8))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    claims = parsed(bytes(changed[: data.draw(st.integers(0, len(changed)))]))
    assert claims.metadata in {"read", "none", "unreadable", "not_looked"}
    assert (claims.latitude is None) == (claims.longitude is None)
