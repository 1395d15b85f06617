"""A time-stamp token and the checks it must pass (FORMAT.md section 5).

The certificate it was signed with is found by the hash in its signed attributes, never by the name
beside the signature, which nothing protects.  No chain is built: whoever trusts an authority names
its very certificate.  (Libraries that verify tokens want a chain up to a root, which an authority
need not send, and whose order many get wrong.)
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from cryptography.hazmat import asn1
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate, ObjectIdentifier

from collector.crypto.timestamps import structures
from collector.crypto.timestamps.authority import check_authority, check_signature, read_certificate
from collector.crypto.timestamps.errors import (
    StampCertificate,
    StampForm,
    StampImprint,
    StampSignature,
)
from collector.crypto.timestamps.structures import Accuracy, Info, Signed, Signer, TimeStampToken

_VERSION: Final = 1
SIZE_LIMIT: Final = 16 * 1024
_DIGESTS: Final[dict[str, Callable[[bytes], Any]]] = {
    "2.16.840.1.101.3.4.2.1": hashlib.sha256,
    "2.16.840.1.101.3.4.2.2": hashlib.sha384,
    "2.16.840.1.101.3.4.2.3": hashlib.sha512,
}
_IMPRINTS: Final = ("2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.3")
_LEAST_ACCURATE: Final = timedelta(days=1)
_SECOND: Final = timedelta(seconds=1)
_T = TypeVar("_T")


@dataclass(frozen=True)
class Token:
    """A token that holds: what it was asked for was there at ``time``, give or take ``accuracy``.

    ``certificate`` is the SHA-256 of the certificate (DER) it was made with, ``digest`` that of the
    token.  ``time`` is in UTC; texts are ``YYYY-MM-DDTHH:MM:SSZ``, UTC.
    """

    der: bytes = field(repr=False)
    certificate: bytes
    time: datetime
    accuracy: timedelta
    nonce: int | None

    @property
    def digest(self) -> bytes:
        """Return the SHA-256 of the token."""
        return hashlib.sha256(self.der).digest()

    @property
    def stated(self) -> str:
        """Return its time as text, in whole seconds."""
        return _text(self.time)

    @property
    def earliest(self) -> str:
        """Return as text when it was made at the earliest: not before this whole second."""
        return _text(self.time - self.accuracy)

    @property
    def latest(self) -> str:
        """Return as text when it was made at the latest: not after this whole second."""
        latest = self.time + self.accuracy
        return _text(latest + _SECOND if latest.microsecond else latest)


def read_token(der: bytes, message: bytes) -> Token:
    """Return a TimeStampToken that holds and was made for ``message``.

    Raises one kind of ``StampRefused`` for each cause.
    """
    if len(der) > SIZE_LIMIT:
        raise StampForm
    signed = _signed_data(der)
    info = _decoded(Info, signed.encapsulated.content)
    if info.version != _VERSION:
        raise StampForm
    _check_imprint(info, message)
    signer = _signer(signed)
    certificate = _certificate(signed, signer)
    time = info.time.as_datetime()
    check_authority(certificate, time)
    _check_signed(signed, signer, certificate)
    try:
        token = Token(der, _sha256(certificate), time, _accuracy(info.accuracy), info.nonce)
        _ = token.earliest, token.latest
    except OverflowError:  # beyond what a calendar holds
        raise StampForm from None
    return token


def _signed_data(der: bytes) -> Signed:
    token = _decoded(TimeStampToken, der)
    kinds = (token.kind, token.content.encapsulated.kind)
    if kinds != (structures.SIGNED_DATA, structures.TST_INFO):
        raise StampForm
    return token.content


def _check_imprint(info: Info, message: bytes) -> None:
    algorithm = info.imprint.algorithm.oid.dotted_string
    if algorithm not in _IMPRINTS or info.imprint.digest != _DIGESTS[algorithm](message).digest():
        raise StampImprint


def _signer(signed: Signed) -> Signer:
    signers = signed.signers.as_list()
    if len(signers) != 1:
        raise StampForm
    return signers[0]


def _certificate(signed: Signed, signer: Signer) -> Certificate:
    """Return the certificate that the signer's own attributes name."""
    carried = [asn1.encode_der(it) for it in signed.certificates or []]
    names = _names_certificate(signer)
    found = next((data for data in carried if names(data)), None)
    if found is None:
        raise StampCertificate
    certificate = read_certificate(found)
    # Other programs go by this name; it must lead them to the same certificate.
    issuer, serial = asn1.encode_der(signer.identifier.issuer), signer.identifier.serial
    if (certificate.issuer.public_bytes(), certificate.serial_number) != (issuer, serial):
        raise StampCertificate
    return certificate


