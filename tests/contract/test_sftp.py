"""Delivery by SFTP to OpenSSH's own server, and to what is no such server."""

from __future__ import annotations

import base64
import logging
import os
import signal
import socket
import subprocess
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from collector.sync.transport import errors
from collector.sync.transport.interface import Login, Route
from collector.sync.transport.limits import Limits
from collector.sync.transport.sftp import SftpWay
from contract import paramiko_server, sshd
from contract.socks import Knowing
from contract.watches import Recorder, Stop, parcel
from peers import tool

MIB = 1024 * 1024
SHORT = Limits(connect=1.0, stall=1.0, beat=0.1)


@pytest.fixture
def server(tmp_path):
    with sshd.running(tmp_path / "sshd", "LogLevel DEBUG1") as running:
        yield running


@pytest.fixture(autouse=True)
def _nothing_left_running():
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(5)
        assert not thread.is_alive(), thread


def test_nobody_is_named_before_the_host_key_is_the_pinned_one(server):
    with pytest.raises(errors.WrongKey):
        SftpWay(replace(server.endpoint(), pin=bytes(32))).probe(Recorder())
    log = (server.work / "sshd.log").read_text()
    assert "Connection from" in log
    assert "userauth" not in log


def test_without_a_pin_nothing_is_contacted(server):
    with pytest.raises(errors.BadAddress):
        SftpWay(replace(server.endpoint(), pin=None)).probe(Recorder())
    assert (
        server.user not in (server.work / "sshd.log").read_text().partition("Server listening")[2]
    )


def test_a_pin_may_be_of_any_key_the_server_has(tmp_path):
    with sshd.running(tmp_path / "sshd", host_keys=("ed25519", "ecdsa", "rsa")) as server:
        for kind in server.host_keys:
            assert SftpWay(server.endpoint(kind)).probe(Recorder()).protocol == "SSH-2.0"


@pytest.mark.parametrize(
    ("old", "key"),
    [
        ("KexAlgorithms diffie-hellman-group14-sha1", "ed25519"),
        ("Ciphers aes128-cbc", "ed25519"),
        ("MACs hmac-sha1\nCiphers aes128-ctr", "ed25519"),
        ("HostKeyAlgorithms ssh-rsa", "rsa"),
    ],
)
def test_a_server_that_knows_only_old_algorithms_is_refused(tmp_path, old, key):
    with (
        sshd.running(tmp_path / "sshd", old, host_keys=(key,)) as server,
        pytest.raises(errors.SshTooOld),
    ):
        SftpWay(server.endpoint(key)).probe(Recorder())


def test_another_key_is_refused_and_no_other_key_of_this_machine_is_tried(
    server, tmp_path, monkeypatch
):
    good = server.login.private_key
    (tmp_path / ".ssh").mkdir()
    (tmp_path / ".ssh" / "id_ed25519").write_text(good)
    monkeypatch.setenv("HOME", str(tmp_path))
    with socket.socket(socket.AF_UNIX) as agent:
        agent.bind(str(tmp_path / "agent"))
        agent.listen()
        agent.setblocking(False)
        monkeypatch.setenv("SSH_AUTH_SOCK", str(tmp_path / "agent"))
        other = _key(tmp_path / "other")
        with pytest.raises(errors.Refused) as refused:
            SftpWay(replace(server.endpoint(), login=Login(server.user, private_key=other))).probe(
                Recorder()
            )
        with pytest.raises(BlockingIOError):
            agent.accept()
    assert not refused.value.retry
    assert other[100:160] not in f"{refused.value} {refused.value.said}"


def test_an_encrypted_key_opens_with_its_passphrase_alone(server, tmp_path):
    locked = _key(tmp_path / "locked", "correct horse")
    (server.work / "user.pub").write_text((tmp_path / "locked.pub").read_text())
    login = Login(server.user, "correct horse", locked)
    assert SftpWay(replace(server.endpoint(), login=login)).probe(Recorder()).protocol
    for wrong in (None, "wrong horse"):
        endpoint = replace(server.endpoint(), login=replace(login, password=wrong))
        with pytest.raises(errors.LoginUnusable):
            SftpWay(endpoint).probe(Recorder())


def _compressed() -> str:
    """Return a private key whose public point is written in a form that nobody writes."""
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()).decode()
    data = base64.b64decode("".join(pem.splitlines()[1:-1]))
    point = b"nistp256\x00\x00\x00\x41"
    data = data.replace(point + b"\x04", point + b"\x02")
    name = "OPENSSH PRIVATE KEY"
    return f"-----BEGIN {name}-----\n{base64.b64encode(data).decode()}\n-----END {name}-----\n"


