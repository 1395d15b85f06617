"""The two manifests: what is listed, and in which order (FORMAT.md section 3, RFC 8493 2.1.3).

Text to lines and back, and the rules over the lines; nothing here has seen a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from collector.sync.bundle import layout, limits
from collector.sync.bundle.flaws import BundleRefused, Flaw

_LINE: Final = re.compile(rb"([0-9a-f]{128})  ([!-~]{1,255})")


@dataclass(frozen=True)
class Line:
    """One listed file: SHA-512 in hexadecimal, and its path below the bag's folder."""

    sha512: str
    path: str


def encode(lines: Iterable[Line]) -> bytes:
    """Return the text of a manifest."""
    return "".join(f"{line.sha512}  {line.path}\n" for line in lines).encode("ascii")


def parse_payload_manifest(text: bytes) -> tuple[Line, ...]:
    """Return the lines of ``manifest-sha512.txt``, judged by the rules for payload paths."""
    lines = _parse(text, Flaw.MANIFEST_SYNTAX)
    paths = [line.path for line in lines]
    if len(paths) > limits.PAYLOAD_FILES:
        raise BundleRefused(Flaw.LIMIT_FILES)
    if any(layout.kind_of(path) is None for path in paths):
        raise BundleRefused(Flaw.MANIFEST_PATH)
    if len(set(paths)) != len(paths):
        raise BundleRefused(Flaw.MANIFEST_DUPLICATE)
    if sorted(paths, key=layout.payload_key) != paths:
        raise BundleRefused(Flaw.MANIFEST_ORDER)
    return lines


def parse_tag_manifest(text: bytes) -> tuple[Line, ...]:
    """Return the lines of ``tagmanifest-sha512.txt``, not yet judged: see ``check_tag_lines``."""
    return _parse(text, Flaw.TAG_SYNTAX)


def check_tag_lines(lines: Sequence[Line]) -> None:
    """Raise BundleRefused unless the lines are the tag files of this format, in its order."""
    paths = [line.path for line in lines]
    if layout.FETCH in paths:
        raise BundleRefused(Flaw.FETCH)
    origins = _origins(paths)
    if len(set(paths)) != len(paths):
        raise BundleRefused(Flaw.TAG_DUPLICATE)
    if not set(layout.TAG_FILES) <= set(paths):
        raise BundleRefused(Flaw.TAG_MISSING)
    if len(origins) > limits.ORIGINS:
        raise BundleRefused(Flaw.LIMIT_ORIGINS)
    if any(names != set(layout.ORIGIN_SOURCES) for names in origins.values()):
        raise BundleRefused(Flaw.ORIGIN_FILES)
    if [*layout.TAG_FILES, *sorted(set(paths) - set(layout.TAG_FILES))] != paths:
        raise BundleRefused(Flaw.TAG_ORDER)


def digests(text: bytes) -> dict[str, str]:
    """Return path to SHA-512 of an earlier bundle's manifest, of which only lines are judged."""
    return {line.path: line.sha512 for line in _parse(text, Flaw.ORIGIN_SYNTAX)}


def _origins(paths: Sequence[str]) -> dict[str, set[str]]:
    origins: dict[str, set[str]] = {}
    for path in paths:
        if path in layout.TAG_FILES:
            continue
        origin = layout.origin_of_path(path)
        if origin is None:
            raise BundleRefused(Flaw.TAG_PATH)
        origins.setdefault(origin[0], set()).add(origin[1])
    return origins


def _parse(text: bytes, flaw: Flaw) -> tuple[Line, ...]:
    if not text.endswith(b"\n"):
        raise BundleRefused(flaw)
    lines = []
    for number, raw in enumerate(text[:-1].split(b"\n"), 1):
        match = _LINE.fullmatch(raw)
        if match is None:
            raise BundleRefused(flaw, line=number)
        lines.append(Line(sha512=match[1].decode(), path=match[2].decode()))
    return tuple(lines)
