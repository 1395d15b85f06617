"""Delivery by WebDAV: what chunks, and their absence, mean for resuming; servers that lie."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import replace

import pytest
from wsgidav.fs_dav_provider import FilesystemProvider

from collector.sync.transport import errors
from collector.sync.transport.interface import Endpoint, Login
from collector.sync.transport.limits import Limits
from collector.sync.transport.webdav import WebDavWay
from contract.certificates import certificate
from contract.nextcloud import FILES, LOGIN, PASSWORD, Nextcloud
from contract.nginx import front
from contract.programs import HOST
from contract.scripted import scripted
from contract.watches import Recorder, Stop, parcel

CHUNK = 64 * 1024
SIZE = 5 * CHUNK + 1000


@pytest.fixture
def sent(tmp_path):
    return parcel(tmp_path, SIZE)


@contextlib.contextmanager
def serving(work, **about):
    """Yield a server, and an endpoint that leads to it."""
    server = Nextcloud(work / "server", **{"least": CHUNK} | about)
    made = certificate(work / "tls")
    server.start()
    try:
        with front(work / "nginx", made, server.port) as nginx:
            address = f"https://{HOST}:{nginx.port}{FILES}/place"
            yield server, Endpoint("webdav", address, made.pin, login=LOGIN)
    finally:
        server.stop()


def post(endpoint, sent, token=None):
    """Deliver; return whoever waited."""
    watch = Recorder()
    WebDavWay(endpoint, chunk=CHUNK).post(sent, token, watch)
    return watch


def count(server, method):
    return sum(asked == method for asked, _ in server.asked)


def interrupted(endpoint, sent, octets=2 * CHUNK, chunk=CHUNK):
    """Deliver until so many octets are confirmed; return whoever waited."""
    watch = Recorder(lambda it: it.octets >= octets)
    with pytest.raises(Stop):
        WebDavWay(endpoint, chunk=chunk).post(sent, None, watch)
    return watch


@pytest.mark.parametrize("unlisted", [False, True])
def test_what_is_confirmed_is_not_sent_again(tmp_path, sent, unlisted):
    with serving(tmp_path, unlisted=unlisted) as (server, endpoint):
        watch = interrupted(endpoint, sent)
        server.asked.clear()
        again = post(endpoint, sent, watch.token)
        assert again.heard[0] == 2 * CHUNK
        assert count(server, "PUT") == 4
        assert (server.folder / sent.name).read_bytes() == sent.path.read_bytes()
        assert not list(server.uploads.iterdir())


def test_a_chunk_that_was_cut_is_sent_again(tmp_path, sent):
    with serving(tmp_path) as (server, endpoint):
        watch = interrupted(endpoint, sent)
        (folder,) = server.uploads.iterdir()
        (folder / "00002").write_bytes(b"half")
        (folder / "00003").write_bytes(b"half")
        again = post(endpoint, sent, watch.token)
        assert again.heard[0] == CHUNK
        assert (server.folder / sent.name).read_bytes() == sent.path.read_bytes()


def test_an_upload_that_expired_is_begun_anew(tmp_path, sent):
    with serving(tmp_path) as (server, endpoint):
        watch = interrupted(endpoint, sent)
        shutil.rmtree(next(server.uploads.iterdir()))
        again = post(endpoint, sent, watch.token)
        assert again.heard[0] == 0
        assert (server.folder / sent.name).read_bytes() == sent.path.read_bytes()


def test_chunks_that_do_not_sum_up_are_sent_anew(tmp_path, sent):
    with serving(tmp_path, unlisted=True) as (server, endpoint):
        watch = interrupted(endpoint, sent)
        (next(server.uploads.iterdir()) / "00001").unlink()
        post(endpoint, sent, watch.token)
        assert (server.folder / sent.name).read_bytes() == sent.path.read_bytes()


def test_a_front_that_gives_up_while_chunks_are_joined_costs_nothing(tmp_path, sent):
    with serving(tmp_path, slow=True) as (server, endpoint):
        watch = Recorder()
        with pytest.raises(errors.Busy):
            WebDavWay(endpoint, chunk=CHUNK).post(sent, None, watch)
        server.asked.clear()
        post(endpoint, sent, watch.token)
        assert count(server, "PUT") == count(server, "MKCOL") == 0


def test_without_a_token_what_lies_there_damaged_is_replaced(tmp_path, sent):
    with serving(tmp_path) as (server, endpoint):
        (server.folder / sent.name).write_bytes(bytes(SIZE))
        post(endpoint, sent)
        assert (server.folder / sent.name).read_bytes() == sent.path.read_bytes()


def test_without_chunks_a_damaged_file_of_that_name_is_replaced(tmp_path, sent):
    with serving(tmp_path, chunked=False) as (server, endpoint):
        (server.folder / sent.name).write_bytes(bytes(SIZE))
        watch = interrupted(endpoint, sent, SIZE)
        post(endpoint, sent, watch.token)
        assert [path.name for path in server.folder.iterdir() if path.is_file()] == [sent.name]
        assert (server.folder / sent.name).read_bytes() == sent.path.read_bytes()


def test_what_another_sender_just_named_is_not_deleted(tmp_path, sent, monkeypatch):
    """The other one's MOVE ends between the two looks that a server takes before it moves."""
    with serving(tmp_path, chunked=False) as (server, endpoint):
        watch = interrupted(endpoint, sent, SIZE)
        (temporary,) = server.folder.glob("*.part")
        look = FilesystemProvider.get_resource_inst

        def between(provider, path, environ):
            if path == f"/place/{sent.name}" and temporary.exists():
                temporary.rename(server.folder / sent.name)
            return look(provider, path, environ)

        monkeypatch.setattr(FilesystemProvider, "get_resource_inst", between)
        post(endpoint, sent, watch.token)
        assert count(server, "PUT") == 1
        assert (server.folder / sent.name).read_bytes() == sent.path.read_bytes()


