"""The child is ended and answered for, whatever it does."""

import io
import json
import os
import sys
from dataclasses import asdict

import pytest

from collector.errors import MachineTrouble
from collector.examine import process
from collector.examine.facts import Claims
from collector.examine.item import examine
from collector.examine.process import ask, child_command
from collector.examine.reply import ReplyError, read
from collector.examine.wire import MOST_REPLY, reply, request
from unit.examine.made_files import ASCII, jpeg, movie, tiff, track

JPEG = jpeg(tiff(image=[(0x010F, ASCII, "Maker")]))
CONFINED = pytest.mark.skipif(sys.platform != "linux", reason="these limits hold on Linux")


def child(code):
    """Return a command that runs ``code`` in place of the parser, for these tests only."""
    return [sys.executable, "-I", "-B", "-c", code]


def asked(code, seconds=20.0, data=JPEG):
    return ask(child(code), [*request(len(data), [(0, len(data))], lambda *_: [data])], seconds)


def confined(parser):
    """Return the real child, with a parser of the test's own."""
    return f"from collector.examine import child\n{parser}\nchild.main()"


def test_a_child_that_hangs_is_killed():
    claims = asked("import time; time.sleep(600)", seconds=0.5)
    assert claims == Claims(metadata="unreadable", notes=("timeout",))


def test_a_child_that_hangs_without_listening_is_killed():
    claims = asked("import time; time.sleep(600)", seconds=0.5, data=bytes(4 << 20))
    assert claims.notes == ("timeout",)


@CONFINED
def test_a_child_that_computes_for_ever_is_ended_by_its_own_limit():
    endless = "child.CPU_SECONDS = 1\ndef spin(view):\n while True: pass\nchild.parse = spin"
    assert asked(confined(endless), seconds=60).notes == ("timeout",)


@CONFINED
def test_a_child_that_takes_too_much_memory_says_so():
    greedy = "child.parse = lambda view: bytearray(child.MEMORY)"
    assert asked(confined(greedy)) == Claims(metadata="unreadable", notes=("memory",))


@CONFINED
@pytest.mark.parametrize(
    "deed",
    [
        "open('/dev/shm/x', 'wb').write(b'x' * 9)",
        "[open('/dev/null') for _ in range(64)]",
    ],
)
def test_a_child_can_neither_write_a_file_nor_hold_many_open(deed):
    assert asked(confined(f"child.parse = lambda view: {deed}")).notes == ("parser-failed",)


@CONFINED
def test_no_other_program_of_this_person_reads_the_memory_of_a_child():
    told = "str(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"  # PR_GET_DUMPABLE
    code = f"import ctypes\nchild.parse = lambda view: child.Claims(make={told})"
    assert asked(confined(code)).make == "0"


