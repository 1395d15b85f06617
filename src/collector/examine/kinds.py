"""The type of a file, by its first bytes.

The name a file came under decides nothing; it is only compared (attack M3).  A file that is
two types at once is named after what it begins with, and noted.
"""

from __future__ import annotations

from dataclasses import dataclass

from collector.examine.facts import Kind

HEAD = 4096
"""Bytes from the start that :func:`detect` needs at most."""

_ZIP_END = b"PK\x05\x06"
_ZIP_END_SIZE = 22


@dataclass(frozen=True)
class FileType:
    """A type: ``accepted`` are the extensions, the usual one first, that agree with it."""

    kind: Kind
    mime: str
    accepted: tuple[str, ...]

    @property
    def extension(self) -> str:
        """Return the usual extension, without a dot."""
        return self.accepted[0]


UNKNOWN = FileType("unknown", "application/octet-stream", ("bin",))
JPEG = FileType("photo", "image/jpeg", ("jpg", "jpeg", "jpe", "jfif", "mpo"))
PNG = FileType("photo", "image/png", ("png", "apng"))
GIF = FileType("photo", "image/gif", ("gif",))
TIFF = FileType("photo", "image/tiff", ("tif", "tiff", "dng", "nef", "cr2", "arw", "pef"))
WEBP = FileType("photo", "image/webp", ("webp",))
HEIC = FileType("photo", "image/heic", ("heic", "heif", "hif"))
AVIF = FileType("photo", "image/avif", ("avif",))
MP4 = FileType("video", "video/mp4", ("mp4", "m4v", "m4a", "mov"))
QUICKTIME = FileType("video", "video/quicktime", ("mov", "qt", "mp4"))
THREEGPP = FileType("video", "video/3gpp", ("3gp", "3g2", "3gpp", "mp4"))
MATROSKA = FileType("video", "video/x-matroska", ("mkv", "mka", "mk3d"))
WEBM = FileType("video", "video/webm", ("webm", "weba"))
AVI = FileType("video", "video/x-msvideo", ("avi",))
OGV = FileType("video", "video/ogg", ("ogv", "ogg", "ogx"))
WAV = FileType("audio", "audio/wav", ("wav", "wave"))
MP3 = FileType("audio", "audio/mpeg", ("mp3", "mp2", "mpga"))
OGG = FileType("audio", "audio/ogg", ("ogg", "oga", "opus", "spx"))
FLAC = FileType("audio", "audio/flac", ("flac",))
M4A = FileType("audio", "audio/mp4", ("m4a", "m4b", "mp4", "aac"))
AAC = FileType("audio", "audio/aac", ("aac",))
AMR = FileType("audio", "audio/amr", ("amr",))
PDF = FileType("document", "application/pdf", ("pdf",))

TYPES = (
    *(JPEG, PNG, GIF, TIFF, WEBP, HEIC, AVIF),
    *(MP4, QUICKTIME, THREEGPP, MATROSKA, WEBM, AVI, OGV),
    *(WAV, MP3, OGG, FLAC, M4A, AAC, AMR, PDF),
)
STILLS = frozenset({JPEG, PNG, GIF, TIFF, WEBP, HEIC, AVIF})
"""Pictures the child can look into."""
MOVIES = frozenset({MP4, QUICKTIME, THREEGPP, M4A})
"""Films and sound the child can look into."""

_KNOWN_EXTENSIONS = frozenset(name for known in TYPES for name in known.accepted)

_BY_START = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"fLaC", FLAC),
    (b"#!AMR", AMR),
    (b"ID3", MP3),
    (b"%PDF-", PDF),
)
_BY_RIFF_FORM = {b"WEBP": WEBP, b"WAVE": WAV, b"AVI ": AVI}
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_BY_MAJOR_BRAND = {
    **dict.fromkeys(_HEIF_BRANDS, HEIC),
    **dict.fromkeys(_AVIF_BRANDS, AVIF),
    **{b"qt  ": QUICKTIME, b"M4A ": M4A, b"M4B ": M4A},
}
_PLAIN_QUICKTIME = frozenset({b"moov", b"mdat", b"wide", b"pnot"})


def detect(head: bytes) -> FileType:
    """Return the type of a file that begins with ``head`` (:data:`HEAD` bytes are enough)."""
    for start, found in _BY_START:
        if head.startswith(start):
            return found
    for recognise in (_by_riff_form, _by_brands, _by_codec, _by_frame_sync):
        found = recognise(head)
        if found is not UNKNOWN:
            return found
    return UNKNOWN


def agrees(found: FileType, claimed_extension: str) -> bool:
    """Tell whether a claimed extension (with or without a dot) agrees with the type found.

    An unknown content under an extension that is unknown here too is not a disagreement.
    """
    claimed = claimed_extension.removeprefix(".").casefold()
    if found is UNKNOWN:
        return claimed not in _KNOWN_EXTENSIONS
    return claimed in found.accepted


def has_second_type(found: FileType, head: bytes, tail: bytes) -> bool:
    """Tell whether the file is also a PDF or a ZIP archive, by the usual lenient readers.

    PDF readers take a header anywhere in the first 1024 bytes; ZIP readers begin at the end record,
    which closes the file but for a comment of stated length (APPNOTE 4.3.16).
    """
    if found not in (PDF, UNKNOWN) and b"%PDF-" in head[:1024]:
        return True
    at = tail.rfind(_ZIP_END)
    if found is UNKNOWN or at < 0:
        return False
    stated = int.from_bytes(tail[at + _ZIP_END_SIZE - 2 : at + _ZIP_END_SIZE], "little")
    return len(tail) - at == _ZIP_END_SIZE + stated


def _by_riff_form(head: bytes) -> FileType:
    return _BY_RIFF_FORM.get(head[8:12], UNKNOWN) if head[:4] in {b"RIFF", b"RF64"} else UNKNOWN


def _by_codec(head: bytes) -> FileType:
    """Tell the kinds of Matroska (by document type) and of Ogg (by codec) apart."""
    if head.startswith(b"\x1aE\xdf\xa3"):
        return WEBM if b"webm" in head[:64] else MATROSKA
    if head.startswith(b"OggS"):
        return OGV if b"\x80theora" in head[:64] else OGG
    return UNKNOWN


def _by_brands(head: bytes) -> FileType:
    """Read the brands of an ISO base media file (ISO 14496-12, 4.3)."""
    if head[4:8] in _PLAIN_QUICKTIME:
        return QUICKTIME
    if head[4:8] != b"ftyp":
        return UNKNOWN
    size = min(int.from_bytes(head[:4], "big"), len(head))
    major = head[8:12]
    brands = {major} | {head[at : at + 4] for at in range(16, size - 3, 4)}
    if major in {b"mif1", b"msf1"}:  # any still picture: the other brands say which
        return AVIF if brands & _AVIF_BRANDS and not brands & _HEIF_BRANDS else HEIC
    return _BY_MAJOR_BRAND.get(major, THREEGPP if major[:3] in {b"3gp", b"3g2"} else MP4)


def _by_frame_sync(head: bytes) -> FileType:
    """Recognise bare MPEG audio: eleven set bits are not enough, the rest must make sense."""
    if len(head) < 4 or head[0] != 0xFF:
        return UNKNOWN
    if head[1] in {0xF0, 0xF1, 0xF8, 0xF9}:
        return AAC
    layer_three = head[1] & 0xE6 == 0xE2
    sensible = head[1] & 0x18 != 0x08 and head[2] & 0xF0 != 0xF0 and head[2] & 0x0C != 0x0C
    return MP3 if layer_three and sensible and head[2] & 0xF0 != 0 else UNKNOWN