def test_no_parcel_needs_more_chunks_than_a_server_has_names_for(tmp_path):
    with serving(tmp_path) as (_, endpoint):
        watch = interrupted(endpoint, parcel(tmp_path, 10_001), octets=1, chunk=1)
        assert watch.heard == [0, 2]


def test_without_chunks_nothing_counts_until_all_of_it_is_there(tmp_path, sent):
    with serving(tmp_path, chunked=False) as (server, endpoint):
        watch = Recorder(lambda _: count(server, "PUT") > 0)
        with pytest.raises(Stop):
            WebDavWay(replace(endpoint, cap=SIZE), Limits(beat=0.01)).post(sent, None, watch)
        assert watch.heard == [0]
        again = post(endpoint, sent, watch.token)
        assert [path.name for path in server.folder.iterdir() if path.is_file()] == [sent.name]
        assert set(again.heard) == {0, SIZE}
        assert again.left == [4 * CHUNK, SIZE]


def test_without_chunks_what_was_put_needs_no_second_put(tmp_path, sent):
    with serving(tmp_path, chunked=False) as (server, endpoint):
        watch = interrupted(endpoint, sent, SIZE)
        server.asked.clear()
        post(endpoint, sent, watch.token)
        assert count(server, "PUT") == 0
        assert (server.folder / sent.name).read_bytes() == sent.path.read_bytes()


def test_a_quota_is_told_and_once_there_is_room_it_goes_on(tmp_path, sent):
    with serving(tmp_path, room=3 * CHUNK) as (server, endpoint):
        watch = Recorder()
        with pytest.raises(errors.NoRoomThere) as full:
            WebDavWay(endpoint, chunk=CHUNK).post(sent, None, watch)
        assert full.value.said == "<b>Quota</b> exceeded"
        assert "Quota" not in " ".join(full.value.told())
        server.room = None
        again = post(endpoint, sent, watch.token)
        assert again.heard[0] == watch.octets > 0


