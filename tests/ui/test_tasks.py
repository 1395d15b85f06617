"""Jobs: in order, typed text first, stopped when told, silent once nobody waits."""

from __future__ import annotations

import threading
import weakref

import pytest
import shiboken6
from PySide6.QtCore import QObject

from collector.errors import NoRoom
from collector.store.errors import VaultDamaged
from collector.ui.faults import Fault
from collector.ui.tasks import Job, Locked, Stopped, Tasks


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    made.end()


@pytest.fixture
def owner(qapp):
    return QObject()


def test_a_job_runs_away_from_the_window_and_answers_on_it(tasks, owner, pause):
    heard = []
    tasks.start(
        owner,
        lambda _job: threading.get_ident(),
        lambda it: heard.append((it, threading.get_ident())),
    )
    pause(lambda: heard)
    (ran, answered), here = heard[0], threading.get_ident()
    assert ran != here
    assert answered == here


def test_what_was_typed_goes_before_what_waits(tasks, owner, pause):
    order, gate = [], threading.Event()
    tasks.start(owner, lambda _job: gate.wait())
    tasks.start(owner, lambda _job: order.append("long"))
    tasks.start(owner, lambda _job: order.append("typed"), urgent=True)
    gate.set()
    pause(lambda: len(order) == 2)
    assert order == ["typed", "long"]


def test_what_was_typed_passes_between_two_pieces_of_a_running_job(tasks, owner, pause):
    order, begun, gate = [], threading.Event(), threading.Event()

    def copying(job: Job) -> None:
        begun.set()
        gate.wait()
        job.let_urgent_pass()
        order.append("copied")

    tasks.start(owner, copying)
    begun.wait()
    tasks.start(owner, lambda _job: order.append("typed"), urgent=True)
    gate.set()
    pause(lambda: len(order) == 2)
    assert order == ["typed", "copied"]


def test_an_error_that_is_kept_keeps_nothing_of_the_job_that_it_came_from(tasks, owner, pause):
    heard, held, ended = [], [], []

    def pieces():
        try:
            yield b""
        finally:
            ended.append(threading.get_ident())

    def read(_source) -> None:
        raise VaultDamaged(part="a media item")

    def work(_job) -> None:
        passphrase, source = QObject(), pieces()
        held.append(weakref.ref(passphrase))
        next(source)
        try:
            read(source)
        except VaultDamaged:
            raise NoRoom from None

    tasks.start(owner, work, failed=heard.append)
    pause(lambda: heard)
    assert isinstance(heard[0], NoRoom)
    assert held[0]() is None
    assert ended != [threading.get_ident()]
    assert len(ended) == 1


def test_a_job_that_is_stopped_says_so(tasks, owner, pause):
    heard, begun, gate = [], threading.Event(), threading.Event()

    def work(job: Job) -> None:
        begun.set()
        gate.wait()
        job.report(1, 2)

    running = tasks.start(owner, work, heard.append, heard.append)
    begun.wait()
    running.stop()
    gate.set()
    pause(lambda: heard)
    assert [type(it) for it in heard] == [Stopped]


def test_a_job_that_waits_is_stopped_before_it_begins(tasks, owner, pause):
    heard, gate, ran = [], threading.Event(), []
    tasks.start(owner, lambda _job: gate.wait())
    tasks.start(owner, lambda _job: ran.append(1), heard.append, heard.append)
    tasks.stop_all()
    gate.set()
    pause(lambda: heard)
    assert isinstance(heard[0], Stopped)
    assert ran == []


def test_stopping_everything_does_not_stop_what_was_typed(tasks, owner, pause):
    kept, gate = [], threading.Event()
    tasks.start(owner, lambda _job: gate.wait())
    tasks.start(owner, lambda _job: kept.append("typed"), urgent=True)
    tasks.stop_all()
    gate.set()
    pause(lambda: kept)


def test_an_error_of_the_core_arrives_as_it_is(tasks, owner, pause):
    def full(_job: Job) -> None:
        raise NoRoom

    heard = []
    tasks.start(owner, full, None, heard.append)
    pause(lambda: heard)
    assert isinstance(heard[0], NoRoom)


def test_a_fault_of_ours_tells_where_and_nothing_of_what(tasks, owner, pause):
    def broken(_job: Job) -> None:
        raise ValueError("Іван Прыклад")

    heard = []
    tasks.start(owner, broken, None, heard.append)
    pause(lambda: heard)
    assert isinstance(heard[0], Fault)
    assert "Прыклад" not in " ".join(heard[0].told())
    tasks.start(owner, lambda _job: 1, heard.append)
    pause(lambda: len(heard) == 2)


def test_no_vault_is_open_says_so(tasks, owner, pause):
    heard = []
    tasks.start(owner, lambda job: job.session, None, heard.append)
    pause(lambda: heard)
    assert isinstance(heard[0], Locked)


def test_nobody_is_told_once_whoever_asked_is_gone(tasks, owner, pause):
    heard, gate, after = [], threading.Event(), []
    gone = QObject()
    tasks.start(gone, lambda _job: gate.wait(), heard.append, heard.append)
    shiboken6.delete(gone)
    gate.set()
    tasks.start(owner, lambda _job: 1, after.append)
    pause(lambda: after)
    assert heard == []
