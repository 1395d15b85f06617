"""One upload to a WebDAV server: what a token says of it, and how it goes on and ends."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, replace
from typing import Final, Self

from collector.sync.transport.address import Address
from collector.sync.transport.body import Stretch
from collector.sync.transport.errors import LostUpload, NoSuchPlace
from collector.sync.transport.interface import Parcel, Watch
from collector.sync.transport.webdav_client import DavClient, as_folder

MOST_CHUNKS: Final = 10_000
"""Chunks are named by numbers from 1 to this (Nextcloud's developer manual)."""
_NEXTCLOUD: Final = re.compile(r"(.*/remote\.php/dav)/files/([^/?]+)(?:/.*)?")
_WHOLE: Final = "-"
_NO_UPLOADS: Final = frozenset({403, 404, 405, 409, 501})
_GONE: Final = frozenset({404, 409, 412})
_NOT_WHOLE: Final = frozenset({400, 404, 412})
_NO_PLACE: Final = frozenset({404, 409})


@dataclass(frozen=True)
class Upload:
    """``chunk`` is the size of its chunks in octets, None where it is not sent in chunks.

    ``done`` is how many of its parts the server has taken.  As text, a token: the SHA-256 of the
    parcel, the name, the chunk and how many are done.
    """

    parcel: Parcel
    name: str
    chunk: int | None
    done: int = 0

    @classmethod
    def of(cls, parcel: Parcel, chunk: int) -> Self:
        """Return a new upload, in chunks of at least that size."""
        return cls(parcel, secrets.token_hex(16), max(chunk, -(-parcel.size // MOST_CHUNKS)))

    @classmethod
    def read(cls, token: str | None, parcel: Parcel) -> Self | None:
        """Return what a token says, None if it is of another parcel, or none that was made here."""
        pattern = rf"{parcel.sha256.hex()} ([0-9a-f]{{32}}) ({_WHOLE}|[1-9]\d{{0,18}}) (\d{{1,5}})"
        found = re.fullmatch(pattern, token or "", re.ASCII)
        if found is None:
            return None
        name, chunk, done = found.groups()
        size = None if chunk == _WHOLE else int(chunk)
        if size is not None and parcel.size > size * MOST_CHUNKS:
            return None
        return cls(parcel, name, size, int(done))

    def __str__(self) -> str:
        chunk = _WHOLE if self.chunk is None else self.chunk
        return f"{self.parcel.sha256.hex()} {self.name} {chunk} {self.done}"

    @property
    def parts(self) -> list[Stretch]:
        """What is put, in order."""
        size = self.parcel.size
        step = self.chunk or max(size, 1)
        return [Stretch(self.parcel.path, at, min(step, size - at)) for at in range(0, size, step)]

    @property
    def complete(self) -> bool:
        """Whether the server has taken every part."""
        return self.done >= len(self.parts)

    @property
    def octets(self) -> int:
        """How many octets the server has taken."""
        return sum(part.size for part in self.parts[: self.done])


def begin(dav: DavClient, parcel: Parcel, chunk: int) -> Upload:
    """Begin an upload, in chunks where the server takes them.  Raises ``NoSuchPlace``."""
    dav.look()
    upload = Upload.of(parcel, chunk)
    folder = _folder(dav, upload)
    if folder is None or not dav.make_folder(folder, _about(dav, parcel), _NO_UPLOADS):
        return replace(upload, chunk=None)
    return upload


def finish(dav: DavClient, upload: Upload, watch: Watch) -> bool:
    """Send what is missing of an upload, and give it the name of its parcel.

    False where it is no longer there.  Raises ``LostUpload`` where the server does not hold what
    it said it took.
    """
    folder = _folder(dav, upload) if upload.chunk is not None else None
    if folder is None:
        temporary = dav.place.below(f"{upload.parcel.name}.{upload.name}.part")
        ready = _send_whole(dav, upload, temporary, watch)
        named = ready and _take_name(dav, upload.parcel, temporary, temporary)
    else:
        ready = _send_chunks(dav, upload, folder, watch)
        named = ready and _take_name(dav, upload.parcel, folder.below(".file"), as_folder(folder))
    if not named:
        return False
    if not is_there(dav, upload.parcel, watch):
        raise LostUpload
    return True


def is_there(dav: DavClient, parcel: Parcel, watch: Watch) -> bool:
    """Tell whether the server holds a file of the parcel's name and size."""
    if dav.size(dav.place.below(parcel.name)) != parcel.size:
        return False
    watch.sent(parcel.size)
    return True


def _take_name(dav: DavClient, parcel: Parcel, source: Address, held: Address) -> bool:
    """Move what was sent to the name of its parcel; False if ``held`` is no longer there.

    To overwrite, a server first deletes what has the name (RFC 4918, 9.9.3).  If another sender
    with the same token had just given it, that would delete the only copy: so a name that is taken
    is only overwritten while what was sent still lies beside it.
    """
    final, about = dav.place.below(parcel.name), _about(dav, parcel)
    if dav.move(source, final, about, _NOT_WHOLE, overwrite=False):
        return True
    if not dav.exists(final) or not dav.exists(held):
        return False
    return dav.move(source, final, about, _NOT_WHOLE, overwrite=True)


def _send_chunks(dav: DavClient, upload: Upload, folder: Address, watch: Watch) -> bool:
    listed = dav.sizes(folder)
    if listed is None:
        return False
    parts = upload.parts
    held = {_number(name): size for name, size in listed.items()}
    # A server that writes chunks into an object store does not list them: the token knows.
    if any(number in held for number in range(1, len(parts) + 1)):
        done = 0
        while done < len(parts) and held.get(done + 1) == parts[done].size:
            done += 1
        upload = replace(upload, done=done)
    watch.sent(upload.octets)
    about = _about(dav, upload.parcel)
    for number, part in enumerate(parts[upload.done :], upload.done + 1):
        leaving = replace(part, gone=watch.gone)
        if not dav.put(folder.below(f"{number:05d}"), leaving, about, _GONE):
            return False
        upload = replace(upload, done=number)
        watch.keep(str(upload))
        watch.sent(upload.octets)
    return True


def _send_whole(dav: DavClient, upload: Upload, temporary: Address, watch: Watch) -> bool:
    size = upload.parcel.size
    if upload.complete:
        return dav.size(temporary) == size
    watch.sent(0)
    for part in upload.parts:
        if not dav.put(temporary, replace(part, gone=watch.gone), {}, _NO_PLACE):
            raise NoSuchPlace
    if dav.size(temporary) != size:
        raise LostUpload
    watch.keep(str(replace(upload, done=len(upload.parts))))
    watch.sent(size)
    return True


def _folder(dav: DavClient, upload: Upload) -> Address | None:
    """Return where the chunks of an upload go, None where the address is not Nextcloud's."""
    found = _NEXTCLOUD.fullmatch(dav.place.target)
    if found is None:
        return None
    return replace(dav.place, target=f"{found[1]}/uploads/{found[2]}/{upload.name}")


def _about(dav: DavClient, parcel: Parcel) -> dict[str, str]:
    """Return what each request of an upload in chunks has to say."""
    destination = str(dav.place.below(parcel.name))
    return {"Destination": destination, "OC-Total-Length": str(parcel.size)}


def _number(name: str) -> int:
    return int(name) if name.isascii() and name.isdecimal() and len(name) <= 5 else 0
