"""TLS 1.3 to the one server whose key the card names (RFC 8446, RFC 7469).

The card is the authority, so no certificate authority is asked.  The pin is compared first; then
the certificate must be within its dates and for that host (RFC 9525: only subjectAltName counts,
``*`` only as the whole leftmost label).  All of it before one byte of what TLS is to carry.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import ssl
from datetime import UTC, datetime
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from collector.sync.transport.address import is_number
from collector.sync.transport.errors import (
    BadAddress,
    CertificateDates,
    CertificateHost,
    Cut,
    NotTls,
    Stalled,
    TlsTooOld,
    WrongKey,
)
from collector.sync.transport.wire import Broken, Late, Wire

# OpenSSL's words for a server that stays below 1.3: it says so, or it just goes ahead with 1.2.
_TOO_OLD: Final = {"TLSV1_ALERT_PROTOCOL_VERSION", "UNSUPPORTED_PROTOCOL"}


def secure(wire: Wire, host: str, pin: bytes) -> None:
    """Put TLS over a connection and make sure of whom it leads to, within ``wire.until``.

    Raises ``TlsTooOld``, ``NotTls``, ``WrongKey``, ``CertificateDates``, ``CertificateHost``,
    ``Cut``, ``Stalled``.  The caller closes.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.set_alpn_protocols(["http/1.1"])
    try:
        sock = context.wrap_socket(
            wire.sock,
            server_hostname=host,
            do_handshake_on_connect=False,
            suppress_ragged_eofs=False,
        )
    except ValueError:
        raise BadAddress from None
    except OSError:
        raise Cut from None
    try:
        wire.secure(sock)
    except Late:
        raise Stalled from None
    except Broken as broken:
        if broken.reason in _TOO_OLD:
            raise TlsTooOld from None
        if broken.reason is None:
            raise Cut from None
        raise NotTls from None
    check(sock.getpeercert(binary_form=True), host, pin, datetime.now(UTC))


def check(presented: bytes | None, host: str, pin: bytes, now: datetime) -> None:
    """Make sure that a certificate holds the pinned key, is for this host, and valid now."""
    try:
        certificate = x509.load_der_x509_certificate(presented or b"")
        key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except (ValueError, UnsupportedAlgorithm, x509.InvalidVersion):
        raise WrongKey from None
    if not hmac.compare_digest(hashlib.sha256(key).digest(), pin):
        raise WrongKey
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise CertificateDates
    if not _is_for(certificate, host):
        raise CertificateHost


def _is_for(certificate: x509.Certificate, host: str) -> bool:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (
        ValueError,
        x509.ExtensionNotFound,
        x509.DuplicateExtension,
        x509.UnsupportedGeneralNameType,
    ):
        return False
    if is_number(host):
        return ipaddress.ip_address(host) in names.get_values_for_type(x509.IPAddress)
    return any(_matches(name, host) for name in names.get_values_for_type(x509.DNSName))


def _matches(name: str, host: str) -> bool:
    name, host = name.lower(), host.lower()
    first, _, rest = host.partition(".")
    return name == host or (bool(first) and "." in rest and name == f"*.{rest}")
