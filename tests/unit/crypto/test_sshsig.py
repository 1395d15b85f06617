"""SSH signatures, judged by ssh-keygen both ways, and every door a forger could try."""

import base64
import subprocess

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from collector.crypto import namespaces
from collector.crypto.ed25519 import BadSignature, SignedByWeakKey, SigningKey, WeakKey
from collector.crypto.sshsig import (
    BadPublicLine,
    SignatureForm,
    WrongNamespace,
    parse_public_line,
    public_line,
    sign,
    verify,
)
from collector.crypto.sshwire import pack
from peers import tool
from unit.crypto.edwards_points import encode, small_order_points, with_torsion

KEY = SigningKey.from_seed(bytes(range(32)))
OTHER = SigningKey.from_seed(bytes(range(1, 33)))
MESSAGE = b"first line\nsecond line\n"
SPACES = [
    namespaces.BUNDLE,
    namespaces.CHECKPOINT,
    namespaces.WITHDRAWAL,
    namespaces.CARD,
    namespaces.RECEIPT,
]
PREAMBLE = b"SSHSIG\x00\x00\x00\x01"
IDENTITY = b"\x01" + bytes(31)


def keygen(folder, *arguments, message=b""):
    return subprocess.run(
        [tool("ssh-keygen"), *arguments],
        cwd=folder,
        input=message,
        capture_output=True,
        check=False,
    )


def judged_good(folder, armored, *, key=KEY, namespace=namespaces.BUNDLE, message=MESSAGE):
    """Ask ssh-keygen whether the signature is one of this key."""
    (folder / "allowed").write_text(f"signer {public_line(key.public)}\n")
    (folder / "sig").write_text(armored)
    arguments = ("-Y", "verify", "-f", "allowed", "-I", "signer", "-n", namespace, "-s", "sig")
    return keygen(folder, *arguments, message=message).returncode == 0


def signed_by_keygen(folder, private, namespace=namespaces.BUNDLE, *options, message=MESSAGE):
    """Return what ssh-keygen writes for a private key."""
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    path = folder / "key"
    path.touch(mode=0o600)
    path.write_bytes(pem)
    done = keygen(folder, "-Y", "sign", "-f", "key", "-n", namespace, *options, message=message)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


def armor(blob, width=70):
    text = base64.b64encode(blob).decode()
    lines = [text[start : start + width] for start in range(0, len(text), width)]
    return "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""])


def blob_of(armored):
    return base64.b64decode("".join(armored.splitlines()[1:-1]))


def blob(**changes):
    """Build a signature by hand, with some fields changed; unchanged, it is a good one."""
    fields = {
        "preamble": PREAMBLE,
        "key_type": b"ssh-ed25519",
        "public": KEY.public,
        "namespace": namespaces.BUNDLE.encode(),
        "reserved": b"",
        "hash": b"sha512",
        "signature_type": b"ssh-ed25519",
        "signature": blob_of(sign(KEY, namespaces.BUNDLE, MESSAGE))[-64:],
        "key_tail": b"",
        "signature_tail": b"",
        "tail": b"",
    } | changes
    return (
        fields["preamble"]
        + pack(
            pack(fields["key_type"], fields["public"]) + fields["key_tail"],
            fields["namespace"],
            fields["reserved"],
            fields["hash"],
            pack(fields["signature_type"], fields["signature"]) + fields["signature_tail"],
        )
        + fields["tail"]
    )


@pytest.mark.parametrize("namespace", SPACES)
def test_ssh_keygen_accepts_what_is_signed_here(tmp_path, namespace):
    assert judged_good(tmp_path, sign(KEY, namespace, MESSAGE), namespace=namespace)


def test_ssh_keygen_refuses_changed_message_wrong_namespace_and_wrong_key(tmp_path):
    armored = sign(KEY, namespaces.BUNDLE, MESSAGE)
    assert judged_good(tmp_path, armored)
    assert not judged_good(tmp_path, armored, message=MESSAGE + b".")
    assert not judged_good(tmp_path, armored, namespace=namespaces.RECEIPT)
    assert not judged_good(tmp_path, armored, key=OTHER)


@pytest.mark.parametrize("namespace", [*SPACES, *("n" * length for length in range(1, 72))])
def test_what_ssh_keygen_signs_is_accepted_here_and_is_the_same_text(tmp_path, namespace):
    """Ed25519 is deterministic, so the two texts agree at every length of the last line."""
    private = Ed25519PrivateKey.from_private_bytes(KEY.seed)
    armored = signed_by_keygen(tmp_path, private, namespace)
    assert verify(armored, namespace, MESSAGE) == KEY.public
    assert sign(KEY, namespace, MESSAGE) == armored


