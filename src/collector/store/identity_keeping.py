"""Keeping who someone is: sealed as soon as a card is trusted, open in the vault only before.

The identity belongs to the account and not to one of its revisions: a correction that is given up
leaves it as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from collector import clock
from collector.errors import CollectorError
from collector.model.identity import IdentityForm, is_given
from collector.model.testimony_input import check_writable
from collector.store import drafts, exhibits, identity
from collector.store.drafts import Draft, DraftExhibit
from collector.store.errors import NoSuch
from collector.store.identity import SealedIdentity
from collector.store.identity_sealing import Target, form_bytes, read_form, seal_form
from collector.store.platform_cards import identity_targets
from collector.store.sqlite import empty_log, transaction
from collector.store.taking_in import Taken, TakingIn

Kept = Literal["open", "sealed", "none"]


@dataclass(frozen=True)
class IdentityKeeping:
    """The identities of the accounts of one open vault."""

    way: TakingIn

    def keep(self, testimony: str, form: IdentityForm) -> Kept:
        """Keep a draft's identity form; see ``Testimonies.keep_identity``."""
        db = self.way.vault.db
        drafts.get(db, testimony)
        check_writable(form)
        if not is_given(form):
            self._forget_open(testimony)
            return "none"
        targets = identity_targets(db)
        if targets:
            self._seal(testimony, targets, form, ())
            return "sealed"
        with transaction(db):
            identity.keep_open(db, testimony, form_bytes(form), clock.now_utc())
        return "open"

    def close(self, testimony: str, targets: Sequence[Target]) -> None:
        """Seal what is still open to these keys; nothing happens where there are none."""
        db = self.way.vault.db
        form = identity.open_form(db, testimony)
        held = identity.open_exhibits(db, testimony)
        if not targets or (form is None and not held):
            return
        read = None if form is None else read_form(form)
        self._seal(testimony, targets, read, held)

    def move_in(self, testimony: str, media: str) -> None:
        """Move an exhibit of a draft into the compartment.  Raises ``NoSuch``."""
        db = self.way.vault.db
        held = [it for it in drafts.exhibits(db, testimony) if it.media == media]
        if not held:
            raise NoSuch(what="exhibit")
        targets = identity_targets(db)
        if targets:
            self._seal(testimony, targets, None, held)
            return
        with transaction(db):
            drafts.detach(db, testimony, media)
            identity.keep_open_exhibit(db, testimony, exhibits.in_compartment(held[0], "identity"))
        self._empty_log()

    def detach(self, draft: Draft, name: str) -> None:
        """Take an exhibit out of the compartment, inside the caller's transaction.

        ``name``: its media id while it is open; the SHA-256 of the sealed file before the first
        revision, when no record can point to it yet.  Raises ``NoSuch``.
        """
        db, testimony = self.way.vault.db, draft.testimony
        for exhibit in identity.open_exhibits(db, testimony):
            if exhibit.media == name:
                identity.remove_open_exhibit(db, testimony, name)
                self.way.drop(exhibit)
                return
        for sealed in identity.sealed_files(db, testimony):
            if draft.revision == 1 and sealed.sha256.hex() == name:
                self.way.drop_sealed(sealed)
                return
        raise NoSuch(what="exhibit")

    def _seal(
        self,
        testimony: str,
        targets: Sequence[Target],
        form: IdentityForm | None,
        held: Sequence[DraftExhibit],
    ) -> None:
        """Seal a form and exhibits once for each target, and destroy what was open of them."""
        way, db = self.way, self.way.vault.db
        draft = drafts.get(db, testimony) if drafts.exists(db, testimony) else None
        belongs = way.belongs(testimony, draft)
        number = identity.next_number(db, testimony)
        sealed: list[SealedIdentity] = []
        with way.vault.media.batch() as batch:
            for target in targets:
                if form is not None:
                    sealed.append(seal_form(batch, belongs, number + len(sealed), target, form))
                for exhibit in held:
                    n = number + len(sealed)
                    sealed.append(way.seal_kept(batch, belongs, n, target, exhibit))
            batch.settle()
            with transaction(db):
                batch.record()
                way.show(testimony, Taken(sealed=tuple(sealed)))
                if form is not None:
                    identity.remove_open_form(db, testimony)
                for exhibit in held:
                    self._remove_row(testimony, exhibit)
                for exhibit in held:
                    way.drop(exhibit)
        way.clear_away()

    def _remove_row(self, testimony: str, exhibit: DraftExhibit) -> None:
        db = self.way.vault.db
        if exhibit in identity.open_exhibits(db, testimony):
            identity.remove_open_exhibit(db, testimony, exhibit.media)
        else:
            drafts.detach(db, testimony, exhibit.media)

    def _forget_open(self, testimony: str) -> None:
        db = self.way.vault.db
        if identity.open_form(db, testimony) is None:
            return
        with transaction(db):
            identity.remove_open_form(db, testimony)
        self._empty_log()

    def _empty_log(self) -> None:
        """Let the log hold nothing of it; what cannot be done now is done at closing."""
        with suppress(CollectorError):
            empty_log(self.way.vault.db)
