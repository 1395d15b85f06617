"""Nothing is said to a server before it is known to be the right one."""

from __future__ import annotations

import ssl
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from collector.sync.transport import errors, tls
from collector.sync.transport.interface import Endpoint, Login, Parcel
from collector.sync.transport.limits import Limits
from collector.sync.transport.ways import open_way
from contract.certificates import certificate
from contract.odd_servers import PATIENT
from contract.scripted import Scripted, Tus, scripted
from contract.watches import Recorder, parcel


def refused(server: Scripted, error: type[errors.NetworkTrouble], limits: Limits = PATIENT) -> None:
    """Turn to a server, on every way over HTTPS, and see why not before one byte of HTTP."""
    sent = Parcel(Path(__file__), "a" * 32, 1000, bytes(32))
    with server:
        ways = [
            open_way(replace(server.endpoint(), kind=kind, login=Login("me", "secret")), limits)
            for kind in ("tus", "webdav")
        ]
        for way in ways:
            for act in (
                lambda way=way: way.probe(Recorder()),
                lambda way=way: way.post(sent, None, Recorder()),
                lambda way=way: way.fetch("a" * 32, 100, Recorder()),
            ):
                with pytest.raises(error):
                    act()
    assert server.came == 3 * len(ways)
    assert server.asked == []


def test_the_right_server_is_looked_at(tmp_path):
    with scripted(Tus(), tmp_path) as server:
        seen = open_way(server.endpoint()).probe(Recorder())
    assert seen.protocol == "TLSv1.3"
    assert seen.clock is not None
    assert seen.clock.isoformat() == "2026-01-01T10:00:00+00:00"
    assert server.methods() == "OPTIONS"


def test_u5_another_key_than_the_pinned_one(tmp_path):
    server = scripted(Tus(), tmp_path)
    server.made = replace(server.made, pin=bytes(32))
    refused(server, errors.WrongKey)


@pytest.mark.parametrize("days", [(-2, -1), (1, 2)])
def test_u5_a_certificate_that_is_not_valid_now(tmp_path, days):
    server = Scripted(Tus(), certificate(tmp_path, days=days))
    refused(server, errors.CertificateDates)


@pytest.mark.parametrize("names", [("localhost",), ("127.0.0.2",), ("*.0.0.1",), ()])
def test_u5_a_certificate_for_another_host(tmp_path, names):
    server = Scripted(Tus(), certificate(tmp_path, names=names))
    refused(server, errors.CertificateHost)


@pytest.mark.parametrize(
    ("name", "host", "fits"),
    [
        ("host.example", "HOST.example", True),
        ("*.example.org", "a.example.org", True),
        ("*.example.org", "a.b.example.org", False),
        ("*.example.org", "example.org", False),
        ("*.org", "example.org", False),
        ("a*.example.org", "ab.example.org", False),
    ],
)
def test_names_in_certificates(name, host, fits):
    assert tls._matches(name, host) is fits


@pytest.mark.parametrize("beginning", ["a003020109", "a00302017f"])
def test_u5_a_certificate_that_cannot_be_read_holds_another_key(tmp_path, beginning):
    """Of a version that does not exist."""
    made = certificate(tmp_path)
    made.path.write_text(
        ssl.DER_cert_to_PEM_cert(
            ssl.PEM_cert_to_DER_cert(made.path.read_text()).replace(
                bytes.fromhex("a003020102"), bytes.fromhex(beginning)
            )
        )
    )
    refused(Scripted(Tus(), made), errors.WrongKey)


def test_u5_tls_1_2(tmp_path):
    server = scripted(Tus(), tmp_path, newest=ssl.TLSVersion.TLSv1_2)
    refused(server, errors.TlsTooOld)


def test_u5_a_server_that_wants_a_certificate_of_ours(tmp_path):
    refused(scripted(Tus(), tmp_path, wants_certificate=True), errors.Refused)


@pytest.mark.parametrize(
    "date", ["", "x" * 3000, "Fri, 31 Dec 9999 23:59:59 -0100", "Mon, 99 Foo 2026 99:99:99 GMT"]
)
def test_a_server_whose_clock_cannot_be_read(tmp_path, date):
    def odd(tus, talk, request):
        talk.answer(204, Tus_Version="1.0.0", Date=date)
        return True

    with scripted(Tus(odd), tmp_path) as server:
        assert open_way(server.endpoint()).probe(Recorder()).clock is None


def test_a_portal_page_instead_of_tls(tmp_path):
    def portal(talk):
        talk.sock.recv(100)
        talk.sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nlogin")

    refused(scripted(portal, tmp_path, plain=True), errors.NotTls)


def test_a_server_that_hangs_up_at_once(tmp_path):
    refused(scripted(lambda _: None, tmp_path, plain=True), errors.Cut)


def test_a_server_that_never_says_anything(tmp_path):
    def silent(talk):
        while talk.sock.recv(4096):
            pass

    limits = Limits(connect=0.3, stall=5, beat=0.05)
    refused(scripted(silent, tmp_path, plain=True), errors.Stalled, limits)


def test_a_key_swapped_between_two_connections(tmp_path):
    right = certificate(tmp_path / "right")

    def cut(tus, talk, request):
        if request.method == "PATCH":
            server.made = certificate(tmp_path / "other")
            raise OSError
        return False

    sent = parcel(tmp_path, 100_000)
    with Scripted(Tus(cut), right) as server:
        way, watch = open_way(server.endpoint(), PATIENT), Recorder()
        with pytest.raises(errors.Cut):
            way.post(sent, None, watch)
        asked = len(server.asked)
        with pytest.raises(errors.WrongKey):
            way.post(sent, watch.token, watch)
        assert len(server.asked) == asked


def test_a_renewed_certificate_with_the_same_key_is_as_good(tmp_path):
    key = ec.generate_private_key(ec.SECP256R1())
    first, second = (certificate(tmp_path / name, key=key) for name in ("first", "second"))
    with Scripted(Tus(), first) as server:
        endpoint = server.endpoint()
        server.made = second
        assert open_way(endpoint).probe(Recorder()).protocol == "TLSv1.3"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/files",
        "https:///files",
        "https://user@127.0.0.1/files",
        "https://127.0.0.1:99999/",
        "https://127.0.0.1:0/",
        "https://127.0.0.1/a b",
        "https://[::1/",
        "ftp://127.0.0.1/",
        "",
    ],
)
def test_an_address_that_is_none(address):
    endpoint = Endpoint("tus", address, bytes(32))
    with pytest.raises(errors.BadAddress):
        open_way(endpoint).probe(Recorder())


def test_without_a_pin_nothing_is_opened(tmp_path):
    server = scripted(Tus(), tmp_path)
    with server, pytest.raises(errors.BadAddress):
        open_way(replace(server.endpoint(), pin=None)).probe(Recorder())
    assert server.came == 0
