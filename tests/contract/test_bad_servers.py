"""tus servers that lie, lose, stall and refuse; named after the rows of the threat catalogue."""

from __future__ import annotations

import socket
import time
from contextlib import suppress

import pytest

from collector.sync.transport import errors
from collector.sync.transport.ways import open_way
from contract.odd_servers import PATIENT, SIZE, odd, post
from contract.programs import HOST
from contract.scripted import Mute, Tus, scripted
from contract.watches import Recorder, Stop, parcel


@pytest.fixture
def sent(tmp_path):
    return parcel(tmp_path, SIZE)


# --- U1: offsets --------------------------------------------------------------------------------


@pytest.mark.parametrize("offset", [SIZE + 1, 10**18])
def test_u1_an_offset_ahead_begins_a_new_upload(tmp_path, sent, offset):
    tus = odd("PATCH", status=204, Upload_Offset=offset)
    with scripted(tus, tmp_path) as server:
        post(server, sent)
    assert server.methods() == "POST HEAD PATCH POST HEAD PATCH"
    assert bytes(tus.uploads[1]) == sent.path.read_bytes()


def test_u1_an_offset_ahead_twice_is_given_up(tmp_path, sent):
    tus = odd("PATCH", 2, status=204, Upload_Offset=SIZE + 1)
    with scripted(tus, tmp_path) as server, pytest.raises(errors.WrongOffset):
        post(server, sent)


def test_u1_ahead_of_what_was_ever_sent_after_a_restart(tmp_path, sent):
    """The server claims everything, of which the token knows that nothing ever left."""
    tus = Tus()
    with scripted(tus, tmp_path) as server:
        watch = Recorder(stop=lambda it: bool(it.tokens))
        with pytest.raises(Stop):
            post(server, sent, watch=watch)
        tus.uploads[0] += bytes(SIZE)
        post(server, sent, watch.tokens[0])
    assert [bytes(it) for it in tus.uploads][1:] == [sent.path.read_bytes()]


def test_u1_a_new_upload_that_is_not_empty_is_not_used(tmp_path, sent):
    tus = odd("HEAD", status=200, Upload_Offset=7)
    with scripted(tus, tmp_path) as server:
        post(server, sent)
    assert server.methods() == "POST HEAD POST HEAD PATCH"


def test_u1_an_offset_behind_is_sent_again(tmp_path, sent):
    def forgets(tus, talk, request):
        upload = tus.upload(request) if request.method == "PATCH" else b""
        if request.method == "PATCH" and not upload:
            upload += talk.body(request)[:1000]
            talk.answer(204, Upload_Offset=1000)
            return True
        return False

    tus = Tus(forgets)
    with scripted(tus, tmp_path) as server:
        watch = post(server, sent)
    assert bytes(tus.uploads[0]) == sent.path.read_bytes()
    assert watch.heard == [0, 1000, SIZE]


def test_u1_a_conflict_asks_and_goes_on(tmp_path, sent):
    with scripted(odd("PATCH", status=409), tmp_path) as server:
        post(server, sent)
    assert server.methods() == "POST HEAD PATCH HEAD PATCH"


@pytest.mark.parametrize("status", [400, 409, 423, 503])
def test_u9_what_somebody_else_sent_meanwhile_is_no_lie(tmp_path, sent, status):
    def other(tus, talk, request):
        if request.method != "PATCH" or tus.uploads[0]:
            return False
        talk.body(request)
        tus.uploads[0] += sent.path.read_bytes()
        talk.answer(status)
        return True

    with scripted(Tus(other), tmp_path) as server:
        watch = Recorder()
        with suppress(errors.Busy):
            post(server, sent, watch=watch)
        post(server, sent, watch.tokens[-1], watch)
    assert watch.octets == SIZE
    assert server.methods().count("POST") == server.methods().count("PATCH") == 1


def test_u9_but_nobody_sent_more_than_there_is(tmp_path, sent):
    tus = odd("PATCH", status=409)
    with scripted(tus, tmp_path) as server:
        answer = tus.odd

        def more(tus, talk, request):
            if request.method == "HEAD" and server.methods().endswith("PATCH HEAD"):
                talk.answer(200, Upload_Offset=SIZE + 1)
                return True
            return answer(tus, talk, request)

        tus.odd = more
        post(server, sent)
    assert bytes(tus.uploads[1]) == sent.path.read_bytes()


@pytest.mark.parametrize("offset", ["-1", "1e3", "", "0x10", "9" * 40, "١"])
def test_u1_an_offset_that_is_none(tmp_path, sent, offset):
    tus = odd("PATCH", 9, status=204, Upload_Offset=offset)
    with scripted(tus, tmp_path) as server, pytest.raises(errors.NotThisProtocol):
        post(server, sent)


