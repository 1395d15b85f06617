"""Time stamps of a real authority: OpenSSL makes them, OpenSSL and another library check them.

threats.md S13: five ways in which a stamp is wrong, each made with OpenSSL, each refused by itself.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from cryptography.x509 import load_pem_x509_certificate
from rfc3161_client import VerifierBuilder, decode_timestamp_response

from collector.crypto.age import open_age, parse_identity
from collector.crypto.timestamps.errors import StampRefused
from collector.crypto.timestamps.query import ask, judge
from collector.crypto.timestamps.token import read_token
from collector.model.card import TimeAuthority
from collector.session import Session
from collector.sync.stamping import AuthorityNotAsked, ask_authority
from collector.sync.transport.interface import Endpoint
from contract.watches import Recorder
from makers import OWN_SAMPLES, PLATFORM, add, make, trust
from openssl_authority import OpensslAuthority, openssl_authority, served
from peers import tool
from stamped import renewed

MESSAGE = b"log/00000000000000000000000000000000\n7\nAAAA\n"
WAY = Endpoint("tus", "https://127.0.0.1:1/files", bytes(32))


@pytest.fixture(scope="module")
def authority(tmp_path_factory) -> OpensslAuthority:
    return openssl_authority(tmp_path_factory.mktemp("time") / "authority")


def refused(answer: bytes, query, certificate: bytes) -> str:
    with pytest.raises(StampRefused) as refusal:
        judge(answer, query, certificate)
    return refusal.value.code


def test_openssl_understands_the_question_and_its_answer_is_believed(authority):
    query = ask(MESSAGE)
    said = authority.run("ts", "-query", "-in", "/dev/stdin", "-text", given=query.body).decode()
    assert "Hash Algorithm: sha256" in said
    assert "Certificate required: yes" in said
    assert f"{query.nonce:X}" in said
    token = judge(authority.answer(query.body), query, authority.digest)
    assert token.certificate == authority.digest


def test_another_library_agrees_where_it_can(authority):
    query = ask(MESSAGE)
    root = load_pem_x509_certificate((authority.folder / "root.pem").read_bytes())
    leaf = load_pem_x509_certificate(authority.certificate.read_bytes())
    # It refuses certificates that are not sorted; about one alone it cannot complain.
    answer = alone(authority, query.body)
    verifier = VerifierBuilder(tsa_certificate=leaf, roots=[root], nonce=query.nonce).build()
    assert verifier.verify_message(decode_timestamp_response(answer), MESSAGE)
    assert judge(answer, query, authority.digest)


def alone(authority: OpensslAuthority, question: bytes) -> bytes:
    """Return an answer that carries the signer's certificate and no other."""
    authority.answer(question)
    settings = authority.folder / "settings"
    lines = [line for line in settings.read_text().splitlines() if not line.startswith("certs")]
    settings.write_text("\n".join([*lines, ""]))
    asked = ("-config", "settings", "-queryfile", "question", "-out", "answer")
    authority.run("ts", "-reply", *asked)
    return (authority.folder / "answer").read_bytes()


def test_nonce(authority):
    first, second = ask(MESSAGE), ask(MESSAGE)
    assert refused(authority.answer(first.body), second, authority.digest) == "stamp.nonce"


def test_imprint(authority):
    query = ask(MESSAGE)
    other = authority.answer(ask(b"another head").body)
    assert refused(other, query, authority.digest) == "stamp.imprint"


def test_a_signer_not_meant_for_stamping(authority):
    """``openssl ts`` itself refuses to stamp with such a certificate; ``openssl cms`` does not."""
    authority.issue("plain", "extendedKeyUsage=critical,serverAuth\n")
    query = ask(MESSAGE)
    authority.answer(query.body)
    authority.run("ts", "-reply", "-in", "answer", "-token_out", "-out", "token")
    authority.run(
        *("cms", "-verify", "-inform", "DER", "-in", "token", "-noverify", "-out", "info")
    )
    kind = ("-econtent_type", "1.2.840.113549.1.9.16.1.4", "-nodetach", "-binary")
    key = ("-signer", "plain.pem", "-inkey", "plain.key", "-md", "sha256", "-cades")
    authority.run("cms", "-sign", *kind, *key, "-in", "info", "-outform", "DER", "-out", "forged")
    forged = (authority.folder / "forged").read_bytes()
    with pytest.raises(StampRefused) as refusal:
        read_token(forged, MESSAGE)
    assert refusal.value.code == "stamp.usage"


