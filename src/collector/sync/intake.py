"""The coordinator's import: refuse into quarantine, let wait in arrivals, or take in.

The reader checks every rule of the format; ``taking`` compares with what this vault knows.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from collector import clock
from collector.crypto.age import (
    HybridIdentity,
    NotAge,
    PayloadBroken,
    X25519Identity,
    parse_identity,
)
from collector.errors import NoKeyOpens, SignerUnknown, Unacceptable
from collector.store import imports, own_keys, sealed_files, signers
from collector.store.custody import CustodyLog
from collector.store.errors import NoSuch, SourceChanged, VaultDamaged
from collector.store.imports import Arrival, ImportedBundle, Noted, Quarantined
from collector.store.media.pipeline import SideHash
from collector.store.sqlite import transaction
from collector.store.trust import enrol_signer, whose_words
from collector.store.vault import Vault
from collector.sync.answering import HandedOut, hand_out_receipts
from collector.sync.bundle.flaws import BundleRefused
from collector.sync.bundle.given import check_parts, open_bundle
from collector.sync.bundle.parts import PartsRefused
from collector.sync.bundle.policy import KnownSigners
from collector.sync.bundle.reader import read_bundle
from collector.sync.bundle.sink import BundleHeader, DiscardSink
from collector.sync.bundle.tar import Readable
from collector.sync.bundle.verified import VerifiedBundle
from collector.sync.entry_times import Entered, entry_times
from collector.sync.imported import ImportedReport, report_of
from collector.sync.receipts import write_for_copy, write_refusal
from collector.sync.taking import Imported, Taking
from collector.sync.vault_sink import Repeat, VaultSink, check_bundle
from collector.sync.verifying import Verification, compared, verify_file

Progress = Callable[[int], None]
_BLOCK: Final = 1024 * 1024


class SignerNotEnrolled(SignerUnknown):
    """The bundle is valid and waits in arrivals."""

    code = "bundle.signer-unknown"
    words = "the bundle is valid, but nobody has vouched for the key that signed it: {signer}"
    # The words are not told here: the sender is to read them out, and nobody is to copy them.
    hint = "it waits in arrivals; trust the key by the twelve words its holder reads out to you"


class CopyGone(VaultDamaged):
    """The copy of a bundle that waits is not there, or not whole."""

    code = "vault.copy-gone"
    words = "the copy of this bundle that waited in the vault is missing or cut short"
    hint = "nothing was changed; bring the bundle in again, and a new copy of it waits"


class NoCard(NoKeyOpens):
    """The vault issued no card, so nothing can be addressed to it."""

    code = "vault.no-card"
    words = "this vault has no platform card, so no bundle can be meant for it"
    hint = "make a card first: collector platform new"


class Intake:
    """Takes bundles into one open vault."""

    def __init__(self, vault: Vault, log: CustodyLog) -> None:
        self._vault = vault
        self._db = vault.db
        self._log = log

    def take(self, path: Path, *, progress: Progress | None = None) -> Imported:
        """Import one bundle: a file, or the set that a file is a part of.

        Raises ``SignerNotEnrolled`` (the file now waits in arrivals), ``NoCard``, ``NoKeyOpens``
        and the machine's errors (the vault is as before), and what the reader refuses: then a copy
        lies in quarantine with the code of the reason, and if an enrolled key signed what was
        refused, a receipt tells its sender.  Of what is not even encrypted no copy is kept: whoever
        picks a wrong file must not find its words in the vault's folder.  Nor of parts that are no
        whole (``PartsRefused``): the right ones may come yet, and what lies beside may be no part.
        """
        keys, told = self._identities(), None if progress is None else _Told(progress)
        judged = _Judged()
        try:
            return self._read(path, keys, told, judged)
        except (NotAge, PartsRefused):
            raise
        except Unacceptable as refused:
            if told is None or told.raised is not refused:
                check_parts(path, keys)
                self._quarantine(path, refused.code, judged)
            raise

    def let_in(
        self, arrival: Arrival, spoken: str, *, progress: Progress | None = None
    ) -> Imported:
        """Vouch for the signer of a waiting bundle by the words, and import it.

        Raises ``WordsDiffer``, ``NoSuch`` and ``CopyGone`` (nothing was changed), and what ``take``
        raises: the signer stays enrolled then, and a refused bundle waits no longer but lies in
        quarantine.
        """
        if arrival not in self.waiting():
            raise NoSuch(what="waiting bundle")
        copy = self.waiting_copy(arrival)
        enrol_signer(self._vault, self._log, arrival.signer, spoken)
        try:
            return self.take(copy, progress=progress)
        except Unacceptable:
            if arrival.sha256 in {refused.sha256 for refused in self.refused()}:
                self._stop_waiting(arrival)
            raise

    def verify(self, path: Path, *, progress: Progress | None = None) -> Verification:
        """Check a bundle as ``take`` would, and leave everything as it is.

        Raises what ``take`` raises, but an unknown signer is told in the outcome.
        """
        found = verify_file(path, self._identities(), self._policy(), progress=progress)
        return compared(self._vault, found.bundle)

    def waiting(self) -> list[Arrival]:
        """Return the valid bundles of signers nobody has vouched for."""
        return imports.arrivals(self._db)

    def whose(self, spoken: str) -> list[Arrival]:
        """Return what waits and is signed with the key whose words were heard, the oldest first.

        Raises as ``store.trust.whose_words`` where they are the words of no such key.
        """
        waiting = self.waiting()
        public = whose_words(dict.fromkeys(it.signer for it in waiting), spoken)
        return [it for it in waiting if it.signer == public]

    def waiting_file(self, arrival: Arrival) -> Path:
        """Return where the copy of a waiting bundle lies."""
        return self._vault.quarantine / arrival.file

    def waiting_copy(self, arrival: Arrival) -> Path:
        """Return the same, once it is sure that something of its size lies there.

        Raises ``CopyGone``.
        """
        if not self._lies_whole(arrival):
            raise CopyGone
        return self.waiting_file(arrival)

    def imported(self) -> list[ImportedBundle]:
        """Return the imported bundles, the oldest first."""
        return imports.bundles(self._db)

    def gaps(self) -> frozenset[str]:
        """Return the ids of imported bundles of which the one before has not come."""
        return imports.gaps(self._db)

    def report_of(self, bundle_id: str) -> ImportedReport:
        """Return what an imported bundle held.  Raises ``NoSuch``."""
        return report_of(self._db, bundle_id)

    def entry_times(self, testimony: str) -> list[Entered]:
        """Return when an imported account and its files entered the log of their sender.

        Of what came more than once, by the evidence it came with first.  Empty for an account
        that was written here.
        """
        return entry_times(self._db, testimony)

    def refused(self) -> list[Quarantined]:
        """Return the bundles in quarantine with the codes of their reasons."""
        return imports.quarantined(self._db)

    def hand_out_receipts(self, folder: Path) -> HandedOut:
        """Put every receipt into the folder where senders look for theirs.

        Raises as ``answering.hand_out_receipts``.
        """
        return hand_out_receipts(self._vault, folder)

    def _read(
        self,
        path: Path,
        keys: list[X25519Identity | HybridIdentity],
        progress: Progress | None,
        judged: _Judged,
    ) -> Imported:
        with open_bundle(path) as stream, SideHash(("sha256",)) as hashing:
            hashed = _Hashed(stream, hashing)
            taking = Taking(self._vault, self._log, hashed.sha256)
            sink = VaultSink(self._vault, taking.finish)
            try:
                verified = read_bundle(hashed, keys, self._policy(), sink, progress=progress)
            except Repeat as repeat:
                digest, answer = hashed.rest(), None
                if sink.header and self._holds(path, sink.header, digest, keys, progress):
                    answer = self._answer_again(sink.header, digest)
                return Imported("repeat", repeat.bundle, repeat.signer, receipt=answer)
            except PayloadBroken:
                raise  # anybody on the way can do that: nobody is answered
            except Unacceptable:
                if sink.header is not None:
                    judged.header, judged.file = sink.header, hashed.rest()
                raise
            digest = hashed.sha256()
        if taking.outcome is None:
            return self._await(path, verified, digest)
        taking.tidy_up()
        return taking.outcome

    def _holds(
        self,
        path: Path,
        header: BundleHeader,
        digest: bytes,
        keys: list[X25519Identity | HybridIdentity],
        progress: Progress | None,
    ) -> bool:
        """Tell whether a file holds all of a bundle that is here, not only what it begins with.

        A receipt that names a damaged copy is one that the sender does not believe.
        """
        if digest in {it.file_sha256 for it in imports.bundles(self._db, [header.info.bundle_id])}:
            return True
        with open_bundle(path) as stream, SideHash(("sha256",)) as hashing:
            hashed = _Hashed(stream, hashing)
            try:
                read_bundle(hashed, keys, self._policy(), DiscardSink(), progress=progress)
            except (PayloadBroken, BundleRefused):
                return False
            return hashed.sha256() == digest

    def _answer_again(self, header: BundleHeader, digest: bytes) -> str | None:
        """Answer another file that holds a bundle which is here; None if nothing was written."""
        with transaction(self._db):
            answer = write_for_copy(self._vault, header, digest)
        if answer is not None:
            sealed_files.promote(self._vault.outbox, answer)
        return answer

    def _await(self, path: Path, verified: VerifiedBundle, digest: bytes) -> Imported:
        """Keep a copy of a valid bundle until somebody vouches for its signer."""
        try:
            check_bundle(self._vault, verified.tag_manifest, verified.info, verified.signer)
        except Repeat as repeat:
            return Imported("repeat", repeat.bundle, repeat.signer)
        tagmanifest = bytes.fromhex(verified.tag_manifest)
        held = next((it for it in self.waiting() if it.tagmanifest == tagmanifest), None)
        if held is None or not self._lies_whole(held):
            name = secrets.token_hex(16)
            with open_bundle(path) as stream:
                copied, size = sealed_files.copy_sealed(stream, self._vault.quarantine, name)
            if copied != digest:
                sealed_files.discard(self._vault.quarantine, name)
                raise SourceChanged
            arrival = Arrival(name, digest, tagmanifest, size, verified.signer, clock.now_utc())
            with sealed_files.listing(self._vault.quarantine, name), transaction(self._db):
                imports.leave_arrivals(self._db, tagmanifest)
                imports.await_word(self._db, arrival)
                imports.note(self._db, Noted(digest, "arrival", SignerNotEnrolled.code))
                self._log.append("acc", detail=(SignerNotEnrolled.code,))
            if held is not None:
                sealed_files.remove(self.waiting_file(held))
        raise SignerNotEnrolled(signer=verified.signer.hex())

    def _quarantine(self, path: Path, code: str, judged: _Judged) -> None:
        """Keep the refused original, log the refusal and answer it; the same bytes are kept once.

        Nothing is answered if the file is another one by now than the one that was judged.
        """
        name, answer = secrets.token_hex(16), None
        with open_bundle(path) as stream:
            digest, size = sealed_files.copy_sealed(stream, self._vault.quarantine, name)
        new = digest not in {refused.sha256 for refused in self.refused()}
        kept = sealed_files.listing(self._vault.quarantine, name) if new else nullcontext()
        if not new:
            sealed_files.discard(self._vault.quarantine, name)
        with kept, transaction(self._db):
            if new:
                now = clock.now_utc()
                imports.quarantine(self._db, Quarantined(name, digest, size, code, now))
                imports.note(self._db, Noted(digest, "quarantined", code))
                self._log.append("qua", outcome="fail", detail=(code,))
            if judged.header is not None and judged.file == digest:
                answer = write_refusal(self._vault, judged.header, digest, code)
        if answer is not None:
            sealed_files.promote(self._vault.outbox, answer)

    def _lies_whole(self, arrival: Arrival) -> bool:
        return sealed_files.lies(self.waiting_file(arrival), arrival.size)

    def _stop_waiting(self, arrival: Arrival) -> None:
        """Let go of a waiting copy, once another one lies in quarantine."""
        with transaction(self._db):
            imports.leave_arrivals(self._db, arrival.tagmanifest)
        sealed_files.remove(self.waiting_file(arrival))

    def _identities(self) -> list[X25519Identity | HybridIdentity]:
        keys = own_keys.content_keys(self._db, self._vault.wrap_key)
        if not keys:
            raise NoCard
        return [parse_identity(key) for key in keys]

    def _policy(self) -> KnownSigners:
        known = signers.every(self._db)
        return KnownSigners(
            trusted=frozenset(it.public for it in known if it.revoked_at is None),
            revoked=frozenset(it.public for it in known if it.revoked_at is not None),
        )


@dataclass
class _Judged:
    """What a refused bundle was: what its signer signed, and the SHA-256 of the whole file."""

    header: BundleHeader | None = None
    file: bytes | None = None


class _Told:
    """Tells how far it is, and remembers what whoever is told raises: no fault of the bundle."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.raised: BaseException | None = None

    def __call__(self, octets: int) -> None:
        try:
            self._progress(octets)
        except BaseException as stopped:
            self.raised = stopped
            raise


class _Hashed:
    """A stream whose SHA-256 is computed beside the reader."""

    def __init__(self, stream: Readable, hashing: SideHash) -> None:
        self._stream = stream
        self._hashing = hashing

    def read(self, size: int, /) -> bytes:
        block = self._stream.read(size)
        if block:
            self._hashing.feed(block)
        return block

    def rest(self) -> bytes:
        """Read on to the end, where the reader did not, and return the digest."""
        while self.read(_BLOCK):
            pass
        return self.sha256()

    def sha256(self) -> bytes:
        """Return the digest of the whole file; the reader has read it to its end."""
        return self._hashing.digests()[0]
