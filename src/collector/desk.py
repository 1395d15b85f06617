"""What needs no vault: check a bundle with a key file, read a card, suggest and judge passphrases.

Beside that, files of this machine for whoever may not touch them: read whole, written whole.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from collector.crypto import fingerprint, sshsig
from collector.crypto.age import (
    HybridIdentity,
    X25519Identity,
    parse_identities,
    parse_recipient,
)
from collector.crypto.ed25519 import check_public_key
from collector.crypto.passphrases import (
    Strength,
    in_groups,
    strength,
    suggest_digits,
    suggest_words,
)
from collector.errors import NoPermission, Unacceptable, Vanished, WrongUsage
from collector.paths import FileThere, machine_errors, new_whole_file
from collector.store.errors import NotAVault, VaultExists
from collector.store.platform_cards import TrustedCard, read_card
from collector.store.vault_places import VaultPlace, vault_place
from collector.sync.bundle.policy import KnownSigners, Standing
from collector.sync.bundle.verified import VerifiedBundle
from collector.sync.verifying import Verification, verify_file

__all__ = [
    "FileThere",
    "NotAVault",
    "Standing",
    "Strength",
    "TrustedCard",
    "VaultExists",
    "VaultPlace",
    "Verification",
    "VerifiedBundle",
    "in_groups",
    "strength",
    "suggest_digits",
    "suggest_words",
    "vault_place",
]

SMALL_FILE = 1024 * 1024
_HEX_KEY = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)


class FileMissing(Vanished):
    """No file has that name, or none any more."""

    code = "machine.no-file"
    words = "there is no file of this name"
    hint = "nothing was changed; check the name, or connect the disk it lies on"


class FolderNamed(WrongUsage):
    """A folder where a file belongs."""

    code = "file.folder"
    words = "a folder was named where a file belongs"
    hint = "nothing was changed; name the file itself"


class FileNamed(WrongUsage):
    """A file where a folder belongs."""

    code = "folder.file"
    words = "a file was named where a folder belongs"
    hint = "nothing was changed; name a folder, which may be new"


class FileTooLarge(Unacceptable):
    """Far larger than what it should be."""

    code = "file.too-large"
    words = "this file is too large to be what it should be"
    hint = "nothing was taken from it; check that it is the right file"


class NotAKey(WrongUsage):
    """Neither a key nor a file that holds one."""

    code = "key.not-understood"
    words = "this is neither a public key nor a file that holds one"
    hint = "give a .pub file, a line that begins with ssh-ed25519, or 64 digits 0-9 and a-f"


class NoRecipients(Unacceptable):
    """A file without a single recipient."""

    code = "recipients.none"
    words = "there is no recipient in this file"
    hint = "it holds one age recipient a line: age1pq1... or age1..."


@dataclass(frozen=True)
class PublicKey:
    """A signing key as people and programs write it: hexadecimal, an ssh line, twelve words."""

    hex: str
    line: str
    english: str
    russian: str


def must_be_file(path: Path) -> Path:
    """Return ``path`` if something that can be read as a file is there."""
    with machine_errors():
        if path.is_dir():
            raise FolderNamed
        if not path.exists():
            raise FileMissing
    return path


def file_size(path: Path) -> int:
    """Return the size of a file in bytes.  Raises as ``must_be_file``."""
    with machine_errors():
        return must_be_file(path).stat().st_size


def make_folder(path: Path) -> None:
    """Make sure that there is a folder to put things into, before any work is done for it.

    Raises ``FileNamed`` and the machine's errors.
    """
    with machine_errors():
        if path.exists() and not path.is_dir():
            raise FileNamed
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(path, os.W_OK | os.X_OK):
            raise NoPermission


def must_be_free(path: Path) -> None:
    """Raise ``FileThere`` if something has that name, before any work is done for it."""
    with machine_errors():
        if path.exists() or path.is_symlink():
            raise FileThere


def read_file(path: Path, limit: int = SMALL_FILE) -> bytes:
    """Return the bytes of a small file.

    Raises ``FileMissing``, ``FolderNamed``, ``FileTooLarge`` beyond ``limit`` bytes, and the
    machine's errors.
    """
    with machine_errors(), must_be_file(path).open("rb") as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise FileTooLarge
    return data


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


def public_key(raw: bytes) -> PublicKey:
    """Return the ways a 32-byte Ed25519 key is written."""
    return PublicKey(
        hex=raw.hex(),
        line=sshsig.public_line(raw),
        english=fingerprint.words(raw, "english"),
        russian=fingerprint.words(raw, "russian"),
    )


def read_signer(text: str) -> bytes:
    """Return the key in 64 hexadecimal digits, in an ssh line, or in a file with such a line.

    Raises ``NotAKey``, ``BadPublicLine``, ``WeakKey`` and the errors of ``read_file``.
    """
    if _HEX_KEY.fullmatch(text):
        raw = bytes.fromhex(text)
        check_public_key(raw)
        return raw
    if text.startswith("ssh-"):
        return _key_in(text)
    try:
        return _key_in(read_file(Path(text)).decode("ascii"))
    except (FileMissing, UnicodeDecodeError):
        raise NotAKey from None


def read_recipients(path: Path) -> tuple[str, ...]:
    """Return the age recipients in a file: one a line; blank lines and ``#`` comments are passed.

    Raises ``NoRecipients``, what ``parse_recipient`` raises, and the errors of ``read_file``.
    """
    lines = [line.strip() for line in read_file(path).decode("utf-8", "replace").splitlines()]
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


def read_keys(path: Path) -> tuple[X25519Identity | HybridIdentity, ...]:
    """Return the keys in an age identity file.

    Raises what ``parse_identities`` raises, and the errors of ``read_file``.
    """
    return parse_identities(read_file(path).decode("utf-8", "replace"))


def verify(
    path: Path, key_file: Path, signer: bytes, *, progress: Callable[[int], None] | None = None
) -> Verification:
    """Check a bundle with an age identity file, against the key that must have signed it.

    A bundle that another key signed is checked as well; its ``standing`` says so.  Raises as
    ``sync.bundle.reader.read_bundle``.
    """
    policy = KnownSigners(trusted=frozenset({signer}))
    return verify_file(must_be_file(path), read_keys(key_file), policy, progress=progress)


def _key_in(text: str) -> bytes:
    """Return the key of an ssh line; a comment after it says nothing and is passed over."""
    return sshsig.parse_public_line(" ".join(text.split()[:2]))
