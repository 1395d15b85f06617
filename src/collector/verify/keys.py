"""Keys as people hand them over: signing keys in all their spellings, files of age keys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from collector.crypto import fingerprint, sshsig
from collector.crypto.age import HybridIdentity, X25519Identity, parse_identities
from collector.crypto.ed25519 import check_public_key
from collector.errors import WrongUsage
from collector.given_files import FileMissing, read_file

_HEX_KEY: Final = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)


class NotAKey(WrongUsage):
    """Neither a key nor a file that holds one."""

    code = "key.not-understood"
    words = "this is neither a public key nor a file that holds one"
    hint = "give a .pub file, a line that begins with ssh-ed25519, or 64 digits 0-9 and a-f"


@dataclass(frozen=True)
class PublicKey:
    """A signing key as people and programs write it: hexadecimal, an ssh line, twelve words."""

    hex: str
    line: str
    english: str
    russian: str


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
        content = read_file(Path(text)).decode("utf-8")
    except (FileMissing, UnicodeDecodeError):
        raise NotAKey from None
    return _key_in(content)


def read_keys(path: Path, *, pipes: bool = False) -> tuple[X25519Identity | HybridIdentity, ...]:
    """Return the keys in an age identity file; ``pipes`` as ``read_file`` has it.

    Raises what ``parse_identities`` raises, and the errors of ``read_file``.
    """
    return parse_identities(read_file(path, pipes=pipes).decode("utf-8", "replace"))


def _key_in(text: str) -> bytes:
    """Return the key of an ssh line; a comment after it says nothing and is passed over."""
    return sshsig.parse_public_line(" ".join(text.split()[:2]))
