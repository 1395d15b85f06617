"""The ASN.1 of a time stamp: RFC 3161 section 2.4, RFC 5652 section 5, RFC 5035.

Decoding is strict DER.  Two sets are declared as lists, because authorities send them unsorted: the
certificates, which no signature covers, and the signed attributes, which are sorted before hashing.
"""

from __future__ import annotations

from typing import Annotated, Final

from cryptography.hazmat import asn1
from cryptography.x509 import ObjectIdentifier

SIGNED_DATA: Final = ObjectIdentifier("1.2.840.113549.1.7.2")
TST_INFO: Final = ObjectIdentifier("1.2.840.113549.1.9.16.1.4")
CONTENT_TYPE: Final = ObjectIdentifier("1.2.840.113549.1.9.3")
MESSAGE_DIGEST: Final = ObjectIdentifier("1.2.840.113549.1.9.4")
SIGNING_CERTIFICATE: Final = ObjectIdentifier("1.2.840.113549.1.9.16.2.12")
SIGNING_CERTIFICATE_V2: Final = ObjectIdentifier("1.2.840.113549.1.9.16.2.47")


@asn1.sequence
class Algorithm:
    """AlgorithmIdentifier of those algorithms that have no parameters."""

    oid: ObjectIdentifier
    parameters: asn1.Null | None


@asn1.sequence
class Imprint:
    """MessageImprint."""

    algorithm: Algorithm
    digest: bytes


@asn1.sequence
class Accuracy:
    """Accuracy."""

    seconds: int | None
    millis: Annotated[int | None, asn1.Implicit(0)]
    micros: Annotated[int | None, asn1.Implicit(1)]


@asn1.sequence
class Info:
    """TSTInfo.  ``authority`` is one GeneralName, which says nothing that is relied on."""

    version: int
    policy: ObjectIdentifier
    imprint: Imprint
    serial: int
    time: asn1.GeneralizedTime
    accuracy: Accuracy | None
    ordering: Annotated[bool, asn1.Default(False)]
    nonce: int | None
    authority: Annotated[list[asn1.TLV] | None, asn1.Implicit(0)]
    extensions: Annotated[list[asn1.TLV] | None, asn1.Implicit(1)]


@asn1.sequence
class Encapsulated:
    """EncapsulatedContentInfo."""

    kind: ObjectIdentifier
    content: Annotated[bytes, asn1.Explicit(0)]


@asn1.sequence
class Attribute:
    """Attribute."""

    kind: ObjectIdentifier
    values: asn1.SetOf[asn1.TLV]


@asn1.sequence
class IssuerAndSerial:
    """IssuerAndSerialNumber."""

    issuer: asn1.TLV
    serial: int


@asn1.sequence
class Signer:
    """SignerInfo with signed attributes, which RFC 3161 demands."""

    version: int
    identifier: IssuerAndSerial
    digest: Algorithm
    signed: Annotated[list[Attribute], asn1.Implicit(0)]
    algorithm: Algorithm
    signature: bytes
    unsigned: Annotated[list[asn1.TLV] | None, asn1.Implicit(1)]


@asn1.sequence
class Signed:
    """SignedData with certificates."""

    version: int
    digests: asn1.SetOf[Algorithm]
    encapsulated: Encapsulated
    certificates: Annotated[list[asn1.TLV] | None, asn1.Implicit(0)]
    revocations: Annotated[list[asn1.TLV] | None, asn1.Implicit(1)]
    signers: asn1.SetOf[Signer]


@asn1.sequence
class TimeStampToken:
    """TimeStampToken: a ContentInfo."""

    kind: ObjectIdentifier
    content: Annotated[Signed, asn1.Explicit(0)]


@asn1.sequence
class CertificateHashV1:
    """ESSCertID: SHA-1."""

    digest: bytes
    issuer_serial: list[asn1.TLV] | None


@asn1.sequence
class CertificateHash:
    """ESSCertIDv2; without an algorithm it is SHA-256."""

    algorithm: Algorithm | None
    digest: bytes
    issuer_serial: list[asn1.TLV] | None


@asn1.sequence
class SigningCertificateV1:
    """SigningCertificate."""

    certificates: list[CertificateHashV1]
    policies: list[asn1.TLV] | None


@asn1.sequence
class SigningCertificateV2:
    """SigningCertificateV2."""

    certificates: list[CertificateHash]
    policies: list[asn1.TLV] | None


@asn1.sequence
class Status:
    """PKIStatusInfo.  What the authority says in words is never shown."""

    status: int
    words: list[str] | None
    failure: asn1.BitString | None


@asn1.sequence
class Granted:
    """TimeStampResp with a token."""

    status: Status
    token: asn1.TLV


@asn1.sequence
class NotGranted:
    """TimeStampResp without one."""

    status: Status
