"""Passphrases: from a file, from standard input, from a terminal, and never seen."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from calls import Nobody, Person
from collector.cli.errors import NoTerminal, PassphraseNotText, PassphrasesDiffer
from collector.cli.passphrase import get_passphrase
from collector.cli.terminal import Terminal
from collector.desk import FileMissing, FileTooLarge


def got(source, *, stdin=b"", person=None, new=False, notes=None):
    stream = io.TextIOWrapper(io.BytesIO(stdin), encoding="ascii")
    note = (notes if notes is not None else []).append
    return get_passphrase(source, stream, person or Nobody(), new=new, note=note)


@pytest.mark.parametrize(
    ("content", "passphrase"),
    [
        ("сем слоў", "сем слоў"),
        ("сем слоў\n", "сем слоў"),
        ("сем слоў\r\n", "сем слоў"),
        (" a b \n", " a b "),
        ("\n", ""),
    ],
)
def test_one_line_end_is_not_part_of_it(tmp_path, content, passphrase):
    path = tmp_path / "passphrase"
    path.write_bytes(content.encode())
    assert got(str(path)) == passphrase
    assert got("-", stdin=content.encode()) == passphrase


@pytest.mark.parametrize("content", [b"two\nlines", b"one\n\n", b"\xff\xfe"])
def test_what_is_not_one_line_of_text_is_refused(tmp_path, content):
    path = tmp_path / "passphrase"
    path.write_bytes(content)
    with pytest.raises(PassphraseNotText):
        got(str(path))
    with pytest.raises(PassphraseNotText):
        got("-", stdin=content)


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no names for what is open")
def test_it_may_come_through_a_pipe_of_the_shell():
    reading, writing = os.pipe()
    try:
        os.write(writing, b"a b\n")
        os.close(writing)
        assert got(f"/dev/fd/{reading}") == "a b"
    finally:
        os.close(reading)


def test_a_file_that_is_missing_or_huge_is_refused(tmp_path):
    with pytest.raises(FileMissing):
        got(str(tmp_path / "missing"))
    huge = tmp_path / "huge"
    huge.write_bytes(b"a" * 70_000)
    with pytest.raises(FileTooLarge):
        got(str(huge))
    with pytest.raises(PassphraseNotText):
        got("-", stdin=huge.read_bytes())


def test_blanks_around_it_count_and_that_is_said():
    notes = []
    assert got("-", stdin=b"blank at the end \n", notes=notes) == "blank at the end "
    assert len(notes) == 1
    assert "blank" in notes[0]
    assert "blank at the end" not in notes[0]
    got("-", stdin=b"none at the end\n", notes=notes)
    assert len(notes) == 1


def test_a_new_one_is_typed_twice():
    person = Person(secrets=["one", "one"])
    assert got(None, person=person, new=True) == "one"
    assert len(person.asked) == 2
    with pytest.raises(PassphrasesDiffer):
        got(None, person=Person(secrets=["one", "two"]), new=True)
    once = Person(secrets=["one", "two"])
    assert got(None, person=once) == "one"
    assert len(once.asked) == 1


CALLS = ["secret('? ', 'it', '--x')", "line('? ', 'it', '--x')"]


@pytest.mark.parametrize("ask", CALLS)
def test_without_a_terminal_nothing_is_read_in_the_open(ask):
    script = (
        "from collector.cli.terminal import Terminal\n"
        "from collector.cli.errors import NoTerminal\n"
        f"try: Terminal().{ask}\n"
        "except NoTerminal as error: print(Terminal().present(), *error.told(), sep='|')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        input=b"typed in the open\n",
        capture_output=True,
        check=True,
        start_new_session=True,
    )
    assert ran.stdout.decode().strip() == (
        "False|it must be typed, and there is no terminal|call it from a terminal, or use --x"
    )


@pytest.mark.parametrize(("ask", "echoed"), [(CALLS[0], False), (CALLS[1], True)])
def test_at_a_terminal_a_secret_is_not_echoed(ask, echoed):
    seen, result = at_terminal(f"print(ascii(Terminal().{ask}))", "тайна\n")
    assert result.strip() == ascii("тайна")
    assert ("тайна" in seen) is echoed


def test_half_a_letter_at_a_terminal_is_told_and_is_no_fault():
    script = (
        "from collector.cli.errors import PassphraseNotText\n"
        f"try: Terminal().{CALLS[0]}\n"
        "except PassphraseNotText as error: print(error.code)\n"
    )
    _, result = at_terminal(script, "тайна".encode()[:-1] + b"\n")
    assert result.strip() == "passphrase.not-text"


def at_terminal(script: str, typed: str | bytes) -> tuple[str, str]:
    """Run a script at a terminal of its own; return what the terminal saw, and its output."""
    keyboard, terminal = pty.openpty()
    # The first terminal that the leader of a new session opens becomes its own.
    script = (
        "import os; os.open(os.ttyname(0), os.O_RDWR)\n"
        f"from collector.cli.terminal import Terminal\n{script}"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=terminal,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        os.close(terminal)
        seen = b""
        while b"? " not in seen:
            seen += os.read(keyboard, 1024)
        os.write(keyboard, typed if isinstance(typed, bytes) else typed.encode())
        result, _ = process.communicate()
    with suppress(OSError):  # how Linux says that nobody holds the other end any more
        while piece := os.read(keyboard, 1024):
            seen += piece
    os.close(keyboard)
    return seen.decode(), result.decode()


def test_end_of_input_is_told_as_no_terminal(monkeypatch):
    def ended(_prompt):
        raise EOFError

    monkeypatch.setattr("getpass.getpass", ended)
    with pytest.raises(NoTerminal):
        Terminal().secret("? ", "it", "--x")
