"""Small files of each kind, built by hand so that every byte of them is meant."""

from __future__ import annotations

import hashlib
import struct
import zlib

BYTE, ASCII, SHORT, LONG, RATIONAL, SRATIONAL = 1, 2, 3, 4, 5, 10
LETTERS = {BYTE: "B", SHORT: "H", LONG: "I", RATIONAL: "II", SRATIONAL: "ii"}
GPS_POINTER, EXIF_POINTER = 0x8825, 0x8769
MINSK = {1: "N", 2: [(53, 1), (54, 1), (810, 100)], 3: "E", 4: [(27, 1), (33, 1), (4184, 100)]}


def field(kind, value):
    """Return count and bytes of one EXIF value."""
    if kind == ASCII:
        raw = value if isinstance(value, bytes) else value.encode() + b"\0"
        return len(raw), raw
    values = value if isinstance(value, list) else [value]
    flat = [v if isinstance(v, tuple) else (v,) for v in values]
    return len(values), b"".join(struct.pack(f"<{LETTERS[kind]}", *v) for v in flat)


def directory(entries, at, following=0):
    """Return an IFD at offset ``at``: entries are (tag, type, value)."""
    body, data = b"", b""
    data_at = at + 2 + 12 * len(entries) + 4
    for tag, kind, value in sorted(entries):
        count, raw = field(kind, value)
        body += struct.pack("<HHI", tag, kind, count)
        if len(raw) <= 4:
            body += raw.ljust(4, b"\0")
        else:
            body += struct.pack("<I", data_at + len(data))
            data += raw
    return struct.pack("<H", len(entries)) + body + struct.pack("<I", following) + data


def gps_entries(values):
    """Return IFD entries; a list of negative numbers becomes signed rationals."""
    entries = []
    for tag, value in values.items():
        if isinstance(value, str):
            entries.append((tag, ASCII, value))
        elif isinstance(value, int):
            entries.append((tag, BYTE, value))
        else:
            signed = any(n < 0 for pair in value for n in pair)
            entries.append((tag, SRATIONAL if signed else RATIONAL, value))
    return entries


def tiff(image=(), exif=(), gps=None, following=0):
    """Return a TIFF structure with up to three directories."""
    image = list(image)
    exif_at, gps_at = 4000, 6000
    if exif:
        image.append((EXIF_POINTER, LONG, exif_at))
    if gps:
        image.append((GPS_POINTER, LONG, gps_at))
    block = b"II*\0" + struct.pack("<I", 8) + directory(image, 8, following)
    if exif:
        block = block.ljust(exif_at, b"\0") + directory(list(exif), exif_at)
    if gps:
        block = block.ljust(gps_at, b"\0") + directory(gps_entries(gps), gps_at)
    return block


def segment(marker, content):
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def jpeg(exif=None, segments=(), width=64, height=48, picture=b"\x12\x34"):
    """Return the skeleton of a JPEG: right segments, no picture anyone could see."""
    out = b"\xff\xd8"
    if exif is not None:
        out += segment(0xE1, b"Exif\0\0" + exif)
    out += b"".join(segments)
    out += segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    return out + segment(0xDA, b"\1\1\0\0\x3f\0") + picture + b"\xff\xd9"


def chunk(kind, content):
    crc = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + crc


def png(chunks=(), width=64, height=48):
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + chunk(b"IEND", b"")


def webp(chunks=(), width=64, height=48):
    size = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\x08\0\0\0" + size
    for kind, content in chunks:
        body += kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def box(kind, *content):
    body = b"".join(content)
    return struct.pack(">I", len(body) + 8) + kind + body


