"""Asking an authority for a time stamp, and judging what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat import asn1
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from collector.crypto.timestamps.errors import StampAuthority, StampDenied, StampForm, StampNonce
from collector.crypto.timestamps.structures import Granted, NotGranted
from collector.crypto.timestamps.token import Token, read_token

_GRANTED: Final = (0, 1)  # granted, granted with modifications


@dataclass(frozen=True)
class Query:
    """A question to an authority: the TimeStampReq, and the nonce that ties the answer to it."""

    message: bytes = field(repr=False)
    body: bytes = field(repr=False)
    nonce: int


def ask(message: bytes) -> Query:
    """Return a question for a stamp over the SHA-256 of ``message``, with the certificate in it."""
    request = TimestampRequestBuilder(
        data=message, hash_algorithm=HashAlgorithm.SHA256, nonce=True, cert_req=True
    ).build()
    if request.nonce is None:
        raise ValueError("a request was built without the nonce it was to have")
    return Query(message, request.as_bytes(), request.nonce)


def judge(answer: bytes, query: Query, certificate: bytes) -> Token:
    """Return the token in a TimeStampResp that answers ``query``.

    ``certificate`` is the SHA-256 of the certificate (DER) of the one authority that is trusted.
    Raises one kind of ``StampRefused`` for each cause.
    """
    token = read_token(_token_in(answer), query.message)
    if token.nonce != query.nonce:
        raise StampNonce
    if token.certificate != certificate:
        raise StampAuthority
    return token


def _token_in(answer: bytes) -> bytes:
    try:
        granted = asn1.decode_der(Granted, answer)
    except ValueError:
        raise _reason(answer) from None
    if granted.status.status not in _GRANTED:
        raise StampDenied(status=granted.status.status)
    return asn1.encode_der(granted.token)


def _reason(answer: bytes) -> StampDenied | StampForm:
    try:
        refused = asn1.decode_der(NotGranted, answer)
    except ValueError:
        return StampForm()
    return StampDenied(status=refused.status.status)
