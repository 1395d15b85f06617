"""Private keys of SSH as a person has them: text, of whatever kind and age."""

from __future__ import annotations

import io
from typing import Final

import paramiko
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    load_ssh_private_key,
)

from collector.sync.transport.errors import LoginUnusable

_NO_KEY: Final = (
    ValueError,
    TypeError,
    NotImplementedError,
    UnsupportedAlgorithm,
    paramiko.SSHException,
)


def private_key(key: str, passphrase: str | None) -> object:
    """Return a key as paramiko takes it; a passphrase that it does not need does no harm.

    OpenSSH's form and PEM, of Ed25519, ECDSA and RSA.  Raises ``LoginUnusable``.
    """
    text = key.encode()
    load = load_ssh_private_key if b"OPENSSH PRIVATE KEY" in text else load_pem_private_key
    try:
        try:
            loaded = load(text, passphrase.encode() if passphrase else None)
        except TypeError:  # a passphrase for a key that has none
            loaded = load(text, None)
        text = loaded.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
        match loaded:
            case Ed25519PrivateKey():
                kind = paramiko.Ed25519Key
            case EllipticCurvePrivateKey():
                kind = paramiko.ECDSAKey
            case _:
                kind = paramiko.RSAKey
        return kind.from_private_key(io.StringIO(text.decode()))
    except _NO_KEY:
        raise LoginUnusable from None
