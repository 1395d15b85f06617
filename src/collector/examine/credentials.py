"""Content credentials (C2PA 2.1): is there a manifest, and is it proven not to fit?

Two things are proof of ``broken``: a box structure (JUMBF, ISO 19566-5) that contradicts itself or
lacks the claim or its signature, and a data hash (``c2pa.hash.data``, C2PA 18.5) of the active
manifest that differs from the bytes of this file.

Not checked, so that ``present`` never means authentic: the signature and its certificate, time
stamps, the hashes of the other assertions, ingredients and their manifests, update and compressed
manifests, the hashes of films (``c2pa.hash.bmff``) and of boxes.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass

from collector.examine import cbor
from collector.examine.boxes import boxes
from collector.examine.facts import Credentials, Note
from collector.examine.view import MalformedError, View

_DEEPEST = 16
_HASHES = {"sha256": hashlib.sha256, "sha384": hashlib.sha384, "sha512": hashlib.sha512}
_STORE, _MANIFEST, _ASSERTIONS, _CLAIM, _SIGNATURE = b"c2pa", b"c2ma", b"c2as", b"c2cl", b"c2cs"


class UncheckedError(Exception):
    """Nothing is proven either way."""


@dataclass(frozen=True, slots=True)
class _Superbox:
    """A box that describes itself: what it is (four bytes), its label, and what it holds."""

    type: bytes
    label: bytes
    inner: tuple[_Superbox, ...]
    content: bytes


def judge(store: bytes, whole: bytes | None) -> tuple[Credentials, Note | None]:
    """Judge a manifest store found in a file; ``whole`` is that file, None where out of reach."""
    try:
        fits = _fits(_active_manifest(store), whole)
    except MalformedError:
        return "broken", "credentials-structure"
    except (UncheckedError, cbor.CborError):
        return "present", "credentials-unchecked"
    return ("present", None) if fits else ("broken", "credentials-hash")


def _active_manifest(store: bytes) -> _Superbox:
    """Return the last manifest of the store, which is the active one (C2PA 11.1.4.1)."""
    root = next(_superboxes(View(len(store), [(0, store)]), 0, len(store), 0), None)
    if root is None or root.type != _STORE or not root.inner:
        raise MalformedError
    return root.inner[-1]


def _superboxes(view: View, start: int, end: int, depth: int) -> Iterator[_Superbox]:
    if depth > _DEEPEST:
        raise MalformedError
    for box in boxes(view, start, end):
        if box.kind != b"jumb":
            continue
        inside = list(boxes(view, box.start, box.end))
        if not inside or inside[0].kind != b"jumd" or inside[0].length < 17:
            raise MalformedError
        description = view.slice(inside[0].start, inside[0].length)
        label = description[17:].split(b"\x00", 1)[0] if description[16] & 2 else b""
        content = next((view.slice(b.start, b.length) for b in inside if b.kind == b"cbor"), b"")
        inner = tuple(_superboxes(view, box.start, box.end, depth + 1))
        yield _Superbox(description[:4], label, inner, content)


def _fits(manifest: _Superbox, whole: bytes | None) -> bool:
    if manifest.type != _MANIFEST:
        raise UncheckedError
    parts = {part.type: part for part in manifest.inner}
    if _CLAIM not in parts or _SIGNATURE not in parts or _ASSERTIONS not in parts:
        raise MalformedError
    hashes = [part for part in parts[_ASSERTIONS].inner if part.label == b"c2pa.hash.data"]
    if len(hashes) != 1 or whole is None:
        raise UncheckedError
    stated = cbor.decode(hashes[0].content)
    claim = cbor.decode(parts[_CLAIM].content)
    if not isinstance(stated, dict) or not isinstance(claim, dict):
        raise UncheckedError
    algorithm, digest = stated.get("alg", claim.get("alg", "sha256")), stated.get("hash")
    if not isinstance(digest, bytes) or not isinstance(algorithm, str):
        raise UncheckedError
    if algorithm not in _HASHES:
        raise UncheckedError
    running = _HASHES[algorithm]()
    for stretch in _covered(stated.get("exclusions"), whole):
        running.update(stretch)
    return hmac.compare_digest(running.digest(), digest)


def _covered(exclusions: cbor.Value, whole: bytes) -> Iterator[memoryview]:
    """Yield what the hash covers: the file without the excluded ranges, which come in order."""
    at, view = 0, memoryview(whole)
    for exclusion in exclusions if isinstance(exclusions, list) else []:
        if not isinstance(exclusion, dict):
            raise UncheckedError
        start, length = exclusion.get("start"), exclusion.get("length")
        if not isinstance(start, int) or not isinstance(length, int) or length < 0 or start < at:
            raise UncheckedError
        yield view[at:start]
        at = start + length
    yield view[at:]
