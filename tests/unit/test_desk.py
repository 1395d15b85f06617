"""What needs no vault: keys in all their spellings, files read and written whole."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

import pytest

from collector import desk
from collector.crypto.age import BadRecipient, HybridIdentity, X25519Identity
from collector.crypto.ed25519 import SigningKey, WeakKey
from collector.crypto.sshsig import BadPublicLine, public_line
from collector.errors import NoPermission, Vanished
from collector.given_files import NotAFile
from collector.paths import FileThere
from collector.verify.keys import read_keys
from vectors.machines import powerless

KEY = SigningKey.from_seed(bytes(32)).public
LINE = public_line(KEY)
IDENTITY_POINT = b"\x01" + bytes(31)


@pytest.mark.parametrize("text", [KEY.hex(), KEY.hex().upper(), LINE, f"{LINE} a comment"])
def test_a_key_is_read_in_every_spelling(text):
    assert desk.read_signer(text) == KEY


@pytest.mark.parametrize("content", [f"{LINE}\n", LINE, f"{LINE} somebody\r\n", f"{LINE} Янка\n"])
def test_a_key_is_read_from_a_file(tmp_path, content):
    path = tmp_path / "signer.pub"
    path.write_text(content, encoding="utf-8")
    assert desk.read_signer(str(path)) == KEY


@pytest.mark.parametrize("text", [IDENTITY_POINT.hex(), public_line(IDENTITY_POINT)])
def test_an_unsound_key_is_refused(text):
    with pytest.raises(WeakKey):
        desk.read_signer(text)


def test_what_is_no_key_is_told_as_such(tmp_path):
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\x00")
    for text in ("nothing", KEY.hex()[:-1], str(binary)):
        with pytest.raises(desk.NotAKey):
            desk.read_signer(text)
    with pytest.raises(BadPublicLine):
        desk.read_signer("ssh-rsa AAAA")
    with pytest.raises(desk.FolderNamed):
        desk.read_signer(str(tmp_path))


def test_a_key_has_words_in_two_languages():
    key = desk.public_key(KEY)
    assert key.line == LINE
    assert len(key.english.split()) == len(key.russian.split()) == 12


def test_recipients_are_read_a_line_each(tmp_path):
    path = tmp_path / "recipients"
    first, second = (str(HybridIdentity.generate().recipient()) for _ in range(2))
    path.write_text(f"# held by somebody else\n\n{first}\r\n  {second}\n")
    assert desk.read_recipients(path) == (first, second)
    path.write_text("# none\n")
    with pytest.raises(desk.NoRecipients):
        desk.read_recipients(path)
    path.write_text(f"{first}x\n")
    with pytest.raises(BadRecipient):
        desk.read_recipients(path)


@pytest.mark.parametrize("secret", ["age", "age, in small letters", "old age", "ssh"])
def test_a_private_key_in_place_of_a_public_one_is_called_so(tmp_path, secret):
    path = tmp_path / "key"
    recipient = desk.new_key_file(path)
    if secret == "age, in small letters":
        path.write_text(path.read_text().lower())
    if secret == "old age":
        path.write_text(f"{recipient}\n{X25519Identity.generate().secret_text()}\n")
    if secret == "ssh":
        path.write_text("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n")
    with pytest.raises(desk.PrivateKeyGiven) as refused:
        desk.read_recipients(path)
    assert "AGE-SECRET" not in " ".join(refused.value.told())


def test_files_are_read_up_to_their_limit(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    assert desk.read_file(path, 5) == b"12345"
    assert desk.file_size(path) == 5
    with pytest.raises(desk.FileTooLarge):
        desk.read_file(path, 4)
    for missing in (tmp_path / "no", path / "below-a-file"):
        with pytest.raises(Vanished):
            desk.read_file(missing)
    with pytest.raises(desk.FolderNamed):
        desk.read_file(tmp_path)


def _a_socket(path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(path))  # the name of a socket must be short


@pytest.mark.skipif(os.name != "posix", reason="no pipes and devices among files")
@pytest.mark.parametrize(
    "put",
    [getattr(os, "mkfifo", None), lambda path: path.symlink_to("/dev/zero"), _a_socket],
    ids=["a-pipe", "a-device", "a-socket"],
)
@pytest.mark.parametrize(
    "read",
    [
        desk.read_file,
        desk.show_card,
        desk.read_recipients,
        desk.read_keys,
        lambda path: desk.read_signer(str(path)),
    ],
    ids=["any", "card", "recipients", "keys", "signer"],
)
def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path, monkeypatch, put, read):
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "it")
    with pytest.raises(NotAFile):
        read(tmp_path / "it")


@pytest.mark.skipif(os.name != "posix", reason="no pipes among files")
def test_a_file_that_becomes_a_pipe_as_it_is_opened_is_refused_too(tmp_path, monkeypatch):
    path, opened = tmp_path / "it", os.open
    path.write_bytes(b"x")

    def exchanged(path, *rest):
        path.unlink()
        os.mkfifo(path)
        return opened(path, *rest)

    monkeypatch.setattr(os, "open", exchanged)
    with pytest.raises(NotAFile):
        desk.read_file(path)


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no names for what is open")
def test_keys_that_lie_encrypted_are_read_from_a_pipe_but_not_by_the_window(tmp_path):
    path = tmp_path / "keys"
    desk.new_key_file(path)
    reading, writing = os.pipe()
    try:
        os.write(writing, path.read_bytes())
        os.close(writing)
        pipe = Path(f"/dev/fd/{reading}")
        with pytest.raises(NotAFile):
            desk.read_keys(pipe)
        assert len(read_keys(pipe, pipes=True)) == 1
    finally:
        os.close(reading)


def test_a_written_file_is_its_owners_alone_and_replaces_nothing(tmp_path):
    path = tmp_path / "out"
    desk.write_file(path, b"content")
    assert path.read_bytes() == b"content"
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for write in (lambda: desk.write_file(path, b"other"), lambda: desk.must_be_free(path)):
        with pytest.raises(FileThere):
            write()
    assert path.read_bytes() == b"content"
    assert [it.name for it in tmp_path.iterdir()] == ["out"]


def test_where_no_file_can_be_put_is_told_before_any_work(tmp_path):
    with pytest.raises(Vanished):
        desk.must_be_free(tmp_path / "gone" / "out")
    with powerless() as folder:
        folder.chmod(0o500)
        with pytest.raises(NoPermission):
            desk.must_be_free(folder / "out")
        folder.chmod(0o700)


def test_a_folder_is_made_for_its_owner_alone(tmp_path):
    folder = tmp_path / "a" / "b"
    desk.make_folder(folder)
    desk.make_folder(folder)
    assert folder.is_dir()
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (tmp_path / "file").write_text("x")
    with pytest.raises(desk.FileNamed):
        desk.make_folder(tmp_path / "file")


def test_whether_a_folder_takes_files_is_told_before_it_is_made(tmp_path, monkeypatch):
    desk.must_take_files(tmp_path)
    desk.must_take_files(tmp_path / "a" / "b")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text("x")
    for wrong in (tmp_path / "file", tmp_path / "file" / "b"):
        with pytest.raises(desk.FileNamed):
            desk.must_take_files(wrong)
    with monkeypatch.context() as windows:
        windows.setattr(os.path, "lexists", lambda _path: False)  # not even the drive is there
        with pytest.raises(desk.FolderMissing):
            desk.must_take_files(tmp_path / "a")
    with powerless() as folder:
        folder.chmod(0o500)
        with pytest.raises(NoPermission):
            desk.must_take_files(folder / "a" / "b")
        folder.chmod(0o700)