def test_u1_a_server_that_goes_in_circles_is_left(tmp_path, sent):
    tus = odd("PATCH", -1, status=204, Upload_Offset=0)
    with scripted(tus, tmp_path) as server, pytest.raises(errors.Busy):
        post(server, sent)
    assert server.methods().count("PATCH") < 20


def test_u1_an_upload_of_another_length_is_not_used(tmp_path, sent):
    tus = odd("HEAD", status=200, Upload_Offset=0, Upload_Length=SIZE + 1)
    with scripted(tus, tmp_path) as server:
        post(server, sent)
    assert bytes(tus.uploads[1]) == sent.path.read_bytes()


# --- U2: another host ---------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["OPTIONS", "POST", "HEAD", "PATCH", "GET"])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_u2_no_redirect_is_followed(tmp_path, sent, method, status):
    with socket.create_server((HOST, 0)) as trap:
        trap.setblocking(False)
        place = f"https://{HOST}:{trap.getsockname()[1]}/"
        with scripted(odd(method, status=status, Location=place), tmp_path) as server:
            way = open_way(server.endpoint(), PATIENT)
            with pytest.raises(errors.Redirected):
                if method == "OPTIONS":
                    way.probe(Recorder())
                elif method == "GET":
                    way.fetch("a" * 32, 100, Recorder())
                else:
                    way.post(sent, None, Recorder())
        with pytest.raises(BlockingIOError):
            trap.accept()


@pytest.mark.parametrize(
    ("location", "error"),
    [
        ("https://localhost:{port}/files/0", errors.Redirected),
        ("http://127.0.0.1:{port}/files/0", errors.Redirected),
        ("//other.example/files/0", errors.Redirected),
        ("https://127.0.0.1/files/0", errors.Redirected),
        ("https://a@127.0.0.1:{port}/files/0", errors.Redirected),
        ("file:///files/0", errors.Redirected),
        ("", errors.NotThisProtocol),
        ("/files/\x7f", errors.NotThisProtocol),
        ("/" + "x" * 5000, errors.NotThisProtocol),
    ],
)
def test_u2_an_upload_lies_at_the_same_origin_or_is_not_used(tmp_path, sent, location, error):
    def elsewhere(tus, talk, request):
        if request.method == "POST":
            talk.answer(201, Location=location.format(port=server.port))
            return True
        return False

    with scripted(Tus(elsewhere), tmp_path) as server, pytest.raises(error):
        post(server, sent)
    assert server.methods() == "POST"


def test_u2_a_token_of_another_origin_is_forgotten(tmp_path, sent):
    with scripted(Tus(), tmp_path / "a") as one, scripted(Tus(), tmp_path / "b") as two:
        token = post(one, sent).token
        post(two, sent, token)
    assert two.methods() == "POST HEAD PATCH"


# --- U3: lost, busy, refused --------------------------------------------------------------------


@pytest.mark.parametrize("status", [404, 410])
def test_u3_a_lost_upload_is_begun_anew_once(tmp_path, sent, status):
    tus = odd("PATCH", status=status)
    with scripted(tus, tmp_path) as server:
        post(server, sent)
    assert bytes(tus.uploads[1]) == sent.path.read_bytes()
    with (
        scripted(odd("PATCH", 2, status=status), tmp_path / "again") as server,
        pytest.raises(errors.LostUpload),
    ):
        post(server, sent)


@pytest.mark.parametrize("status", [403, 404, 410])
def test_u3_an_upload_that_expired_between_two_attempts(tmp_path, sent, status):
    tus = Tus()
    with scripted(tus, tmp_path) as server:
        token = post(server, sent).token
        tus.odd = odd("HEAD", status=status).odd
        post(server, sent, token)
    assert bytes(tus.uploads[1]) == sent.path.read_bytes()


@pytest.mark.parametrize("method", ["OPTIONS", "POST", "HEAD", "PATCH", "GET"])
@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, errors.Refused),
        (423, errors.Busy),
        (429, errors.Busy),
        (500, errors.Busy),
        (503, errors.Busy),
        (507, errors.NoRoomThere),
    ],
)
def test_u3_what_a_server_says_is_told_in_our_words(tmp_path, sent, method, status, error):
    text = b"<b>no</b>\x1b[31m\r\n<img src=x>" + b"x" * 1000
    tus = odd(method, 9, status=status, body=b"" if method == "HEAD" else text, Retry_After=7)
    with scripted(tus, tmp_path) as server, pytest.raises(error) as refused:
        way = open_way(server.endpoint(), PATIENT)
        if method == "OPTIONS":
            way.probe(Recorder())
        elif method == "GET":
            way.fetch("a" * 32, 100, Recorder())
        else:
            way.post(sent, None, Recorder())
    assert "img" not in " ".join(refused.value.told()) + str(refused.value) + repr(refused.value)
    if method != "HEAD":
        said = refused.value.said
        assert said.startswith("<b>no</b> [31m <img src=x>xxx")
        assert len(said) == 300
        assert said.isprintable()
    if error is errors.Busy:
        assert refused.value.after == 7


