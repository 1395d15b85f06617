"""SSH signatures (OpenSSH, PROTOCOL.sshsig, version 1) with ssh-ed25519 and sha512.

``ssh-keygen -Y verify`` accepts what is signed here.  What is verified here is held to one exact
form, the one that ssh-keygen writes, so that no two texts carry the same signature.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Final

from collector.crypto import ed25519
from collector.crypto.ed25519 import BadSignature, SigningKey, check_public_key
from collector.crypto.sshwire import pack, unpack
from collector.errors import Unacceptable

_MAGIC: Final = b"SSHSIG"
_PREAMBLE: Final = _MAGIC + b"\x00\x00\x00\x01"  # version 1
_KEY_TYPE: Final = b"ssh-ed25519"
_HASH: Final = b"sha512"
_RESERVED: Final = b""

_BEGIN: Final = "-----BEGIN SSH SIGNATURE-----\n"
_END: Final = "-----END SSH SIGNATURE-----\n"
_LINE: Final = 70
_ARMORED_MAX: Final = 4096


class SignatureForm(BadSignature):
    """Not an SSH signature in the one form that is accepted."""

    code = "signature.form"
    words = "the signature is not in the proper form"
    hint = "the material was altered or was made by another program: ask for it again"


class WrongNamespace(BadSignature):
    """A signature over something of another kind."""

    code = "signature.namespace"
    words = "the signature was made for something of another kind"
    hint = "do not accept the material; a signature was moved here from elsewhere"


class BadPublicLine(Unacceptable):
    """Not a public key as one line of ``ssh-ed25519`` and base64."""

    code = "key.line"
    words = "this is not a public key in the proper form"
    hint = "it is one line: ssh-ed25519, a space, and the key, with no comment after it"


def sign(key: SigningKey, namespace: str, message: bytes) -> str:
    """Return the armored signature.  The namespace is ASCII and not empty (else ValueError)."""
    if not namespace:
        raise ValueError("an ssh signature has a namespace")
    name = namespace.encode("ascii")
    return _armor(_blob(key.public, name, key.sign(_signed_bytes(name, message))))


def verify(armored: str | bytes, namespace: str, message: bytes) -> bytes:
    """Return the 32-byte public key that signed this message for this namespace.

    The key comes from the signature itself, and anybody can make one: this does not decide trust.
    The caller must compare the key with those it was told to accept.

    Raises SignatureForm, WrongNamespace, or BadSignature, of which the others are kinds.
    """
    public, signed_for, signature = _parse(armored)
    if signed_for != namespace.encode("ascii"):
        raise WrongNamespace
    ed25519.verify(public, signature, _signed_bytes(signed_for, message))
    return public


def public_line(public: bytes) -> str:
    """Return ``ssh-ed25519`` and the key in base64: one line, without comment or line end."""
    return f"{_KEY_TYPE.decode()} {base64.b64encode(_key_blob(public)).decode()}"


def parse_public_line(text: str) -> bytes:
    """Return the 32-byte public key of one such line; a line feed after it may be there.

    Raises BadPublicLine, and WeakKey if the key is not a sound one.
    """
    line = text.removesuffix("\n")
    try:
        blob = base64.b64decode(line.removeprefix(f"{_KEY_TYPE.decode()} "), validate=True)
    except ValueError as error:
        raise BadPublicLine from error
    public = blob[-ed25519.PUBLIC_BYTES :]
    if public_line(public) != line:
        raise BadPublicLine
    check_public_key(public)
    return public


def _parse(armored: str | bytes) -> tuple[bytes, bytes, bytes]:
    """Return public key, namespace and 64-byte signature of a text in the one form."""
    try:
        text = armored if isinstance(armored, str) else armored.decode("ascii")
        blob = _dearmor(text)
        key_blob, namespace, _, _, signature_blob = unpack(blob.removeprefix(_PREAMBLE))
        _, public = unpack(key_blob)
        _, signature = unpack(signature_blob)
    except ValueError as error:
        raise SignatureForm from error
    if _blob(public, namespace, signature) != blob:  # every fixed field is as it must be
        raise SignatureForm
    return public, namespace, signature


def _blob(public: bytes, namespace: bytes, signature: bytes) -> bytes:
    return _PREAMBLE + pack(
        _key_blob(public), namespace, _RESERVED, _HASH, pack(_KEY_TYPE, signature)
    )


def _key_blob(public: bytes) -> bytes:
    return pack(_KEY_TYPE, public)


def _signed_bytes(namespace: bytes, message: bytes) -> bytes:
    return _MAGIC + pack(namespace, _RESERVED, _HASH, hashlib.sha512(message).digest())


def _armor(blob: bytes) -> str:
    text = base64.b64encode(blob).decode()
    lines = (text[start : start + _LINE] + "\n" for start in range(0, len(text), _LINE))
    return _BEGIN + "".join(lines) + _END


def _dearmor(text: str) -> bytes:
    """Return the blob.  Raises ValueError unless armoring it anew gives the same text."""
    if len(text) > _ARMORED_MAX:
        raise ValueError("longer than any signature that is accepted")
    body = text.removeprefix(_BEGIN).removesuffix(_END)
    blob = base64.b64decode(body.replace("\n", ""), validate=True)
    if _armor(blob) != text:
        raise ValueError("not in the one form of armor")
    return blob