def heic(exif_item, brand=b"heic"):
    """Return the skeleton of a HEIC picture with one EXIF item behind its ``meta`` box."""
    start = box(b"ftyp", brand, bytes(4), b"mif1", brand)

    def meta(at):
        infe = box(b"infe", b"\2\0\0\0", struct.pack(">HH", 7, 0), b"Exif\0")
        iinf = box(b"iinf", bytes(4), struct.pack(">H", 1), infe)
        place = struct.pack(">HHHHII", 7, 0, 0, 1, at, len(exif_item))
        iloc = box(b"iloc", b"\1\0\0\0", b"\x44\0", struct.pack(">H", 1), place)
        ispe = box(b"ispe", bytes(4), struct.pack(">II", 640, 480))
        return box(b"meta", bytes(4), iinf, iloc, box(b"iprp", box(b"ipco", ispe)))

    at = len(start) + len(meta(0)) + 8
    return start + meta(at) + box(b"mdat", exif_item)


def track(width, height):
    return box(b"trak", box(b"tkhd", bytes(76), struct.pack(">II", width << 16, height << 16)))


def movie(*inside, created=0, brand=b"mp42", after=b""):
    """Return the skeleton of an MP4 whose ``moov`` holds a header and what is given."""
    header = box(b"mvhd", bytes(4), struct.pack(">I", created), bytes(92))
    start = box(b"ftyp", brand, bytes(4), brand)
    return start + box(b"moov", header, *inside) + box(b"mdat", b"picture") + after


def user_place(text):
    raw = text.encode()
    return box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(raw), 0x15C7), raw))


def keyed(pairs):
    """Return the keyed metadata that telephones write."""
    keys = b"".join(box(b"mdta", name) for name, _ in pairs)
    values = b"".join(
        box(struct.pack(">I", index), box(b"data", struct.pack(">II", 1, 0), value))
        for index, (_, value) in enumerate(pairs, 1)
    )
    heading = struct.pack(">II", 0, len(pairs))
    return box(b"meta", box(b"hdlr", bytes(24)), box(b"keys", heading, keys), box(b"ilst", values))


def described(kind, label, *inside):
    uuid = kind + bytes.fromhex("00110010800000aa00389b71")
    return box(b"jumb", box(b"jumd", uuid, b"\3", label, b"\0"), *inside)


def cbor_text(text):
    return bytes([0x60 + len(text)]) + text


def store(hash_assertion, without=()):
    """Return a C2PA manifest store with one manifest; ``without`` leaves out claim or signature."""
    claim = b"\xa1" + cbor_text(b"alg") + cbor_text(b"sha256")
    parts = {
        b"c2as": described(
            b"c2as",
            b"c2pa.assertions",
            described(b"cbor", b"c2pa.hash.data", box(b"cbor", hash_assertion)),
        ),
        b"c2cl": described(b"c2cl", b"c2pa.claim", box(b"cbor", claim)),
        b"c2cs": described(b"c2cs", b"c2pa.signature", box(b"cbor", b"\xd2\x80")),
    }
    kept = [part for kind, part in parts.items() if kind not in without]
    return described(b"c2pa", b"c2pa", described(b"c2ma", b"urn:one", *kept))


def hash_assertion(digest, start, length):
    exclusion = b"\xa2" + cbor_text(b"start") + b"\x1a" + struct.pack(">I", start)
    exclusion += cbor_text(b"length") + b"\x1a" + struct.pack(">I", length)
    return (
        b"\xa3" + cbor_text(b"exclusions") + b"\x81" + exclusion
        + cbor_text(b"alg") + cbor_text(b"sha256")
        + cbor_text(b"hash") + b"\x58\x20" + digest
    )  # fmt: skip


def app11(manifests, part=1):
    return segment(0xEB, b"JP\0\1" + struct.pack(">I", part) + manifests)


def credentialed(picture=b"\x12\x34", without=()):
    """Return a JPEG whose data hash was made over a picture of ``b"\\x12\\x34"``."""
    start, length = 2, len(app11(store(hash_assertion(bytes(32), 0, 0), without)))
    honest = jpeg(segments=[bytes(length)])
    digest = hashlib.sha256(honest[:start] + honest[start + length :]).digest()
    manifests = store(hash_assertion(digest, start, length), without)
    return jpeg(segments=[app11(manifests)], picture=picture)
