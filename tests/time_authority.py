"""A time authority of the tests: tokens made by hand, good ones and such with one flaw.

Written from RFC 3161, 5652 and 5816, not with the code under test.  Where a real authority is
wanted, ``openssl_authority.py`` has one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Hook = Callable[[Any], Any]
STAMPING = [ExtendedKeyUsageOID.TIME_STAMPING]
NOON = datetime(2026, 5, 4, 12, 0, 0, tzinfo=UTC)
NULL = b"\x05\x00"
OID = {
    "signed data": "1.2.840.113549.1.7.2",
    "tst info": "1.2.840.113549.1.9.16.1.4",
    "content type": "1.2.840.113549.1.9.3",
    "message digest": "1.2.840.113549.1.9.4",
    "certificate": "1.2.840.113549.1.9.16.2.12",
    "certificate v2": "1.2.840.113549.1.9.16.2.47",
    "sha1": "1.3.14.3.2.26",
    "sha256": "2.16.840.1.101.3.4.2.1",
    "sha384": "2.16.840.1.101.3.4.2.2",
    "sha512": "2.16.840.1.101.3.4.2.3",
    "rsa": "1.2.840.113549.1.1.1",
    "rsa sha256": "1.2.840.113549.1.1.11",
    "ecdsa sha256": "1.2.840.10045.4.3.2",
    "ed25519": "1.3.101.112",
    "policy": "1.3.6.1.4.1.99999.1",
}


def tlv(tag: int, *parts: bytes) -> bytes:
    """Return one DER value."""
    content = b"".join(parts)
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(octets)]) + octets + content


def sequence(*parts: bytes) -> bytes:
    """Return a SEQUENCE."""
    return tlv(0x30, *parts)


def set_of(*parts: bytes, tag: int = 0x31) -> bytes:
    """Return a SET OF, sorted as DER wants it."""
    return tlv(tag, *sorted(parts))


def integer(value: int) -> bytes:
    """Return an INTEGER."""
    return tlv(2, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def oid(name: str) -> bytes:
    """Return an OBJECT IDENTIFIER by its name here."""
    first, second, *rest = map(int, OID[name].split("."))
    out = bytearray()
    for arc in (40 * first + second, *rest):
        septets = [arc & 0x7F]
        while arc := arc >> 7:
            septets.append(0x80 | arc & 0x7F)
        out += bytes(reversed(septets))
    return tlv(6, bytes(out))


def algorithm(name: str, parameters: bytes = b"") -> bytes:
    """Return an AlgorithmIdentifier."""
    return sequence(oid(name), parameters)


def octets(content: bytes) -> bytes:
    """Return an OCTET STRING."""
    return tlv(4, content)


def attribute(name: str, *values: bytes) -> bytes:
    """Return an Attribute."""
    return sequence(oid(name), set_of(*values))


@dataclass(frozen=True)
class Authority:
    """Signs time stamps with one certificate, which it made itself."""

    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    usage: tuple[x509.ObjectIdentifier, ...] = tuple(STAMPING)
    critical: bool = True
    since: datetime = NOON - timedelta(days=365)
    until: datetime = NOON + timedelta(days=365)
    more: tuple[x509.ExtensionType, ...] = ()
    certificate: x509.Certificate = field(init=False)

    def __post_init__(self) -> None:
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Time of the tests")])
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(self.since)
            .not_valid_after(self.until)
        )
        if self.usage:
            builder = builder.add_extension(x509.ExtendedKeyUsage(self.usage), self.critical)
        for extension in self.more:
            builder = builder.add_extension(extension, critical=False)
        ed = isinstance(self.key, ed25519.Ed25519PrivateKey)
        object.__setattr__(
            self, "certificate", builder.sign(self.key, None if ed else hashes.SHA256())
        )

    @property
    def der(self) -> bytes:
        """Return the certificate."""
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def digest(self) -> bytes:
        """Return what a platform card names: the SHA-256 of the certificate."""
        return hashlib.sha256(self.der).digest()

    def answer(self, message: bytes, *, status: int = 0, **changes: Any) -> bytes:
        """Return a TimeStampResp."""
        if status > 1:
            return sequence(sequence(integer(status)))
        return sequence(sequence(integer(status)), self.token(message, **changes))

    def token(
        self,
        message: bytes,
        *,
        time: datetime = NOON,
        nonce: int | None = None,
        accuracy: bytes | None = None,
        digest: str = "sha256",
        **hooks: Hook,
    ) -> bytes:
        """Return a TimeStampToken; ``hooks`` are called by the name of their stage."""

        def stage(name: str, value: Any) -> Any:
            return hooks.pop(name)(value) if name in hooks else value

        hashed = hashlib.new(digest, message).digest()
        fraction = f".{time.microsecond:06}".rstrip("0") if time.microsecond else ""
        info = sequence(
            integer(1),
            oid("policy"),
            sequence(algorithm(digest, NULL), octets(stage("imprint", hashed))),
            integer(4711),
            tlv(0x18, f"{time:%Y%m%d%H%M%S}{fraction}Z".encode()),
            sequence(integer(1)) if accuracy is None else accuracy,
            b"" if nonce is None else integer(nonce),
        )
        info = stage("info", info)
        hashing = "sha512" if isinstance(self.key, ed25519.Ed25519PrivateKey) else "sha256"
        attributes = {
            "content type": attribute("content type", oid(stage("kind", "tst info"))),
            "message digest": attribute(
                "message digest", octets(hashlib.new(hashing, info).digest())
            ),
            "certificate": attribute(
                "certificate v2",
                sequence(sequence(sequence(octets(hashlib.sha256(self.der).digest())))),
            ),
        }
        signed = sorted(stage("attributes", attributes).values())
        name, signature = self._sign(set_of(*signed))
        certificate = self.certificate
        signer = sequence(
            integer(1),
            stage(
                "identifier",
                sequence(certificate.issuer.public_bytes(), integer(certificate.serial_number)),
            ),
            algorithm(stage("hashing", hashing)),
            tlv(0xA0, *signed),
            stage("algorithm", algorithm(name)),
            octets(stage("signature", signature)),
        )
        data = sequence(
            integer(3),
            set_of(algorithm(stage("digests", hashing))),
            sequence(oid(stage("content", "tst info")), tlv(0xA0, octets(info))),
            stage("carried", tlv(0xA0, *stage("certificates", [self.der]))),
            set_of(*stage("signers", [signer])),
        )
        assert not hooks, f"no such stage: {hooks}"
        return sequence(oid("signed data"), tlv(0xA0, data))

    def _sign(self, data: bytes) -> tuple[str, bytes]:
        if isinstance(self.key, ed25519.Ed25519PrivateKey):
            return "ed25519", self.key.sign(data)
        if isinstance(self.key, rsa.RSAPrivateKey):
            return "rsa", self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return "ecdsa sha256", self.key.sign(data, ec.ECDSA(hashes.SHA256()))
