"""Opening the identity compartment with keys that this vault does not hold.

Whoever keeps the identity key comes with it; what is opened is compared with the account it is
said to belong to, handed over in memory as far as that can hold it, and never written here.  The
custody log says that it was opened, not what was in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Literal, TypeVar

import msgspec

from collector.crypto.age import Identity
from collector.model.canonical import LIMIT_BYTES, TooLarge, parse
from collector.model.identity import IdentityForm, IdentityRecord
from collector.model.identity_plain import anchor, check_belongs
from collector.model.reading import BadShape, place_of
from collector.model.records import read_record
from collector.store import records
from collector.store.custody import IDENTITY, CustodyLog, Item
from collector.store.errors import NoSuch, VaultDamaged
from collector.store.identity_sealing import open_sealed
from collector.store.records import StoredRecord
from collector.store.sqlite import transaction
from collector.store.vault import Vault

UNSEALED = "X-UNSEAL"
_NOWHERE = ""
T = TypeVar("T")


@dataclass(frozen=True)
class Unsealed:
    """The content of one sealed file: the form as canonical JSON, or the bytes of an exhibit.

    ``size`` is in bytes; ``data`` is None where they are more than ``HELD_AT_MOST``.
    """

    n: int
    content: Literal["form", "exhibit"]
    mime: str
    size: int
    data: bytes | None = field(repr=False)


@dataclass(frozen=True)
class IdentityCompartment:
    """The sealed identities of one open vault.

    ``opened`` hears of every account whose identity was opened, once that is logged.
    """

    vault: Vault
    log: CustodyLog
    opened: Callable[[str], object] = field(repr=False)

    def unseal(self, testimony: str, keys: Sequence[Identity]) -> list[Unsealed]:
        """Return what is sealed of the identity of an account, by number; see ``unseal_each``."""
        return self.unseal_each(testimony, keys, lambda it: it)

    def unseal_each(
        self, testimony: str, keys: Sequence[Identity], look: Callable[[Unsealed], T]
    ) -> list[T]:
        """Return what ``look`` makes of each file that is sealed of an identity, by number.

        Each is given to it as soon as it is open, so that whoever wants little of large ones holds
        one at a time.  Nobody may be shown anything of it before this returns: it is logged then.
        Only what the author of the current revision points to: another signer's claim on the
        account must not keep it shut.  Raises ``NoSuch`` where nothing is sealed here,
        ``NoIdentityMatches`` for other keys, ``IdentityMismatch`` for a file that says it belongs
        elsewhere, ``IdentityTorn``, ``VaultDamaged``, and what ``crypto.age`` raises; nothing is
        logged then.  No transaction is open when ``look`` is called.
        """
        held = records.of_testimony(self.vault.db, testimony)
        author = records.current([it for it in held if it.kind == "testimony"]).author
        pointers = [
            read
            for it in held
            if it.author == author and isinstance(read := read_record(it.data), IdentityRecord)
        ]
        if not pointers:
            raise NoSuch(what="sealed identity")
        pointers.sort(key=lambda it: it.n)
        looked = [look(self._opened(held, pointer, keys)) for pointer in pointers]
        items = tuple(Item(IDENTITY, bytes.fromhex(it.file.sha256)) for it in pointers)
        with transaction(self.vault.db):
            self.log.append(UNSEALED, items)
        self.opened(testimony)
        return looked

    def read_form(self, unsealed: Unsealed) -> IdentityForm:
        """Return the form that was sealed; the platform's key does not make its words sound.

        Raises ``NoSuch`` for an exhibit, ``RecordJson`` for what is not canonical JSON, and
        ``BadShape`` for a field that holds what cannot be there.
        """
        if unsealed.content != "form":
            raise NoSuch(what="identity form")
        if unsealed.data is None:
            raise TooLarge(size=unsealed.size, limit=LIMIT_BYTES)
        value = parse(unsealed.data)
        try:
            return msgspec.convert(value, IdentityForm)
        except msgspec.ValidationError as problem:
            raise BadShape(field=place_of(problem)) from None

    def _opened(
        self, held: Sequence[StoredRecord], pointer: IdentityRecord, keys: Sequence[Identity]
    ) -> Unsealed:
        sha256 = bytes.fromhex(pointer.file.sha256)
        if not self.vault.media.is_intact(sha256):
            raise VaultDamaged(part="a sealed identity file")
        with closing(self.vault.media.read(sha256)) as pieces:
            plain, data = open_sealed(_Stream(pieces), keys)
        expected = plain.anchor if plain.anchor in _anchors(held, pointer.author) else _NOWHERE
        check_belongs(plain, pointer, expected)
        return Unsealed(plain.n, plain.content, plain.mime, plain.length, data)


class _Stream:
    """Lets age read pieces as they come."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes, and ``b""`` only at the end."""
        if not self._rest:
            self._rest = next(self._pieces, b"")
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken


def _anchors(held: Sequence[StoredRecord], author: str) -> set[str]:
    """Return what ties a file to the account: one anchor for each revision its author signed."""
    return {
        anchor(read_record(record.data).salt, record.id, author)
        for record in held
        if record.kind == "testimony" and record.author.hex() == author
    }
