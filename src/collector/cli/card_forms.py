"""What a platform's card offers, as it is written on the command line.

``verb_table`` says in which form.  An address may hold commas: options are taken from the end.
"""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from collector.cli.errors import UsageRefused
from collector.cli.verb_table import AUTHORITY, WAY
from collector.model.card import TimeAuthority, Transport
from collector.model.card_terms import CardTerms

_DIGEST: Final = re.compile("[0-9a-f]{64}", re.ASCII)
_ADDRESS: Final = re.compile("[!-~]{1,2000}", re.ASCII)
_KIND: Final = re.compile("[a-z][a-z0-9-]{0,31}", re.ASCII)


def terms_given(args: Namespace) -> CardTerms:
    """Return the terms of a first card.  Raises ``UsageRefused``."""
    authority = args.time_authority
    return CardTerms(
        transports=_ways(args, args.transport),
        time_authority=None if authority is None else _authority(args, authority),
    )


def terms_changed(args: Namespace, now: CardTerms) -> CardTerms:
    """Return the terms of a next card: what was not named stays as it is.

    Raises ``UsageRefused``.
    """
    terms = now
    if args.transport or args.no_transport:
        terms = replace(terms, transports=_ways(args, args.transport))
    if args.time_authority is not None or args.no_time_authority:
        terms = replace(terms, time_authority=terms_given(args).time_authority)
    for key in args.revoke or ():
        digest = key.lower()
        if not _DIGEST.fullmatch(digest):
            raise UsageRefused(problem="--revoke takes 64 digits 0-9 and a-f", prog=args.prog)
        if digest not in terms.revoked_keys:
            terms = replace(terms, revoked_keys=(*terms.revoked_keys, digest))
    return terms


def _ways(args: Namespace, given: Sequence[str] | None) -> tuple[Transport, ...]:
    return tuple(_way(args, text) for text in given or ())


def _way(args: Namespace, text: str) -> Transport:
    kind, equals, rest = text.partition("=")
    address, options = _split(rest, ("pin",), ("tor",))
    pin = options.get("pin")
    if not (equals and _KIND.fullmatch(kind) and _ADDRESS.fullmatch(address) and _sound(pin)):
        raise UsageRefused(problem=f"--transport is {WAY}", prog=args.prog)
    return Transport(kind=kind, address=address, pin=pin, tor_required="tor" in options)


def _authority(args: Namespace, text: str) -> TimeAuthority:
    address, options = _split(text, ("certificate", "pin"), ())
    certificate, pin = options.get("certificate"), options.get("pin")
    if certificate is None or not (
        _ADDRESS.fullmatch(address) and _sound(certificate) and _sound(pin)
    ):
        raise UsageRefused(problem=f"--time-authority is {AUTHORITY}", prog=args.prog)
    return TimeAuthority(address=address, certificate=certificate, pin=pin)


def _split(text: str, named: Sequence[str], flags: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Take known options from the end of a text; what stands before them is the address."""
    options: dict[str, str] = {}
    while True:
        before, comma, last = text.rpartition(",")
        name, equals, value = last.partition("=")
        known = name in named if equals else name in flags
        if not comma or not known or name in options:
            return text, options
        options[name] = value.lower()
        text = before


def _sound(digest: str | None) -> bool:
    return digest is None or _DIGEST.fullmatch(digest) is not None
