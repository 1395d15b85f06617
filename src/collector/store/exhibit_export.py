"""Exhibits of accounts as they lie in the vault, and one of them out of it, on a person's word.

What leaves here is a plain file, or a sealed identity file as it is; whoever calls says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from collector.errors import CollectorError
from collector.model.media import MediaFile, MediaRecord
from collector.model.records import read_record
from collector.paths import new_whole_file
from collector.store import drafts, exhibits, identity, records
from collector.store.custody import IDENTITY, MEDIA, CustodyLog, Item
from collector.store.errors import NoSuch, TooLarge
from collector.store.records import FIRST_KNOWN
from collector.store.sqlite import database_errors, transaction
from collector.store.vault import Vault

HANDED_OUT = "dis"
_SHA256_DIGITS = 64
# The accounts that hold an exhibit of that id, or of these bytes.  (UNION alone would look every
# record up by its account, for the order of the rows: measured, ten times as slow.)
# Of an id that two gave to files of theirs, the one that the log knew first has it.
_BY_ID = (
    "SELECT testimony, -1 FROM draft_exhibit WHERE media = ?1"  # noqa: S608 - our own names
    " UNION ALL SELECT testimony, -1 FROM identity_open_exhibit WHERE media = ?1"
    f" UNION ALL SELECT testimony, {FIRST_KNOWN}"
    " FROM record WHERE kind = 'media' AND id = ?1 ORDER BY 2"
)
_BY_DIGEST = (
    "SELECT testimony FROM draft_exhibit WHERE sha256 = ?1"
    " UNION ALL SELECT testimony FROM identity_open_exhibit WHERE sha256 = ?1"
    " UNION ALL SELECT testimony FROM identity_file WHERE sha256 = ?1"
    " UNION ALL SELECT testimony FROM record WHERE kind = 'media' AND instr(bytes, ?2)"
)


@dataclass(frozen=True)
class HeldExhibit:
    """An exhibit.

    ``media`` is the id of its record, None for a sealed identity file, which is encrypted as it
    lies here (``sealed``).  ``here`` tells whether its bytes are in the vault: a sender may have
    withheld them.
    """

    media: str | None
    sha256: str
    size: int
    mime: str
    extension: str
    here: bool
    sealed: bool = False


@dataclass(frozen=True)
class Exhibits:
    """The exhibits of one open vault."""

    vault: Vault
    log: CustodyLog

    def of(self, testimony: str) -> list[HeldExhibit]:
        """Return the exhibits of an account: its draft's, its records', its sealed files."""
        db = self.vault.db
        drafted = [*drafts.exhibits(db, testimony), *identity.open_exhibits(db, testimony)]
        found = [self._held(it.media, exhibits.kept(it).file) for it in drafted]
        for record in records.of_testimony(db, testimony):
            read = read_record(record.data)
            if isinstance(read, MediaRecord):
                found.append(self._held(read.id, read.file))
        found += [self._sealed(it.sha256) for it in identity.sealed_files(db, testimony)]
        return found

    def find(self, name: str) -> HeldExhibit:
        """Return an exhibit by the SHA-256 of its bytes or by its media id.  Raises ``NoSuch``.

        Only the accounts that name it are read, and a damaged one hides it only if it alone has it.
        """
        if not name.isascii():
            raise NoSuch(what="exhibit")
        by_digest = len(name) == _SHA256_DIGITS
        values = (_digest(name), name.encode()) if by_digest else (name,)
        damage: CollectorError | None = None
        for testimony in self._naming(_BY_DIGEST if by_digest else _BY_ID, values):
            try:
                held = self.of(testimony)
            except CollectorError as error:
                damage = damage or error
                continue
            for exhibit in held:
                if name == (exhibit.sha256 if by_digest else exhibit.media):
                    return exhibit
        raise damage or NoSuch(what="exhibit")

    def content(self, sha256: str, limit: int) -> bytes:
        """Return the verified bytes of an exhibit that is here, to be looked at in memory.

        ``limit`` is in bytes.  Raises ``NoSuch``, ``TooLarge`` before anything is read, and
        ``VaultDamaged`` when the bytes are not what they were.
        """
        digest = _digest(sha256)
        known = self.vault.media.known(digest)
        if known is None:
            raise NoSuch(what="exhibit")
        if known.size > limit:
            raise TooLarge
        return b"".join(self.vault.media.read(digest))

    def export(
        self, exhibit: HeldExhibit, path: Path, progress: Callable[[int], None] | None = None
    ) -> None:
        """Write an exhibit to a file that must not exist, verified while it is written.

        ``progress`` is called with the bytes written so far.  Raises ``FileThere``,
        ``VaultDamaged`` when the bytes are not what they were, and the machine's errors; then
        there is no file.
        """
        digest, written = bytes.fromhex(exhibit.sha256), 0
        with new_whole_file(path) as out:
            for piece in self.vault.media.read(digest):
                out.write(piece)
                written += len(piece)
                if progress is not None:
                    progress(written)
            # Before the file has its name: nothing leaves without a trace.
            with transaction(self.vault.db):
                label = IDENTITY if exhibit.sealed else MEDIA
                self.log.append(HANDED_OUT, (Item(label, digest),))

    def _naming(self, sql: str, values: tuple[object, ...]) -> list[str]:
        with database_errors():
            return list(dict.fromkeys(row[0] for row in self.vault.db.execute(sql, values)))

    def _held(self, media: str, file: MediaFile) -> HeldExhibit:
        here = self.vault.media.known(bytes.fromhex(file.sha256)) is not None
        return HeldExhibit(media, file.sha256, file.size, file.mime, file.extension, here)

    def _sealed(self, sha256: bytes) -> HeldExhibit:
        known = self.vault.media.known(sha256)
        size = 0 if known is None else known.size
        return HeldExhibit(
            None, sha256.hex(), size, "application/age", "age", known is not None, sealed=True
        )


def _digest(sha256: str) -> bytes:
    try:
        return bytes.fromhex(sha256)
    except ValueError:
        raise NoSuch(what="exhibit") from None
