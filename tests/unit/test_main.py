"""The door of the program, as a process: what it closes before it does anything."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

posix = pytest.mark.skipif(os.name != "posix", reason="modes and limits of posix")
linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has this switch")


def run(*argv: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "collector", *argv],
        capture_output=True,
        check=False,
        env=None if env is None else {**os.environ, **env},
    )


def inside(script: str) -> str:
    """Return what a script prints after the door was gone through."""
    source = (
        "import sys; sys.argv[1:] = ['--version']\n"
        "from collector.__main__ import main; main()\n" + script
    )
    ran = subprocess.run([sys.executable, "-c", source], capture_output=True, check=True, text=True)
    return ran.stdout.splitlines()[-1]


@posix
def test_new_files_are_for_their_owner_alone():
    assert inside("import os; print(oct(os.umask(0)))") == "0o77"


@posix
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_no_file_gets_the_number_of_a_stream_that_was_closed(tmp_path, closed):
    (tmp_path / "script.py").write_text(
        "import sys\nfrom collector import starting\nstarting.start()\n"
        "with open(sys.argv[1], 'w') as file: sys.exit(file.fileno() < 3)\n"
    )
    words = (sys.executable, str(tmp_path / "script.py"), str(tmp_path / "file"))
    ran = subprocess.run(["sh", "-c", f'exec "$0" "$@" {closed}', *words], check=False)
    assert ran.returncode == 0


@posix
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_fault(closed):
    words = (sys.executable, "-m", "collector", "schema", "testimony", "--json")
    ran = subprocess.run(
        ["sh", "-c", f'exec "$0" "$@" {closed}', *words], capture_output=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")


@posix
def test_no_core_is_dumped():
    limits = inside("import resource; print(*resource.getrlimit(resource.RLIMIT_CORE))")
    assert limits == "0 0"


@linux
def test_no_other_program_may_read_the_memory():
    assert inside("import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))") == "0"


@linux
@pytest.mark.parametrize("display", ["", ":77"])
def test_without_a_verb_and_without_a_display_words_say_so(display):
    nothing = {"WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    env = {name: value for name, value in os.environ.items() if name not in nothing}
    ran = subprocess.run(
        [sys.executable, "-m", "collector"],
        capture_output=True,
        check=False,
        env={**env, "DISPLAY": display},
    )
    assert ran.returncode == 5
    assert ran.stdout == b""
    assert ran.stderr.decode().splitlines() == [
        "there is no display on which the window could be shown",
        "use a verb instead: collector --help",
    ]


def test_the_version_is_told_without_loading_qt():
    told = inside("print(sorted(it for it in sys.modules if it.startswith('PySide6')))")
    assert told == "[]"


def test_every_letter_passes_whatever_the_system_speaks(tmp_path):
    missing = tmp_path / "няма"
    ran = run(
        *("bundle", "import", "--vault", str(missing), "x", "--passphrase-file", str(missing)),
        env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    )
    assert ran.returncode == 5
    assert b"Traceback" not in ran.stderr
    assert len(ran.stderr.splitlines()) == 2


def test_a_closed_output_is_no_traceback():
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [sys.executable, "-m", "collector", "schema", "testimony"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert ran.returncode == 0
    assert ran.stderr == b""
