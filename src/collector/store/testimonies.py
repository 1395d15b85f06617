"""One account from first words to sealed revision: drafts, exhibits, identity, consent, custody.

Every verb ends with everything on disk, or changes nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import msgspec

from collector import clock
from collector.errors import CollectorError
from collector.model.canonical import canonical
from collector.model.identity import IdentityForm
from collector.model.ids import new_human_code, new_id
from collector.model.records import read_record
from collector.model.testimony_input import TestimonyInput
from collector.store import accounts, drafts, exhibits, identity, records
from collector.store.accounts import Listed, Shown, testimony_of
from collector.store.custody import GIVEN_UP, IDENTITY, MEDIA, CustodyLog, Item
from collector.store.drafts import Draft, DraftExhibit
from collector.store.errors import DraftExists, NoSuch
from collector.store.exhibits import Examine, GivenFile
from collector.store.identity import SealedIdentity
from collector.store.identity_sealing import (
    Belongs,
    Content,
    Target,
    form_bytes,
    seal_exhibit,
    seal_form,
)
from collector.store.media.library import MediaBatch
from collector.store.platform_cards import identity_targets
from collector.store.records import StoredRecord
from collector.store.sealing import seal_draft, seal_identity_records, withdraw_consent
from collector.store.sqlite import empty_log, transaction
from collector.store.vault import Vault

ATTACHED, SEALED_AWAY = "acc", "enc"


@dataclass(frozen=True)
class _New:
    """What an addition will make visible in one transaction."""

    exhibits: tuple[DraftExhibit, ...] = ()
    open_exhibits: tuple[DraftExhibit, ...] = ()
    sealed: tuple[SealedIdentity, ...] = ()


class Testimonies:
    """The accounts of one open vault."""

    def __init__(self, vault: Vault, log: CustodyLog, examine: Examine) -> None:
        self._vault = vault
        self._db = vault.db
        self._log = log
        self._examine = examine

    def add(self, given: TestimonyInput, files: Sequence[GivenFile] = ()) -> str:
        """Begin an account, or the correction of a sealed one, and return its id.

        Identity goes straight to its sealed file where a card is trusted.  Raises ``DraftExists``,
        ``NoSuch``, ``NotAFile``, ``SourceChanged`` and the machine's errors.
        """
        draft = self._new_draft(given)
        with self._vault.media.batch() as batch:
            form = given.identity if _is_given(given.identity) else None
            new = self._take(batch, draft, form, files)
            batch.settle()
            with transaction(self._db):
                batch.record()
                drafts.keep(self._db, draft)
                if form is not None and not identity_targets(self._db):
                    body = form_bytes(form)
                    identity.keep_open(self._db, draft.testimony, body, draft.kept_at)
                self._show(draft.testimony, new)
        return draft.testimony

    def attach(self, testimony: str, file: GivenFile) -> str:
        """Add one exhibit to a draft; return its media id, or the SHA-256 of its sealed file."""
        draft = drafts.get(self._db, testimony)
        with self._vault.media.batch() as batch:
            new = self._take(batch, draft, None, [file])
            batch.settle()
            with transaction(self._db):
                batch.record()
                self._show(testimony, new)
        kept = (*new.exhibits, *new.open_exhibits)
        return kept[0].media if kept else new.sealed[0].sha256.hex()

    def detach(self, testimony: str, media: str) -> None:
        """Take a wrong exhibit out of a draft, bytes included."""
        with transaction(self._db):
            found = [it for it in drafts.exhibits(self._db, testimony) if it.media == media]
            if not found:
                raise NoSuch(what="exhibit")
            drafts.detach(self._db, testimony, media)
            self._drop(found[0])
        self._clear_away()

    def remove_draft(self, testimony: str) -> None:
        """Give a draft up: words, exhibits, open identity, files sealed from it."""
        with transaction(self._db):
            draft = drafts.get(self._db, testimony)
            held = drafts.exhibits(self._db, testimony)
            if draft.revision == 1:
                for sealed in identity.sealed_files(self._db, testimony):
                    self._log.append(GIVEN_UP, (Item(IDENTITY, sealed.sha256),))
                    self._log.forget(Item(IDENTITY, sealed.sha256))
                    identity.remove_sealed(self._db, testimony)
                    self._vault.media.remove(sealed.sha256)
                held += identity.open_exhibits(self._db, testimony)
                identity.remove_open(self._db, testimony)
            drafts.remove(self._db, testimony)
            for exhibit in held:
                self._drop(exhibit)
        self._clear_away()

    def seal(self, testimony: str, targets: Sequence[Target] | None = None) -> StoredRecord:
        """Make a draft an immutable revision, with its consent, exhibits and identity records.

        ``targets`` are the identity keys of the platforms chosen; an identity form that is still
        open is sealed to them.  An account that is sealed already gets what is missing for them.
        Raises ``InputRefused`` while something required is missing, and ``NoSuch``.
        """
        if not self._is_draft(testimony):
            self._current(testimony)
        chosen = list(targets) if targets is not None else identity_targets(self._db)
        self.close_identity(testimony, chosen)
        with transaction(self._db):
            if self._is_draft(testimony):
                seal_draft(self._vault, self._log, drafts.get(self._db, testimony))
            seal_identity_records(self._vault, self._log, testimony)
            self._log.sign_head("seal")
        return self._current(testimony)

    def every(self) -> list[Listed]:
        """Return all accounts: drafts first, then sealed ones."""
        return accounts.every(self._db)

    def show(self, testimony: str) -> Shown:
        """Return one account as it stands.  Raises ``NoSuch``."""
        return accounts.show(self._db, testimony)

    def withdraw(self, testimony: str, recipient: str, effect: str) -> None:
        """Withdraw consent for a recipient class; it stays withdrawn for ever."""
        with transaction(self._db):
            withdraw_consent(self._vault, self._log, testimony, recipient, effect)
            self._log.sign_head("seal")

    def close_identity(self, testimony: str, targets: Sequence[Target]) -> None:
        """Seal what is still open of an identity; nothing happens where no card is trusted."""
        form = identity.open_form(self._db, testimony)
        draft = drafts.get(self._db, testimony) if self._is_draft(testimony) else None
        open_exhibits = identity.open_exhibits(self._db, testimony)
        if not targets or (form is None and not open_exhibits):
            return
        belongs = self._belongs(testimony, draft)
        number = identity.next_number(self._db, testimony)
        sealed: list[SealedIdentity] = []
        with self._vault.media.batch() as batch:
            for target in targets:
                if form is not None:
                    read = msgspec.json.decode(form, type=IdentityForm)
                    sealed.append(seal_form(batch, belongs, number + len(sealed), target, read))
                for exhibit in open_exhibits:
                    file = exhibits.kept(exhibit).file
                    chunks = self._vault.media.read(exhibit.sha256)
                    n = number + len(sealed)
                    content = Content(file.mime, file.size, chunks)
                    sealed.append(seal_exhibit(batch, belongs, n, target, content))
            batch.settle()
            with transaction(self._db):
                batch.record()
                self._show(testimony, _New(sealed=tuple(sealed)))
                identity.remove_open(self._db, testimony)
                for exhibit in open_exhibits:
                    self._drop(exhibit)
        self._clear_away()

    def with_open_identity(self) -> list[str]:
        """Return the accounts of which something of the identity is not sealed yet."""
        return identity.with_open(self._db)

    def _new_draft(self, given: TestimonyInput) -> Draft:
        testimony, revision = new_id(), 1
        code, salt = new_human_code(), secrets.token_bytes(32)
        if given.corrects is not None:
            current = self._current(given.corrects)
            if current.author != self._vault.signing_key.public:
                raise NoSuch(what="account of this vault")
            if self._is_draft(given.corrects):
                raise DraftExists
            read = testimony_of(current)
            testimony, revision = current.id, current.revision + 1
            # Identity files sealed earlier are anchored to this salt.
            code, salt = read.human_code, bytes.fromhex(read.salt)
        answer = None if _is_given(given.identity) else given.identity
        body = msgspec.structs.replace(given, identity=answer, exhibits=())
        return Draft(
            testimony=testimony,
            revision=revision,
            human_code=code,
            salt=salt,
            body=canonical(msgspec.to_builtins(body)),
            kept_at=clock.now_utc(),
        )

    def _take(
        self,
        batch: MediaBatch,
        draft: Draft,
        form: IdentityForm | None,
        files: Sequence[GivenFile],
    ) -> _New:
        targets = identity_targets(self._db)
        belongs = self._belongs(draft.testimony, draft)
        number = identity.next_number(self._db, draft.testimony)
        kept: list[DraftExhibit] = []
        opened: list[DraftExhibit] = []
        sealed: list[SealedIdentity] = []
        if form is not None:
            for target in targets:
                sealed.append(seal_form(batch, belongs, number + len(sealed), target, form))
        for file in files:
            if file.entry.compartment == "exhibit":
                kept.append(exhibits.take_in(batch, file, self._examine))
            elif not targets:
                opened.append(exhibits.take_in(batch, file, self._examine))
            else:
                for target in targets:
                    n = number + len(sealed)
                    sealed.append(self._seal_file(batch, belongs, n, target, file))
        return _New(tuple(kept), tuple(opened), tuple(sealed))

    def _seal_file(
        self, batch: MediaBatch, belongs: Belongs, n: int, target: Target, file: GivenFile
    ) -> SealedIdentity:
        with exhibits.opened(file.path) as (stream, size):
            mime = self._examine(stream, None).mime
            stream.seek(0)
            content = Content(mime, size, exhibits.content(file, stream, size))
            return seal_exhibit(batch, belongs, n, target, content)

    def _show(self, testimony: str, new: _New) -> None:
        for exhibit in new.exhibits:
            drafts.attach(self._db, testimony, exhibit)
            self._log.append(ATTACHED, (Item(MEDIA, exhibit.sha256),))
        for exhibit in new.open_exhibits:
            identity.keep_open_exhibit(self._db, testimony, exhibit)
            self._log.append(ATTACHED, (Item(MEDIA, exhibit.sha256),))
        for sealed in new.sealed:
            identity.keep_sealed(self._db, sealed)
            self._log.append(SEALED_AWAY, (Item(IDENTITY, sealed.sha256),))

    def _drop(self, exhibit: DraftExhibit) -> None:
        """Destroy the bytes of an exhibit that nothing shows any more."""
        db, sha256 = self._db, exhibit.sha256
        in_record = records.media_names(db, sha256)
        if in_record or drafts.in_use(db, sha256) or identity.in_use(db, sha256):
            return
        item = Item(MEDIA, exhibit.sha256)
        self._log.append(GIVEN_UP, (item,))
        self._log.forget(item)
        self._vault.media.remove(exhibit.sha256)

    def _clear_away(self) -> None:
        """Destroy what was removed: bytes in volumes, and the pages that the log still holds.

        What cannot be done now is done when the vault is closed, or opened again.
        """
        self._vault.media.sweep()
        with suppress(CollectorError):
            empty_log(self._db)

    def _belongs(self, testimony: str, draft: Draft | None) -> Belongs:
        if draft is not None:
            return Belongs(testimony, draft.salt, self._vault.signing_key.public)
        current = self._current(testimony)
        salt = bytes.fromhex(read_record(current.data).salt)
        return Belongs(testimony, salt, current.author)

    def _is_draft(self, testimony: str) -> bool:
        return drafts.exists(self._db, testimony)

    def _current(self, testimony: str) -> StoredRecord:
        held = records.of_testimony(self._db, testimony)
        return records.current([record for record in held if record.kind == "testimony"])


def _is_given(form: IdentityForm | None) -> bool:
    """Tell whether a form says anything of the person (a reason for saying nothing does not)."""
    return form is not None and form not in (IdentityForm(), IdentityForm(empty=form.empty))
