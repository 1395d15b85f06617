"""Flawed bundles: inclusion, consistency and the head (FORMAT.md sections 5 and 7).

All of it is properly listed and signed by the sender.
"""

from __future__ import annotations

import base64

from collector.crypto import sshsig
from collector.crypto.checkpoint import Checkpoint, origin_of
from vectors.bundles import SENDER, make
from vectors.contents import signing_key
from vectors.flawed import flawed
from vectors.flaws_events import first_event, lines_of

FALSE = base64.b64encode(bytes(32)).decode()


def inclusion(change):
    return lines_of(change, "inclusion")


@flawed("bundle.proof.inclusion-syntax")
def inclusion_without_the_last_line_feed():
    return make(inclusion=lambda text: text[:-1]).file


@flawed("bundle.proof.inclusion-syntax")
def inclusion_with_two_blanks():
    return inclusion(lambda lines: [lines[0].replace(" ", "  ", 1), *lines[1:]])


@flawed("bundle.proof.inclusion-syntax")
def inclusion_outside_ascii():
    return inclusion(lambda lines: ["é" + lines[0], *lines[1:]])


@flawed("bundle.proof.inclusion-syntax")
def inclusion_index_with_a_leading_nought():
    return inclusion(lambda lines: ["0" + lines[0], *lines[1:]])


@flawed("bundle.proof.inclusion-syntax")
def inclusion_hash_too_short():
    return inclusion(lambda lines: [lines[0] + " AAAA", *lines[1:]])


@flawed("bundle.proof.inclusion-syntax")
def inclusion_hash_in_another_alphabet():
    return inclusion(lambda lines: [f"{lines[0]} {'_' * 43}=", *lines[1:]])


@flawed("bundle.proof.inclusion-syntax")
def inclusion_hash_with_stray_bits():
    return inclusion(lambda lines: [f"{lines[0]} {'A' * 42}B=", *lines[1:]])


@flawed("bundle.proof.inclusion-lines")
def event_without_a_proof():
    return inclusion(lambda lines: lines[:-1])


@flawed("bundle.proof.inclusion-lines")
def proof_without_an_event():
    return inclusion(lambda lines: [*lines, "99"])


@flawed("bundle.proof.inclusion")
def proof_with_another_hash():
    return inclusion(lambda lines: [f"{lines[0].rsplit(' ', 1)[0]} {FALSE}", *lines[1:]])


@flawed("bundle.proof.inclusion")
def proof_of_another_event():
    return inclusion(lambda lines: [f"5 {lines[1].split(' ', 1)[1]}", *lines[1:]])


@flawed("bundle.proof.inclusion")
def event_changed_after_it_was_logged():
    return first_event(lambda value: value["event"].update(outcome="fail"))


@flawed("bundle.proof.inclusion")
def event_beyond_the_head():
    def hook(proofs):
        proofs.log = Truncated(proofs.log)
        return proofs

    return make(proofs=hook).file


class Truncated:
    """A log whose head is one event behind what it proves."""

    def __init__(self, log):
        self._log = log
        self.size = log.size - 1

    def root(self, size=None):
        return self._log.root(self.size if size is None else size)

    def inclusion(self, index):
        return self._log.inclusion(index)

    def consistency(self, size):
        return self._log.consistency(size)


def consistency(change):
    return lines_of(change, "consistency")


@flawed("bundle.proof.consistency-syntax")
def consistency_without_a_root():
    return consistency(lambda lines: [lines[0].split(" ")[0], *lines[1:]])


@flawed("bundle.proof.consistency-syntax")
def consistency_with_an_empty_log():
    return consistency(lambda lines: [f"0 {FALSE}", *lines])


@flawed("bundle.proof.consistency-syntax")
def consistency_without_the_last_line_feed():
    return make(consistency=lambda text: text[:-1]).file


@flawed("bundle.proof.consistency-order")
def consistency_in_another_order():
    return consistency(lambda lines: lines[::-1])


@flawed("bundle.proof.consistency-order")
def consistency_with_two_heads_of_one_size():
    return consistency(lambda lines: [lines[0], *lines])


@flawed("bundle.proof.consistency")
def consistency_with_another_old_root():
    def change(lines):
        size, _, *rest = lines[0].split(" ")
        return [" ".join([size, FALSE, *rest]), *lines[1:]]

    return consistency(change)


@flawed("bundle.proof.consistency")
def consistency_with_a_head_of_the_future():
    return consistency(lambda lines: [*lines, f"999 {FALSE}"])


@flawed("bundle.limit.heads")
def too_many_heads():
    return consistency(lambda _: [f"{n + 1} {FALSE}" for n in range(65)])


@flawed("bundle.checkpoint.syntax")
def head_with_a_fourth_line():
    return make(head=lambda text: text + b"more\n").file


@flawed("bundle.checkpoint.syntax")
def head_that_is_not_ascii():
    return make(head=lambda text: b"\xff" + text).file


@flawed("bundle.checkpoint.syntax")
def head_larger_than_what_json_readers_hold():
    """No receipt could say that it was seen."""
    log = make().proofs.log
    head = f"{origin_of(SENDER.public)}\n{2**53}\n{base64.b64encode(log.root()).decode()}\n"
    return make(head=lambda _: head.encode()).file


@flawed("bundle.checkpoint.origin")
def head_of_another_log():
    other = origin_of(signing_key("stranger").public)
    return make(head=lambda text: other.encode() + text[text.index(b"\n") :]).file


@flawed("bundle.checkpoint.signature")
def head_signed_by_another_key():
    stranger = signing_key("stranger")
    head = make().tags["proof/checkpoint"]
    forged = sshsig.sign(stranger, "collector-checkpoint", head).encode()
    return make(head_sig=lambda _: forged).file


@flawed("bundle.checkpoint.signature")
def head_signed_as_a_bundle():
    head = make().tags["proof/checkpoint"]
    forged = sshsig.sign(SENDER, "collector-bundle", head).encode()
    return make(head_sig=lambda _: forged).file


@flawed("bundle.checkpoint.signature")
def head_not_signed():
    return make(head_sig=lambda _: b"").file


@flawed("bundle.proof.inclusion")
def head_of_another_root():
    log = make().proofs.log
    false = Checkpoint(origin_of(SENDER.public), log.size, bytes(32)).encode()
    return make(head=lambda _: false).file