@pytest.mark.parametrize(
    "login",
    [
        None,
        Login("", "secret"),
        Login("x"),
        Login("x", private_key="no key"),
        Login("x", private_key=_compressed()),
    ],
    ids=["none", "no-name", "no-secret", "no-key", "an-odd-key"],
)
def test_a_login_that_cannot_be_used_is_said_to_be_so(server, login):
    endpoint = replace(server.endpoint(), login=login)
    if login is not None and not login.username:
        endpoint = replace(endpoint, address=endpoint.address.replace(f"{server.user}@", ""))
    with pytest.raises(errors.LoginUnusable):
        SftpWay(endpoint).probe(Recorder())


def test_the_libraries_write_nothing_into_any_log(server, tmp_path, caplog):
    with caplog.at_level(logging.NOTSET):
        SftpWay(server.endpoint()).post(parcel(tmp_path, MIB), None, Recorder())
        with pytest.raises(errors.WrongKey):
            SftpWay(replace(server.endpoint(), pin=bytes(32))).probe(Recorder())
    assert caplog.text == ""


def test_a_folder_that_is_not_there_is_said_to_be_missing(server, tmp_path):
    endpoint = replace(server.endpoint(), address=server.endpoint().address + "/elsewhere")
    with pytest.raises(errors.NoSuchPlace):
        SftpWay(endpoint).probe(Recorder())
    with pytest.raises(errors.NoSuchPlace):
        SftpWay(endpoint).post(parcel(tmp_path, 1000), None, Recorder())


def test_a_folder_that_may_not_be_written_to_refuses(tmp_path):
    with sshd.running(tmp_path / "sshd", "ForceCommand internal-sftp -R") as server:
        with pytest.raises(errors.Refused):
            SftpWay(server.endpoint()).post(parcel(tmp_path, 1000), None, Recorder())
        assert not list(server.folder.glob("*.part"))


def test_a_server_without_sftp_refuses(tmp_path):
    with (
        sshd.running(tmp_path / "sshd", "MaxSessions 0") as server,
        pytest.raises(errors.Refused),
    ):
        SftpWay(server.endpoint()).probe(Recorder())


def test_a_page_where_the_server_should_be_is_no_server(tmp_path, server):
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Log in to the hotel</h1>"
    with _Answering(page) as port, pytest.raises(errors.NotTls):
        SftpWay(_at(server, port)).probe(Recorder())


def test_what_greets_as_ssh_and_then_talks_nonsense_is_refused(server):
    with _Answering(b"SSH-2.0-x\r\n" + bytes(4000)) as port, pytest.raises(errors.NotThisProtocol):
        SftpWay(_at(server, port)).probe(Recorder())


@pytest.mark.parametrize("greeting", [b"SSH-2.0-", b"SSH-2.0-x\r\n\x7f\xff\xff\x04"])
def test_of_a_stranger_that_never_ends_little_is_taken(server, greeting):
    endless = _Answering(greeting + b"x" * (64 * MIB))
    with endless as port, pytest.raises((errors.Cut, errors.NotThisProtocol)):
        SftpWay(_at(server, port)).probe(Recorder())
    assert endless.taken < 16 * MIB


@pytest.mark.parametrize("greeting", [b"", b"SSH-2.0-x\r\n"])
def test_a_server_that_falls_silent_is_given_up(server, greeting):
    watch = Recorder()
    with _Answering(greeting, stays=True) as port, pytest.raises(errors.Stalled):
        SftpWay(_at(server, port), SHORT).probe(watch)
    assert watch.beats > 3


def test_a_server_that_stops_in_the_middle_is_given_up_and_the_rest_sent_later(server, tmp_path):
    sent = parcel(tmp_path, 40 * MIB)
    halted = []

    def halt(watch: Recorder) -> bool:
        if watch.octets and not halted:
            halted.extend(server.sessions())
            for process in halted:
                os.kill(process, signal.SIGSTOP)
        return False

    watch = Recorder(halt)
    try:
        with pytest.raises(errors.Stalled):
            SftpWay(server.endpoint(), Limits(stall=2, beat=0.1)).post(sent, None, watch)
    finally:
        for process in halted:
            os.kill(process, signal.SIGKILL)
    assert 0 < watch.octets < sent.size
    again = Recorder()
    SftpWay(server.endpoint()).post(sent, watch.token, again)
    assert again.heard[0] >= watch.octets
    assert (server.folder / sent.name).read_bytes() == sent.path.read_bytes()


def test_somebody_can_stop_while_nothing_moves(server, tmp_path):
    halted = []

    def stop(watch: Recorder) -> bool:
        if watch.octets and not halted:
            halted.extend(server.sessions())
            for process in halted:
                os.kill(process, signal.SIGSTOP)
            watch.beats = 0
        return bool(halted) and watch.beats > 4

    try:
        with pytest.raises(Stop):
            SftpWay(server.endpoint()).post(parcel(tmp_path, 40 * MIB), None, Recorder(stop))
    finally:
        for process in halted:
            os.kill(process, signal.SIGKILL)


