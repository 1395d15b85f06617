"""Opening by passphrase, against scrypt stanzas made by others."""

from __future__ import annotations

import hashlib
import io

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from collector.crypto.age import NoIdentityMatches, ScryptIdentity, base64, open_age
from collector.crypto.age.stanza import Stanza
from unit.crypto.age.made import FILE_KEY, NONCE, chunk, header, opened

# Made once by the npm package age-encryption 0.3.1 with work factor 10: the others let nobody
# choose so little work, and would keep every run of the tests waiting.
OF_NPM = b"""-----BEGIN AGE ENCRYPTED FILE-----
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBnclRJamxMcTRydVJzRW85
SURaQkpnIDEwCnBDc0dldk16TFhBblBpNWgrb2NuSmpPSnJvTjJUd1RqbHVNN0dl
UnA2alUKLS0tIGsvZ1VLdUtZeFRRTG1DV214M3grbkFxNXdnOHJ6b3lzOTkwcHpZ
dmFGakEK95eWYx5qHlui4XPfra53bvAfPuUTzDCSkHBgWDSKO774xPO94A==
-----END AGE ENCRYPTED FILE-----
"""


def wrapped(passphrase: bytes, work_factor: int) -> Stanza:
    """Return a stanza made with the scrypt of the standard library."""
    salt = b"sixteen of salt!"
    key = hashlib.scrypt(
        passphrase,
        salt=b"age-encryption.org/v1/scrypt" + salt,
        n=1 << work_factor,
        r=8,
        p=1,
        maxmem=1 << 28,
        dklen=32,
    )
    body = ChaCha20Poly1305(key).encrypt(bytes(12), FILE_KEY, None)
    return Stanza("scrypt", (base64.encode(salt), str(work_factor)), body)


@pytest.mark.parametrize("work_factor", [1, 9, 10, 16])
def test_the_passphrase_opens_the_file(work_factor):
    passphrase = "пароль, які ведаем".encode()
    data = header(wrapped(passphrase, work_factor)) + NONCE + chunk(0, b"words", final=True)
    assert opened(data, ScryptIdentity(b"another"), ScryptIdentity(passphrase)) == b"words"
    with pytest.raises(NoIdentityMatches):
        open_age(io.BytesIO(data), [ScryptIdentity(passphrase + b" ")])


def test_a_file_of_the_npm_package_opens_by_its_passphrase():
    reader = open_age(io.BytesIO(OF_NPM), [ScryptIdentity(b"correct horse")])
    assert reader.stanza_types == ("scrypt",)
    assert reader.read(100) == b"words"
