"""Other implementations open our files, and we open theirs: age, the npm package, pyrage."""

from __future__ import annotations

import subprocess

import pyrage
import pytest

from collector.crypto.age import (
    HybridIdentity,
    NoIdentityMatches,
    X25519Identity,
    parse_identities,
    parse_identity,
    parse_recipient,
)
from peers import age_encryption, tool
from unit.crypto.age.made import encrypted, noise, opened

pytestmark = pytest.mark.thorough

SIZES = [0, 1, 65_535, 65_536, 65_537, 131_072, 300_001]
KINDS = [X25519Identity, HybridIdentity]


class Age:
    """The age command."""

    def encrypt(self, data, *recipients, options=()):
        to = [word for recipient in recipients for word in ("-r", str(recipient))]
        return self.run("age", "-e", *options, *to, data=data)

    def decrypt(self, data, keyfile):
        return self.run("age", "-d", "-i", str(keyfile), data=data)

    def run(self, name, *arguments, data=b""):
        done = subprocess.run([tool(name), *arguments], input=data, capture_output=True, check=True)
        return done.stdout


class Npm:
    """The npm package age-encryption."""

    def encrypt(self, data, recipient):
        return self.run("encrypt", str(recipient), data=data)

    def decrypt(self, data, keyfile):
        return self.run("decrypt", str(keyfile), data=data)

    def run(self, *arguments, data):
        command = [*age_encryption(), *arguments]
        return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def keyfile(folder, *identities):
    path = folder / "keys.txt"
    path.write_text("# made for a test\n" + "".join(f"{i.secret_text()}\n" for i in identities))
    return path


@pytest.mark.parametrize("judge", [Age(), Npm()], ids=["age", "npm"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", SIZES)
def test_both_ways(judge, kind, size, tmp_path):
    identity, content = kind.generate(), noise(size)
    keys = keyfile(tmp_path, identity)
    assert judge.decrypt(encrypted(content, identity.recipient()), keys) == content
    assert opened(judge.encrypt(content, identity.recipient()), identity) == content


@pytest.mark.parametrize("judge", [Age(), Npm()], ids=["age", "npm"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_one_of_several_recipients_opens_our_file(judge, kind, tmp_path):
    identities = [kind.generate() for _ in range(3)]
    data = encrypted(b"words", *(identity.recipient() for identity in identities))
    for identity in identities:
        assert judge.decrypt(data, keyfile(tmp_path, identity)) == b"words"


@pytest.mark.parametrize("judge", [Age(), Npm()], ids=["age", "npm"])
@pytest.mark.parametrize("kind", KINDS)
def test_others_refuse_our_file_where_one_byte_changed_or_the_key_is_another(judge, kind, tmp_path):
    identity = kind.generate()
    data = encrypted(b"words", identity.recipient())
    changed = data[:-1] + bytes([data[-1] ^ 1])
    with pytest.raises(subprocess.CalledProcessError):
        judge.decrypt(changed, keyfile(tmp_path, identity))
    with pytest.raises(subprocess.CalledProcessError):
        judge.decrypt(data, keyfile(tmp_path, kind.generate()))


@pytest.mark.parametrize("kind", KINDS)
def test_age_names_the_same_recipient_for_our_identity(kind, tmp_path):
    identity = kind.generate()
    answer = Age().run("age-keygen", "-y", str(keyfile(tmp_path, identity)))
    assert answer.decode().split() == [str(identity.recipient())]


@pytest.mark.parametrize("option", [["-pq"], []], ids=["hybrid", "x25519"])
def test_key_files_of_age_are_read(option):
    text = Age().run("age-keygen", *option).decode()
    (identity,) = parse_identities(text)
    assert isinstance(identity, HybridIdentity if option else X25519Identity)
    public = next(line for line in text.split("\n") if "public key" in line).split()[-1]
    assert parse_recipient(public) == identity.recipient()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [0, 100, 65_536, 200_000])
def test_armored_files_of_age_open(kind, size):
    identity, content = kind.generate(), noise(size)
    data = Age().encrypt(content, identity.recipient(), options=["-a"])
    assert data.startswith(b"-----BEGIN")
    assert opened(data, identity) == content


@pytest.mark.parametrize("kind", KINDS)
def test_files_of_age_to_several_recipients_open(kind):
    identities = [kind.generate() for _ in range(3)]
    data = Age().encrypt(b"words", *(identity.recipient() for identity in identities))
    for identity in identities:
        assert opened(data, identity) == b"words"
    with pytest.raises(NoIdentityMatches):
        opened(data, kind.generate())


@pytest.mark.parametrize("size", SIZES)
def test_pyrage_both_ways(size):
    theirs, content = pyrage.x25519.Identity.generate(), noise(size)
    ours = parse_identity(str(theirs))
    assert str(ours.recipient()) == str(theirs.to_public())
    assert pyrage.decrypt(encrypted(content, ours.recipient()), [theirs]) == content
    assert opened(pyrage.encrypt(content, [theirs.to_public()]), ours) == content
