"""Pictures are decoded by a child; whatever it does, there is a picture or none, and no more."""

from __future__ import annotations

import os
import signal
import struct
import sys
import zlib

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QColorSpace, QImage, QImageReader

from collector import log
from collector.ui.decoding import decoder, wire
from collector.ui.decoding.decoder import Decoder, child_command
from makers import OWN_SAMPLES
from peers import samples
from ui.scripted_child import answering, child, confined

CONFINED = pytest.mark.skipif(sys.platform != "linux", reason="these limits hold on Linux")
LIE = "reply-invalid"
PHOTO = (OWN_SAMPLES / "courtyard.jpg").read_bytes()


@pytest.fixture
def made():
    """Make decoders that are ended with the test: ``made(command, seconds)``."""
    every = []

    def make(command=None, seconds=60.0):
        every.append(Decoder(command, seconds))
        return every[-1]

    yield make
    for it in every:
        it.end()


def look(it, data, mime="image/jpeg", side=100):
    return it.picture(data, mime, side, lambda: None)


def why():
    return log.recent()[-1].partition("why=")[2]


def picture(form, width=40, height=20, colour="teal", image_format=QImage.Format.Format_RGB32):
    image = QImage(width, height, image_format)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, form)
    return bytes(buffer.data().data())


def gif():
    """Return a GIF of one red pixel."""
    screen = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\xff\0\0\0\0\0"
    return screen + b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\0;"


