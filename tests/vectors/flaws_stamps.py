"""Flawed bundles: time stamps over heads of the log (FORMAT.md section 5, threats.md S13).

All of it is properly listed and signed by the sender.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from datetime import timedelta

from cryptography import x509
from cryptography.x509.oid import ExtensionOID

from time_authority import NOON, Authority, attribute, integer, octets, sequence, tlv
from vectors import contents
from vectors.bundles import AUTHORITY, EARLIER_LEAVES, SENDER, Made, Stamped, make, stamped_text
from vectors.contents import sha256
from vectors.flawed import flawed

BEFORE_AND_AFTER = (EARLIER_LEAVES - 2, EARLIER_LEAVES + 2)
FALSE = base64.b64encode(bytes(32)).decode()


def stamped(*sizes: int, **hooks) -> Made:
    """Return a bundle with stamps over heads of these sizes; ``hooks`` change bundle or stamps."""
    own = {name: hooks.pop(name) for name in ("stamps", "events_text") if name in hooks}

    def proofs(value):
        return replace(value, stamps=[Stamped(size, hooks=hooks) for size in sizes])

    return make(proofs=proofs, **own)


def changed(change) -> bytes:
    """Return a bundle whose lines about stamps were changed."""

    def hook(text):
        return "".join(f"{line}\n" for line in change(text.decode().splitlines())).encode()

    return stamped(*BEFORE_AND_AFTER, stamps=hook).file


def words(change) -> bytes:
    """Return a bundle in which the words of the first line about stamps were changed."""
    return changed(lambda lines: [" ".join(change(lines[0].split(" "))), *lines[1:]])


@flawed("bundle.proof.stamp-syntax")
def stamps_without_the_last_line_feed():
    return stamped(*BEFORE_AND_AFTER, stamps=lambda text: text[:-1]).file


@flawed("bundle.proof.stamp-syntax")
def stamp_over_an_empty_log():
    return words(lambda line: ["0", *line[1:]])


@flawed("bundle.proof.stamp-syntax")
def stamp_without_a_token():
    return words(lambda line: line[:2])


@flawed("bundle.proof.stamp-syntax")
def stamp_root_too_short():
    return words(lambda line: [line[0], "AAAA", *line[2:]])


@flawed("bundle.proof.stamp-syntax")
def stamp_token_that_is_not_base64():
    return words(lambda line: [*line[:2], "*" + line[2][1:], *line[3:]])


@flawed("bundle.proof.stamp-syntax")
def stamp_outside_ascii():
    return changed(lambda lines: ["é" + lines[0], *lines[1:]])


@flawed("bundle.proof.stamp-order")
def stamps_in_another_order():
    return changed(lambda lines: lines[::-1])


@flawed("bundle.proof.stamp-order")
def two_stamps_over_one_head():
    return changed(lambda lines: [lines[0], *lines])


@flawed("bundle.proof.stamp-head")
def stamp_over_a_head_of_another_root():
    return words(lambda line: [line[0], FALSE, *line[2:]])


@flawed("bundle.proof.stamp-head")
def stamp_without_the_proof_that_the_log_went_on():
    return words(lambda line: line[:3])


@flawed("bundle.proof.stamp-head")
def stamp_over_a_head_of_the_future():
    return changed(lambda lines: [f"999 {' '.join(lines[0].split(' ')[1:])}"])


@flawed("bundle.proof.stamp-imprint")
def stamp_over_another_head():
    proofs = make().proofs
    other = Stamped(1).authority.token(stamped_text(proofs, SENDER, 1))
    return words(lambda line: [*line[:2], base64.b64encode(other).decode(), *line[3:]])


@flawed("bundle.proof.stamp-imprint")
def stamp_over_the_head_of_somebody_elses_log():
    other = Stamped(1).authority.token(
        stamped_text(make().proofs, contents.signing_key("stranger"), BEFORE_AND_AFTER[0])
    )
    return words(lambda line: [*line[:2], base64.b64encode(other).decode(), *line[3:]])


@flawed("bundle.proof.stamp-token")
def stamp_truncated():
    def cut(line):
        token = base64.b64decode(line[2])[:-5]
        return [*line[:2], base64.b64encode(token).decode(), *line[3:]]

    return words(cut)


@flawed("bundle.proof.stamp-token")
def stamp_of_a_later_version():
    return stamped(3, info=lambda der: der.replace(integer(1), integer(2), 1)).file


@flawed("bundle.proof.stamp-token")
def stamp_that_says_nothing():
    return words(lambda line: [*line[:2], "", *line[3:]])


@flawed("bundle.proof.stamp-certificate")
def stamp_without_its_certificate():
    return stamped(3, certificates=lambda _: []).file


@flawed("bundle.proof.stamp-certificate")
def stamp_with_a_certificate_not_meant_for_it():
    def proofs(value):
        return replace(value, stamps=[Stamped(3, Authority(usage=()))])

    return make(proofs=proofs).file


@flawed("bundle.proof.stamp-certificate")
def stamp_from_after_the_end_of_its_certificate():
    return stamped(3, time=NOON + timedelta(days=366)).file


@flawed("bundle.proof.stamp-certificate")
def stamp_with_a_certificate_that_names_what_no_reader_knows():
    """Its other names are a postal address of X.400."""
    names = x509.UnrecognizedExtension(
        ExtensionOID.SUBJECT_ALTERNATIVE_NAME, sequence(tlv(0xA3, sequence()))
    )

    def proofs(value):
        return replace(value, stamps=[Stamped(3, Authority(more=(names,)))])

    return make(proofs=proofs).file


@flawed("bundle.proof.stamp-certificate")
def stamp_with_a_certificate_whose_issuer_is_no_name():
    issuer = AUTHORITY.certificate.issuer.public_bytes()
    no_name = issuer.replace(b"\x0c", b"\x06", 1)  # its text is an object identifier
    der = AUTHORITY.der.replace(issuer, no_name, 1)
    named = sequence(sequence(sequence(octets(hashlib.sha256(der).digest()))))
    return stamped(
        3,
        certificates=lambda _: [der],
        attributes=lambda kept: {**kept, "certificate": attribute("certificate v2", named)},
    ).file


@flawed("bundle.proof.stamp-signature")
def stamp_whose_time_was_put_back():
    def earlier(line):
        token = base64.b64decode(line[2]).replace(b"20260504", b"20260401")
        return [*line[:2], base64.b64encode(token).decode(), *line[3:]]

    return words(earlier)


@flawed("bundle.proof.stamp-signature")
def stamp_with_the_signature_of_another():
    kept = []
    stamped(3, signature=lambda it: kept.append(it) or it)
    return stamped(4, signature=lambda _: kept[0]).file


def about_a_stamp(digest: str):
    """Return what puts an event about a stamp in front of all others."""
    return lambda logged: [contents.event("stamp", [("stamp", digest)]), *logged]


@flawed("bundle.proof.stamp-event")
def event_about_a_stamp_that_is_not_here():
    return make(events=about_a_stamp(sha256(b"some stamp"))).file


@flawed("bundle.limit.stamps")
def too_many_stamps():
    def many(lines):
        _, *rest = lines[0].split(" ")
        return [" ".join([str(n + 1), *rest]) for n in range(33)]

    return changed(many)
