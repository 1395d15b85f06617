"""Flawed bundles: custody events, proofs, heads and origins (FORMAT.md sections 5 and 7).

All of it is properly listed and signed by the sender.
"""

from __future__ import annotations

import base64
import json

from collector.crypto import sshsig
from collector.crypto.checkpoint import Checkpoint, origin_of
from collector.model.canonical import canonical
from vectors import contents
from vectors.bundles import SENDER, make
from vectors.contents import hexed, sha512, signing_key
from vectors.flawed import flawed
from vectors.flaws_payload import PHOTO_FILE, SEALED_FILE

FALSE = base64.b64encode(bytes(32)).decode()


# --- events -------------------------------------------------------------------------------------


def lines_of(change, stage):
    """Return a bundle in which the lines of a proof file are others."""

    def hook(text):
        lines = change(text.decode().splitlines())
        return "".join(f"{line}\n" for line in lines).encode()

    return make(**{stage: hook}).file


def first_event(change):
    """Return a bundle in which the first line of the events is another JSON object."""

    def hook(lines):
        value = json.loads(lines[0])
        return [canonical(change(value) or value).decode(), *lines[1:]]

    return lines_of(hook, "events_text")


def first_opening(**changes):
    return first_event(lambda value: value["openings"][0].update(changes))


@flawed("bundle.proof.event-syntax")
def events_without_the_last_line_feed():
    return make(events_text=lambda text: text[:-1]).file


@flawed("bundle.proof.event-syntax")
def event_line_that_is_not_canonical():
    return make(events_text=lambda text: text.replace(b'"index":5', b'"index": 5')).file


@flawed("bundle.proof.event-syntax")
def event_line_with_a_key_of_its_own():
    return first_event(lambda value: value.update(more=1))


@flawed("bundle.proof.event-syntax")
def event_that_is_no_object():
    return first_event(lambda value: value.update(event=[]))


@flawed("bundle.proof.event-syntax")
def event_index_that_is_no_number():
    return first_event(lambda value: value.update(index=True))


@flawed("bundle.proof.event-syntax")
def event_index_below_nought():
    return first_event(lambda value: value.update(index=-1))


@flawed("bundle.proof.event-syntax")
def openings_that_are_no_list():
    return first_event(lambda value: value.update(openings=7))


@flawed("bundle.proof.event-syntax")
def event_that_opens_nothing():
    return first_event(lambda value: value.update(openings=[]))


@flawed("bundle.proof.event-syntax")
def opening_that_is_no_object():
    return first_event(lambda value: value.update(openings=[7]))


@flawed("bundle.proof.event-syntax")
def opening_with_a_key_of_its_own():
    return first_opening(more=1)


@flawed("bundle.proof.event-syntax")
def opening_of_an_object_that_is_no_number():
    return first_opening(object="0")


@flawed("bundle.proof.event-syntax")
def opening_with_a_digest_that_is_none():
    return first_opening(digest="0" * 63)


@flawed("bundle.proof.event-syntax")
def opening_with_a_nonce_that_is_none():
    return first_opening(nonce=7)


@flawed("record.shape")
def event_without_its_objects():
    return first_event(lambda value: value["event"].pop("objects") and None)


@flawed("record.kind")
def record_posing_as_an_event():
    return first_event(lambda value: value["event"].update(kind="testimony"))


@flawed("bundle.proof.opening")
def opening_of_another_digest():
    return first_opening(digest=hexed("else", 64))


@flawed("bundle.proof.opening")
def opening_with_another_nonce():
    return first_opening(nonce=hexed("else", 64))


@flawed("bundle.proof.opening")
def opening_of_an_object_that_is_not_there():
    return first_opening(object=1)


@flawed("bundle.proof.opening")
def opening_under_another_label_than_the_event_says():
    def change(logged):
        logged[0].event["objects"][0]["label"] = "head"
        return logged

    return make(events=change).file


@flawed("bundle.proof.event-syntax")
def opening_of_an_item_of_another_kind():
    return make(events=lambda logged: [*logged, contents.event("x", [("head", "0" * 64)])]).file


@flawed("bundle.proof.event-order")
def events_in_another_order():
    return lines_of(lambda lines: [lines[1], lines[0], *lines[2:]], "events_text")


@flawed("bundle.proof.event-order")
def event_twice():
    return lines_of(lambda lines: [lines[0], *lines], "events_text")


@flawed("bundle.proof.unopened")
def record_without_an_event():
    return make(events=lambda logged: logged[:-1]).file


def without_event_of(path):
    at = sorted(make().payload).index(path)
    return make(events=lambda logged: logged[:at] + logged[at + 1 :]).file


@flawed("bundle.proof.unopened")
def exhibit_without_an_event():
    return without_event_of(PHOTO_FILE)