def test_changed_message_wrong_namespace_and_another_key_are_told_apart(tmp_path):
    private = Ed25519PrivateKey.from_private_bytes(KEY.seed)
    armored = signed_by_keygen(tmp_path, private)
    with pytest.raises(BadSignature) as caught:
        verify(armored, namespaces.BUNDLE, MESSAGE + b".")
    assert (caught.value.code, caught.value.exit) == ("signature.bad", 1)
    with pytest.raises(WrongNamespace) as caught:
        verify(armored, namespaces.RECEIPT, MESSAGE)
    assert caught.value.code == "signature.namespace"
    # another key signs as validly: only its public key says who it was
    assert verify(sign(OTHER, namespaces.BUNDLE, MESSAGE), namespaces.BUNDLE, MESSAGE) != KEY.public


@pytest.mark.parametrize("message", [b"", b"\x00", bytes(range(256)) * 300, "слова".encode()])
def test_any_bytes_can_be_signed(tmp_path, message):
    armored = sign(KEY, namespaces.CARD, message)
    assert verify(armored.encode(), namespaces.CARD, message) == KEY.public
    assert judged_good(tmp_path, armored, namespace=namespaces.CARD, message=message)


def test_a_signature_made_for_one_kind_of_object_is_accepted_for_no_other():
    for made_for in SPACES:
        armored = sign(KEY, made_for, MESSAGE)
        accepted = []
        for asked in SPACES:
            try:
                verify(armored, asked, MESSAGE)
            except WrongNamespace:
                continue
            accepted.append(asked)
        assert accepted == [made_for]


def test_the_namespace_is_signed_and_not_only_written():
    with pytest.raises(BadSignature):
        verify(armor(blob(namespace=b"collector-card")), namespaces.CARD, MESSAGE)


def test_the_key_is_not_exchangeable():
    with pytest.raises(BadSignature):
        verify(armor(blob(public=OTHER.public)), namespaces.BUNDLE, MESSAGE)


def test_the_blob_built_by_hand_is_good_when_nothing_is_changed():
    assert verify(armor(blob()), namespaces.BUNDLE, MESSAGE) == KEY.public


@pytest.mark.parametrize(
    "changes",
    [
        {"preamble": b"SSHSIG\x00\x00\x00\x02"},
        {"preamble": b"SSHSIG\x00\x00\x00\x00"},
        {"preamble": b"SSHSIH\x00\x00\x00\x01"},
        {"preamble": PREAMBLE * 2},
        {"preamble": b""},
        {"key_type": b"ssh-rsa"},
        {"key_type": b"sk-ssh-ed25519@openssh.com"},
        {"signature_type": b"rsa-sha2-512"},
        {"reserved": b"\x00"},
        {"hash": b"sha256"},
        {"hash": b"SHA512"},
        {"hash": b""},
        {"key_tail": b"\x00"},
        {"key_tail": b"\x00\x00\x00\x00"},
        {"signature_tail": b"\x00\x00\x00\x00"},
        {"tail": b"\x00"},
        {"tail": b"\x00\x00\x00\x00"},
        {"tail": b"\xff\xff\xff\xff"},
    ],
    ids=str,
)
def test_another_version_algorithm_or_shape_of_the_blob_is_refused(changes):
    with pytest.raises(SignatureForm) as caught:
        verify(armor(blob(**changes)), namespaces.BUNDLE, MESSAGE)
    assert caught.value.code == "signature.form"


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_a_key_or_signature_of_another_length_is_refused(length):
    for changes in ({"public": bytes(length)}, {"signature": bytes(length)}):
        with pytest.raises(BadSignature):
            verify(armor(blob(**changes)), namespaces.BUNDLE, MESSAGE)


def good():
    return sign(KEY, namespaces.BUNDLE, MESSAGE)


@pytest.mark.parametrize(
    "armored",
    [
        "",
        "\n",
        good().rstrip("\n"),
        good() + "\n",
        good() + good(),
        good() + "junk",
        "junk\n" + good(),
        " " + good(),
        "\ufeff" + good(),
        good().replace("\n", "\r\n"),
        good().replace("\n", "\n\n", 2),
        good().replace("SSH SIGNATURE", "SSH  SIGNATURE"),
        good().replace("SSH SIGNATURE", "ssh signature"),
        good().replace("BEGIN SSH", "BEGIN OPENSSH"),
        good().replace("-----END SSH SIGNATURE-----\n", ""),
        good().replace("-----BEGIN SSH SIGNATURE-----\n", ""),
        good().replace("U1NI", "U1NI "),
        good().replace("U1NI", "U1NI\n"),
        good().replace("U1NI", "U1N\u0406"),
        good().replace("U1NI", "U1N\udc80"),
        armor(blob(), width=64),
        armor(blob(), width=76),
        armor(blob(), width=1000),
        armor(b""),
        armor(b"SSHSIG"),
        armor(PREAMBLE),
        armor(blob(namespace=b"n" * 100_000)),
    ],
)
def test_anything_but_the_exact_armor_is_refused(armored):
    with pytest.raises(SignatureForm):
        verify(armored, namespaces.BUNDLE, MESSAGE)
    with pytest.raises(SignatureForm):
        verify(armored.encode("utf-8", "surrogatepass"), namespaces.BUNDLE, MESSAGE)


