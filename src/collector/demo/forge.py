"""A forger at work: a good bundle of somebody else, with one thing changed.

He holds what a forger may hold: a copy of the bundle, the platform's exported key to open it (a
dishonest coordinator, or a thief of that key), and a signing key of his own that the platform even
trusts.  Every forgery is right in all that follows from its one change, so that it can be refused
for that alone; ``unchanged`` goes the same way with no change, and must be accepted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from collector.crypto import checkpoint, sshsig
from collector.crypto.checkpoint import Checkpoint, origin_of
from collector.crypto.ed25519 import SigningKey
from collector.crypto.namespaces import BUNDLE, CHECKPOINT
from collector.demo.bare import Member, put_together, take_apart
from collector.paths import machine_errors, new_file
from collector.sync.bundle import layout

_STOWAWAY = b"Nobody signed for this file.\n"


@dataclass(frozen=True)
class Forger:
    """``good`` is the bundle, ``key_file`` opens it; forgeries are written into ``folder``."""

    good: Path
    key_file: Path
    folder: Path
    key: SigningKey = field(default_factory=SigningKey.generate, repr=False)

    @property
    def public(self) -> bytes:
        """Return the key the forger signs with, which the platform is to trust."""
        return self.key.public

    def unchanged(self) -> Path:
        """Open and encrypt again, and change nothing."""
        return self._write("unchanged.bundle", lambda members: members)

    def changed_byte(self) -> Path:
        """Change one byte of an exhibit; no manifest and no signature is touched."""
        return self._write("one-byte-changed.bundle", _one_byte_changed)

    def stowaway(self) -> Path:
        """Add a file that no manifest lists."""
        return self._write("unlisted-file.bundle", _one_file_more)

    def resigned(self) -> Path:
        """Sign the sender's records, log and manifests as if they were the forger's own."""
        return self._write("re-signed.bundle", self._resigned)

    def _write(self, name: str, change: Callable[[list[Member]], list[Member]]) -> Path:
        members = change(take_apart(self.good, self.key_file))
        target = self.folder / name
        with machine_errors(), new_file(target) as out:
            out.write(put_together(members, self.key_file))
        return target

    def _resigned(self, members: list[Member]) -> list[Member]:
        """Put the forger's key wherever the sender's stands; what was signed says the same."""
        files = {_inside(it): it.content for it in members}
        head = checkpoint.parse(files[layout.CHECKPOINT])
        own = Checkpoint(origin_of(self.public), head.size, head.root).encode()
        changed = {
            layout.SIGNER_PUB: f"{sshsig.public_line(self.public)}\n".encode("ascii"),
            layout.CHECKPOINT: own,
            layout.CHECKPOINT_SIG: self._sign(CHECKPOINT, own),
        }
        manifest = files[layout.TAG_MANIFEST]
        for path, content in changed.items():
            manifest = manifest.replace(_sha512(files[path]), _sha512(content))
        changed[layout.TAG_MANIFEST] = manifest
        changed[layout.SIGNATURE] = self._sign(BUNDLE, manifest)
        return [replace(it, content=changed.get(_inside(it), it.content)) for it in members]

    def _sign(self, namespace: str, content: bytes) -> bytes:
        return sshsig.sign(self.key, namespace, content).encode("ascii")


def _one_byte_changed(members: list[Member]) -> list[Member]:
    victim = next(it for it in members if layout.kind_of(_inside(it)) is layout.Kind.MEDIA)
    content = bytearray(victim.content)
    content[len(content) // 2] ^= 1
    return [replace(it, content=bytes(content)) if it is victim else it for it in members]


def _one_file_more(members: list[Member]) -> list[Member]:
    folder = members[0].path.partition("/")[0]
    name = f"data/media/{hashlib.sha256(_STOWAWAY).hexdigest()}.txt"
    return [*members, Member(f"{folder}/{name}", _STOWAWAY)]


def _inside(member: Member) -> str:
    return member.path.partition("/")[2]


def _sha512(content: bytes) -> bytes:
    return hashlib.sha512(content).hexdigest().encode("ascii")
