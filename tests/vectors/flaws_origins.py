"""Flawed bundles: origins (FORMAT.md sections 5 and 7, attack S15).

All of it is properly listed and signed by the sender.
"""

from __future__ import annotations

from collector.crypto import sshsig
from vectors.bundles import BUNDLE_ID, SENDER, make
from vectors.contents import hexed, sha512, signing_key
from vectors.flawed import flawed

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


@flawed("bundle.origin.itself")
def bundle_that_is_its_own_earlier_hand():
    """What is kept under its id would be the evidence of another one, which nobody checked."""
    other = make(key=AUTHOR, bundle_id=BUNDLE_ID)
    return make(origins={BUNDLE_ID: other.evidence}).file


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
