"""Fields of EXIF blocks: what makes no sense is left out and noted, and spoils nothing else."""

import pytest

from collector.examine.parse import parse
from collector.examine.view import View
from unit.examine.made_files import (
    ASCII,
    LONG,
    MINSK,
    SHORT,
    chunk,
    heic,
    jpeg,
    png,
    segment,
    tiff,
    webp,
)

ORIGINAL, OFFSET = 0x9003, 0x9011
TAKEN = (ORIGINAL, ASCII, "2021:08:09 20:41:07")


def parsed(data):
    return parse(View(len(data), [(0, data)]))


def exif(**parts):
    return parsed(jpeg(tiff(**parts)))


def test_a_full_block_is_read():
    image = [(0x010F, ASCII, "Maker"), (0x0110, ASCII, "M 1"), (0x0131, ASCII, "1.0")]
    image.append((0x0112, SHORT, 6))
    above = {**MINSK, 5: 0, 6: [(2125, 10)]}
    claims = exif(image=image, exif=[TAKEN, (OFFSET, ASCII, "+03:00")], gps=above)
    assert claims.metadata == "read"
    assert (claims.captured_at, claims.offset) == ("2021-08-09T20:41:07", "+03:00")
    assert (claims.latitude, claims.longitude) == ("53.902250", "27.561622")
    assert claims.altitude == "212.5"
    assert (claims.make, claims.model, claims.software) == ("Maker", "M 1", "1.0")
    assert (claims.orientation, claims.width, claims.height) == (6, 64, 48)
    assert claims.notes == ()


BLOCK = tiff(image=[(0x010F, ASCII, "Maker")], exif=[TAKEN], gps=MINSK)


@pytest.mark.parametrize(
    "data",
    [
        jpeg(BLOCK),
        jpeg(segments=[segment(0xE2, bytes(60_000)), segment(0xE1, b"Exif\0\0" + BLOCK)]),
        png([chunk(b"eXIf", BLOCK)]),
        webp([(b"EXIF", BLOCK)]),
        webp([(b"XMP ", b"odd"), (b"EXIF", b"Exif\0\0" + BLOCK)]),
        heic(b"\0\0\0\6Exif\0\0" + BLOCK),
        heic(bytes(4) + BLOCK),
        BLOCK,
    ],
    ids=["jpeg", "late", "png", "webp", "webp-prefixed", "heic", "heic-bare", "tiff"],
)
def test_every_container_gives_the_same_block(data):
    claims = parsed(data)
    assert claims.metadata == "read"
    assert claims.make == "Maker"
    assert claims.captured_at == "2021-08-09T20:41:07"
    assert claims.latitude == "53.902250"


@pytest.mark.parametrize("data", [jpeg(), png(), webp()])
def test_a_picture_without_a_block_has_none(data):
    claims = parsed(data)
    assert claims.metadata == "none"
    assert (claims.width, claims.height) == (64, 48)


SOUTH_WEST = {**MINSK, 1: "S", 3: "W"}
LEVEL = [(0, 1), (0, 1), (0, 1)]


def test_south_and_west_are_negative():
    claims = exif(gps=SOUTH_WEST)
    assert (claims.latitude, claims.longitude) == ("-53.902250", "-27.561622")


@pytest.mark.parametrize(
    "wrong",
    [
        {2: LEVEL, 4: LEVEL},
        {2: [(0, 0), (0, 0), (0, 0)]},
        {2: [(53, 0), (54, 1), (8, 1)]},
        {2: [(999, 1), (0, 1), (0, 1)]},
        {2: [(90, 1), (0, 1), (1, 100)]},
        {4: [(180, 1), (1, 1), (0, 1)]},
        {2: [(-53, 1), (54, 1), (8, 1)]},
        {2: [(53, 1), (61, 1), (8, 1)]},
        {2: [(53, 1), (54, 1)]},
        {2: "53"},
        {1: "X"},
        {1: ""},
        {3: "N"},
    ],
    ids=str,
)
def test_a_place_that_makes_no_sense_is_no_place(wrong):
    claims = exif(exif=[TAKEN], gps={**MINSK, **wrong})
    assert (claims.latitude, claims.longitude) == (None, None)
    assert "gps-invalid" in claims.notes
    assert claims.captured_at == "2021-08-09T20:41:07"


