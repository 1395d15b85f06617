"""One account from first words to sealed revision: drafts, exhibits, identity, consent, custody.

Every verb ends with everything on disk, or changes nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence

from collector import clock
from collector.model.correcting import correction_of
from collector.model.identity import IdentityForm, is_given
from collector.model.ids import new_human_code, new_id
from collector.model.testimony_input import ExhibitInput, TestimonyInput
from collector.store import accounts, draft_editing, drafts, identity, listing, search, shown
from collector.store.accounts import Shown, testimony_of
from collector.store.custody import CustodyLog
from collector.store.drafts import Draft
from collector.store.errors import DraftExists, NoSuch
from collector.store.exhibits import Examine, Given
from collector.store.identity_keeping import IdentityKeeping, Kept
from collector.store.identity_sealing import Target, form_bytes
from collector.store.listing import Listed
from collector.store.platform_cards import identity_targets
from collector.store.records import StoredRecord
from collector.store.sealing import (
    must_be_unsealed,
    seal_draft,
    seal_identity_records,
    withdraw_consent,
)
from collector.store.search import Found
from collector.store.shown import DraftShown, SealedShown
from collector.store.sqlite import transaction
from collector.store.taking_in import TakingIn
from collector.store.vault import Vault


class Testimonies:
    """The accounts of one open vault."""

    def __init__(self, vault: Vault, log: CustodyLog, examine: Examine) -> None:
        self._vault = vault
        self._db = vault.db
        self._log = log
        self._way = TakingIn(vault, log, examine)
        self._identity = IdentityKeeping(self._way)

    def add(self, given: TestimonyInput, files: Sequence[Given] = ()) -> str:
        """Begin an account, or the correction of a sealed one, and return its id.

        Identity goes straight to its sealed file where a card is trusted.  Raises ``DraftExists``,
        ``NoSuch``, ``NotAFile``, ``SourceChanged`` and the machine's errors.
        """
        draft = self._new_draft(given)
        with self._vault.media.batch() as batch:
            form = given.identity if is_given(given.identity) else None
            new = self._way.take(batch, draft, form, files)
            batch.settle()
            with transaction(self._db):
                batch.record()
                drafts.keep(self._db, draft)
                if form is not None and not identity_targets(self._db):
                    body = form_bytes(form)
                    identity.keep_open(self._db, draft.testimony, body, draft.kept_at)
                self._way.show(draft.testimony, new)
        return draft.testimony

    def begin_correction(self, testimony: str) -> str:
        """Begin the correction of a sealed account, filled in as it stands; return its id.

        Raises ``DraftExists``, and ``NoSuch`` also for an account that another vault signed.
        """
        found = shown.sealed(self._vault, testimony)
        return self.add(correction_of(found.record, found.consent))

    def attach(self, testimony: str, file: Given) -> str:
        """Add one exhibit to a draft; return its media id, or the SHA-256 of its sealed file."""
        draft = drafts.get(self._db, testimony)
        with self._vault.media.batch() as batch:
            new = self._way.take(batch, draft, None, [file])
            batch.settle()
            with transaction(self._db):
                batch.record()
                self._way.show(testimony, new)
        kept = (*new.exhibits, *new.open_exhibits)
        return kept[0].media if kept else new.sealed[0].sha256.hex()

    def keep(self, testimony: str, form: TestimonyInput) -> str:
        """Write a draft's answers over what they were; return when they were on disk (UTC).

        Exhibits and identity have verbs of their own: of the form's identity only a reason for
        leaving it empty is kept, and ``corrects`` stays what it was.  May be called while an
        exhibit of any account is being taken in, from its ``progress``.  Raises ``NoSuch``, and
        ``InputRefused`` or ``RecordJson`` for answers that could not be read again.
        """
        return draft_editing.keep(self._db, testimony, form)

    def describe(self, testimony: str, media: str, entry: ExhibitInput) -> None:
        """Change what the person says of a draft's exhibit; its compartment stays.

        Raises as ``keep``; may be called when ``keep`` may.
        """
        draft_editing.describe(self._db, testimony, media, entry)

    def keep_identity(self, testimony: str, form: IdentityForm) -> Kept:
        """Keep who the person of a draft is, and tell how: ``sealed``, ``open`` or ``none``.

        Sealed to every trusted platform that has identity keys, a file for each, and never written
        openly then; where there is none, kept open over what it was.  A form that says nothing
        removes what is open.  Raises as ``keep``; not while an exhibit is being taken in.
        """
        return self._identity.keep(testimony, form)

    def to_identity(self, testimony: str, media: str) -> None:
        """Move a draft's exhibit into the identity compartment, sealed where a card is trusted.

        The open copy is destroyed then.  Raises ``NoSuch`` and ``VaultDamaged``; not while an
        exhibit is being taken in.
        """
        self._identity.move_in(testimony, media)

    def detach(self, testimony: str, media: str) -> None:
        """Take a wrong exhibit out of a draft, bytes included.  Raises ``NoSuch``.

        ``media`` is its id; of one that was sealed for the identity, the SHA-256 of the sealed file
        while nothing of the account is sealed yet.
        """
        with transaction(self._db):
            draft = drafts.get(self._db, testimony)
            for exhibit in drafts.exhibits(self._db, testimony):
                if exhibit.media == media:
                    drafts.detach(self._db, testimony, media)
                    self._way.drop(exhibit)
                    break
            else:
                self._identity.detach(draft, media)
        self._way.clear_away()

    def remove_draft(self, testimony: str) -> None:
        """Give a draft up: words, exhibits, open identity, files sealed from it."""
        with transaction(self._db):
            draft = drafts.get(self._db, testimony)
            held = drafts.exhibits(self._db, testimony)
            if draft.revision == 1:
                for sealed in identity.sealed_files(self._db, testimony):
                    self._way.drop_sealed(sealed)
                held += identity.open_exhibits(self._db, testimony)
                identity.remove_open(self._db, testimony)
            drafts.remove(self._db, testimony)
            for exhibit in held:
                self._way.drop(exhibit)
        self._way.clear_away()

    def seal(self, testimony: str, targets: Sequence[Target] | None = None) -> StoredRecord:
        """Make a draft an immutable revision, with its consent, exhibits and identity records.

        ``targets`` are the identity keys of the platforms chosen; an identity form that is still
        open is sealed to them.  An account that is sealed already gets what is missing for them.
        Raises ``InputRefused`` while something required is missing, ``SealedElsewhere``, and
        ``NoSuch``.
        """
        if self._is_draft(testimony):
            must_be_unsealed(self._vault, drafts.get(self._db, testimony))
        else:
            self._way.current(testimony)
        chosen = list(targets) if targets is not None else identity_targets(self._db)
        self.close_identity(testimony, chosen)
        with transaction(self._db):
            if self._is_draft(testimony):
                seal_draft(self._vault, self._log, drafts.get(self._db, testimony))
            seal_identity_records(self._vault, self._log, testimony)
            self._log.sign_head("seal")
        return self._way.current(testimony)

    def every(self) -> list[Listed]:
        """Return all accounts: drafts first, then sealed ones, each the latest kept first."""
        return listing.every(self._db)

    def named(self, ids: Collection[str]) -> list[Listed]:
        """Return those of these accounts that are sealed, the latest kept first."""
        return listing.named(self._db, ids)

    def count(self) -> int:
        """Return how many accounts ``every`` returns."""
        return listing.count(self._db)

    def count_sealed(self) -> int:
        """Return how many of them are sealed and were handed over to nobody yet."""
        return listing.sealed_only(self._db)

    def show(self, testimony: str) -> Shown:
        """Return one account as it stands.  Raises ``NoSuch``."""
        return accounts.show(self._db, testimony)

    def search(self, text: str, limit: int = 200) -> list[Found]:
        """Return at most ``limit`` accounts that hold every word, in the order of the list.

        Capitals, stress marks, the dots of ё and the kind of apostrophe make no difference.
        """
        return search.search(self._db, text, limit)

    def draft(self, testimony: str) -> DraftShown:
        """Return a draft with its exhibits and what it lacks.  Raises ``NoSuch``."""
        return shown.draft(self._vault, testimony)

    def sealed(self, testimony: str) -> SealedShown:
        """Return a sealed account, also while a correction of it is written.  Raises ``NoSuch``."""
        return shown.sealed(self._vault, testimony)

    def withdraw(self, testimony: str, recipient: str, effect: str) -> None:
        """Withdraw consent for a recipient class; it stays withdrawn for ever."""
        with transaction(self._db):
            withdraw_consent(self._vault, self._log, testimony, recipient, effect)
            self._log.sign_head("seal")

    def close_identity(self, testimony: str, targets: Sequence[Target]) -> None:
        """Seal what is still open of an identity; nothing happens where no card is trusted."""
        self._identity.close(testimony, targets)

    def with_open_identity(self) -> list[str]:
        """Return the accounts of which something of the identity is not sealed yet."""
        return identity.with_open(self._db)

    def _new_draft(self, given: TestimonyInput) -> Draft:
        if given.corrects is None:
            testimony, revision = new_id(), 1
            code, salt = self._free_code(), secrets.token_bytes(32)
        else:
            current = self._way.current(given.corrects)
            if current.author != self._vault.signing_key.public:
                raise NoSuch(what="account of this vault")
            if self._is_draft(given.corrects):
                raise DraftExists
            read = testimony_of(current)
            testimony, revision = current.id, current.revision + 1
            # Identity files sealed earlier are anchored to this salt.
            code, salt = read.human_code, bytes.fromhex(read.salt)
        return Draft(
            testimony=testimony,
            revision=revision,
            human_code=code,
            salt=salt,
            body=draft_editing.body_of(given),
            kept_at=clock.now_utc(),
        )

    def _free_code(self) -> str:
        code = new_human_code()
        while listing.has_code(self._db, code):
            code = new_human_code()
        return code

    def _is_draft(self, testimony: str) -> bool:
        return drafts.exists(self._db, testimony)