def test_an_upload_that_was_named_while_the_answer_got_lost_is_not_sent_again(server, tmp_path):
    sent = parcel(tmp_path, MIB)
    first, second = Recorder(), Recorder()
    SftpWay(server.endpoint()).post(sent, None, first)
    SftpWay(server.endpoint()).post(sent, first.token, second)
    assert second.tokens == []
    assert second.heard == [sent.size]


def test_without_a_token_what_lies_there_damaged_is_replaced(server, tmp_path):
    sent = parcel(tmp_path, MIB)
    (server.folder / sent.name).write_bytes(bytes(MIB))
    SftpWay(server.endpoint()).post(sent, None, Recorder())
    assert (server.folder / sent.name).read_bytes() == sent.path.read_bytes()


def test_a_token_of_another_parcel_or_of_too_much_is_forgotten(server, tmp_path):
    one, other = parcel(tmp_path, MIB), parcel(tmp_path, MIB)
    first, second, third = Recorder(), Recorder(), Recorder()
    SftpWay(server.endpoint()).post(one, None, first)
    SftpWay(server.endpoint()).post(other, first.token, second)
    assert second.heard[0] == 0
    (server.folder / second.token.split()[1]).write_bytes(bytes(2 * MIB))
    SftpWay(server.endpoint()).post(other, second.token, third)
    assert third.heard[0] == 0
    for sent in (one, other):
        assert (server.folder / sent.name).read_bytes() == sent.path.read_bytes()


def test_a_full_disk_there_is_told_and_what_fitted_is_kept(tmp_path):
    with sshd.running(tmp_path / "sshd", room="2m") as server:
        watch = Recorder()
        with pytest.raises(errors.NoRoomThere):
            SftpWay(server.endpoint()).post(parcel(tmp_path, 8 * MIB), None, watch)
        assert watch.token
        assert SftpWay(server.endpoint()).probe(Recorder()).protocol


def test_a_password_lets_in_and_a_wrong_one_is_told_to_nobody(tmp_path):
    with paramiko_server.serving(tmp_path) as endpoint:
        assert SftpWay(endpoint).probe(Recorder()).protocol == "SSH-2.0"
        stranger = replace(endpoint, login=replace(endpoint.login, password="secret word"))
        with pytest.raises(errors.Refused) as refused:
            SftpWay(stranger).probe(Recorder())
        assert "secret word" not in f"{refused.value!r} {refused.value.said} {stranger!r}"


def test_a_server_without_extensions_of_openssh_gets_parcels_too(tmp_path):
    (tmp_path / "place").mkdir()
    with paramiko_server.serving(tmp_path / "place") as endpoint:
        sent = parcel(tmp_path, MIB)
        for _ in range(2):
            SftpWay(endpoint).post(sent, None, Recorder())
        assert [path.name for path in (tmp_path / "place").iterdir()] == [sent.name]
        assert (tmp_path / "place" / sent.name).read_bytes() == sent.path.read_bytes()


def test_a_name_is_asked_for_at_the_proxy_and_nowhere_else(server, tmp_path):
    sent = parcel(tmp_path, MIB)
    with Knowing(server.port) as knowing:
        address = f"sftp://{server.user}@platform.invalid{server.folder}"
        endpoint = replace(server.endpoint(), address=address, route=Route(knowing.proxy))
        SftpWay(endpoint).post(sent, None, Recorder())
    assert set(knowing.asked) == {(3, "platform.invalid", 22)}
    assert (server.folder / sent.name).read_bytes() == sent.path.read_bytes()


def _at(server, port):
    return replace(server.endpoint(), address=f"sftp://somebody@127.0.0.1:{port}/place")


def _key(path: Path, passphrase: str = "") -> str:
    command = [tool("ssh-keygen"), "-q", "-t", "ed25519", "-N", passphrase, "-f", str(path)]
    subprocess.run(command, check=True)
    return path.read_text()


class _Answering:
    """A listener that says one thing to everybody, and then hangs up or stays."""

    def __init__(self, words: bytes, *, stays: bool = False) -> None:
        self._words, self._stays = words, stays
        self._sock = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self.taken = 0

    def __enter__(self) -> int:
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        return self._sock.getsockname()[1]

    def __exit__(self, *_about: object) -> None:
        self._sock.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        for sock in [self._sock, *self._open]:
            sock.close()

    def _serve(self) -> None:
        try:
            while True:
                sock, _ = self._sock.accept()
                self._open.append(sock)
                for at in range(0, len(self._words), 65536):
                    self.taken += sock.send(self._words[at : at + 65536])
                if not self._stays:
                    sock.shutdown(socket.SHUT_WR)
        except OSError:
            return
