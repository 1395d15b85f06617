"""Reading a bundle: one pass, constant memory, nothing believed before it was checked.

The order follows FORMAT.md: who encrypted to whom, who signed, then what was signed, tag files
before payload, records before files; the sink commits after the last octet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from collector.sync.bundle import baginfo, layout, limits, manifest, rules, tags
from collector.sync.bundle.bag import Bag
from collector.sync.bundle.baginfo import BagInfo
from collector.sync.bundle.envelope import Identity, Opened, open_envelope
from collector.sync.bundle.flaws import BundleRefused, Flaw
from collector.sync.bundle.payload import PayloadReader
from collector.sync.bundle.policy import SignerPolicy, Standing
from collector.sync.bundle.sink import BundleHeader, DiscardSink, Sink
from collector.sync.bundle.tags import Tags
from collector.sync.bundle.tar import Readable, TarReader
from collector.sync.bundle.verified import READER, VerifiedBundle
from collector.sync.bundle.views import RecordView

Progress = Callable[[int], None]


def read_bundle(
    stream: Readable,
    identities: Sequence[Identity],
    policy: SignerPolicy,
    sink: Sink,
    *,
    progress: Progress | None = None,
) -> VerifiedBundle:
    """Check a whole bundle and hand its payload to the sink; return what was verified.

    ``policy`` judges the key that signed.  A revoked one is refused; under an unknown one all is
    checked, nothing reaches the sink, and the result's ``standing`` says so.  ``progress`` is
    called with the octets of plaintext read so far.

    Raises BundleRefused, one code per flaw; NoKeyOpens if no identity opens the file; the errors
    of ``crypto.age`` for damaged encryption and of ``model.reading`` for unreadable records, all
    of them Unacceptable.  What stream and sink raise passes unchanged.  Whatever is raised, the
    sink was told to abort once.
    """
    try:
        opened = open_envelope(stream, identities)
        return _Reading(opened, policy, sink, progress).read()
    except BaseException:
        sink.abort()
        raise


@dataclass(frozen=True)
class _Signed:
    """The tag manifest whose signature held, and what is known of the signer."""

    signer: bytes
    standing: Standing
    lines: tuple[manifest.Line, ...]
    text: bytes
    signature: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text).hexdigest()


class _Reading:
    def __init__(
        self, opened: Opened, policy: SignerPolicy, sink: Sink, progress: Progress | None
    ) -> None:
        plain: Readable = _Meter(opened.plain, progress) if progress else opened.plain
        self._opened = opened
        self._policy = policy
        self._sink = sink
        self._bag = Bag(TarReader(plain))

    def read(self) -> VerifiedBundle:
        signed = self._signed()
        sink = self._sink if signed.standing is Standing.TRUSTED else DiscardSink()
        known = self._tags(signed, sink)
        sink.begin(BundleHeader(signed.signer, signed.digest, known.info))
        files = {line.path: line.sha512 for line in known.lines}
        self._bag.listed(files)

        def judge(records: Sequence[RecordView]) -> None:
            rules.check_payload(
                rules.Payload(
                    signer=signed.signer,
                    records=records,
                    files=files,
                    withheld=known.info.withheld,
                    origins=known.origins,
                    events=known.events,
                )
            )

        payload = PayloadReader(self._bag, sink, known.info.octets, judge)
        records, entries = payload.read(known.lines)
        self._bag.end()
        verified = VerifiedBundle(
            reader=READER,
            standing=signed.standing,
            signer=signed.signer,
            tag_manifest=signed.digest,
            info=known.info,
            records=records,
            files=entries,
            events=known.events,
            head=known.head,
            consistency=known.consistency,
            stamps=known.stamps,
            origins=known.origins,
            evidence=known.evidence,
        )
        sink.commit(verified)
        return verified

    def _signed(self) -> _Signed:
        """Take the tag manifest and its signature; nothing is read on unless it holds."""
        text = self._bag.begin(limits.MANIFEST)
        signature = self._bag.whole(layout.SIGNATURE, limits.TAG_FILE, Flaw.LIMIT_TAG_FILE)
        signer = tags.check_signature(text, signature)
        standing = self._policy.judge(signer)
        if standing is Standing.REVOKED:
            raise BundleRefused(Flaw.SIGNER_REVOKED)
        lines = manifest.parse_tag_manifest(text)
        return _Signed(signer, standing, lines, text, signature)

    def _tags(self, signed: _Signed, sink: Sink) -> Tags:
        """Take all other tag files and interpret them."""
        digests = {line.path: line.sha512 for line in signed.lines}
        files = {layout.TAG_MANIFEST: signed.text, layout.SIGNATURE: signed.signature}
        # The format is settled before anything is refused that only this format refuses.
        for path in (layout.BAGIT, layout.BAG_INFO):
            files[path] = self._tag_file(path, digests.get(path))
        tags.check_bagit(files[layout.BAGIT])
        info = baginfo.parse(files[layout.BAG_INFO])
        self._check_info(info)
        sink.signed(BundleHeader(signed.signer, signed.digest, info))
        manifest.check_tag_lines(signed.lines)
        self._bag.listed(digests)
        room = limits.ORIGINS_TOTAL
        for path in [line.path for line in signed.lines if line.path not in files]:
            files[path] = self._tag_file(path, digests[path])
            if layout.origin_of_path(path):
                room -= len(files[path])
                if room < 0:
                    raise BundleRefused(Flaw.LIMIT_ORIGIN_BYTES)
        return tags.interpret(files, info, signed.signer)

    def _tag_file(self, path: str, sha512: str | None) -> bytes:
        content = self._bag.whole(path, layout.limit_of(path), Flaw.LIMIT_TAG_FILE)
        tags.check_tag_digest(path, content, sha512)
        return content

    def _check_info(self, info: BagInfo) -> None:
        if info.bundle_id != self._bag.bundle_id:
            raise BundleRefused(Flaw.INFO_BUNDLE_ID)
        if self._opened.recipient not in info.recipients:
            raise BundleRefused(Flaw.NOT_ADDRESSED)
        if self._opened.stanzas != len(info.recipients):
            raise BundleRefused(Flaw.AGE_STANZA_COUNT)


class _Meter:
    """Tells how much was read."""

    def __init__(self, stream: Readable, progress: Progress) -> None:
        self._stream = stream
        self._progress = progress
        self._read = 0

    def read(self, size: int, /) -> bytes:
        """Return what the stream returns."""
        taken = self._stream.read(size)
        self._read += len(taken)
        self._progress(self._read)
        return taken
