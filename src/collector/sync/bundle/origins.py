"""The evidence of earlier hands that travels with a bundle handed on (FORMAT.md section 7)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from collector.crypto import sshsig
from collector.crypto.namespaces import BUNDLE
from collector.errors import Unacceptable
from collector.sync.bundle import layout, manifest
from collector.sync.bundle.flaws import BundleRefused, Flaw


@dataclass(frozen=True)
class Origin:
    """An earlier bundle: its id, the public key that signed it, and what it listed.

    ``listed`` holds the paths of those payload files that are in the bundle at hand too, with the
    same digest.
    """

    bundle_id: str
    signer: bytes
    listed: frozenset[str]


def read_origin(bundle_id: str, files: Mapping[str, bytes], payload: Mapping[str, str]) -> Origin:
    """Return what an earlier bundle vouches for.

    ``files`` are the kept files by name, complete; ``payload`` is path to SHA-512 of the bundle
    at hand.  Whether the earlier signer is known to anybody is not asked here.  Raises
    BundleRefused.
    """
    tag_text = files["tagmanifest-sha512.txt"]
    signer = _signer(files["tagmanifest-sha512.txt.sig"], tag_text, files["signer.pub"])
    if f"Bundle-Id: {bundle_id}".encode() not in files["bag-info.txt"].split(b"\n"):
        raise BundleRefused(Flaw.ORIGIN_ID, origin=bundle_id)
    listed = manifest.digests(tag_text)
    for name, source in layout.ORIGIN_SOURCES.items():
        if source in {layout.TAG_MANIFEST, layout.SIGNATURE}:
            continue
        if hashlib.sha512(files[name]).hexdigest() != listed.get(source):
            raise BundleRefused(Flaw.ORIGIN_DIGEST, origin=bundle_id)
    earlier = manifest.digests(files["manifest-sha512.txt"])
    shared = {path for path, sha512 in payload.items() if earlier.get(path) == sha512}
    return Origin(bundle_id=bundle_id, signer=signer, listed=frozenset(shared))


def _signer(signature: bytes, signed: bytes, signer_pub: bytes) -> bytes:
    try:
        public = sshsig.verify(signature, BUNDLE, signed)
    except Unacceptable as error:
        raise BundleRefused(Flaw.ORIGIN_SIGNATURE) from error
    if signer_pub != f"{sshsig.public_line(public)}\n".encode():
        raise BundleRefused(Flaw.ORIGIN_SIGNATURE)
    return public
