"""The log holds events and ids, and lets nothing else out."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from collector import log
from collector.crypto import fingerprint

MARKER = "Прозвішча Marker"


def test_events_hold_codes_ids_and_numbers():
    log.event("verb", verb="bundle.import", bundle="ab" * 16, size=17)
    assert log.recent()[-1] == f"verb verb=bundle.import bundle={'ab' * 16} size=17"


@pytest.mark.parametrize(
    "content", [MARKER, "two words", "Name", "/a/path", "line\nbreak", "", "ы", "a" * 65, "-a"]
)
def test_what_could_be_content_is_left_out(content):
    log.event("kept", about=content)
    assert log.recent()[-1] == "kept about=?"
    log.event(content)
    assert log.recent()[-1] == "?"


def test_a_fault_is_a_place_and_a_kind_and_never_what_it_was_raised_with():
    with pytest.raises(TypeError) as caught:
        fingerprint.words(MARKER)
    place = log.unexpected(caught.value)
    assert re.fullmatch(r"crypto/fingerprint\.py:[0-9]+ TypeError", place)
    assert log.recent()[-1] == f"fault {place}"


def test_a_fault_elsewhere_tells_its_kind_alone(tmp_path):
    assert log.unexpected(OSError(2, "no", str(tmp_path))) == "- FileNotFoundError"


def test_only_the_last_events_are_kept():
    for number in range(2_000):
        log.event("one", number=number)
    assert len(log.recent()) <= 500
    assert log.recent()[-1] == "one number=1999"


PRINTERS = {
    "a library's warning": "logging.getLogger('lib').warning(marker)",
    "a python warning": "warnings.warn(marker)",
    "an unhandled exception": "raise ValueError(marker)",
    "an exception in a thread": (
        "t = threading.Thread(target=lambda: [][marker]); t.start(); t.join()"
    ),
    "an exception while collecting garbage": (
        "C = type('C', (), {'__del__': lambda self: [][marker]}); C()"
    ),
}


@pytest.mark.parametrize("name", PRINTERS)
def test_nothing_prints_on_its_own(name):
    script = (
        "import logging, threading, warnings\n"
        "from collector import log\n"
        f"log.start(); marker = {MARKER!r}\n"
        f"{PRINTERS[name]}\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    printed = (ran.stdout + ran.stderr).decode()
    assert MARKER not in printed
    assert "Traceback" not in printed
    if name == "an unhandled exception":
        assert ran.returncode == 1
        assert printed.startswith("something went wrong inside the program, at ")
    else:
        assert printed == ""


def test_the_keyboard_before_a_call_has_begun_is_no_fault():
    script = "from collector import log\nlog.start()\nraise KeyboardInterrupt"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert ran.stderr.decode().splitlines() == ["stopped"]
