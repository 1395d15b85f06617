"""Writing a bundle: one pass, constant memory, the same archive for the same plan.

FORMAT.md sections 1 to 3.  The writer lays out and signs what the plan says; it does not judge
whether the plan keeps the rules for the payload (whoever exports does, and the reader will).
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Sequence

from collector.crypto import sshsig
from collector.crypto.age import AgeWriter, Recipient
from collector.crypto.age.stream import sealed_length
from collector.crypto.age.writer import Writable
from collector.crypto.ed25519 import SigningKey
from collector.crypto.namespaces import BUNDLE
from collector.model.card import recipient_digest
from collector.sync.bundle import baginfo, layout, limits, manifest, proofs, stamps
from collector.sync.bundle.baginfo import BagInfo
from collector.sync.bundle.manifest import Line
from collector.sync.bundle.padme import padded
from collector.sync.bundle.plan import (
    BundlePlan,
    BundleTooLarge,
    PayloadChanged,
    PlannedFile,
    WrittenBundle,
)
from collector.sync.bundle.proofs import Inclusion
from collector.sync.bundle.readme import readme
from collector.sync.bundle.tar import BLOCK, END, encode_header, fill

ReadPayload = Callable[[PlannedFile], Iterable[bytes | memoryview]]
Progress = Callable[[int], None]


def write_bundle(
    out: Writable,
    plan: BundlePlan,
    read_payload: ReadPayload,
    key: SigningKey,
    recipients: Sequence[Recipient],
    *,
    progress: Progress | None = None,
) -> WrittenBundle:
    """Write the age file to ``out`` and return what names it.

    ``read_payload`` yields the content of a planned file in chunks; it is called once for each, in
    the order of the manifest.  Digests are taken from the plan, lengths are counted.  ``progress``
    is called with the octets of plaintext written so far.  ``out`` is neither synced nor closed;
    after an error what was written is no bundle.

    Raises BundleTooLarge, PayloadChanged, what ``crypto.age`` raises about recipients, and what
    ``out`` and ``read_payload`` raise.  ValueError for a plan that is not one: a path that is no
    payload path, digests that are none.
    """
    files = _ordered(plan)
    tag_files = _tag_files(plan, files, key, recipients)
    counted = _Counted(out)
    archive = _Archive(AgeWriter(counted, recipients), plan.bundle_id, progress)
    for path, content in tag_files.items():
        archive.add(path, len(content), [content])
    for planned in files:
        archive.add(planned.path, planned.size, read_payload(planned))
    archive.finish()
    tag_manifest = hashlib.sha256(tag_files[layout.TAG_MANIFEST]).hexdigest()
    return WrittenBundle(plan.bundle_id, tag_manifest, counted.size, counted.sha256())


def bundle_size(plan: BundlePlan, recipients: Sequence[Recipient]) -> int:
    """Return how many octets ``write_bundle`` would write, whoever signs.

    Raises as ``write_bundle`` where it refuses the plan.
    """
    tag_files = _tag_files(plan, _ordered(plan), SigningKey.generate(), recipients)
    sizes = [*map(len, tag_files.values()), *(planned.size for planned in plan.files)]
    archive = sum(BLOCK + size + fill(size) for size in sizes) + len(END)
    front = _Counted(io.BytesIO())
    AgeWriter(front, recipients)
    return front.size + sealed_length(padded(archive))


def _ordered(plan: BundlePlan) -> list[PlannedFile]:
    return sorted(plan.files, key=lambda it: layout.payload_key(it.path))


def _tag_files(
    plan: BundlePlan,
    files: Sequence[PlannedFile],
    key: SigningKey,
    recipients: Sequence[Recipient],
) -> dict[str, bytes]:
    """Return all tag files by path, in the order in which they stand in the archive."""
    _check_plan(plan)
    contents = {
        layout.BAGIT: layout.BAGIT_TEXT,
        layout.BAG_INFO: baginfo.encode(_info(plan, recipients)),
        layout.MANIFEST: manifest.encode(Line(it.sha512, it.path) for it in files),
        layout.SIGNER_PUB: f"{sshsig.public_line(key.public)}\n".encode("ascii"),
        layout.README: readme(plan.bundle_id, stamped=bool(plan.stamps)),
        layout.CHECKPOINT: plan.head,
        layout.CHECKPOINT_SIG: plan.head_sig,
        layout.CONSISTENCY: proofs.encode_consistency(plan.consistency),
        layout.EVENTS: proofs.encode_events(it.event for it in plan.events),
        layout.INCLUSION: proofs.encode_inclusion(
            Inclusion(it.event.index, it.proof) for it in plan.events
        ),
        layout.STAMPS: stamps.encode_stamps(plan.stamps),
    }
    for bundle_id, kept in sorted(plan.origins.items()):
        for name, content in sorted(kept.items()):
            contents[layout.origin_path(bundle_id, name)] = content
    lines = [Line(hashlib.sha512(it).hexdigest(), path) for path, it in contents.items()]
    tag_manifest = manifest.encode(lines)
    signature = sshsig.sign(key, BUNDLE, tag_manifest).encode("ascii")
    whole = {layout.TAG_MANIFEST: tag_manifest, layout.SIGNATURE: signature, **contents}
    if any(len(content) > layout.limit_of(path) for path, content in whole.items()):
        raise BundleTooLarge
    return whole


def _check_plan(plan: BundlePlan) -> None:
    """Raise what ``write_bundle`` raises for a plan that no reader would take."""
    if any(layout.kind_of(planned.path) is None for planned in plan.files):
        raise ValueError("not a payload path")
    if len({planned.path for planned in plan.files}) != len(plan.files):
        raise ValueError("a payload path is planned twice")
    kept = [content for files in plan.origins.values() for content in files.values()]
    if (
        len(plan.files) > limits.PAYLOAD_FILES
        or sum(planned.size for planned in plan.files) > limits.TOTAL
        or len(plan.consistency) > limits.HEADS
        or len(plan.stamps) > limits.STAMPS
        or len(plan.origins) > limits.ORIGINS
        or sum(map(len, kept)) > limits.ORIGINS_TOTAL
    ):
        raise BundleTooLarge


def _info(plan: BundlePlan, recipients: Sequence[Recipient]) -> BagInfo:
    return BagInfo(
        day=plan.day,
        octets=sum(planned.size for planned in plan.files),
        files=len(plan.files),
        bundle_id=plan.bundle_id,
        sequence=plan.sequence,
        previous=plan.previous,
        card=plan.card,
        card_serial=plan.card_serial,
        recipients=tuple(recipient_digest(str(it)) for it in recipients),
        receipt_recipient=plan.receipt_recipient,
        receipt_secret=plan.receipt_secret,
        withheld=plan.withheld,
    )


class _Archive:
    """Writes members into an age file and fills it up at the end."""

    def __init__(self, age: AgeWriter, folder: str, progress: Progress | None) -> None:
        self._age = age
        self._folder = folder
        self._progress = progress
        self._written = 0

    def add(self, path: str, size: int, chunks: Iterable[bytes | memoryview]) -> None:
        """Write one member.  Raises PayloadChanged if the chunks are not ``size`` octets."""
        self._write(encode_header(f"{self._folder}/{path}", size))
        left = size
        for chunk in chunks:
            left -= len(chunk)
            if left < 0:
                break
            self._write(chunk)
        if left:
            raise PayloadChanged
        self._write(bytes(fill(size)))

    def finish(self) -> None:
        """Write the end of the archive, the zeros after it, and the final age chunk."""
        self._write(END)
        zeros = bytes(limits.CHUNK)
        left = padded(self._written) - self._written
        while left:
            part = memoryview(zeros)[:left]
            self._write(part)
            left -= len(part)
        self._age.finish()

    def _write(self, data: bytes | memoryview) -> None:
        self._age.write(data)
        self._written += len(data)
        if self._progress:
            self._progress(self._written)


class _Counted:
    """Counts and hashes what goes to the file outside."""

    def __init__(self, out: Writable) -> None:
        self._out = out
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes, /) -> int | None:
        """Hand the octets on."""
        self._hash.update(data)
        self.size += len(data)
        return self._out.write(data)

    def sha256(self) -> str:
        """Return the digest so far, hexadecimal."""
        return self._hash.hexdigest()
