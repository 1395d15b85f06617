"""A copy of a platform's private keys, as a text file that stock age takes with ``-i``.

Lines that are not comments are age identities: ``age -d -i FILE`` opens bundles with them (and
sealed identities where the vault holds that key).  The Ed25519 keys stand in comments, because age
knows nothing of them (SCHEMA.md section 8):

    # card-root <public key, 64 hexadecimal digits> <seed, 64 hexadecimal digits>
    # receipt <public key> <seed>

Whoever holds the file can do all that the platform can.
"""

from __future__ import annotations

import hmac
import re

from collector.crypto.age import parse_identities
from collector.errors import CollectorError, Unacceptable
from collector.model.custody import CustodyEvent
from collector.model.reading import read_as
from collector.store import own_keys
from collector.store.custody import CustodyLog
from collector.store.errors import NoSuch
from collector.store.own_keys import CARD_ROOT, RECEIPT
from collector.store.sqlite import database_errors, transaction
from collector.store.vault import Vault

HANDED_OUT, CHECKED = "dis", "fix"
"""Events: a key left the vault; a copy of it was compared with it."""
EXPORTED_DETAIL, CHECKED_DETAIL = "platform-key-exported", "key-copy-checked"
_SIGNING = (CARD_ROOT, RECEIPT)
_HEAD = (
    "collector-key-copy/1",
    "These are the private keys of a platform. Whoever holds this file reads every bundle that",
    "was ever made for it, and can make cards and receipts in its name. Keep it offline.",
    "Open a bundle without us: age -d -i THIS_FILE BUNDLE | tar -x",
)
_SEED_LINE = re.compile(r"#\s*([a-z-]+) ([0-9a-f]{64}) ([0-9a-f]{64})", re.ASCII)


class KeyCopyDiffers(Unacceptable):
    """A copy without which bundles would be lost all the same."""

    code = "card.copy-differs"
    words = "this file does not hold all the private keys of this platform"
    hint = "nothing was changed; choose the right file, or make a new copy and check that one"


def make_copy(vault: Vault, log: CustodyLog) -> bytes:
    """Return the text of the file, and log that the keys left.  Raises ``NoSuch``."""
    lines = [f"# {line}" for line in _HEAD]
    for name, public in _held(vault).items():
        private = own_keys.private(vault.db, vault.wrap_key, name)
        if name in _SIGNING:
            lines.append(f"# {name} {public} {private.hex()}")
        else:
            lines += [f"# {name}, public key: {public}", private.decode("ascii")]
    with transaction(vault.db):
        log.append(HANDED_OUT, detail=(EXPORTED_DETAIL,))
    return ("\n".join(lines) + "\n").encode("ascii")


def check_copy(vault: Vault, log: CustodyLog, data: bytes) -> None:
    """Compare a copy with the keys held here, and log that it holds them all.

    Blanks, line ends and a byte order mark, as editors leave them, make no difference, and other
    keys beside ours are passed over.  Raises ``KeyCopyDiffers`` and ``NoSuch``.
    """
    wanted = [own_keys.private(vault.db, vault.wrap_key, name) for name in _held(vault)]
    found = _secrets_in(data)
    if not all(any(hmac.compare_digest(key, it) for it in found) for key in wanted):
        raise KeyCopyDiffers
    with transaction(vault.db):
        log.append(CHECKED, detail=(CHECKED_DETAIL,))


def last_checked(vault: Vault) -> str | None:
    """Return when a copy last held every key, in UTC.  The keys are made once, so it still does."""
    with database_errors():
        row = vault.db.execute(
            "SELECT bytes FROM event WHERE instr(bytes, ?) > 0 ORDER BY leaf DESC LIMIT 1",
            (f'"{CHECKED_DETAIL}"'.encode("ascii"),),
        ).fetchone()
    return None if row is None else read_as(row[0], CustodyEvent).at.utc


def _held(vault: Vault) -> dict[str, str]:
    """Return name and public key of what a copy must hold: all but the vault's own signing key."""
    names = own_keys.names(vault.db)
    held = {name: public for name, public in names.items() if name != own_keys.SIGNING}
    if not held:
        raise NoSuch(what="platform key")
    return held


def _secrets_in(data: bytes) -> list[bytes]:
    """Return every private key in a copy, as ``own_keys`` holds it."""
    text = data.decode("utf-8", "replace")
    try:
        found = [key.secret_text().encode("ascii") for key in parse_identities(text)]
    except CollectorError:
        raise KeyCopyDiffers from None
    lines = (_SEED_LINE.fullmatch(line.strip()) for line in text.splitlines())
    return found + [bytes.fromhex(line[3]) for line in lines if line is not None]
