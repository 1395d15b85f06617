"""Sealed files that somebody else's machine carries: no vault, and nothing but the card is known.

What resuming needs lies beside each file, under its name and ``.upload``, and goes with the last
octet.  It holds an address and how far the upload came, nothing of what is sealed.

A way of the card that cannot be reached, or fails as time does not mend, is passed over by all
files: the next one is judged by itself and tried at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from collector import clock
from collector.crypto.age.header import MAGIC
from collector.errors import CollectorError, Unacceptable, Vanished, WrongUsage
from collector.model.card_rules import check_card
from collector.model.delivery import (
    WITH_LOGIN,
    DeliveryChoices,
    LoginChoice,
    allowed_ways,
    next_transport,
)
from collector.paths import machine_errors, replace_whole_file
from collector.store.platform_cards import TrustedCard
from collector.store.sealed_files import open_sealed, sealed_digest
from collector.sync.bundle.parts import is_part
from collector.sync.connection import Judgement, Question
from collector.sync.endpoints import endpoint_of, name_of
from collector.sync.sender import Errand
from collector.sync.transport.interface import Parcel
from collector.sync.waiting import NoWay

_OPAQUE: Final = re.compile(r"[0-9a-f]{32}")
_MARK_LIMIT: Final = 64 * 1024


class NotSealed(Unacceptable):
    """A file that is not encrypted: nobody sends that by mistake through this door."""

    code = "carry.not-sealed"
    words = "this file is not a sealed bundle, so it was not sent"
    hint = "give the file as it came out of the vault; nothing else may be carried"


class PartGiven(Unacceptable):
    """One of the parts in which a bundle lies on FAT32; a server would hold it for the whole."""

    code = "carry.part"
    words = "this file is only a part of a sealed bundle, so it was not sent"
    hint = "join all its parts into one file first, in the order of their numbers, and send that"


class _Mark(msgspec.Struct, frozen=True):
    """What lies beside a file that is under way."""

    endpoint: str
    sha256: str
    token: str


@dataclass(frozen=True)
class Carrying:
    """Carries sealed files to one platform.

    ``login`` is for the first way of the card that takes one, and told to no other.  ``failed``
    are the names of the ways that are passed over.
    """

    card: TrustedCard
    choices: DeliveryChoices
    login: LoginChoice | None = None
    failed: set[str] = field(default_factory=set)

    def question(self) -> Question:
        """Return what has to be judged first.  Raises ``NoWay``."""
        transport = next_transport(self.card.card, self.choices, 0, self.failed)
        if transport is None:
            raise NoWay
        with_login = next((it for it in self.card.card.transports if it.kind in WITH_LOGIN), None)
        login = self.login if transport == with_login else None
        return Question(
            transport=transport,
            endpoint=endpoint_of(transport, self.choices, login),
            choices=self.choices,
            card_problem=self._card_problem(),
            latest_day="",
        )

    def after(self, question: Question) -> Question | None:
        """Return what has to be judged for the next way, if this one failed and there is one."""
        left = allowed_ways(self.card.card, self.choices, self.failed)
        return self.question() if name_of(question.endpoint) in self.failed and left else None

    def judged(self, question: Question, judgement: Judgement) -> None:
        """Pass over a way whose connection was judged unsafe for what lies there."""
        if judgement.of_way:
            self.failed.add(name_of(question.endpoint))

    def set_out(self, path: Path) -> Errand:
        """Return one file as an errand.

        Its name goes along only if it says nothing; else the beginning of its digest does.
        Raises ``PartGiven``, ``NotSealed`` and the machine's errors.
        """
        if is_part(path):
            raise PartGiven
        sha256, size = _sealed_digest(path)
        endpoint = self.question().endpoint
        opaque = _OPAQUE.fullmatch(path.name) is not None
        return Errand(
            bundle=path.name,
            parcel=Parcel(
                path=path,
                name=path.name if opaque else sha256.hex()[:32],
                size=size,
                sha256=sha256,
            ),
            endpoint=endpoint,
            token=_token(path, name_of(endpoint), sha256),
            tries=0,
        )

    def keep(self, errand: Errand, token: str) -> None:
        """Put what resuming needs beside the file."""
        mark = _Mark(name_of(errand.endpoint), errand.parcel.sha256.hex(), token)
        with machine_errors():
            replace_whole_file(_beside(errand.parcel.path), msgspec.json.encode(mark))

    def confirmed(self, errand: Errand, octets: int) -> None:
        """Write nothing down: the server is asked when it goes on."""

    def uploaded(self, errand: Errand) -> None:
        """Let go of what resuming needed."""
        with machine_errors():
            _beside(errand.parcel.path).unlink(missing_ok=True)

    def held(self, errand: Errand, reason: str, not_before: str | None) -> None:
        """Write nothing down: whoever carries is told."""

    def way_failed(self, errand: Errand, reason: str) -> None:
        """Pass over this way from now on."""
        self.failed.add(name_of(errand.endpoint))

    def interrupted(self, errand: Errand) -> None:
        """Write nothing down."""

    def _card_problem(self) -> CollectorError | None:
        try:
            check_card(self.card.card, clock.today_utc())
        except CollectorError as problem:
            return problem
        return None


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.upload")


def _token(path: Path, endpoint: str, sha256: bytes) -> str | None:
    """Return what lies beside a file from an earlier attempt, if it speaks of the same upload.

    Whoever gave the file may have put anything there.
    """
    try:
        with open_sealed(_beside(path)) as stream:
            mark = msgspec.json.decode(stream.read(_MARK_LIMIT), type=_Mark)
    except (Vanished, WrongUsage, msgspec.DecodeError, UnicodeDecodeError):
        return None
    return mark.token if (mark.endpoint, mark.sha256) == (endpoint, sha256.hex()) else None


def _sealed_digest(path: Path) -> tuple[bytes, int]:
    """Return SHA-256 and size of a file that begins like an age file.  Raises ``NotSealed``."""
    with open_sealed(path) as stream:
        if stream.read(len(MAGIC)) != MAGIC:
            raise NotSealed
        stream.seek(0)
        return sealed_digest(stream), stream.tell()
