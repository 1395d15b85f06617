"""Flawed bundles: the signature (FORMAT.md 3 and 6).

attack A11, A16, B1-B5, S1, S2, S4-S7.  What is signed is signed by the sender's true key
unless the name says otherwise.
"""

from __future__ import annotations

import base64

from collector.crypto import sshsig
from collector.crypto.ed25519 import SigningKey
from collector.crypto.sshwire import pack
from vectors.bundles import SENDER, make
from vectors.contents import signing_key
from vectors.flawed import ENROLLED, REVOKED, flawed
from vectors.flaws_members import members
from vectors.flaws_tag_manifest import with_tag

GROUP_ORDER = 2**252 + 27742317777372353535851937790883648493


def signed(change):
    return make(signature=change).file


def crafted(public: bytes, signature: bytes, digest: bytes = b"sha512") -> bytes:
    """Return an armored SSH signature made of these parts."""
    blob = b"SSHSIG\0\0\0\1" + pack(
        pack(b"ssh-ed25519", public),
        b"collector-bundle",
        b"",
        digest,
        pack(b"ssh-ed25519", signature),
    )
    text = base64.b64encode(blob).decode()
    lines = [text[at : at + 70] for at in range(0, len(text), 70)]
    begin, end = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
    return "\n".join([begin, *lines, end, ""]).encode()


@flawed("bundle.signature.missing")
def signature_stripped():
    return members(lambda those: [those[0], *those[2:]])


@flawed("bundle.signature.bad")
def signature_emptied():
    return signed(lambda _: b"")


@flawed("bundle.signature.bad")
def signature_over_something_else():
    return signed(lambda _: sshsig.sign(SENDER, "collector-bundle", b"else").encode())


@flawed("bundle.signature.bad")
def signature_twice_in_one_file():
    return signed(lambda text: text + text)


@flawed("bundle.signature.bad")
def tag_manifest_changed_after_signing():
    def hook(those):
        text = those[0].content
        those[0].content = text.replace(text[:4], b"0000", 1)
        return those

    return members(hook)


@flawed("bundle.signature.bad")
def signature_with_a_weaker_hash():
    return signed(lambda _: crafted(SENDER.public, bytes(64), digest=b"sha256"))


@flawed("bundle.signature.bad")
def signature_with_s_beyond_the_order():
    def change(text):
        raw = base64.b64decode(b"".join(text.splitlines()[1:-1]))[-64:]
        s = int.from_bytes(raw[32:], "little") + GROUP_ORDER
        return crafted(SENDER.public, raw[:32] + s.to_bytes(32, "little"))

    return signed(change)


@flawed("bundle.signature.namespace")
def signature_of_a_log_head_put_on_a_bundle():
    made = make()
    text = made.tags["tagmanifest-sha512.txt"]
    return signed(lambda _: sshsig.sign(SENDER, "collector-checkpoint", text).encode())


@flawed("bundle.signature.namespace")
def signature_of_a_receipt_put_on_a_bundle():
    made = make()
    text = made.tags["tagmanifest-sha512.txt"]
    return signed(lambda _: sshsig.sign(SENDER, "collector-receipt", text).encode())


@flawed("bundle.key.weak")
def signature_by_the_identity_point():
    point = b"\1" + bytes(31)
    return signed(lambda _: crafted(point, point + bytes(32)))


@flawed("bundle.key.weak")
def signature_by_a_key_not_canonically_encoded():
    point = (2**255 - 19 + 1).to_bytes(32, "little")
    return signed(lambda _: crafted(point, b"\1" + bytes(63)))


@flawed("bundle.signer-revoked")
def signed_by_a_revoked_key():
    return make(key=REVOKED).file


@flawed("bundle.signer-pub")
def signer_pub_of_somebody_else():
    other = signing_key("stranger").public
    return with_tag("signer.pub", f"{sshsig.public_line(other)}\n".encode())


@flawed("bundle.signer-pub")
def signer_pub_with_a_comment():
    line = sshsig.public_line(SENDER.public)
    return with_tag("signer.pub", f"{line} name@place\n".encode())


@flawed("bundle.author")
def enrolled_senders_records_signed_by_another_enrolled_key():
    return make(key=ENROLLED, author=SENDER).file


@flawed("bundle.author")
def enrolled_senders_records_signed_by_a_stranger():
    return make(key=SigningKey.generate(), author=SENDER).file
