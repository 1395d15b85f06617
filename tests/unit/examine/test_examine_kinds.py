"""The type of a file is what its bytes say."""

import struct

import pytest

from collector.examine.kinds import UNKNOWN, agrees, detect, has_second_type


def ftyp(major, *others):
    body = major + bytes(4) + b"".join(others)
    return struct.pack(">I", 8 + len(body)) + b"ftyp" + body


HEADS = {
    "image/jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "image/png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "image/gif": b"GIF89a\1\0\1\0",
    "image/tiff": b"MM\0*\0\0\0\x08",
    "image/webp": b"RIFF\x10\0\0\0WEBPVP8 ",
    "image/heic": ftyp(b"mif1", b"mif1", b"heic"),
    "image/avif": ftyp(b"mif1", b"avif"),
    "video/mp4": ftyp(b"isom", b"isom", b"mp41"),
    "video/quicktime": ftyp(b"qt  "),
    "video/3gpp": ftyp(b"3gp5"),
    "video/x-matroska": b"\x1aE\xdf\xa3\xa3B\x86\x81\1B\x82\x88matroska",
    "video/webm": b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\x82\x84webm",
    "video/x-msvideo": b"RIFF\x10\0\0\0AVI LIST",
    "video/ogg": b"OggS\0\2" + bytes(22) + b"\x80theora",
    "audio/wav": b"RIFF\x10\0\0\0WAVEfmt ",
    "audio/mpeg": b"\xff\xfb\x90\x64\0\0",
    "audio/ogg": b"OggS\0\2" + bytes(22) + b"OpusHead",
    "audio/flac": b"fLaC\0\0\0\x22",
    "audio/mp4": ftyp(b"M4A ", b"M4A "),
    "audio/aac": b"\xff\xf1\x50\x80",
    "audio/amr": b"#!AMR\n",
    "application/pdf": b"%PDF-1.7\n",
}


@pytest.mark.parametrize(("mime", "head"), HEADS.items())
def test_each_type_is_known_by_its_first_bytes(mime, head):
    found = detect(head)
    assert found.mime == mime
    assert mime.startswith(("application", {"photo": "image"}.get(found.kind, found.kind)))


@pytest.mark.parametrize(
    "head",
    [b"", b"\0", b"\xff", b"\xff" * 4096, bytes(4096), b"PK\3\4", b"hello", b"RIFF", b"\xff\xf3\0"],
)
def test_anything_else_is_unknown(head):
    assert detect(head) is UNKNOWN


@pytest.mark.parametrize(
    ("mime", "claimed", "agreed"),
    [
        ("image/jpeg", "JPG", True),
        ("image/jpeg", ".jpeg", True),
        ("image/jpeg", "png", False),
        ("image/jpeg", "exe", False),
        ("image/tiff", "dng", True),
        ("application/pdf", "jpg", False),
    ],
)
def test_a_claimed_extension_agrees_or_not(mime, claimed, agreed):
    assert agrees(detect(HEADS[mime]), claimed) is agreed


def test_unknown_bytes_disagree_only_with_a_name_we_know():
    assert not agrees(UNKNOWN, "jpg")
    assert agrees(UNKNOWN, "docx")


def test_a_picture_that_is_also_an_archive_or_a_document():
    picture = detect(HEADS["image/jpeg"])
    end = b"PK\5\6" + bytes(16) + b"\3\0abc"
    assert has_second_type(picture, HEADS["image/jpeg"], b"scan" + end)
    assert has_second_type(picture, HEADS["image/jpeg"] + b"%PDF-1.4", b"")
    assert not has_second_type(picture, HEADS["image/jpeg"], b"scan PK\5\6" + bytes(40))
    assert not has_second_type(picture, HEADS["image/jpeg"], b"\xff\xd9")
