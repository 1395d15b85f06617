"""Which files a bundle has, how they are called, and in which order (FORMAT.md section 3)."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from collector.sync.bundle import limits

TAG_MANIFEST: Final = "tagmanifest-sha512.txt"
SIGNATURE: Final = "tagmanifest-sha512.txt.sig"
BAGIT: Final = "bagit.txt"
BAG_INFO: Final = "bag-info.txt"
MANIFEST: Final = "manifest-sha512.txt"
SIGNER_PUB: Final = "signer.pub"
README: Final = "README.txt"
CHECKPOINT: Final = "proof/checkpoint"
CHECKPOINT_SIG: Final = "proof/checkpoint.sig"
CONSISTENCY: Final = "proof/consistency"
EVENTS: Final = "proof/events.jsonl"
INCLUSION: Final = "proof/inclusion"
STAMPS: Final = "proof/stamps"
FETCH: Final = "fetch.txt"

BAGIT_TEXT: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

TAG_FILES: Final = (
    BAGIT,
    BAG_INFO,
    MANIFEST,
    SIGNER_PUB,
    README,
    CHECKPOINT,
    CHECKPOINT_SIG,
    CONSISTENCY,
    EVENTS,
    INCLUSION,
    STAMPS,
)
"""What the tag manifest lists, in its order, before the origins."""

ORIGIN_SOURCES: Final = {
    "bag-info.txt": BAG_INFO,
    "manifest-sha512.txt": MANIFEST,
    "proof-checkpoint": CHECKPOINT,
    "proof-checkpoint.sig": CHECKPOINT_SIG,
    "proof-consistency": CONSISTENCY,
    "proof-events.jsonl": EVENTS,
    "proof-inclusion": INCLUSION,
    "proof-stamps": STAMPS,
    "signer.pub": SIGNER_PUB,
    "tagmanifest-sha512.txt": TAG_MANIFEST,
    "tagmanifest-sha512.txt.sig": SIGNATURE,
}
"""The files kept of an earlier bundle (section 7), sorted, and what each was called in it."""

_LIMITS: Final = {
    TAG_MANIFEST: limits.MANIFEST,
    MANIFEST: limits.MANIFEST,
    EVENTS: limits.EVENTS,
    INCLUSION: limits.INCLUSION,
    CHECKPOINT: limits.PROOF_FILE,
    CHECKPOINT_SIG: limits.PROOF_FILE,
    CONSISTENCY: limits.PROOF_FILE,
    STAMPS: limits.PROOF_FILE,
}

BUNDLE_ID: Final = re.compile(r"[0-9a-f]{32}", re.ASCII)
_ORIGIN: Final = re.compile(r"proof/origin/([0-9a-f]{32})/([a-z0-9.-]+)", re.ASCII)
_ID: Final = r"[0-9a-f]{32}"
_PAYLOAD: Final = re.compile(
    rf"data/(?:(?P<record>records)/{_ID}\.[1-9][0-9]{{0,15}}\.json"
    rf"|(?P<media>media)/[0-9a-f]{{64}}\.[a-z0-9]{{1,8}}"
    rf"|(?P<identity>identity)/{_ID}-[1-9][0-9]{{0,15}}\.age)",
    re.ASCII,
)


class Kind(StrEnum):
    """What a payload file is; in this order the kinds stand in the manifest."""

    RECORD = "record"
    MEDIA = "media"
    IDENTITY = "identity"


def kind_of(path: str) -> Kind | None:
    """Return the kind of a payload path, or None if it is not one."""
    match = _PAYLOAD.fullmatch(path)
    if match is None:
        return None
    return next(kind for kind in Kind if match[kind.value])


def payload_key(path: str) -> tuple[int, str]:
    """Return the sort key of a payload path: records, media, identity, each sorted by path."""
    kind = kind_of(path)
    return (list(Kind).index(kind) if kind else len(Kind), path)


def origin_path(bundle_id: str, name: str) -> str:
    """Return where a file of an earlier bundle stands."""
    return f"proof/origin/{bundle_id}/{name}"


def origin_of_path(path: str) -> tuple[str, str] | None:
    """Return (bundle id, name) of a file of an earlier bundle, or None if the path is not one."""
    match = _ORIGIN.fullmatch(path)
    if match is None or match[2] not in ORIGIN_SOURCES:
        return None
    return match[1], match[2]


def limit_of(path: str) -> int:
    """Return how many octets a tag file may have; one kept of an origin, what it might have had."""
    origin = origin_of_path(path)
    return _LIMITS.get(ORIGIN_SOURCES[origin[1]] if origin else path, limits.TAG_FILE)