@pytest.mark.parametrize("missing", [1, 2, 3, 4])
def test_half_a_place_is_no_place(missing):
    claims = exif(gps={tag: value for tag, value in MINSK.items() if tag != missing})
    assert (claims.latitude, claims.longitude) == (None, None)
    assert "gps-invalid" in claims.notes


def test_on_the_equator_one_zero_is_a_place():
    claims = exif(gps={**MINSK, 2: LEVEL})
    assert (claims.latitude, claims.longitude) == ("0.000000", "27.561622")


def test_a_block_that_only_names_its_version_claims_no_place():
    claims = exif(exif=[TAKEN], gps={0: 2})
    assert claims.latitude is None
    assert claims.notes == ()


@pytest.mark.parametrize(
    ("values", "metres"),
    [
        ({6: [(105, 10)], 5: 1}, "-10.5"),
        ({6: [(8848, 1)]}, "8848.0"),
        ({6: [(4, 100)], 5: 1}, "0.0"),
    ],
)
def test_altitude(values, metres):
    assert exif(gps={**MINSK, **values}).altitude == metres


@pytest.mark.parametrize("value", [[(1, 0)], [(4_000_000_000, 1)]])
def test_an_altitude_that_makes_no_sense(value):
    claims = exif(gps={**MINSK, 6: value})
    assert claims.altitude is None
    assert claims.notes == ("altitude-invalid",)
    assert claims.latitude == "53.902250"


@pytest.mark.parametrize(
    "text",
    [
        "0000:00:00 00:00:00",
        "9999:12:31 23:59:59",
        "2021:02:30 10:00:00",
        "2021:08:09 25:00:00",
        "2021-08-09 10:00:00",
        "yesterday",
        b"\xff\xfe\x00",
    ],
)
def test_a_time_that_makes_no_sense_is_no_time(text):
    claims = exif(image=[(0x010F, ASCII, "Maker")], exif=[(ORIGINAL, ASCII, text)])
    assert claims.captured_at is None
    assert claims.notes == ("date-invalid",)
    assert claims.make == "Maker"


def test_blanks_mean_that_the_time_is_not_known():
    claims = exif(exif=[(ORIGINAL, ASCII, "    :  :     :  :  ")])
    assert (claims.captured_at, claims.notes) == (None, ())


@pytest.mark.parametrize(("text", "notes"), [("+99:00", ("offset-invalid",)), ("   :  ", ())])
def test_an_offset_that_is_none(text, notes):
    claims = exif(exif=[TAKEN, (OFFSET, ASCII, text)])
    assert (claims.captured_at, claims.offset) == ("2021-08-09T20:41:07", None)
    assert claims.notes == notes


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_an_orientation_outside_one_to_eight(value):
    claims = exif(image=[(0x0112, SHORT, value)])
    assert (claims.orientation, claims.notes) == (None, ("orientation-invalid",))


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("x" * 1000, "x" * 200),
        ("a\u202eb\u200bc\x1b[31m\ufeff", "abc[31m"),
        ("two\r\nlines", "two  lines"),
        ("  \t ", None),
        (b"caf\xe9", "caf\ufffd"),
    ],
)
def test_text_is_short_and_plain(raw, kept):
    assert exif(image=[(0x010F, ASCII, raw)]).make == kept


@pytest.mark.parametrize(
    "block",
    [b"", b"II", b"not a block at all", b"II*\0" + bytes(4), b"MM\0*\xff\xff\xff\xff", bytes(500)],
)
def test_a_block_that_holds_nothing_is_unreadable(block):
    assert parsed(jpeg(block)).metadata == "unreadable"


def test_a_directory_that_points_to_itself_ends():
    entries = [(0x010F, ASCII, "Maker"), (0x8769, LONG, 8), (0x8825, LONG, 8)]
    claims = parsed(jpeg(tiff(image=entries, following=8)))
    assert claims.make == "Maker"


def test_a_count_of_four_gigabytes_reads_no_more_than_there_is():
    block = bytearray(tiff(image=[(0x010F, ASCII, "A long maker's name")]))
    at = block.index(b"\x0f\x01\x02\0")
    block[at + 4 : at + 8] = b"\xff\xff\xff\xff"
    assert parsed(jpeg(bytes(block))).make == "A long maker's name"


def test_the_size_of_a_preview_is_not_taken_for_that_of_a_raw_file():
    sizes = [(0x0100, LONG, 160), (0x0101, LONG, 120)]
    assert parsed(tiff(image=sizes)).width == 160
    assert parsed(tiff(image=[*sizes, (0x014A, LONG, 8)])).width is None
