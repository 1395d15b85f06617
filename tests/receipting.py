"""Receipts as somebody would make them who holds this or that: opened, changed, sealed again."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import pytest
from msgspec.structs import replace

from collector.crypto import sshsig
from collector.crypto.age import AgeWriter, open_age, parse_identity, parse_recipient
from collector.crypto.ed25519 import SigningKey
from collector.crypto.namespaces import RECEIPT
from collector.crypto.wrap import unwrap
from collector.errors import CollectorError
from collector.model.reading import read_as, write
from collector.model.receipt import Receipt
from collector.session import Exported, Imported, Session
from collector.store import deliveries, own_keys
from collector.sync.receipts import filled
from makers import OWN_SAMPLES, PLATFORM, add, make, trust


@dataclass(frozen=True)
class Sent:
    """A bundle that was sent and answered: what was made, what became of it, the answer's file."""

    exported: Exported
    imported: Imported | None
    answer: bytes = field(repr=False)


def exchange(field_: Session, platform: Session, *paths, **changes) -> Sent:
    """Seal an account, send it, take it in."""
    testimony = add(field_, *paths, **changes)
    field_.testimonies.seal(testimony)
    exported = field_.outbox.export(field_.trust.platform(PLATFORM), [testimony])
    imported = platform.intake.take(exported.file)
    return Sent(exported, imported, answer_to(platform, exported.bundle))


def answer_to(platform: Session, bundle: str) -> bytes:
    """Return the file of the receipt that a platform wrote for a bundle."""
    (written,) = [it for it in platform.outbox.receipts() if it.bundle == bundle]
    return (platform.vault.outbox / written.file).read_bytes()


def one_time_key(session: Session, bundle: str):
    """Return the key that a bundle asked its receipt to be sealed to."""
    row = session.vault.db.execute(
        "SELECT receipt_key FROM outbox WHERE bundle = ?", (bundle,)
    ).fetchone()
    return parse_identity(unwrap(session.vault.wrap_key, row[0], bundle.encode()).decode())


def content_of(session: Session, bundle: str, data: bytes) -> bytes:
    """Return what is sealed in a receipt's file."""
    reader = open_age(io.BytesIO(data), [one_time_key(session, bundle)])
    return b"".join(iter(lambda: reader.read(4096), b""))


def said(session: Session, bundle: str, data: bytes) -> Receipt:
    """Return what a receipt says."""
    return read_as(content_of(session, bundle, data).partition(b"\n")[0], Receipt)


def receipt_key(platform: Session) -> SigningKey:
    """Return the key that a platform signs receipts with."""
    vault = platform.vault
    return SigningKey.from_seed(own_keys.private(vault.db, vault.wrap_key, "receipt"))


def sealed(session: Session, bundle: str, content: bytes) -> bytes:
    """Seal anything as the receipt of a bundle."""
    out = io.BytesIO()
    recipient = str(one_time_key(session, bundle).recipient())
    writer = AgeWriter(out, [parse_recipient(recipient)])
    writer.write(content)
    writer.finish()
    return out.getvalue()


def signed(key: SigningKey, body: bytes, namespace: str = RECEIPT) -> bytes:
    """Return what stands inside a receipt's file."""
    return filled(body, sshsig.sign(key, namespace, body).encode())


def made(session: Session, bundle: str, key: SigningKey, receipt: Receipt) -> bytes:
    """Return the file of a receipt that somebody with this key wrote."""
    return sealed(session, bundle, signed(key, write(receipt)))


def state_of(session: Session, bundle: str) -> tuple[str, str | None]:
    """Return state and reason of a bundle."""
    found = deliveries.of_bundle(session.vault.db, bundle)
    return found.state, found.reason


def rows(session: Session) -> dict[str, list[tuple]]:
    """Return every row of every table."""
    db = session.vault.db
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {it: sorted(db.execute(f"SELECT * FROM {it}").fetchall(), key=repr) for it in tables}  # noqa: S608


class Pair:
    """Two vaults that trust each other, a bundle that was answered, and another one."""

    def __init__(self, folder) -> None:
        self.field, self.platform = make(folder / "field"), make(folder / "one", "coordinator")
        trust(self.field, self.platform)
        self.sent = exchange(self.field, self.platform, OWN_SAMPLES / "window-3.jpg")
        self.other = exchange(self.field, self.platform, identity=None)
        self.bundle = self.sent.exported.bundle
        self.receipt = said(self.field, self.bundle, self.sent.answer)
        self.key = receipt_key(self.platform)

    def changed(self, **changes: object) -> bytes:
        """Return the receipt as the platform itself would write it with something else in it."""
        return made(self.field, self.bundle, self.key, replace(self.receipt, **changes))

    def close(self) -> None:
        self.field.close()
        self.platform.close()


def refused(pair: Pair, data: bytes, bundle: str | None = None) -> str:
    """Return the code a receipt is refused by; nothing in the vault may have changed."""
    before = rows(pair.field)
    with pytest.raises(CollectorError) as error:
        pair.field.receipts.take(data, bundle)
    assert rows(pair.field) == before
    return error.value.code