@flawed("bundle.proof.unopened")
def identity_without_an_event():
    return without_event_of(SEALED_FILE)


# --- inclusion ----------------------------------------------------------------------------------


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


# --- consistency --------------------------------------------------------------------------------


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


# --- the head -----------------------------------------------------------------------------------


@flawed("bundle.checkpoint.syntax")
def head_with_a_fourth_line():
    return make(head=lambda text: text + b"more\n").file


@flawed("bundle.checkpoint.syntax")
def head_that_is_not_ascii():
    return make(head=lambda text: b"\xff" + text).file


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


# --- origins ------------------------------------------------------------------------------------

AUTHOR = signing_key("author")
HAND = hexed("first hand")


def handed_on(change=lambda kept: kept, **hooks):
    """Return a bundle of another's records, with the evidence that vouches for them changed."""
    first = make(key=AUTHOR, bundle_id=HAND)
    return make(author=AUTHOR, origins={HAND: change(first.evidence)}, **hooks).file


def kept_as(name, change):
    return handed_on(lambda kept: {**kept, name: change(kept[name])})


@flawed("bundle.author")
def records_of_another_without_evidence():
    return make(author=AUTHOR).file


@flawed("bundle.author")
def record_that_the_evidence_does_not_list():
    """The earlier hand signed other words under the same name."""

    def change(those):
        those.second["about"] = "something else"
        return those

    return handed_on(records=change)


@flawed("bundle.author")
def evidence_of_somebody_who_is_not_the_author():
    stranger = make(key=signing_key("stranger"), author=AUTHOR, bundle_id=HAND)
    return make(author=AUTHOR, origins={HAND: stranger.evidence}).file


@flawed("bundle.origin.files")
def evidence_without_its_head():
    return handed_on(
        lambda kept: {name: it for name, it in kept.items() if name != "proof-checkpoint"}
    )


@flawed("bundle.tagmanifest.path")
def evidence_with_a_file_of_its_own():
    return handed_on(lambda kept: {**kept, "zzz.txt": b"x"})


@flawed("bundle.origin.signature")
def evidence_not_signed():
    return kept_as("tagmanifest-sha512.txt.sig", lambda _: b"")


@flawed("bundle.origin.signature")
def evidence_with_a_tag_manifest_changed():
    return kept_as("tagmanifest-sha512.txt", lambda text: text[:-1])


@flawed("bundle.origin.signature")
def evidence_with_the_key_of_another():
    other = sshsig.public_line(SENDER.public)
    return kept_as("signer.pub", lambda _: f"{other}\n".encode())


@flawed("bundle.origin.digest")
def evidence_with_a_manifest_changed():
    return kept_as("manifest-sha512.txt", lambda text: text.replace(text[:4], b"0000", 1))


@flawed("bundle.origin.digest")
def evidence_with_a_head_changed():
    return kept_as("proof-checkpoint", lambda text: text[:-1])


@flawed("bundle.origin.id")
def evidence_under_another_name():
    first = make(key=AUTHOR, bundle_id=hexed("true name"))
    return make(author=AUTHOR, origins={HAND: first.evidence}).file


def signed_anew(kept, name, content):
    """Return evidence in which a file is another one, listed and signed by the author."""
    source = name.replace("proof-", "proof/")
    lines = [
        f"{sha512(content)}  {source}" if line.endswith(f"  {source}") else line
        for line in kept["tagmanifest-sha512.txt"].decode().splitlines()
    ]
    text = "".join(f"{line}\n" for line in lines).encode()
    signature = sshsig.sign(AUTHOR, "collector-bundle", text).encode()
    return {
        **kept,
        name: content,
        "tagmanifest-sha512.txt": text,
        "tagmanifest-sha512.txt.sig": signature,
    }


@flawed("bundle.origin.syntax")
def evidence_with_a_manifest_that_is_none():
    return handed_on(lambda kept: signed_anew(kept, "manifest-sha512.txt", b"nothing\n"))


@flawed("bundle.limit.tag-file")
def evidence_with_too_large_a_file():
    return kept_as("proof-checkpoint", lambda _: bytes(2**20 + 1))


@flawed("bundle.limit.origins")
def too_many_earlier_hands():
    first = make(key=AUTHOR, bundle_id=HAND)
    names = [hexed(f"hand {n}") for n in range(65)]
    return make(author=AUTHOR, origins=dict.fromkeys(names, first.evidence)).file


@flawed("bundle.limit.origin-bytes")
def too_much_evidence_of_earlier_hands():
    first = make(key=AUTHOR, bundle_id=HAND)
    large = {**first.evidence, "proof-events.jsonl": bytes(2**25), "proof-inclusion": bytes(2**25)}
    return make(author=AUTHOR, origins={HAND: large}).file
