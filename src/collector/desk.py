"""What needs no vault: check a bundle with a key file, read a card, suggest and judge passphrases.

Beside that, files of this machine for whoever may not touch them: read whole, written whole.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import Final

from collector.crypto import fingerprint
from collector.crypto.age import HybridIdentity, parse_recipient
from collector.crypto.passphrases import (
    Strength,
    as_suggested,
    strength,
    suggest_digits,
    suggest_words,
)
from collector.errors import NoPermission, Unacceptable, Vanished, WrongUsage
from collector.file_systems import check_room
from collector.given_files import (
    FileMissing,
    FileTooLarge,
    FolderNamed,
    file_size,
    files_of,
    must_be_file,
    read_file,
)
from collector.paths import FileThere, machine_errors, make_folders, new_whole_file
from collector.store.errors import NotAVault, VaultExists
from collector.store.platform_cards import TrustedCard, read_card
from collector.store.trust import compare_words
from collector.store.vault_places import VaultPlace, vault_place
from collector.sync import sender, stamping
from collector.sync.bundle.dating import NO_DATING, Dating
from collector.sync.bundle.given import bundle_size, given_bundles
from collector.sync.bundle.parts import whole_of
from collector.sync.bundle.policy import Standing
from collector.sync.bundle.verified import VerifiedBundle
from collector.sync.carrying import Carrying
from collector.sync.connection import Judgement, Line, Question, judge, known
from collector.sync.receipts import LIMIT as RECEIPT_LIMIT
from collector.sync.sender import Errand, Ledger
from collector.sync.stamping import StampQuestion
from collector.sync.transport.errors import NetworkTrouble
from collector.sync.transport.interface import Endpoint, Watch
from collector.sync.transport.ways import open_way
from collector.sync.verifying import Verification
from collector.sync.waiting import NoWay, PlatformGone, Wanted
from collector.verify.bundle import verify as verify_bundle
from collector.verify.keys import NotAKey, PublicKey, public_key, read_keys, read_signer

__all__ = [
    "NO_DATING",
    "RECEIPT_LIMIT",
    "Carrying",
    "Dating",
    "Endpoint",
    "Errand",
    "FileMissing",
    "FileThere",
    "FileTooLarge",
    "FolderNamed",
    "Judgement",
    "Ledger",
    "Line",
    "NetworkTrouble",
    "NoWay",
    "NotAKey",
    "NotAVault",
    "PlatformGone",
    "PublicKey",
    "Question",
    "StampQuestion",
    "Standing",
    "Strength",
    "TrustedCard",
    "VaultExists",
    "VaultPlace",
    "Verification",
    "VerifiedBundle",
    "Wanted",
    "Watch",
    "as_suggested",
    "bundle_name",
    "bundle_size",
    "bundles_of",
    "file_size",
    "must_be_file",
    "public_key",
    "read_file",
    "read_keys",
    "read_signer",
    "strength",
    "suggest_digits",
    "suggest_words",
    "vault_place",
]


_PRIVATE: Final = re.compile("^AGE-(SECRET-KEY|PLUGIN)-|PRIVATE KEY-----", re.IGNORECASE)


class FileNamed(WrongUsage):
    """A file where a folder belongs."""

    code = "folder.file"
    words = "a file was named where a folder belongs"
    hint = "nothing was changed; name a folder, which may be new"


class FolderMissing(Vanished):
    """Nothing new can be made where there is no folder for it."""

    code = "machine.no-folder"
    words = "the folder it is to lie in is not there"
    hint = "nothing was changed; make the folder, check its name, or connect the disk it is on"


class NoRecipients(Unacceptable):
    """A file without a single recipient."""

    code = "recipients.none"
    words = "there is no recipient in this file"
    hint = "it holds one age recipient a line: age1pq1... or age1..."


class PrivateKeyGiven(Unacceptable):
    """A file with a private key where a public one belongs; nothing of it is kept."""

    code = "recipients.private"
    words = "this file holds a private key, and a public one belongs here"
    hint = (
        "nothing was taken from it; whoever keeps this key takes the file away, for it must not"
        " lie on this computer, and gives you a small file with a line that begins with age1"
    )


def make_folder(path: Path) -> None:
    """Make sure that there is a folder to put things into, before any work is done for it.

    Raises ``FileNamed`` and the machine's errors.
    """
    with machine_errors():
        if path.exists() and not path.is_dir():
            raise FileNamed
        make_folders(path, 0o700)
        if not os.access(path, os.W_OK | os.X_OK):
            raise NoPermission


def must_take_files(path: Path) -> None:
    """Make sure that things can be put into a folder, which may be new, before any work is done.

    Nothing is made yet: a call that is refused leaves no folder behind.  Raises ``FileNamed``,
    ``FolderMissing`` where not even its drive is there, and the machine's errors.
    """
    with machine_errors():
        near = next((it for it in (path, *path.parents) if os.path.lexists(it)), None)
        if near is None:
            raise FolderMissing
        if not near.is_dir():
            raise FileNamed
        check_room(near, 0)


def bundle_name(path: Path) -> str:
    """Return what a bundle is called, without the number of a part.  This is outside text."""
    return whole_of(path).name


def bundles_of(paths: Iterable[Path]) -> list[Path]:
    """Return the bundles that were named, and those in folders that were; of parts any one."""
    return [it.path for it in given_bundles(chain.from_iterable(map(files_of, paths)))]


def must_have_place(path: Path) -> None:
    """Make sure that there is a folder for something new, before any work is done for it.

    Raises ``FolderMissing``.
    """
    with machine_errors():
        if not path.parent.is_dir():
            raise FolderMissing


def must_be_free(path: Path) -> None:
    """Make sure that a new file can be put there, before any work is done for it.

    Raises ``FileThere``, ``FolderMissing``, and the machine's errors for a folder that takes no
    writes.
    """
    must_have_place(path)
    with machine_errors():
        if os.path.lexists(path):
            raise FileThere
        check_room(path.parent, 0)


def write_file(path: Path, data: bytes) -> None:
    """Write a new file that only its owner may read, whole or not at all.

    Raises ``FileThere`` and the machine's errors.
    """
    with new_whole_file(path) as out:
        out.write(data)


def show_card(path: Path) -> TrustedCard:
    """Return a card whose signature and keys are sound; whose it is, its words tell.

    Raises as ``store.platform_cards.read_card`` and ``read_file``.
    """
    return read_card(read_file(path))


def check_words(card: TrustedCard, spoken: str) -> None:
    """Compare the words of a card with those that were heard; see ``store.trust.compare_words``."""
    compare_words(card.root, spoken)


def count_words(spoken: str) -> int:
    """Return how many of the words that are read aloud were typed, without numbers before them."""
    return fingerprint.count(spoken)


def read_recipients(path: Path) -> tuple[str, ...]:
    """Return the age recipients in a file: one a line; blank lines and ``#`` comments are passed.

    Raises ``PrivateKeyGiven``, ``NoRecipients``, what ``parse_recipient`` raises, and the errors of
    ``read_file``.
    """
    lines = [line.strip() for line in read_file(path).decode("utf-8", "replace").splitlines()]
    if any(_PRIVATE.search(line) for line in lines):
        raise PrivateKeyGiven
    found = tuple(line for line in lines if line and not line.startswith("#"))
    if not found:
        raise NoRecipients
    return tuple(str(parse_recipient(line)) for line in found)


def new_key_file(path: Path) -> str:
    """Make a post-quantum age key of its own, and return its recipient.

    The form is that of age's own key files.  Whoever holds the file opens what is encrypted to it.
    Raises as ``write_file``.
    """
    key = HybridIdentity.generate()
    recipient = str(key.recipient())
    write_file(path, f"# public key: {recipient}\n{key.secret_text()}\n".encode("ascii"))
    return recipient


def judge_connection(question: Question, watch: Watch) -> Judgement:
    """Judge whether sending is safe now; see ``sync.connection.judge``.  Needs the network."""
    return judge(question, open_way, watch)


def known_beforehand(question: Question) -> Judgement:
    """Judge what can be judged without asking anybody."""
    return known(question)


def ask_authority(question: StampQuestion, watch: Watch) -> bytes:
    """Ask a time authority; see ``sync.stamping.ask_authority``.  Needs the network."""
    return stamping.ask_authority(question, watch)


def deliver(errand: Errand, ledger: Ledger, watch: Watch) -> None:
    """Deliver one sealed file; see ``sync.sender.deliver``.  Needs the network."""
    sender.deliver(errand, open_way, ledger, watch)


def fetch_receipt(wanted: Wanted, watch: Watch) -> bytes | None:
    """Ask a platform for a receipt; None if there is none yet.  Raises ``NetworkTrouble``."""
    return open_way(wanted.question.endpoint).fetch(wanted.name, RECEIPT_LIMIT, watch)


def verify(
    path: Path, key_file: Path, signer: bytes, *, progress: Callable[[int], None] | None = None
) -> Verification:
    """Check a bundle with a key file, as ``collector.verify.bundle.verify``; no vault is asked."""
    bundle = verify_bundle(path, key_file, signer, progress=progress)
    return Verification(bundle, dating=bundle.dated())
