"""Checking a bundle without taking anything from it: with a vault's keys, or with a key file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from collector import clock
from collector.store import signers
from collector.store.imports import History
from collector.store.signers import SeenHead
from collector.store.vault import Vault
from collector.sync.bundle.dating import NO_DATING, Dating
from collector.sync.bundle.envelope import Identity
from collector.sync.bundle.given import open_bundle
from collector.sync.bundle.policy import SignerPolicy
from collector.sync.bundle.reader import read_bundle
from collector.sync.bundle.sink import DiscardSink
from collector.sync.bundle.verified import VerifiedBundle
from collector.sync.history import judge_history, newest
from collector.sync.taking import check_consent, check_hands
from collector.sync.vault_sink import Repeat, check_bundle
from collector.sync.witnesses import witnesses

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Verification:
    """A bundle that kept every rule of the format, and what the vault at hand adds to that.

    ``history`` and ``imported`` are None where no vault was asked; ``known`` is the newest head of
    the signer that it had seen, None also at the first contact.  ``dating`` says when the items
    entered the sender's log; without a vault nobody bears witness to it.
    """

    bundle: VerifiedBundle
    history: History | None = None
    known: SeenHead | None = None
    imported: bool | None = None
    dating: Dating = NO_DATING


def verify_file(
    path: Path,
    identities: Sequence[Identity],
    policy: SignerPolicy,
    *,
    progress: Progress | None = None,
) -> Verification:
    """Check a bundle with these keys.  Raises as ``read_bundle`` and ``open_bundle``."""
    with open_bundle(path) as stream:
        read = read_bundle(stream, identities, policy, DiscardSink(), progress=progress)
    return Verification(read, dating=read.dated())


def compared(vault: Vault, verified: VerifiedBundle) -> Verification:
    """Compare a verified bundle with what a vault knows, as import would; nothing is written.

    Raises ``BundleIdTaken``, ``WrongCard``, ``ConsentForOthers`` and ``HandsDiffer``.
    """
    seen = signers.heads(vault.db, verified.signer)
    head = SeenHead(verified.head.size, verified.head.root)
    proven = [SeenHead(it.size, it.root) for it in verified.consistency]
    history = judge_history(seen, head, proven)
    try:
        check_bundle(vault, verified.tag_manifest, verified.info, verified.signer)
        check_consent(vault, verified)
        check_hands(vault, verified)
    except Repeat:
        imported = True
    else:
        imported = False
    witnessed = witnesses(vault.db, verified.signer, [head, *proven], (head.size, clock.now_utc()))
    return Verification(verified, history, newest(seen), imported, verified.dated(witnessed))