def test_base64_with_stray_bits_or_padding_is_refused():
    """The blob of this namespace ends in one padded group, whose spare bits must be zero."""
    armored = sign(KEY, "n" * 18, MESSAGE)
    assert armored.count("=") > 0
    last = armored.index("=") - 1
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    stray = alphabet[alphabet.index(armored[last]) + 1]
    for text in (armored[:last] + stray + armored[last + 1 :], armored.replace("=", "")):
        with pytest.raises(SignatureForm):
            verify(text, "n" * 18, MESSAGE)


def test_every_changed_character_is_refused():
    armored = good()
    for position, character in enumerate(armored):
        changed = armored[:position] + ("A" if character != "A" else "B") + armored[position + 1 :]
        with pytest.raises(BadSignature):
            verify(changed, namespaces.BUNDLE, MESSAGE)


def test_every_truncation_is_refused():
    armored = good()
    for length in range(len(armored)):
        with pytest.raises(SignatureForm):
            verify(armored[:length], namespaces.BUNDLE, MESSAGE)


def test_signatures_with_sha256_or_rsa_by_ssh_keygen_are_refused(tmp_path):
    private = Ed25519PrivateKey.from_private_bytes(KEY.seed)
    weaker_hash = signed_by_keygen(tmp_path, private, namespaces.BUNDLE, "-O", "hashalg=sha256")
    rsa = signed_by_keygen(tmp_path, generate_private_key(65537, 2048))
    for armored in (weaker_hash, rsa):
        with pytest.raises(SignatureForm):
            verify(armored, namespaces.BUNDLE, MESSAGE)


def test_a_signature_for_everything_by_the_identity_key_is_refused():
    forged = armor(blob(public=IDENTITY, signature=IDENTITY + bytes(32)))
    with pytest.raises(SignedByWeakKey):
        verify(forged, namespaces.BUNDLE, b"anything")


def test_an_empty_namespace_is_not_signed_for():
    with pytest.raises(ValueError, match="namespace"):
        sign(KEY, "", MESSAGE)


def test_the_public_line_is_the_one_of_ssh_keygen(tmp_path):
    private = Ed25519PrivateKey.from_private_bytes(KEY.seed)
    signed_by_keygen(tmp_path, private)
    line = keygen(tmp_path, "-y", "-f", "key").stdout.decode()
    assert line.split() == public_line(KEY.public).split()
    assert parse_public_line(public_line(KEY.public)) == KEY.public
    assert parse_public_line(public_line(KEY.public) + "\n") == KEY.public


def line():
    return public_line(KEY.public)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "ssh-ed25519",
        "ssh-ed25519 ",
        line().removeprefix("ssh-ed25519 "),
        line() + " a comment",
        line() + " ",
        " " + line(),
        line() + "\n\n",
        line() + "\r\n",
        line() + "\n" + line(),
        line().replace(" ", "  "),
        line().replace(" ", "\t"),
        line().replace("ssh-ed25519", "SSH-ED25519"),
        line().replace("ssh-ed25519", "ssh-rsa"),
        'namespaces="x" ' + line(),
        line()[:-1],
        line() + "=",
        line()[:-1] + "\u0406",
        line()[:-1] + "\udc80",
        "ssh-ed25519 " + base64.b64encode(pack(b"ssh-ed25519", KEY.public[:31])).decode(),
        "ssh-ed25519 " + base64.b64encode(pack(b"ssh-ed25519", KEY.public) + b"\x00").decode(),
        "ssh-ed25519 " + base64.b64encode(pack(b"ssh-rsa", KEY.public)).decode(),
    ],
)
def test_a_public_key_in_any_other_form_is_refused(text):
    with pytest.raises(BadPublicLine) as caught:
        parse_public_line(text)
    assert (caught.value.code, caught.value.exit) == ("key.line", 1)


def test_weak_keys_are_refused_at_the_line():
    weak = [encode(point) for point in small_order_points()] + with_torsion(KEY.public)
    for public in weak:
        with pytest.raises(WeakKey):
            parse_public_line(public_line(public))
