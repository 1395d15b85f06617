"""A bar where somebody sees it, nothing where nobody does."""

from __future__ import annotations

import io
import threading

import pytest

from calls import Nobody
from collector.cli.progress import shown_beat, shown_progress
from collector.cli.run import main
from collector.cli.verbs.testimony_add import watched
from collector.cli.wording import counted, size
from collector.session import GivenFile
from makers import PASSPHRASE, TEST_POLICY, exhibit, given, make


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_nothing_is_shown_where_nobody_looks():
    stream = io.StringIO()
    with shown_progress(stream, "checking", 100) as progress:
        assert progress is None
    with shown_beat(stream, "checking") as beat:
        beat()
    assert stream.getvalue() == ""


@pytest.mark.parametrize("total", [100, None])
def test_a_bar_is_shown_on_a_terminal_and_starts_no_thread(total):
    stream = Screen()
    before = threading.active_count()
    with shown_progress(stream, "checking", total) as progress:
        progress(50)
        assert threading.active_count() == before
        progress(100)
    assert "checking" in stream.getvalue()


def test_a_check_of_a_vault_shows_that_it_goes_on(tmp_path):
    make(tmp_path / "vault", "self").close()
    err = Screen()
    code = main(
        ["vault", "check", str(tmp_path / "vault"), "--passphrase-file", "-"],
        stdin=io.TextIOWrapper(io.BytesIO(PASSPHRASE.encode())),
        stdout=io.StringIO(),
        stderr=err,
        terminal=Nobody(),
        policy=TEST_POLICY,
    )
    assert code == 0
    assert "checking the vault" in err.getvalue()


@pytest.mark.parametrize(
    ("octets", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (176_383, "176.4 kB"),
        (999_949, "1.0 MB"),
        (3 * 10**15, "3000.0 TB"),
    ],
)
def test_sizes(octets, words):
    assert size(octets) == words


def test_counts():
    assert [counted(n, "row") for n in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]


def test_several_files_are_counted_together(tmp_path):
    files = []
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(bytes(10))
        files.append(GivenFile(tmp_path / name, given(exhibits=[exhibit(name)]).exhibits[0]))
    seen = []
    first, second = watched(files, seen.append)
    first.progress(4)
    first.progress(10)
    second.progress(5)
    assert seen == [4, 10, 15]
    assert [it.progress for it in watched(files, None)] == [None, None]
