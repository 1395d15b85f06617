"""The certificate of a time authority, and whether a signature holds under it."""

from __future__ import annotations

import warnings
from datetime import datetime
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509 import (
    Certificate,
    DuplicateExtension,
    ExtendedKeyUsage,
    ExtensionNotFound,
    InvalidVersion,
    UnsupportedGeneralNameType,
    load_der_x509_certificate,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, SignatureAlgorithmOID

from collector.crypto.timestamps.errors import (
    StampCertificate,
    StampDates,
    StampSignature,
    StampUsage,
)

RSA_BITS_LEAST: Final = 2048
_RSA: Final = "1.2.840.113549.1.1.1"
_BY_DIGEST: Final[dict[str, type[hashes.HashAlgorithm]]] = {
    "2.16.840.1.101.3.4.2.1": hashes.SHA256,
    "2.16.840.1.101.3.4.2.2": hashes.SHA384,
    "2.16.840.1.101.3.4.2.3": hashes.SHA512,
}
_RSA_WITH: Final[dict[str, type[hashes.HashAlgorithm]]] = {
    SignatureAlgorithmOID.RSA_WITH_SHA256.dotted_string: hashes.SHA256,
    SignatureAlgorithmOID.RSA_WITH_SHA384.dotted_string: hashes.SHA384,
    SignatureAlgorithmOID.RSA_WITH_SHA512.dotted_string: hashes.SHA512,
}
_ECDSA_WITH: Final[dict[str, type[hashes.HashAlgorithm]]] = {
    SignatureAlgorithmOID.ECDSA_WITH_SHA256.dotted_string: hashes.SHA256,
    SignatureAlgorithmOID.ECDSA_WITH_SHA384.dotted_string: hashes.SHA384,
    SignatureAlgorithmOID.ECDSA_WITH_SHA512.dotted_string: hashes.SHA512,
}
_CURVES: Final = (ec.SECP256R1, ec.SECP384R1, ec.SECP521R1)
# What the library raises for a certificate that it cannot make sense of.
_UNSOUND: Final = (
    ValueError,
    TypeError,
    InvalidVersion,
    DuplicateExtension,
    UnsupportedAlgorithm,
    UnsupportedGeneralNameType,
    CryptographyDeprecationWarning,
)


def read_certificate(der: bytes) -> Certificate:
    """Return a certificate.  Raises ``StampCertificate`` for what is none."""
    try:
        with warnings.catch_warnings():
            # Longer names than X.509 allows are common; what else the library still lets pass, with
            # a warning, no authority has.
            warnings.simplefilter("ignore", UserWarning)
            warnings.simplefilter("error", CryptographyDeprecationWarning)
            certificate = load_der_x509_certificate(der)
            _ = certificate.extensions, certificate.public_key(), certificate.issuer
    except _UNSOUND:
        raise StampCertificate from None
    return certificate


def check_authority(certificate: Certificate, time: datetime) -> None:
    """Make sure that a certificate may stamp, and might at this time (RFC 3161 section 2.3).

    Raises ``StampUsage`` and ``StampDates``.
    """
    try:
        usage = certificate.extensions.get_extension_for_class(ExtendedKeyUsage)
    except ExtensionNotFound:
        raise StampUsage from None
    if not usage.critical or list(usage.value) != [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise StampUsage
    if not certificate.not_valid_before_utc <= time <= certificate.not_valid_after_utc:
        raise StampDates


def check_signature(
    certificate: Certificate, algorithm: str, digest: str, signature: bytes, signed: bytes
) -> None:
    """Raise ``StampSignature`` unless a signature over ``signed`` holds under the certificate.

    ``algorithm`` and ``digest`` are the object identifiers that stand beside the signature.
    """
    try:
        _verify(certificate.public_key(), algorithm, digest, signature, signed)
    except InvalidSignature:
        raise StampSignature from None


def _verify(
    key: CertificatePublicKeyTypes, algorithm: str, digest: str, signature: bytes, signed: bytes
) -> None:
    if isinstance(key, RSAPublicKey) and key.key_size >= RSA_BITS_LEAST:
        named = _BY_DIGEST.get(digest) if algorithm == _RSA else _RSA_WITH.get(algorithm)
        if named is not None:
            return key.verify(signature, signed, padding.PKCS1v15(), named())
    if isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, _CURVES):
        named = _ECDSA_WITH.get(algorithm)
        if named is not None:
            return key.verify(signature, signed, ec.ECDSA(named()))
    if (
        isinstance(key, Ed25519PublicKey)
        and algorithm == SignatureAlgorithmOID.ED25519.dotted_string
    ):
        return key.verify(signature, signed)
    raise StampSignature