def _names_certificate(signer: Signer) -> Callable[[bytes], bool]:
    """Return what tells whether a certificate is the one in the signed attributes.

    RFC 5816: the newer attribute, where it is there, decides.
    """
    newer = _attribute(signer, structures.SIGNING_CERTIFICATE_V2)
    if newer is not None:
        first = _first(_decoded(structures.SigningCertificateV2, newer).certificates)
        oid = "2.16.840.1.101.3.4.2.1" if first.algorithm is None else _name(first.algorithm.oid)
        digest = _DIGESTS.get(oid)
        if digest is None:
            raise StampCertificate
        return lambda data: bool(digest(data).digest() == first.digest)
    older = _attribute(signer, structures.SIGNING_CERTIFICATE)
    if older is None:
        raise StampCertificate
    named = _first(_decoded(structures.SigningCertificateV1, older).certificates).digest
    # SHA-1 is all that the older attribute has; whom to trust is settled by SHA-256.
    return lambda data: hashlib.sha1(data, usedforsecurity=False).digest() == named


def _check_signed(signed: Signed, signer: Signer, certificate: Certificate) -> None:
    content = signed.encapsulated.content
    digest = _DIGESTS.get(_name(signer.digest.oid))
    kind = _attribute(signer, structures.CONTENT_TYPE)
    told = _attribute(signer, structures.MESSAGE_DIGEST)
    if digest is None or kind is None or told is None:
        raise StampSignature
    if signer.digest.oid not in {it.oid for it in signed.digests.as_list()}:
        raise StampForm
    if _decoded(ObjectIdentifier, kind) != structures.TST_INFO:
        raise StampSignature
    if _decoded(bytes, told) != digest(content).digest():
        raise StampSignature
    check_signature(
        certificate,
        _name(signer.algorithm.oid),
        _name(signer.digest.oid),
        signer.signature,
        asn1.encode_der(asn1.SetOf(signer.signed)),
    )


def _attribute(signer: Signer, kind: ObjectIdentifier) -> bytes | None:
    """Return the value of a signed attribute that is there once, with one value."""
    found = [it for it in signer.signed if it.kind == kind]
    if not found:
        return None
    values = found[0].values.as_list()
    if len(found) > 1 or len(values) != 1:
        raise StampForm
    return asn1.encode_der(values[0])


def _accuracy(stated: Accuracy | None) -> timedelta:
    """Return how far the time may be off; an authority that says nothing vouches for its second."""
    if stated is None:
        return timedelta()
    parts = (stated.seconds or 0, stated.millis or 0, stated.micros or 0)
    if min(parts) < 0 or max(parts[1:]) > 999:
        raise StampForm
    total = timedelta(seconds=parts[0], milliseconds=parts[1], microseconds=parts[2])
    if total > _LEAST_ACCURATE:
        raise StampForm
    return total


def _first(found: Iterable[_T]) -> _T:
    for it in found:
        return it
    raise StampCertificate


def _decoded(kind: type[_T], der: bytes) -> _T:
    try:
        return asn1.decode_der(kind, der)
    except ValueError:
        raise StampForm from None


def _name(oid: ObjectIdentifier) -> str:
    return oid.dotted_string


def _text(time: datetime) -> str:
    return f"{time.replace(microsecond=0, tzinfo=None).isoformat()}Z"


def _sha256(certificate: Certificate) -> bytes:
    return hashlib.sha256(certificate.public_bytes(Encoding.DER)).digest()
