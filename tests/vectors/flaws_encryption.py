"""Flawed bundles: the age file (FORMAT.md sections 1 and 2).

attack A1-A9, A11, A12, A14, A15, S9.
"""

from __future__ import annotations

import base64
import secrets

from collector.crypto.age import HybridIdentity, X25519Identity
from collector.crypto.age import header as age_header
from collector.crypto.age import stream as age_stream
from collector.crypto.age.stanza import Stanza
from vectors.bundles import PLATFORM, encrypt, make
from vectors.flawed import OTHER, flawed

FILE = b"A" * 20


def sealed_to(wrap):
    """Return an age file of a good bundle with the stanzas that ``wrap`` makes of a file key."""
    key, nonce = secrets.token_bytes(16), secrets.token_bytes(age_stream.NONCE)
    plain = make().plain
    cipher = age_stream.cipher(key, nonce)
    chunks = [plain[at : at + age_stream.CHUNK] for at in range(0, len(plain), age_stream.CHUNK)]
    return (
        age_header.encode(wrap(key), key)
        + nonce
        + b"".join(
            cipher.encrypt(age_stream.chunk_nonce(n, final=n == len(chunks) - 1), chunk, None)
            for n, chunk in enumerate(chunks)
        )
    )


@flawed("bundle.age.armored")
def armored():
    text = base64.b64encode(make().file).decode()
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    begin, end = "-----BEGIN AGE ENCRYPTED FILE-----", "-----END AGE ENCRYPTED FILE-----"
    return "\n".join([begin, *lines, end, ""]).encode()


@flawed("bundle.age.passphrase")
def encrypted_with_a_passphrase():
    salt = base64.b64encode(bytes(16)).decode().rstrip("=")
    return sealed_to(lambda _: [Stanza("scrypt", (salt, "10"), bytes(32))])


@flawed("bundle.age.mixed")
def post_quantum_and_older_recipients():
    hybrid = HybridIdentity.generate().recipient()
    return sealed_to(lambda key: [PLATFORM.recipient().wrap(key), hybrid.wrap(key)])


@flawed("bundle.age.stanza-type")
def a_recipient_of_another_kind():
    ssh = Stanza("ssh-ed25519", ("AAAA", "AAAA"), bytes(32))
    return sealed_to(lambda key: [PLATFORM.recipient().wrap(key), ssh])


@flawed("bundle.age.stanza-count")
def one_more_recipient_than_signed():
    more = X25519Identity.generate().recipient()
    return make(recipients=lambda those: [*those, more]).file


@flawed("bundle.not-addressed")
def encrypted_again_to_somebody_else():
    return encrypt(make().plain, [OTHER.recipient()])


@flawed("age.not-age")
def not_an_age_file():
    return make().plain


@flawed("age.payload-altered")
def one_octet_of_the_ciphertext_changed():
    file = bytearray(make().file)
    file[-70_000] ^= 1
    return bytes(file)


@flawed("age.payload-altered")
def ciphertext_cut_short():
    return make().file[:-1]


@flawed("age.payload-truncated")
def last_age_chunk_cut_off():
    file = make().file
    return file[: len(file) - (1 << 20) % age_stream.SEALED - 16 * 16]


@flawed("age.payload-trailing")
def octets_after_the_age_file():
    return make().file + b"x"