def bomb():
    """Return the head of a PNG of 60,000 by 60,000 pixels."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    crc = struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head) - 4) + head + crc


def turned(data):
    """Return a JPEG with the EXIF orientation 6: to be turned a quarter clockwise."""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0)
    body = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + data[2:]


def reply(shape, width, height, octets):
    return answering(f"write(struct.pack('!BHH', {shape}, {width}, {height}) + bytes({octets}))")


# honest pictures


@pytest.mark.parametrize("name", ["courtyard.jpg", "notice.jpg", "window-3.jpg"])
def test_our_photos_are_shown_as_qt_would_decode_them_here(qapp, made, name):
    data = (OWN_SAMPLES / name).read_bytes()
    seen = look(made(), data, side=4000)
    here = QImage.fromData(data).convertToFormat(QImage.Format.Format_RGB32)
    assert seen == here


def test_photos_of_others_are_shown_the_same_way_up_as_qt_would_here(qapp, made):
    it = made()
    for path in sorted((samples() / "photos").glob("*.jpg")):
        reader = QImageReader(str(path))
        reader.setAutoTransform(True)
        here = reader.read().convertToFormat(QImage.Format.Format_RGB32)
        here.setColorSpace(QColorSpace())  # nobody looks at it when a picture is drawn
        assert look(it, path.read_bytes(), side=4096) == here, path.name
    assert it.is_running


@pytest.mark.parametrize("form", ["jpeg", "png", "bmp", "webp"])
def test_every_form_is_decoded(qapp, made, form):
    seen = look(made(), picture(form), f"image/{form}")
    assert seen.size() == QSize(40, 20)
    colour, teal = seen.pixelColor(5, 5), QColor("teal")
    assert abs(colour.green() - teal.green()) < 6 and colour.red() < 6


def test_a_gif_is_decoded(qapp, made):
    assert look(made(), gif(), "image/gif").pixelColor(0, 0) == QColor("red")


def test_what_can_be_seen_through_stays_so(qapp, made):
    glass = QColor(0, 200, 0, 128)
    data = picture("png", 3, 2, glass, QImage.Format.Format_ARGB32)
    seen = look(made(), data, "image/png")
    assert seen.pixelColor(2, 1).alpha() == 128
    assert seen.pixelColor(2, 1).green() in {199, 200, 201}


def test_a_picture_stands_upright_and_small(qapp, made):
    data, it = picture("jpeg", 400, 200, "white"), made()
    assert look(it, data).size() == QSize(100, 50)
    assert look(it, turned(data)).size() == QSize(50, 100)
    assert look(it, data, side=4000).size() == QSize(400, 200)
    assert look(it, picture("png", 3000, 1), "image/png").size() == QSize(100, 1)


def test_several_pictures_are_decoded_by_one_child(qapp, made):
    it = made()
    assert look(it, PHOTO)
    first = it._child.pid
    assert look(it, PHOTO)
    assert it._child.pid == first


# flawed ones


def test_a_picture_of_endless_size_is_not_begun(qapp, made):
    assert look(made(), bomb(), "image/png") is None
    assert why() == "flawed"


def test_a_flawed_picture_is_none_and_the_next_one_has_a_child_of_its_own(qapp, made):
    it = made()
    assert look(it, PHOTO[:200]) is None
    assert not it.is_running
    assert look(it, PHOTO) is not None


def test_a_picture_is_read_only_as_what_it_was_found_to_be(qapp, made):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    assert look(made(), svg, "image/png") is None
    assert look(made(), picture("png"), "image/jpeg") is None


def test_for_what_is_not_decoded_no_child_is_started(made):
    it = made([])
    it._command = None  # whoever would start it fails
    assert look(it, b"<svg/>", "image/svg+xml") is None
    assert look(it, bytes(wire.LARGEST_FILE + 1)) is None


# a child that is not what it should be


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (child("raise SystemExit(3)"), "ended"),
        (child("os.abort()"), "ended"),
        (answering("os._exit(0)"), "ended"),
        (answering("write(bytes(3)); sys.stdout.flush(); os._exit(0)"), LIE),
        (answering("write(struct.pack('!BHH', 1, 9, 9)); sys.stdout.close(); os._exit(0)"), LIE),
        (reply(1, 101, 1, 404), LIE),
        (reply(1, 65535, 65535, 1 << 20), LIE),
        (reply(1, 2, 2, 17), LIE),
        (reply(1, 0, 0, 0), LIE),
        (reply(1, 0, 5, 0), LIE),
        (reply(0, 1, 1, 4), LIE),
        (reply(3, 1, 1, 4), LIE),
        (child("while True: write(b'x' * 65536)"), LIE),
        (["/nonexistent/child"], "not-started"),
    ],
)
def test_a_child_that_dies_or_lies_shows_nothing(qapp, made, command, said):
    it = made(command)
    assert look(it, PHOTO) is None
    assert why() == said
    assert not it.is_running


@pytest.mark.parametrize("deaf", ["time.sleep(600)", "read(9)\ntime.sleep(600)"])
def test_a_child_that_hangs_is_killed(made, deaf):
    it = made(child(deaf), seconds=0.5)
    assert look(it, bytes(4 << 20)) is None
    assert why() == "timeout"
    assert not it.is_running


def test_a_child_that_was_killed_between_two_pictures_is_replaced(qapp, made):
    it = made()
    assert look(it, PHOTO)
    os.kill(it._child.pid, signal.SIGKILL)
    assert look(it, PHOTO) is not None


def test_a_child_that_is_killed_in_the_middle_shows_nothing(made):
    it = made(child("time.sleep(600)"))
    killed = []

    def kill():
        if it.is_running and not killed:
            killed.append(it._child.pid)
            os.kill(it._child.pid, signal.SIGKILL)

    assert it.picture(bytes(4 << 20), "image/jpeg", 100, kill) is None
    assert killed and not it.is_running


def test_whoever_waits_no_longer_ends_the_child(made):
    it = made(child("time.sleep(600)"))

    def stop():
        if it.is_running:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        it.picture(PHOTO, "image/jpeg", 100, stop)
    assert not it.is_running


# what it is confined to


@CONFINED
def test_a_child_that_computes_for_ever_is_ended_by_its_own_limit(made):
    endless = "child.CPU_SECONDS = 1\ndef spin(asked):\n while True: pass\nchild.decoded = spin"
    assert look(made(confined(endless)), PHOTO) is None
    assert why() == "ended"


@CONFINED
@pytest.mark.parametrize(
    "deed",
    [
        "bytearray(child.MEMORY)",
        "open('/dev/shm/x', 'wb').write(b'x' * 9)",
        "[open('/dev/null') for _ in range(64)]",
    ],
)
def test_a_child_can_neither_take_memory_nor_write_nor_hold_many_files(made, deed):
    assert look(made(confined(f"child.decoded = lambda asked: {deed}")), PHOTO) is None
    assert why() == "ended"


@CONFINED
def test_a_child_has_no_environment_or_open_file_of_ours(qapp, made, tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_OF_OURS", "x")
    code = (
        "import ctypes\n"
        "real = child.decoded\n"
        "def told(asked):\n"
        " real(asked)\n"
        " assert 'SECRET_OF_OURS' not in os.environ and 'HOME' not in os.environ\n"
        " assert os.getcwd() == '/'\n"
        " assert len(os.listdir('/proc/self/fd')) == 4\n"  # the streams, and the listing itself
        " assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0\n"  # not dumpable
        " assert 'PySide6.QtWidgets' not in sys.modules\n"
        " assert not any(it.startswith('collector.session') for it in sys.modules)\n"
        " return wire.Frame(1, 1, True, bytes(4))\n"
        "child.decoded = told"
    )
    with (tmp_path / "open").open("wb") as file:
        os.set_inheritable(file.fileno(), True)
        assert look(made(confined(code)), picture("png", 3000, 3000), "image/png") is not None


@CONFINED
def test_qt_starts_no_thread_that_would_be_refused_and_waited_for(qapp, made):
    """Nobody but the superuser may start one there; a large picture would hang for ever."""
    code = (
        "real = child.decoded\n"
        "def told(asked):\n"
        " frame = real(asked)\n"
        " assert len(os.listdir('/proc/self/task')) == 1\n"
        " return frame\n"
        "child.decoded = told"
    )
    data = picture("png", 3000, 3000, QColor(0, 200, 0, 128), QImage.Format.Format_ARGB32)
    assert look(made(confined(code)), data, "image/png").size() == QSize(100, 100)


def test_a_frozen_program_starts_itself(monkeypatch):
    monkeypatch.setattr(decoder.sys, "frozen", True, raising=False)
    assert child_command() == [sys.executable, "--decode-child"]


def test_the_door_of_the_program_knows_its_child(qapp, made):
    assert look(made([sys.executable, "-I", "-m", "collector", "--decode-child"]), PHOTO)


def test_pictures_are_drawn_in_forms_that_cannot_lie(qapp, made):
    clear = made(answering("write(struct.pack('!BHH', 2, 1, 1) + b'\\xff\\xff\\xff\\0')"))
    seen = look(clear, PHOTO)
    assert seen.format() == QImage.Format.Format_ARGB32_Premultiplied
    assert seen.pixel(0, 0) == 0
    opaque = look(made(reply(1, 2, 2, 16)), PHOTO)
    assert opaque.pixelColor(1, 1) == QColor(Qt.GlobalColor.black)
