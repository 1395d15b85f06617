"""Killed while it clears up after having been killed: opening a vault is safe at any moment too."""

from __future__ import annotations

import atexit
import functools
import shutil
import signal
import tempfile
from pathlib import Path

import pytest

from crash import runs, straced
from crash.judge import judge
from crash.places import Place, place

POINTS = 10


@functools.cache
def died(verb, name, path):
    """Return a place where a verb died at the last call of this name on such a path."""
    start = place(verb)
    fatal = [it for it in runs.calls_of(start) if it.name == name and path in it.rest][-1]
    folder = Path(tempfile.mkdtemp(prefix="crash-open-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    ran = runs.run(start, folder / "died", straced.killing(fatal))
    assert ran.code == -signal.SIGKILL
    return Place("open", ran.folder, start.states, start.events), ran.acks


@pytest.mark.parametrize(
    ("verb", "name", "path"),
    [
        ("import", "unlink", "-journal"),  # a volume to be rolled back
        ("import", "rename", ".part"),  # a receipt that no row names
        ("export", "rename", ".part"),  # a bundle that is still being built
        ("attach", "fsync", "vault.db-wal"),  # bytes in a volume that no row names
    ],
)
def test_a_vault_that_is_killed_while_it_is_opened_again(tmp_path, verb, name, path):
    start, acks = died(verb, name, path)
    for call in runs.spread(start, POINTS):
        into = tmp_path / f"{call.name}-{call.number}"
        ran = runs.run(start, into, straced.killing(call))
        assert ran.code == -signal.SIGKILL
        assert straced.died_there(ran.log, call)
        judge(start, ran.folder, acks)