@CONFINED
def test_a_child_sees_no_environment_path_or_open_file_of_ours(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_OF_OURS", "x")
    with (tmp_path / "open").open("wb") as file:
        os.set_inheritable(file.fileno(), True)
        told = (
            "sorted(set(os.environ) - {'LC_CTYPE'}), os.getcwd(), len(os.listdir('/proc/self/fd'))"
        )
        claims = asked(
            "import json, os, sys\nfrom collector.examine.facts import Claims\n"
            "from collector.examine.wire import reply\nsys.stdin.buffer.read()\n"
            f"sys.stdout.buffer.write(reply(Claims(make=repr(({told})))))"
        )
    assert claims.make == "([], '/', 4)"  # the three streams, and the listing itself


@pytest.mark.parametrize(
    ("code", "note"),
    [
        ("raise SystemExit(3)", "parser-failed"),
        ("import os; os.abort()", "parser-failed"),
        ("print('nonsense')", "reply-invalid"),
        ("print('{}')", "reply-invalid"),
        (f"print('[' * {MOST_REPLY})", "reply-invalid"),
        ("import sys\nwhile True: sys.stdout.write('x' * 65536)", "reply-invalid"),
    ],
)
def test_a_child_that_dies_or_talks_nonsense(code, note):
    assert asked(code) == Claims(metadata="unreadable", notes=(note,))


def test_a_child_that_cannot_be_started(tmp_path):
    claims = ask([str(tmp_path / "absent")], [b"x"])
    assert claims == Claims(metadata="not_looked", notes=("parser-unavailable",))


def test_the_file_is_taken_in_when_its_parser_fails(monkeypatch):
    monkeypatch.setattr("collector.examine.item.child_command", lambda: child("raise SystemExit"))
    facts = examine(io.BytesIO(JPEG), "jpg")
    assert (facts.kind, facts.mime, facts.extension) == ("photo", "image/jpeg", "jpg")
    assert (facts.metadata, facts.content_credentials) == ("unreadable", "not_looked")


def test_a_frozen_program_starts_itself(monkeypatch):
    monkeypatch.setattr(process.sys, "frozen", True, raising=False)
    assert child_command() == [sys.executable, "--examine-child"]


def test_honest_claims_survive_the_way_back():
    claims = Claims(metadata="read", captured_at="2021-08-09T20:41:07", offset="+03:00")
    assert read(reply(claims)) == claims


@pytest.mark.parametrize(
    "lie",
    [
        {"metadata": "authentic"},
        {"content_credentials": "authentic"},
        {"captured_at": "yesterday"},
        {"captured_at": "2021-08-09T20:41:07\n"},
        {"offset": "3"},
        {"latitude": "53.9", "longitude": "27.5"},
        {"latitude": "53.900000"},
        {"altitude": "high"},
        {"make": "x" * 201},
        {"make": 5},
        {"orientation": 9},
        {"width": -1},
        {"width": 1.5},
        {"notes": ["all-is-well"]},
        {"path": "/"},
    ],
)
def test_the_parent_believes_no_form_but_its_own(lie):
    with pytest.raises(ReplyError):
        read(json.dumps(asdict(Claims()) | lie).encode())


def test_the_parent_cleans_text_again():
    assert read(json.dumps(asdict(Claims()) | {"make": "a\u202eb"}).encode()).make == "ab"


class Endless(io.RawIOBase):
    """A file of ``size`` bytes of 0xFF behind a start of its own; counts what is read."""

    def __init__(self, size, start=b""):
        super().__init__()
        self.size, self.start, self.at, self.given = size, start, 0, 0

    def readable(self):
        return True

    def seek(self, offset, whence=0):
        self.at = offset + (self.size if whence == 2 else 0)
        return self.at

    def readinto(self, into):
        length = max(0, min(len(into), self.size - self.at))
        known = self.start[self.at : self.at + length]
        into[:length] = known + b"\xff" * (length - len(known))
        self.at += length
        self.given += length
        return length


@pytest.mark.parametrize("size", [100 << 20, 5 << 30])
@pytest.mark.parametrize("start", [b"", b"\xff\xd8", movie()[:-15]], ids=["none", "jpeg", "movie"])
def test_a_file_of_any_size_costs_a_bounded_part(size, start):
    stream = Endless(size, start)
    facts = examine(stream, "jpg")
    assert facts.kind in {"unknown", "photo", "video"}
    assert stream.given < 25 << 20


def test_moov_is_found_behind_a_large_picture():
    data = movie(track(320, 240))
    at = data.index(b"moov") - 4
    moov = data[at : data.index(b"mdat") - 4]
    padded = data[:at] + (40 << 20).to_bytes(4, "big") + b"mdat"
    stream = io.BytesIO(padded + bytes((40 << 20) - 8) + moov + bytes(4) + b"free" + bytes(99))
    facts = examine(stream, "mp4")
    assert (facts.metadata, facts.width, facts.notes) == ("none", 320, ())


def test_metadata_out_of_reach_is_said_to_be_so():
    late = b"II*\0" + (17 << 20).to_bytes(4, "little")
    facts = examine(io.BytesIO(late + bytes(20 << 20)))
    assert (facts.metadata, facts.notes) == ("not_looked", ("beyond-reach",))


def test_a_directory_at_the_end_of_a_large_scan_is_reached():
    block = tiff(image=[(0x010F, ASCII, "AB")])
    end = 20 << 20
    scan = b"II*\0" + end.to_bytes(4, "little")
    facts = examine(io.BytesIO(scan + bytes(end - 8) + block[8:]), "tiff")
    assert (facts.metadata, facts.make) == ("read", "AB")


def test_sound_in_a_film_container_is_sound():
    facts = examine(io.BytesIO(movie(track(0, 0))), "m4a")
    assert (facts.kind, facts.mime, facts.notes) == ("audio", "audio/mp4", ())


@pytest.mark.parametrize(
    ("data", "claimed", "notes"),
    [
        (b"", "jpg", ("empty", "type-mismatch")),
        (b"%PDF-1.7", "jpg", ("type-mismatch",)),
        (b"plain words", "txt", ()),
        (JPEG, None, ()),
        (JPEG, "png", ("type-mismatch",)),
        (JPEG + b"PK\5\6" + bytes(18), "jpg", ("second-type",)),
    ],
)
def test_what_the_parent_notes_itself(data, claimed, notes):
    assert examine(io.BytesIO(data), claimed).notes == notes


class Failing(io.BytesIO):
    def __init__(self, error):
        super().__init__(JPEG)
        self.error = error

    def read(self, *args):
        raise self.error


def test_a_source_that_fails_makes_facts_too():
    facts = examine(Failing(OSError()), "jpg")
    assert (facts.kind, facts.metadata, facts.notes) == (
        "unknown",
        "not_looked",
        ("source-unreadable",),
    )


def test_a_source_that_shrinks_while_it_is_read_makes_facts_too():
    class Shrinking(io.BytesIO):
        def seek(self, offset, whence=0):
            end = super().seek(offset, whence)
            return end + 5000 if whence == 2 else end

    facts = examine(Shrinking(jpeg(picture=bytes(99)) + bytes(9)), "jpg")
    assert (facts.mime, facts.metadata) == ("image/jpeg", "none")


def test_our_own_errors_of_a_source_pass_through():
    with pytest.raises(MachineTrouble):
        examine(Failing(MachineTrouble()))