@pytest.mark.parametrize("chunked", [True, False])
@pytest.mark.parametrize("method", ["PUT", "MOVE"])
@pytest.mark.parametrize("status", ["201 Created", "204 No Content"])
def test_success_that_stores_nothing_is_not_believed(tmp_path, sent, chunked, method, status):
    def lie(asked, _path):
        return (status, b"") if asked == method else None

    watch = Recorder()
    with serving(tmp_path, chunked=chunked, instead=lie) as (server, endpoint):
        for _ in range(2):
            with pytest.raises(errors.LostUpload):
                WebDavWay(endpoint, chunk=CHUNK).post(sent, watch.token, watch)
            assert not (server.folder / sent.name).exists()
        server.instead = lambda *_: None
        post(endpoint, sent, watch.token)
        assert (server.folder / sent.name).read_bytes() == sent.path.read_bytes()


def test_a_folder_that_is_not_there_is_said_to_be_missing(tmp_path, sent):
    with serving(tmp_path) as (server, endpoint):
        shutil.rmtree(server.folder)
        with pytest.raises(errors.NoSuchPlace):
            WebDavWay(endpoint).probe(Recorder())
        with pytest.raises(errors.NoSuchPlace):
            post(endpoint, sent)
        assert count(server, "PUT") == count(server, "MKCOL") == 0


@pytest.mark.parametrize("login", [None, Login("field", "secret word"), Login("nobody", PASSWORD)])
def test_a_server_that_lets_nobody_in_hears_of_no_parcel(tmp_path, sent, login):
    with serving(tmp_path) as (server, endpoint):
        stranger = replace(endpoint, login=login)
        way = WebDavWay(stranger)
        for act in (lambda: way.probe(Recorder()), lambda: way.post(sent, None, Recorder())):
            with pytest.raises(errors.Refused) as refused:
                act()
            told = f"{refused.value} {refused.value.said} {stranger!r}"
            assert "secret word" not in told
            assert PASSWORD not in told
        assert sent.name not in server.names


def test_a_name_that_the_header_cannot_carry_is_not_sent_as_another(tmp_path):
    endpoint = Endpoint("webdav", f"https://{HOST}{FILES}", bytes(32), login=Login("a:b", "c"))
    with pytest.raises(errors.LoginUnusable):
        WebDavWay(endpoint)


@pytest.mark.parametrize(
    "listing",
    [
        b"<html><body>Log in</body></html>",
        b"not xml",
        b"",
        b'<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "b">]><d:multistatus xmlns:d="DAV:">&a;'
        b"</d:multistatus>",
        b'<d:multistatus xmlns:d="DAV:"><d:response><d:href>' + b"x" * 100_000,
        b'<d:multistatus xmlns:d="DAV:">' + b"<d:response>" * 100_000,
    ],
)
def test_a_listing_that_is_none_is_refused(tmp_path, sent, listing):
    def script(talk):
        while request := talk.request():
            talk.body(request)
            status = 207 if request.method == "PROPFIND" else 201
            talk.answer(status, listing if status == 207 else b"")

    with scripted(script, tmp_path) as server:
        way = WebDavWay(replace(server.endpoint(path=f"{FILES}/place"), login=LOGIN))
        watch = Recorder()
        with pytest.raises(errors.NotThisProtocol):
            way.post(sent, None, watch)
        assert sent.size not in watch.heard


def test_a_redirect_takes_neither_parcel_nor_password_elsewhere(tmp_path, sent):
    def take(talk):
        while talk.request():
            pass

    with scripted(take, tmp_path / "other") as other:

        def send_away(talk):
            while request := talk.request():
                talk.body(request)
                talk.answer(307, Location=f"https://{HOST}:{other.port}{request.target}")

        with scripted(send_away, tmp_path / "one") as server, pytest.raises(errors.Redirected):
            post(replace(server.endpoint(path=f"{FILES}/place"), login=LOGIN), sent)
        assert other.came == 0
