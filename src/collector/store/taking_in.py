"""Exhibits and identity on their way into an account, and out of it again.

Bytes first, then the rows that name them: ``take`` fills a batch of media, ``show`` works inside
the transaction that makes it visible.  ``drop`` and ``clear_away`` are the way out.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from collector.errors import CollectorError
from collector.model.identity import IdentityForm
from collector.model.records import read_record
from collector.store import drafts, exhibits, identity, records
from collector.store.custody import GIVEN_UP, IDENTITY, MEDIA, CustodyLog, Item
from collector.store.drafts import Draft, DraftExhibit
from collector.store.exhibits import Examine, Given
from collector.store.identity import SealedIdentity
from collector.store.identity_sealing import Belongs, Content, Target, seal_exhibit, seal_form
from collector.store.media.library import MediaBatch
from collector.store.platform_cards import identity_targets
from collector.store.records import StoredRecord
from collector.store.sqlite import empty_log
from collector.store.vault import Vault

ATTACHED, SEALED_AWAY = "acc", "enc"


@dataclass(frozen=True)
class Taken:
    """What an addition will make visible in one transaction."""

    exhibits: tuple[DraftExhibit, ...] = ()
    open_exhibits: tuple[DraftExhibit, ...] = ()
    sealed: tuple[SealedIdentity, ...] = ()


@dataclass(frozen=True)
class TakingIn:
    """The way in and out for the accounts of one open vault."""

    vault: Vault
    log: CustodyLog
    examine: Examine = field(repr=False)

    def take(
        self,
        batch: MediaBatch,
        draft: Draft,
        form: IdentityForm | None,
        files: Sequence[Given],
    ) -> Taken:
        """Put bytes into the batch; identity is sealed on the way where a card is trusted."""
        db = self.vault.db
        targets = identity_targets(db)
        belongs = self.belongs(draft.testimony, draft)
        number = identity.next_number(db, draft.testimony)
        kept: list[DraftExhibit] = []
        opened: list[DraftExhibit] = []
        sealed: list[SealedIdentity] = []
        if form is not None:
            for target in targets:
                sealed.append(seal_form(batch, belongs, number + len(sealed), target, form))
        for file in files:
            if file.entry.compartment == "exhibit":
                kept.append(exhibits.take_in(batch, file, self.examine))
            elif not targets:
                opened.append(exhibits.take_in(batch, file, self.examine))
            else:
                for target in targets:
                    n = number + len(sealed)
                    sealed.append(self._seal_file(batch, belongs, n, target, file))
        return Taken(tuple(kept), tuple(opened), tuple(sealed))

    def show(self, testimony: str, taken: Taken) -> None:
        """Write the rows and events of what was taken, inside the caller's transaction."""
        db = self.vault.db
        for exhibit in taken.exhibits:
            drafts.attach(db, testimony, exhibit)
            self.log.append(ATTACHED, (Item(MEDIA, exhibit.sha256),))
        for exhibit in taken.open_exhibits:
            identity.keep_open_exhibit(db, testimony, exhibit)
            self.log.append(ATTACHED, (Item(MEDIA, exhibit.sha256),))
        for sealed in taken.sealed:
            identity.keep_sealed(db, sealed)
            self.log.append(SEALED_AWAY, (Item(IDENTITY, sealed.sha256),))

    def seal_kept(
        self, batch: MediaBatch, belongs: Belongs, n: int, target: Target, exhibit: DraftExhibit
    ) -> SealedIdentity:
        """Seal an exhibit whose bytes are in the vault; they go into the batch once more."""
        file = exhibits.kept(exhibit).file
        content = Content(file.mime, file.size, self.vault.media.read(exhibit.sha256))
        return seal_exhibit(batch, belongs, n, target, content)

    def drop(self, exhibit: DraftExhibit) -> None:
        """Give up the bytes of an exhibit that nothing shows any more.

        Inside the caller's transaction, after its row is gone.
        """
        db, sha256 = self.vault.db, exhibit.sha256
        in_record = records.names_file(db, "media", sha256)
        if in_record or drafts.in_use(db, sha256) or identity.in_use(db, sha256):
            return
        item = Item(MEDIA, sha256)
        self.log.append(GIVEN_UP, (item,))
        self.log.forget(item)
        self.vault.media.remove(sha256)

    def drop_sealed(self, sealed: SealedIdentity) -> None:
        """Give up an identity file, inside the caller's transaction.

        One that a record points to stays: of a draft, a copy of this vault may have sealed it.
        """
        if records.names_file(self.vault.db, "identity", sealed.sha256):
            return
        item = Item(IDENTITY, sealed.sha256)
        self.log.append(GIVEN_UP, (item,))
        self.log.forget(item)
        identity.remove_sealed(self.vault.db, sealed)
        self.vault.media.remove(sealed.sha256)

    def clear_away(self) -> None:
        """Destroy what was removed: bytes in volumes, and the pages that the log still holds.

        What cannot be done now is done when the vault is closed, or opened again.
        """
        self.vault.media.sweep()
        with suppress(CollectorError):
            empty_log(self.vault.db)

    def belongs(self, testimony: str, draft: Draft | None) -> Belongs:
        """Return what a sealed identity file says it belongs to.  Raises ``NoSuch``."""
        if draft is not None:
            return Belongs(testimony, draft.salt, self.vault.signing_key.public)
        current = self.current(testimony)
        salt = bytes.fromhex(read_record(current.data).salt)
        return Belongs(testimony, salt, current.author)

    def current(self, testimony: str) -> StoredRecord:
        """Return the revision of a sealed account that holds.  Raises ``NoSuch``."""
        held = records.of_testimony(self.vault.db, testimony)
        return records.current([record for record in held if record.kind == "testimony"])

    def _seal_file(
        self, batch: MediaBatch, belongs: Belongs, n: int, target: Target, file: Given
    ) -> SealedIdentity:
        with exhibits.opened(file) as (stream, size):
            mime = self.examine(stream, None).mime
            stream.seek(0)
            content = Content(mime, size, exhibits.content(file, stream, size))
            return seal_exhibit(batch, belongs, n, target, content)
