"""The reader's sink into a vault: staged while it streams, visible in one commit (SCHEMA.md 3)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from collector.errors import Unacceptable
from collector.store import imports, platforms
from collector.store.media.library import MediaBatch
from collector.store.sqlite import database_errors, transaction
from collector.store.vault import Vault
from collector.sync.bundle.baginfo import BagInfo
from collector.sync.bundle.layout import Kind
from collector.sync.bundle.sink import BundleHeader, Digests, PayloadEntry
from collector.sync.bundle.verified import VerifiedBundle
from collector.sync.receipts import receipt_name

# Records wait in memory until there is enough for a commit of their own: each one costs a sync.
_STAGE_AT = 1024 * 1024


class Repeat(Exception):
    """The bundle is in the vault already: nothing went wrong, and nothing is to be done."""

    def __init__(self, bundle: str, signer: bytes) -> None:
        self.bundle = bundle
        self.signer = signer
        super().__init__()


class BundleIdTaken(Unacceptable):
    """Another bundle came under the same id."""

    code = "bundle.id-reused"
    words = "another bundle was imported under the same id"
    hint = "nothing was taken from it; ask the sender to export again"


class ReceiptNameTaken(Unacceptable):
    """The secret that names the receipt was used before."""

    code = "bundle.receipt-reused"
    words = "the bundle asks for a receipt under a name that was used before"
    hint = "nothing was taken from it; ask the sender to export again"


class WrongCard(Unacceptable):
    """The bundle was made for a card this vault did not issue."""

    code = "bundle.card-unknown"
    words = "the bundle was made for a platform card that this vault did not issue"
    hint = "nothing was taken from it; ask the sender to trust your card and export again"


class VaultSink:
    """Takes one bundle in.  ``finish`` makes it visible inside the sink's one transaction."""

    hashes_media = True

    def __init__(self, vault: Vault, finish: Callable[[VerifiedBundle], None]) -> None:
        self.header: BundleHeader | None = None
        self._vault = vault
        self._finish = finish
        self._stack = ExitStack()
        self._batch: MediaBatch | None = None
        self._entry: PayloadEntry | None = None
        self._record = bytearray()
        self._waiting: list[bytes] = []
        self._waiting_size = 0

    def signed(self, header: BundleHeader, /) -> None:
        """Remember what was signed, so that the signer can be answered whatever comes."""
        self.header = header

    def begin(self, header: BundleHeader, /) -> None:
        """Refuse what must not come in before its payload is read.  Raises ``Repeat``."""
        check_bundle(self._vault, header.tag_manifest, header.info, header.signer)
        with transaction(self._vault.db):
            imports.clear_staged(self._vault.db)
        self._batch = self._stack.enter_context(self._vault.media.batch())

    def open(self, entry: PayloadEntry, /) -> None:
        """Begin a payload file."""
        self._entry = entry
        if entry.kind is Kind.RECORD:
            self._record.clear()
        else:
            self._media().open()

    def write(self, chunk: bytes, /) -> None:
        """Take the next octets of the open file."""
        if self._entry is not None and self._entry.kind is Kind.RECORD:
            self._record += chunk
        else:
            self._media().write(chunk)

    def close(self) -> Digests | None:
        """End the open file.  A record is staged, invisible; media lie in their volumes."""
        entry, self._entry = self._entry, None
        if entry is not None and entry.kind is Kind.RECORD:
            self._waiting.append(bytes(self._record))
            self._waiting_size += len(self._record)
            if self._waiting_size >= _STAGE_AT:
                with transaction(self._vault.db):
                    self._stage()
            return None
        stored = self._media().close()
        return Digests(stored.sha256.hex(), stored.sha512.hex())

    def commit(self, verified: VerifiedBundle, /) -> None:
        """Make all of it visible, at once."""
        batch = self._media()
        batch.settle()
        with transaction(self._vault.db):
            batch.record()
            self._stage()
            self._finish(verified)
            imports.clear_staged(self._vault.db)
        self._stack.close()

    def abort(self) -> None:
        """Let all of it vanish."""
        self._stack.close()
        with database_errors():
            imports.clear_staged(self._vault.db)

    def _stage(self) -> None:
        """Put the records that wait into the vault, invisible, inside a transaction."""
        imports.stage(self._vault.db, self._waiting)
        self._waiting, self._waiting_size = [], 0

    def _media(self) -> MediaBatch:
        if self._batch is None:
            raise RuntimeError("the bundle has not begun")
        return self._batch


def check_bundle(vault: Vault, tag_manifest: str, info: BagInfo, signer: bytes) -> None:
    """Compare a signed bundle with what this vault has and has issued.

    Raises ``Repeat`` for a bundle that is here already, ``BundleIdTaken``, ``ReceiptNameTaken`` and
    ``WrongCard``.
    """
    if imports.came(vault.db, bytes.fromhex(tag_manifest)):
        raise Repeat(info.bundle_id, signer)
    if imports.bundles(vault.db, [info.bundle_id]):
        raise BundleIdTaken
    answered = imports.receipt_named(vault.db, receipt_name(info.receipt_secret))
    if answered is not None and imports.came(vault.db, answered.tagmanifest):
        raise ReceiptNameTaken
    if info.card not in {card.digest.hex() for card in platforms.issued(vault.db)}:
        raise WrongCard
