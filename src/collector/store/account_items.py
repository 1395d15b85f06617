"""What each sealed account is made of, as the custody log names it: records, files, consents.

Of records only the few fields that matter here are decoded, as in ``listing``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import msgspec

from collector.store import records
from collector.store.custody import IDENTITY, MEDIA, RECORD, Item
from collector.store.listing import view_of
from collector.store.sqlite import Connection, database_errors


@dataclass(frozen=True)
class Held:
    """A record without its words.

    ``names`` is the file that a media or identity record names, ``root`` the platform to whose
    identity keys such a file was sealed.
    """

    author: bytes
    id: str
    revision: int
    kind: str
    item: Item
    bundle: str | None
    names: Item | None
    root: str | None


@dataclass(frozen=True)
class Account:
    """A sealed account with what hangs on it.

    ``in_conflict`` tells that other bytes came under the key of one of its records: by its own
    author, so that a copy of this vault signed them.
    """

    id: str
    human_code: str
    held: tuple[Held, ...]
    in_conflict: bool
    sealed_files: frozenset[bytes]
    draft_media: frozenset[bytes]

    @property
    def items(self) -> frozenset[Item]:
        """Return everything the custody log knows of it."""
        found = {it.item for it in self.held} | {it.names for it in self.held if it.names}
        found |= {Item(IDENTITY, sha256) for sha256 in self.sealed_files}
        return frozenset(found | {Item(MEDIA, sha256) for sha256 in self.draft_media})

    @property
    def exhibits(self) -> int:
        """Return how many exhibits it has, those of a correction under way among them."""
        return sum(it.label == MEDIA for it in self.items)


class _File(msgspec.Struct):
    sha256: str


class _Card(msgspec.Struct):
    root_key: str


class _View(msgspec.Struct):
    human_code: str = ""
    file: _File | None = None
    card: _Card | None = None


_VIEW = msgspec.json.Decoder(_View)
_LABELS = {"media": MEDIA, "identity": IDENTITY}


def accounts(db: Connection) -> list[Account]:
    """Return every sealed account."""
    in_conflict = records.in_conflict(db)
    held, sealed = _held(db), _pairs(db, "SELECT testimony, sha256 FROM identity_file")
    drafted = _pairs(
        db,
        "SELECT testimony, sha256 FROM draft_exhibit"
        " UNION SELECT testimony, sha256 FROM identity_open_exhibit",
    )
    found = []
    for name, revisions in groupby(records.testimonies(db), key=lambda record: record.id):
        current = records.current(list(revisions))
        found.append(
            Account(
                id=name,
                human_code=view_of(_VIEW, current.data).human_code,
                held=tuple(held[name]),
                in_conflict=any((it.author, it.id) in in_conflict for it in held[name]),
                sealed_files=frozenset(sealed.get(name, ())),
                draft_media=frozenset(drafted.get(name, ())),
            )
        )
    return found


def _pairs(db: Connection, sql: str) -> dict[str, list[bytes]]:
    found: dict[str, list[bytes]] = {}
    with database_errors():
        for name, sha256 in db.execute(sql):
            found.setdefault(name, []).append(sha256)
    return found


def _held(db: Connection) -> dict[str, list[Held]]:
    found: dict[str, list[Held]] = {}
    with database_errors():
        rows = db.execute(
            "SELECT testimony, author, id, revision, kind, digest, bundle, bytes FROM record"
        )
        for testimony, author, id_, revision, kind, digest, bundle, data in rows:
            label, view = _LABELS.get(kind), view_of(_VIEW, data)
            named = Item(label, bytes.fromhex(view.file.sha256)) if label and view.file else None
            root = view.card.root_key if kind == "identity" and view.card else None
            line = Held(author, id_, revision, kind, Item(RECORD, digest), bundle, named, root)
            found.setdefault(testimony, []).append(line)
    return found