def test_u3_a_page_instead_of_an_answer(tmp_path, sent):
    def page(tus, talk, request):
        talk.body(request)
        talk.answer(200, b"<html>welcome</html>")
        return True

    with scripted(Tus(page), tmp_path) as server:
        way = open_way(server.endpoint(), PATIENT)
        with pytest.raises(errors.NotThisProtocol):
            way.probe(Recorder())
        with pytest.raises(errors.NotThisProtocol):
            way.post(sent, None, Recorder())


def test_too_large_as_a_whole(tmp_path, sent):
    with (
        scripted(odd("POST", status=413), tmp_path) as server,
        pytest.raises(errors.TooLarge),
    ):
        post(server, sent)


def test_too_large_for_one_request_goes_in_smaller_ones(tmp_path):
    sent = parcel(tmp_path, 5_000_000)

    def strict(tus, talk, request):
        if request.method == "PATCH" and request.length > 1 << 20:
            talk.answer(413, Connection="close")
            talk.body(request)
            raise OSError
        return False

    tus = Tus(strict)
    with scripted(tus, tmp_path) as server:
        post(server, sent)
    assert bytes(tus.uploads[0]) == sent.path.read_bytes()


@pytest.mark.parametrize("method", ["POST", "HEAD", "PATCH"])
def test_u3_an_answer_that_is_lost_costs_nothing_that_was_held(tmp_path, sent, method):
    lost = []

    def loses(tus, talk, request):
        if request.method == method and not lost:
            lost.append(request)
            tus.serve(Mute(talk), request)
            raise OSError
        return False

    tus, watch = Tus(loses), Recorder()
    with scripted(tus, tmp_path) as server:
        with pytest.raises(errors.Cut):
            post(server, sent, watch=watch)
        post(server, sent, watch.token, watch)
    assert server.methods().count("PATCH") == 1
    assert [bytes(it) for it in tus.uploads if it] == [sent.path.read_bytes()]


# --- U4: false success --------------------------------------------------------------------------


def test_u4_a_server_that_stores_nothing_has_no_receipt(tmp_path, sent):
    def lies(tus, talk, request):
        if request.method == "PATCH":
            talk.answer(204, Upload_Offset=len(talk.body(request)))
            return True
        return False

    tus = Tus(lies)
    with scripted(tus, tmp_path) as server:
        post(server, sent)
        assert open_way(server.endpoint(), PATIENT).fetch("a" * 32, 100, Recorder()) is None
    assert tus.uploads == [b""]


def test_u4_success_before_everything_was_sent_is_not_believed(tmp_path):
    sent = parcel(tmp_path, 30_000_000)

    def early(tus, talk, request):
        if request.method == "PATCH":
            talk.answer(204, Upload_Offset=int(request.headers["upload-offset"]) + request.length)
            time.sleep(0.2)
            raise OSError
        return False

    with scripted(Tus(early), tmp_path) as server, pytest.raises(errors.NetworkTrouble) as trouble:
        post(server, sent)
    assert isinstance(trouble.value, errors.WrongOffset | errors.Cut)


# --- U7: what a server learns -------------------------------------------------------------------


def test_u7_requests_say_nothing_of_the_program_or_the_parcel(tmp_path, sent):
    with scripted(Tus(), tmp_path) as server:
        post(server, sent)
        open_way(server.endpoint()).fetch("a" * 32, 100, Recorder())
    told = {name for request in server.asked for name in request.headers}
    assert told == {
        "host",
        "user-agent",
        "tus-resumable",
        "upload-length",
        "upload-offset",
        "content-type",
        "content-length",
    }
    assert {request.headers["user-agent"] for request in server.asked} == {"client"}
    assert not any(sent.name in str(request) for request in server.asked)


def test_u7_metadata_only_where_a_server_insists(tmp_path, sent):
    def insists(tus, talk, request):
        if request.method == "HEAD" and "upload-metadata" not in server.asked[-2].headers:
            talk.answer(400)
            return True
        return False

    with scripted(Tus(insists), tmp_path) as server:
        post(server, sent)
    given = [it.headers.get("upload-metadata") for it in server.asked if it.method == "POST"]
    assert given == [None, "filename ZmlsZQ==,filetype YXBwbGljYXRpb24vb2N0ZXQtc3RyZWFt"]
