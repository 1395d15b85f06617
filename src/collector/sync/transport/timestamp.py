"""Asking a time authority, over the route of an endpoint (RFC 3161, section 3.4).

Not a way to deliver: what leaves is a digest in a question, what comes back is an answer whose
meaning is judged elsewhere.
"""

from __future__ import annotations

from typing import Final

from collector.sync.transport.body import Octets
from collector.sync.transport.errors import NotThisProtocol
from collector.sync.transport.http import Client
from collector.sync.transport.interface import Endpoint, Watch
from collector.sync.transport.limits import LIMITS, Limits

KIND: Final = "timestamp"
_QUESTION: Final = "application/timestamp-query"
_ANSWER: Final = "application/timestamp-reply"
_LONGEST: Final = 64 * 1024


def post(endpoint: Endpoint, question: bytes, watch: Watch, limits: Limits = LIMITS) -> bytes:
    """Return what an authority answers to a question, unjudged.

    Raises what a ``Client`` raises, what the status of the answer means, and ``NotThisProtocol``
    for an answer of another kind.
    """
    headers = {"Content-Type": _QUESTION, "Accept": _ANSWER}
    with Client(endpoint, watch, limits) as client:
        answer = client.request("POST", client.address, headers, Octets(question), cap=_LONGEST)
    answer.must_be(200)
    kind = (answer.get("Content-Type") or "").partition(";")[0].strip().lower()
    if kind != _ANSWER:
        raise NotThisProtocol(answer.body)
    return answer.body
