"""What the tests of age files share: making files, opening them, and taking them apart."""

from __future__ import annotations

import io
import random

from collector.crypto.age import AgeWriter, X25519Identity, open_age, stream
from collector.crypto.age.header import MAGIC, encode
from collector.crypto.age.stanza import Stanza

IDENTITY = X25519Identity(bytes(range(32)))
FILE_KEY = b"sixteen bytes!!!"
NONCE = b"n" * stream.NONCE


def noise(size: int) -> bytes:
    """Return bytes that repeat in no pattern, the same at every run."""
    return random.Random(size).randbytes(size)  # noqa: S311


def encrypted(data: bytes, *recipients) -> bytes:
    """Return an age file made by the writer, to IDENTITY if to nobody else."""
    out = io.BytesIO()
    writer = AgeWriter(out, recipients or (IDENTITY.recipient(),))
    writer.write(data)
    writer.finish()
    return out.getvalue()


def released(reader, size: int = 100_000):
    """Read to the end or to the error; return what came out, and the error or None."""
    out = bytearray()
    try:
        while part := reader.read(size):
            out += part
    except Exception as error:
        return bytes(out), error
    return bytes(out), None


def opened(data: bytes, *identities) -> bytes:
    """Return the content of an age file; raises what goes wrong."""
    content, error = released(open_age(io.BytesIO(data), identities or (IDENTITY,)))
    if error is not None:
        raise error
    return content


def header(*stanzas: Stanza) -> bytes:
    """Return a header with a right MAC under FILE_KEY; without arguments, one to IDENTITY."""
    return encode(stanzas or (IDENTITY.recipient().wrap(FILE_KEY),), FILE_KEY)


def chunk(number: int, data: bytes, *, final: bool) -> bytes:
    """Return one sealed chunk of the payload under FILE_KEY and NONCE."""
    cipher = stream.cipher(FILE_KEY, NONCE)
    return cipher.encrypt(stream.chunk_nonce(number, final=final), data, None)


def built(*chunks: bytes) -> bytes:
    """Return a file with a sound header and these chunks."""
    return header() + NONCE + b"".join(chunks)


def split(data: bytes) -> tuple[bytes, bytes]:
    """Return header and payload (with its nonce) of an age file."""
    assert data.startswith(MAGIC)
    end = data.index(b"\n", data.index(b"\n---") + 1) + 1
    return data[:end], data[end:]