def test_another_authority(authority, tmp_path):
    other = openssl_authority(tmp_path / "other")
    query = ask(MESSAGE)
    assert refused(other.answer(query.body), query, authority.digest) == "stamp.authority"


def test_truncated(authority):
    query = ask(MESSAGE)
    answer = authority.answer(query.body)
    for cut in (1, 30, len(answer) // 2, len(answer) - 1):
        assert refused(answer[:cut], query, authority.digest) == "stamp.form"


def test_a_question_the_authority_does_not_take(authority):
    answer = authority.answer(b"no question")
    assert refused(answer, ask(MESSAGE), authority.digest) == "stamp.denied"


@pytest.fixture
def pair(tmp_path, authority):
    with (
        served(authority, tmp_path / "tls") as there,
        make(tmp_path / "field") as field,
        make(tmp_path / "one", "coordinator") as platform,
    ):
        trust(field, platform)
        named = TimeAuthority(
            address=there.address, certificate=authority.digest.hex(), pin=there.pin.hex()
        )
        renewed(platform, time_authority=named)
        trust(field, platform)
        yield field, platform


def stamp(field: Session, **way: object):
    card = field.trust.platform(PLATFORM)
    question = field.stamping.question(card, WAY)
    return field.stamping.take(question, ask_authority(question, Recorder()))


def test_stamped_over_the_network_and_checked_by_hand_as_the_readme_says(pair, authority, tmp_path):
    field, platform = pair
    before = stamp(field)
    field.testimonies.seal(add(field, OWN_SAMPLES / "courtyard.jpg"))
    after = stamp(field)
    path = field.outbox.hand_out(field.outbox.export(field.trust.platform(PLATFORM)), tmp_path)
    verified = platform.intake.verify(path)
    for item in verified.dating.items:
        assert item.time.not_before.source == item.time.not_after.source == "stamp"
        assert item.time.contradictions == ()
    said = by_hand(platform, path, authority, tmp_path / "bag")
    assert said.count("Verification: OK") == 2
    assert said.count("Time stamp: ") == 2
    assert authority.digest.hex() in said
    assert {before.size, after.size} == {it.size for it in verified.dating.stamps}


def by_hand(platform: Session, path: Path, authority: OpensslAuthority, folder: Path) -> str:
    """Open a bundle and do what its README.txt says about time; return what the programs say."""
    folder.mkdir()
    (key,) = map(parse_identity, platform.trust.content_keys())
    with path.open("rb") as file:
        plain = open_age(file, [key])
        (folder / "bundle.tar").write_bytes(b"".join(iter(lambda: plain.read(1 << 20), b"")))
    subprocess.run([tool("tar"), "-x", "-f", "bundle.tar"], cwd=folder, check=True)
    (folder / "authority.pem").write_bytes(authority.certificate.read_bytes())
    (bag,) = [it for it in folder.iterdir() if it.is_dir()]
    text = (bag / "README.txt").read_text()
    part = text[text.index("\n4. ") :]
    lines = [line.strip() for line in part.splitlines() if line.startswith("    ")]
    done = subprocess.run(
        ["sh", "-e", "-c", "\n".join(lines)],
        cwd=bag,
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_a_server_with_another_key_is_told_nothing(pair, authority, tmp_path):
    field, platform = pair
    with served(authority, tmp_path / "other") as other:
        named = TimeAuthority(
            address=other.address, certificate=authority.digest.hex(), pin=bytes(32).hex()
        )
        renewed(platform, time_authority=named)
        trust(field, platform)
        with pytest.raises(AuthorityNotAsked) as refused:
            stamp(field)
    assert refused.value.facts == {"reason": "network.wrong-key"}
