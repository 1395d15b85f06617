"""Finding accounts by words, by reading every one of them.

There is no index: a table of words keeps what was deleted in its pages, also with ``secure_delete``
(measured with FTS5), and a vault holds few enough accounts to be read whole.  Nothing of an
identity is searched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

import msgspec

from collector.model.folding import folded, snippet
from collector.store.errors import VaultDamaged
from collector.store.listing import Listed, view_of, with_bodies
from collector.store.sqlite import Connection, database_errors

_WIDTH: Final = 120
_DIGEST: Final = re.compile("[0-9a-f]{8,64}", re.ASCII)
"""A SHA-256, or so much of its beginning that no year or number is taken for one."""
_DRAFTED: Final = "SELECT testimony, body, sha256 FROM draft_exhibit ORDER BY testimony, ord"
_MEDIA: Final = "SELECT testimony, author, bytes FROM record WHERE kind = 'media'"
_Notes = dict[tuple[str, str], list[str]]
"""What is said of exhibits, by account and author; a draft's have no author."""


@dataclass(frozen=True)
class Found:
    """An account that holds every word, and some of the text around the first of them."""

    listed: Listed
    snippet: str = field(repr=False)


class _Paragraph(msgspec.Struct):
    text: str


class _Place(msgspec.Struct, frozen=True):
    text: str | None = None


class _Account(msgspec.Struct):
    author: str = ""
    words: list[_Paragraph] = []
    where: _Place | None = None


class _NotSaid(msgspec.Struct):
    pass


class _Claims(msgspec.Struct, frozen=True):
    where: _Place | None = None
    content_note: str | _NotSaid | None = None


class _Entry(msgspec.Struct):
    claims: _Claims = _Claims()


class _Drafted(msgspec.Struct):
    entry: _Entry


class _File(msgspec.Struct, frozen=True):
    sha256: str = ""


class _Media(msgspec.Struct):
    person_claims: _Claims
    file: _File = _File()


_ACCOUNT = msgspec.json.Decoder(_Account)
_OF_DRAFT = msgspec.json.Decoder(_Drafted)
_OF_RECORD = msgspec.json.Decoder(_Media)


def search(db: Connection, text: str, limit: int) -> list[Found]:
    """Return accounts that hold every word of ``text``, in the order of the list.

    Words are found wherever they begin, in code, subject, words, places and notes on exhibits; and
    an exhibit by its SHA-256, or at least eight digits of its beginning.  Of what is damaged only
    the code is searched.
    """
    wanted = folded(text).split()
    return list(_found(db, wanted, limit)) if wanted else []


def _found(db: Connection, wanted: Sequence[str], limit: int) -> Iterator[Found]:
    notes, files = _notes(db)
    digest = _digest("".join(wanted))
    left = limit
    for line, body in with_bodies(db):
        if left <= 0:
            return
        account = _Account() if line.damaged else view_of(_ACCOUNT, body)
        texts = _texts(line, account, notes)
        whole = folded("\n".join(texts))
        held = [it for it in files[line.id, account.author] if digest and it.startswith(digest)]
        if held or all(word in whole for word in wanted):
            left -= 1
            yield Found(line, held[0] if held else _around(texts, wanted))


def _texts(line: Listed, account: _Account, notes: _Notes) -> list[str]:
    texts = [line.human_code, line.about, *(it.text for it in account.words)]
    if account.where is not None and account.where.text is not None:
        texts.append(account.where.text)
    return texts + notes.get((line.id, account.author), [])


def _around(texts: Sequence[str], wanted: Sequence[str]) -> str:
    """Return what stands around the first hit in the first text that has one."""
    for text in texts:
        piece = folded(text)
        hits = [at for word in wanted if (at := piece.find(word)) >= 0]
        if hits:
            return snippet(text, min(hits), _WIDTH)
    return ""


def _notes(db: Connection) -> tuple[_Notes, _Notes]:
    """Return what is said of exhibits, and their digests."""
    notes: _Notes = defaultdict(list)
    files: _Notes = defaultdict(list)
    with database_errors():
        drafted = db.execute(_DRAFTED).fetchall()
        media = db.execute(_MEDIA).fetchall()
    for testimony, body, sha256 in drafted:
        files[testimony, ""].append(sha256.hex())
        with suppress(VaultDamaged):
            notes[testimony, ""] += _said(view_of(_OF_DRAFT, body).entry.claims)
    for testimony, author, data in media:
        with suppress(VaultDamaged):
            read = view_of(_OF_RECORD, data)
            notes[testimony, author.hex()] += _said(read.person_claims)
            files[testimony, author.hex()].append(read.file.sha256)
    return notes, files


def _digest(text: str) -> str:
    return text if _DIGEST.fullmatch(text) else ""


def _said(claims: _Claims) -> list[str]:
    place = claims.where.text if claims.where is not None else None
    return [text for text in (place, claims.content_note) if isinstance(text, str)]
